"""What belongs to a message before it: the rest of a long text, and what follows a bare call.

A long text comes from Slack as several messages at once, and only the first of them calls the app:
"automatically broken into multiple messages", at about four thousand characters:
https://api.slack.com/changelog/2018-04-truncating-really-long-messages
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from bot.platforms.slack.knowing.places import is_direct

JSON = dict[str, Any]

LONG = 3000
"""Characters from which on a message may be one that was broken: Slack breaks between words."""
AT_ONCE = 2.0
"""Seconds within which the rest of it comes; nobody types more after so long a text by then."""
CALLED = 60.0
"""Seconds for which the next words of somebody who called the app, and said no more, are for it."""
_KEPT = 1000


@dataclass
class Pieces:
    """Knows by their stamps which messages of a room go on from others that were heard."""

    _long: OrderedDict[tuple[str, str], tuple[float, str]] = field(default_factory=OrderedDict)
    """By room and author: when the last long piece came, and the message that it all began with."""
    _called: OrderedDict[tuple[str, str], str] = field(default_factory=OrderedDict)
    """By room and author: the stamp of a call without a word, which the app has answered."""
    _first: OrderedDict[tuple[str, str], str] = field(default_factory=OrderedDict)
    """By room and stamp of what goes on from another: the message that it began with."""

    def placed(self, event: JSON, room: str) -> JSON:
        """The event, where it goes on from another with what it "continues": the first one's stamp."""
        said = event.get("message") if event.get("subtype") == "message_changed" else event
        if not isinstance(said, dict) or is_direct(room) or not said.get("ts"):
            return event
        call = "" if said is not event else self._follows_call(said, room)
        first = self._first.get((room, str(said["ts"]))) or call or self._goes_on(said, room)
        if not first:
            return event
        _keep(self._first, (room, str(said["ts"])), first)
        marked = {**said, "continues": first, **({"called": True} if call else {})}
        return marked if said is event else {**event, "message": marked}

    def heard(self, event: JSON, room: str, *, bare: bool) -> None:
        """This one was for the desk: what its author writes at once goes on from it. `bare`: it calls
        the app, and says nothing."""
        text, ts, user = str(event.get("text") or ""), str(event.get("ts") or ""), event.get("user")
        if bare and user and ts and _beside_threads(event):
            _keep(self._called, (room, str(user)), ts)
        if len(text) >= LONG and user and ts and _beside_threads(event):
            first = str(event.get("continues") or ts)
            _keep(self._long, (room, str(user)), (float(ts), first))

    def _follows_call(self, said: JSON, room: str) -> str:
        """The call that these words follow; it is followed by one message only."""
        key = (room, str(said.get("user")))
        call = self._called.get(key, "")
        if not call or float(said["ts"]) <= float(call) or not _beside_threads(said):
            return ""
        del self._called[key]
        return call if float(said["ts"]) - float(call) <= CALLED else ""

    def _goes_on(self, said: JSON, room: str) -> str:
        at, first = self._long.get((room, str(said.get("user"))), (0.0, ""))
        together = 0 < float(said["ts"]) - at <= AT_ONCE
        return first if together and _beside_threads(said) else ""


def _beside_threads(said: JSON) -> bool:
    """Whether it stands in the room itself: in a thread all that is said belongs together anyway."""
    return str(said.get("thread_ts") or said["ts"]) == str(said["ts"])


def _keep(known: OrderedDict[tuple[str, str], Any], key: tuple[str, str], value: Any) -> None:
    known[key] = value
    while len(known) > _KEPT:
        known.popitem(last=False)
