"""Forms as Slack's modals, and what comes back from them.

Pure. A modal carries the command and the place it was called at; who may is asked when it is sent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.commands.row import PEOPLE, Kind, Param
from bot.commands.table import Form
from bot.desk.nouns.inbound import Place
from bot.desk.time.durations import parse_moment
from bot.desk.time.hours import Hours
from bot.desk.time.until import parse_until
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
    labels: Mapping[str, str],
    initial: Mapping[str, str] | None = None,
) -> JSON:
    """The modal of a form; `labels` has "send" and "cancel"."""
    rest = called.line.removeprefix("/").partition(" ")[2]
    title = f"{form.command.name} {rest}".strip()
    begun = initial or {}
    return {
        "type": "modal",
        "callback_id": cut(f"form:{form.line}", 255),
        "title": _plain(cut(title[:1].upper() + title[1:], TITLE)),
        "submit": _plain(labels["send"]),
        "close": _plain(labels["cancel"]),
        "private_metadata": called.written(),
        "blocks": [_input(param, begun.get(param.name, "")) for param in form.params],
    }


def _plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


def _input(param: Param, begun: str) -> JSON:
    label = param.help[:1].upper() + param.help[1:]
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


def complaints(
    form: Form | None, fields: Mapping[str, str], *, now: datetime, hours: Hours
) -> dict[str, str]:
    """Fields that can't be read, and why; said in the modal, where what was typed is kept."""
    found: dict[str, str] = {}
    for param in form.params if form else ():
        words = fields.get(param.name, "")
        if param.required and not words:
            found[param.name] = cut(f"Please fill this in: {param.help}", 300)
        try:
            if words and param.kind is Kind.UNTIL:
                parse_until(words, now=now, zone=hours.zone, hours=hours)
            if words and param.kind is Kind.MOMENT:
                parse_moment(words, now=now, zone=hours.zone, hours=hours)
        except BadArgument as problem:
            found[param.name] = cut(str(problem), 300)
    return found
