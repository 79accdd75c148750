"""The lists that a team's room is given once a day: what is due, and what calls the leads.

Each is posted once and edited from then on. No words of customers stand in them: those stay on the
cards, where they can be erased.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.desk.nouns.message import Deed, Intent, Mention, Message, Outgoing, Readership, Table
from bot.desk.nouns.place import Place
from bot.desk.nouns.policy import Policy
from bot.desk.nouns.promise import Promise
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.acting import Acting
from bot.desk.words import cards, queue
from bot.desk.words.cards import when
from bot.desk.words.told import Word

HEAD = ("ticket", "promised", "with", "since")
"""Columns of a list, by name."""
SHOWN = 15
"""Rows of a list; of what comes after them the numbers, so many."""
NUMBERS = 200


class Daily(StrEnum):
    """A list, by the name of its words."""

    DUE = "staff_due"
    """Times that come near or were not kept."""
    LEADS = "staff_leads"
    """What nobody takes or answers."""


@dataclass(frozen=True, kw_only=True)
class Posted:
    """Today's list in a room, as it was last sent."""

    key: str = ""
    """Of the post, which edits change; "" before there is one."""
    newest: str = ""
    """Of the post or its newest edit: what has to arrive for the team to read it."""
    looks: str = ""
    """Its fingerprint."""
    tickets: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Change:
    """What makes the list true again."""

    outgoing: Outgoing
    tickets: tuple[int, ...]


def today(now: datetime, policy: Policy) -> str:
    """The day in the desk's zone."""
    return now.astimezone(policy.hours.zone).date().isoformat()


def word(acting: Acting, ticket: Ticket, which: Daily) -> Word | None:
    """Word to the team of a ticket that today's list names; None where it doesn't."""
    posted = _posted(acting, ticket, which)
    if ticket.number not in posted.tickets:
        return None
    calls = which is Daily.LEADS and isinstance(acting.lead(ticket), Mention)
    return Word(posted.newest, "told_lead" if calls else "told_team")


def naming(acting: Acting, ticket: Ticket) -> Iterator[Daily]:
    """Today's lists that name the ticket."""
    return (each for each in Daily if ticket.number in _posted(acting, ticket, each).tickets)


def change(acting: Acting, ticket: Ticket, which: Daily) -> Change | None:
    """The post or edit of the list in the ticket's room that is called for now; mostly none."""
    room, was = ticket.staff_room, _posted(acting, ticket, which)
    if room is None:
        return None
    owed = acting.records.owed(room, leads=which is Daily.LEADS, most=SHOWN + NUMBERS)
    message = _message(acting, ticket, which, tuple(owed))
    if was.looks == cards.fingerprint(message) or not (owed or was.key):
        return None
    outgoing = Outgoing(
        key="",
        place=room,
        message=message,
        readership=Readership.STAFF,
        intent=Intent(deed=Deed.POST_LIST, at=acting.now),
        edits=was.key,
    )
    return Change(outgoing=outgoing, tickets=tuple(each.ticket for each in owed))


def sent(acting: Acting, which: Daily, done: Change, key: str) -> None:
    """Remember the list as it was sent under that key."""
    message, place = done.outgoing.message, done.outgoing.place
    kept = (
        today(acting.now, acting.policy),
        done.outgoing.edits or key,
        key,
        cards.fingerprint(message),
        ",".join(map(str, done.tickets)),
    )
    acting.records.keep(_name(which, place), "\n".join(kept))


def refused(acting: Acting, outgoing: Outgoing) -> None:
    """The room did not take it: the next one is posted anew."""
    acting.records.keep(_name(Daily(outgoing.message.kind), outgoing.place), "")


def _posted(acting: Acting, ticket: Ticket, which: Daily) -> Posted:
    kept = acting.records.kept(_name(which, ticket.staff_room)) if ticket.staff_room else ""
    day, *rest = kept.split("\n")
    if not rest or day != today(acting.now, acting.policy):
        return Posted()
    key, newest, looks, numbers = rest
    tickets = tuple(int(each) for each in numbers.split(",") if each)
    return Posted(key=key, newest=newest, looks=looks, tickets=tickets)


def _name(which: Daily, room: Place) -> str:
    return f"{which} {room.key}"


def _message(acting: Acting, ticket: Ticket, which: Daily, owed: tuple[Promise, ...]) -> Message:
    language, wording = acting.policy.language, acting.wording
    rows = tuple(_row(acting, each) for each in owed[:SHOWN])
    rest = ", ".join(str(each.ticket) for each in owed[SHOWN:])
    head = tuple(wording.said(f"head_{each}", language) for each in HEAD)
    return wording.say(
        which.value,
        language,
        lead=acting.lead(ticket),
        table=Table(head=head, rows=rows) if rows else None,
        none=None if rows else wording.words("staff_none_due", language),
        rest=wording.words("staff_rest", language, rest=rest) if rest else None,
    )


def _row(acting: Acting, promise: Promise) -> tuple[str, str, str, str]:
    ticket, policy, wording = acting.records.ticket(promise.ticket), acting.policy, acting.wording
    nobody = wording.label("nobody", policy.language)
    return (
        str(ticket.number),
        queue.due(promise, wording, policy, policy.language),
        ticket.owner.name if ticket.owner else nobody,
        when(ticket.state_since, policy, wording, policy.language),
    )
