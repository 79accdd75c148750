"""From Slack's presses, commands and shortcuts to where they happened and what they ask for.

Pure. A button's value is the command it stands for, word for word.
"""

from dataclasses import dataclass
from typing import Any

from bot.desk.nouns.place import Place
from bot.platforms.slack.knowing.places import place_of

JSON = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """Something that somebody pressed, chose or typed into a box."""

    line: str
    place: Place | None
    """None in App Home: then it is the direct message with them."""
    alone: bool = False
    """Only they saw it, in no thread: it is carried out where a typed command of theirs would be."""
    asked: str = ""
    """What was typed into the box."""
    thread: str = ""
    """The thread that the pressed message stands in, for answers beside it."""
    message: str = ""
    """ts of the pressed message."""


def pressed(payload: JSON) -> Pressed:
    """What a block_actions payload says."""
    action, container = payload["actions"][0], payload["container"]
    line = str(action.get("value") or "")
    if container["type"] == "view":
        if action["type"] == "plain_text_input":
            return Pressed(line="ask", place=None, asked=line)
        return Pressed(line=line, place=None)
    inside = str(
        container.get("thread_ts") or (payload.get("message") or {}).get("thread_ts") or ""
    )
    room, ts = str(container["channel_id"]), str(container["message_ts"])
    told = carried(str(action.get("block_id") or ""))
    thread = told or inside or ("" if container.get("is_ephemeral") else ts)
    inside = inside if inside != ts else ""
    place = place_of(room, thread, beneath=inside)
    alone = not thread and bool(container.get("is_ephemeral"))
    return Pressed(line=line, place=place, alone=alone, thread=inside, message=ts)


def carried(block_id: str) -> str:
    """The thread that a block of buttons belongs to, where the message itself stands outside it."""
    mark, _, rest = block_id.partition(":")
    return rest.partition(":")[0] if mark == "at" else ""


def called_on(payload: JSON) -> Place:
    """Where the message of a message shortcut stands."""
    message = payload["message"]
    ts = str(message.get("ts") or payload["message_ts"])
    thread = str(message.get("thread_ts") or ts)
    beneath = thread if thread != ts else ""
    return place_of(str(payload["channel"]["id"]), thread, beneath=beneath)


def identity(payload: JSON) -> str:
    """One interaction; Slack sends each only once."""
    view = payload.get("view")
    if payload.get("type") == "view_submission" and view:
        return f"slack:v:{view['id']}:{view['hash']}"
    return f"slack:i:{payload['trigger_id']}"
