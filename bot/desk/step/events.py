"""What other programs are told of a step, as rows of the outbox in its own transaction.

Made from what customers may know of their ticket: notes, titles, tags and guesses are in none of it.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.desk.nouns.event import KIND, Event, EventType
from bot.desk.nouns.message import Message, Outgoing, Pasted, Readership
from bot.desk.nouns.person import CHOSEN
from bot.desk.nouns.place import Place
from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.ticket import Ending, Happened, Ticket
from bot.desk.step.acting import Acting

VERSION = 1
"""Of the payload: a new one is a change that a receiver can't overlook. What is added needs none."""
LONGEST = 8000
"""Characters of somebody's words in a payload; what is longer is cut, and says so."""

_BY_TEAM = {"by": "team"}
_LINES: Mapping[str, tuple[EventType, Mapping[str, str | bool]]] = {
    "asked": (EventType.OPENED, {}),
    "reply": (EventType.REPLIED, _BY_TEAM),
    "asked back": (EventType.REPLIED, _BY_TEAM),
    "proposed": (EventType.REPLIED, _BY_TEAM),
    "customer": (EventType.REPLIED, {"by": "customer"}),
    "reminded": (EventType.DUE, {"late": False}),
    "missed": (EventType.DUE, {"late": True}),
    "reopened": (EventType.REOPENED, {}),
    "rated": (EventType.RATED, {}),
}
"""Lines of a ticket's history that are events, and what they say besides."""


def of_line(line: Happened) -> Event | None:
    """The event that a line of the history is; None for most of them."""
    found = _LINES.get(line.what)
    if found is None:
        return None
    kind, facts = found
    words = {"text": line.text} if line.text and not line.internal else {}
    if kind is EventType.RATED:
        facts, words = {"rating": line.text}, {}
    return Event(type=kind, ticket=line.ticket, facts=facts, words=words)


def of_end(ticket: Ticket) -> Event:
    """The event of a ticket that was closed: silence is never taken for solved."""
    solved = ticket.ending is Ending.CONFIRMED
    return Event(
        type=EventType.RESOLVED if solved else EventType.CLOSED,
        ticket=ticket.number,
        facts={"ending": str(ticket.ending or "")},
    )


def rows(step: Acting, events: list[Event]) -> Iterator[Outgoing]:
    """Queue each for every webhook, behind what the same ticket's was told before; nothing without one."""
    for name in step.policy.webhooks:
        place = Place(platform=KIND, room=name)
        after: dict[int, str] = {}
        for number, event in enumerate(events, start=1):
            key = f"{step.cause}/{KIND}:{name}/{number}"
            before = after.get(event.ticket) or step.records.last_to(place, event.ticket)
            after[event.ticket] = key
            yield Outgoing(
                key=key,
                place=place,
                message=Message(kind=KIND, parts=(Pasted(text=payload(step, event)),)),
                readership=Readership.STAFF,
                ticket=event.ticket or None,
                after=before,
            )


def payload(step: Acting, event: Event) -> str:
    """The JSON of an event, as docs/webhooks.md has it."""
    data: dict[str, Any] = {}
    if event.ticket:
        data["ticket"] = _ticket(step, step.records.ticket(event.ticket))
    data |= event.facts
    if step.policy.webhook_words:
        data |= _cut(event.words)
    said = {
        "type": str(event.type),
        "version": VERSION,
        "timestamp": _moment(step.now),
        "data": data,
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _ticket(step: Acting, ticket: Ticket) -> dict[str, Any]:
    """As it stands when the step ends."""
    known: dict[str, Any] = {
        "number": ticket.number,
        "state": str(ticket.state),
        "priority": str(ticket.priority),
        "team": ticket.team,
        "language": ticket.language.removesuffix(CHOSEN),
        "platform": ticket.requester.platform,
        "opened_at": _moment(ticket.opened_at),
        "due_at": _due(step, ticket.number),
    }
    if step.policy.webhook_words:
        known["requester"] = {"id": ticket.requester.id, "name": ticket.requester.name}
    return known


def _due(step: Acting, number: int) -> str | None:
    """The earliest time that its customer was given and that is still open."""
    ledger = step.records.promises(number)
    due = [each.due_at for each in ledger if each.state is PromiseState.OPEN and each.told_at]
    return _moment(min(due)) if due else None


def _cut(words: Mapping[str, str]) -> dict[str, str | bool]:
    told: dict[str, str | bool] = {name: text[:LONGEST] for name, text in words.items()}
    if any(len(text) > LONGEST for text in words.values()):
        told["cut"] = True
    return told


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
