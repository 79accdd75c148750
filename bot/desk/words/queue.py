"""The queue: open tickets in the order in which they are to be taken, and as rows of a list.

What is urgent comes first, then what falls due first, before it what nobody kept; then what presses;
where it is the customer's turn, last.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.desk.nouns.message import Table
from bot.desk.nouns.policy import Policy
from bot.desk.nouns.promise import Promise
from bot.desk.nouns.ticket import Priority, Ticket, TicketState, Turn
from bot.desk.ports.tickets import Promises
from bot.desk.rules import promises
from bot.desk.rules.lifecycle import turn
from bot.desk.words import cards
from bot.desk.words.wording import Wording

HEAD = ("ticket", "due", "question", "from", "with")
"""Columns of the list, by name."""
WIDTH, GAP = 94, 2
"""Characters of a list: 100 in a terminal, where it is indented."""
NAME, STANDS = 12, 20
"""Characters of a cell."""
_PRESSES = tuple(reversed(Priority))
_EVER = datetime.min.replace(tzinfo=UTC)
_NEVER = datetime.max.replace(tzinfo=UTC)

Lined = tuple[Ticket, datetime | None]
"""A ticket, and the earliest time that its customer was promised."""


def in_line(records: Promises, tickets: Sequence[Ticket]) -> list[Lined]:
    """These tickets in that order."""
    owed: dict[int, list[Promise]] = {}
    for each in records.open_promises():
        owed.setdefault(each.ticket, []).append(each)
    found = [(each, cards.open_due(owed.get(each.number, ()))) for each in tickets]
    return sorted(found, key=_place)


def _place(lined: Lined) -> tuple[bool, bool, datetime, int, int]:
    ticket, due = lined
    theirs = turn(ticket) is Turn.CUSTOMER
    presses = _PRESSES.index(ticket.priority)
    calm = ticket.priority is not Priority.URGENT
    return theirs, calm, due or (_NEVER if theirs else _EVER), presses, ticket.number


def next_of(lined: Sequence[Lined], person: str) -> Ticket | None:
    """The one to work on: the first that waits for us and that nobody else has."""
    ours = (ticket for ticket, _ in lined if turn(ticket) is Turn.OURS)
    free = (ticket for ticket in ours if ticket.state is not TicketState.HOLD)
    return next((each for each in free if each.owner is None or each.owner.id == person), None)


def table(lined: Sequence[Lined], wording: Wording, policy: Policy, language: str = "") -> Table:
    """Tickets in rows. The question has the room that the other columns leave."""
    language = language or policy.language
    head = tuple(wording.said(f"head_{name}", language) for name in HEAD)
    beside = [
        (
            str(ticket.number),
            due_words(ticket, due, wording, policy, language),
            cards.shorten(ticket.requester.name, NAME),
            cards.shorten(_stands(ticket, wording, language), STANDS),
        )
        for ticket, due in lined
    ]
    heads = (*head[:2], *head[3:])
    taken = sum(max(map(len, column)) + GAP for column in zip(heads, *beside, strict=True))
    rows = (
        (number, due, question(ticket, WIDTH - taken, wording, language), who, stands)
        for (ticket, _), (number, due, who, stands) in zip(lined, beside, strict=True)
    )
    return Table(head=head, rows=tuple(rows))


def due(promise: Promise, wording: Wording, policy: Policy, language: str) -> str:
    """When what is owed is due; where no time stands any more, that one was missed."""
    if promises.named(promise):
        return cards.when(promise.due_at, policy, wording, language)
    return wording.label("turn_late", language)


def due_words(
    ticket: Ticket, due: datetime | None, wording: Wording, policy: Policy, language: str
) -> str:
    """When it is due. Where it is our turn and no time stands any more, one was missed."""
    if due:
        return cards.when(due, policy, wording, language)
    late = turn(ticket) is Turn.OURS
    return wording.label("turn_late", language) if late else ""


def question(ticket: Ticket, most: int, wording: Wording, language: str) -> str:
    """What it is about in one line for staff, what presses and how it is tagged with it."""
    priority = wording.label(f"priority_{ticket.priority}", language)
    presses = "" if ticket.priority is Priority.NORMAL else f"[{priority}] "
    tags = "".join(f" #{tag}" for tag in ticket.tags)
    room = max(most - len(presses) - len(tags), most // 2)
    return cards.shorten(
        presses + cards.shorten(ticket.title or cards.title(ticket), room) + tags, most
    )


def _stands(ticket: Ticket, wording: Wording, language: str) -> str:
    """Who has it, or what it waits for."""
    who = ticket.owner.name if ticket.owner else wording.label("nobody", language)
    if ticket.state in {TicketState.NEW, TicketState.OPEN}:
        return who
    if ticket.state is TicketState.HOLD:
        return f"{cards.shorten(who, NAME)}, {wording.label('state_hold', language)}"
    return wording.label(f"turn_{ticket.state}", language)
