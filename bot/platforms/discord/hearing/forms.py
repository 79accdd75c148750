"""Forms: what a command still lacks as a modal, and a submitted modal as the same command again.

Ids are fixed (the command line, the parameters' names), so a form outlives a restart.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import discord
from discord import ui

from bot.commands.row import Form, Kind, Param
from bot.desk.nouns.file import File
from bot.desk.words.attached import kind_of
from bot.desk.words.wording import Wording
from bot.platforms.discord.hearing.parts import expiry
from bot.platforms.fit import cut

PREFIX = "form:"
_FILES = 10
"""At most: https://docs.discord.com/developers/components/reference#file-upload"""


class FormModal(ui.Modal):
    """A form. What comes of it is read from the raw submit, so nothing waits on this object."""


def modal(
    form: Form, words: Wording, language: str, given: Mapping[str, str] | None = None
) -> FormModal:
    """The form as Discord shows it; `given` is what stands in its fields already."""
    name = form.command.name
    title = (
        words.label(form.title, language) if form.title else f"{name}: {words.does(name, language)}"
    )
    made = FormModal(title=cut(title, 45), custom_id=PREFIX + form.line[:90])
    for param in form.params[:5]:
        begun = (given or {}).get(param.name, "")
        if param.label:
            made.add_item(ui.Label(text=cut(param.label, 45), component=_input(param, begun)))
        else:
            made.add_item(_field(param, words.takes(name, param.says, language), begun))
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
        least = int(param.required)
        return ui.Select(
            custom_id=param.name, options=options, required=param.required, min_values=least
        )
    if param.kind is Kind.FILE:
        least = int(param.required)
        return ui.FileUpload(
            custom_id=param.name, required=param.required, min_values=least, max_values=_FILES
        )
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


def files(data: Mapping[str, Any]) -> Iterator[File]:
    """What was attached: Discord lets the link of each expire, as it says itself."""
    for each in _attached(data).values():
        name, url = str(each["filename"]), str(each["url"])
        yield File(
            name=name,
            link=url,
            kind=kind_of(str(each.get("content_type") or ""), name),
            size=int(each.get("size") or 0),
            until=expiry(url),
        )


def _attached(data: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """By id. https://docs.discord.com/developers/interactions/receiving-and-responding"""
    return (data.get("resolved") or {}).get("attachments") or {}


def fields(data: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by parameter name; a file by its own."""
    found: dict[str, str] = {}
    names = {number: str(each["filename"]) for number, each in _attached(data).items()}
    for shown in data.get("components") or ():
        inner = [shown["component"]] if "component" in shown else shown.get("components", [])
        for field in inner:
            value = field.get("value") or ", ".join(
                names.get(each, each) for each in field.get("values") or ()
            )
            if value:
                found[str(field["custom_id"])] = str(value)
    return found
