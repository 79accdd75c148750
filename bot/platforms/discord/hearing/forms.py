"""Forms: what a command still lacks as a modal, and a submitted modal as the same command again.

Ids are fixed (the command line, the parameters' names), so a form outlives a restart.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.commands.row import Form, Kind, Param
from bot.desk.words.wording import Wording
from bot.platforms.fit import cut

PREFIX = "form:"


class FormModal(ui.Modal):
    """A form. What comes of it is read from the raw submit, so nothing waits on this object."""


def modal(
    form: Form, words: Wording, language: str, given: Mapping[str, str] | None = None
) -> FormModal:
    """The form as Discord shows it; `given` is what stands in its fields already."""
    name = form.command.name
    title = f"{name}: {words.does(name, language)}"
    made = FormModal(title=cut(title, 45), custom_id=PREFIX + form.line[:90])
    for param in form.params[:5]:
        made.add_item(
            _field(
                param, words.takes(name, param.says, language), (given or {}).get(param.name, "")
            )
        )
    made.stop()
    return made


def _field(param: Param, about: str, given: str) -> ui.Label[FormModal]:
    label = param.name.replace("_", " ").capitalize()
    return ui.Label(
        text=cut(label, 45), description=cut(about, 100), component=_input(param, given)
    )


def _input(param: Param, given: str) -> ui.Item[Any]:
    if 0 < len(param.choices) <= 25:
        options = [discord.SelectOption(label=each, value=each) for each in param.choices]
        return ui.Select(custom_id=param.name, options=options, required=param.required)
    most = min(param.most, 4000) if param.kind is Kind.TEXT else 100
    return ui.TextInput(
        custom_id=param.name,
        style=discord.TextStyle.paragraph if param.is_long else discord.TextStyle.short,
        required=param.required,
        max_length=most,
        default=given[:most] or None,
    )


def line(custom_id: str) -> str | None:
    """The command line that a form belongs to; None if it is no form of ours."""
    return custom_id.removeprefix(PREFIX) if custom_id.startswith(PREFIX) else None


def fields(components: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What was filled in, by parameter name."""
    found: dict[str, str] = {}
    for shown in components:
        inner = [shown["component"]] if "component" in shown else shown.get("components", [])
        for field in inner:
            value = field.get("value") or ", ".join(field.get("values") or ())
            if value:
                found[str(field["custom_id"])] = str(value)
    return found
