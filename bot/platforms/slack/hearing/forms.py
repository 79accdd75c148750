"""Forms as Slack's modals, and what comes back from them.

Pure. A modal carries the command and the place it was called at; who may is asked when it is sent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.commands.row import PEOPLE, Form, Kind, Param
from bot.desk.nouns.place import Place
from bot.desk.time.away import parse_away
from bot.desk.time.hours import Hours
from bot.desk.time.until import parse_by, parse_until
from bot.desk.words.wording import Wording
from bot.errors import BadArgument
from bot.platforms.fit import cut
from bot.platforms.slack.knowing.places import is_direct, place_of

JSON = dict[str, Any]

TITLE, LABEL, TYPED = 24, 2000, 3000
"""Characters at most: https://docs.slack.dev/reference/views"""


@dataclass(frozen=True, kw_only=True)
class Called:
    """What a modal remembers of where its command was called."""

    line: str
    room: str = ""
    thread: str = ""
    url: str = ""
    """Where the person can be answered privately, for half an hour."""
    away: bool = False
    """The command was called in another room than the one it works in."""

    def place(self) -> Place:
        """Where the command is carried out."""
        private = is_direct(self.room) or self.room.startswith(("U", "W"))
        place = place_of(self.room, "" if private else self.thread, beneath=self.thread)
        return replace(place, private=private)

    def written(self) -> str:
        """As private_metadata."""
        return json.dumps(vars(self))

    @classmethod
    def read(cls, text: str) -> "Called":
        """From private_metadata."""
        return cls(**json.loads(text))


def modal(
    form: Form,
    called: Called,
    *,
    words: Wording,
    language: str,
    initial: Mapping[str, str] | None = None,
) -> JSON:
    """The modal of a form, in the words of whoever reads it."""
    rest = called.line.removeprefix("/").partition(" ")[2]
    title = (
        words.label(form.title, language) if form.title else f"{form.command.name} {rest}".strip()
    )
    begun = initial or {}
    return {
        "type": "modal",
        "callback_id": cut(f"form:{form.line}", 255),
        "title": _plain(cut(title[:1].upper() + title[1:], TITLE)),
        "submit": _plain(words.label("send", language)),
        "close": _plain(words.label("cancel", language)),
        "private_metadata": called.written(),
        "blocks": [
            _attached(param, words.words("form_attach", language))
            if param.kind is Kind.FILE
            else _input(
                param,
                param.label or words.takes(form.command.name, param.says, language),
                begun.get(param.name, ""),
            )
            for param in form.params
        ],
    }


def _attached(param: Param, how: str) -> JSON:
    """A file goes into a message: to read those of a form, the app would have to read all there are.

    https://docs.slack.dev/reference/block-kit/block-elements/file-input-element
    """
    return {"type": "section", "block_id": param.name, "text": _plain(f"{param.label}: {how}")}


def _plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


def _input(param: Param, about: str, begun: str) -> JSON:
    label = about[:1].upper() + about[1:]
    block: JSON = {
        "type": "input",
        "block_id": param.name,
        "label": _plain(cut(label, LABEL)),
        "element": _element(param, begun),
    }
    if not param.required:
        block["optional"] = True
    return block


def _element(param: Param, begun: str) -> JSON:
    if param.choices:
        options = [{"text": _plain(cut(each, 75)), "value": each} for each in param.choices]
        return {"type": "static_select", "action_id": param.name, "options": options}
    if param.kind in PEOPLE:
        return {"type": "users_select", "action_id": param.name}
    element: JSON = {
        "type": "plain_text_input",
        "action_id": param.name,
        "max_length": min(param.most, TYPED),
    }
    if param.is_long:
        element["multiline"] = True
    if begun:
        element["initial_value"] = begun[: min(param.most, TYPED)]
    return element


def filled(view: JSON, team: str) -> dict[str, str]:
    """Parameter name -> what was filled in; people by their id."""
    values: dict[str, str] = {}
    for actions in view["state"]["values"].values():
        for name, state in actions.items():
            option = state.get("selected_option")
            user = state.get("selected_user")
            if user:
                values[name] = f"slack:{team}:{user}"
            else:
                values[name] = str((option or {}).get("value") or state.get("value") or "").strip()
    return values


def complaints(  # noqa: PLR0913 -- in whose words, and by which clock
    form: Form | None,
    fields: Mapping[str, str],
    *,
    now: datetime,
    hours: Hours,
    words: Wording,
    language: str,
) -> dict[str, str]:
    """Fields that can't be read, and why; said in the modal, where what was typed is kept."""
    found: dict[str, str] = {}
    for param in form.params if form else ():
        given = fields.get(param.name, "")
        if form and param.required and not given:
            about = words.takes(form.command.name, param.says, language)
            found[param.name] = cut(words.said("fill_in", language, about=about), 300)
        try:
            if given and param.kind is Kind.UNTIL:
                parse_until(given, now=now, zone=hours.zone, hours=hours)
            if given and param.kind is Kind.AWAY:
                parse_away(given, now=now, zone=hours.zone, hours=hours)
            if given and param.kind is Kind.MOMENT:
                parse_by(given, now=now, zone=hours.zone, hours=hours)
        except BadArgument as problem:
            found[param.name] = cut(words.refusal(problem, language), 300)
    return found
