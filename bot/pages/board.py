"""The board: what is open, what is due, whose turn it is; and a ticket with its whole history.

It reads as the commands `queue` and `ticket` do, and is for the team alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk.nouns.message import Part
from bot.desk.nouns.policy import Policy
from bot.desk.nouns.ticket import TicketState, Turn
from bot.desk.ports.records import Records
from bot.desk.rules.lifecycle import turn
from bot.desk.verbs import conversation
from bot.desk.words import cards, queue
from bot.desk.words.queue import Lined
from bot.desk.words.wording import Wording
from bot.pages import parts
from bot.pages.frame import Way, page, search_field
from bot.pages.markup import Inside, el, table
from bot.pages.told import Told, as_csv, as_json, stamp


@dataclass(frozen=True, kw_only=True)
class Looker:
    """Who looks, and with what words."""

    records: Records
    wording: Wording
    policy: Policy
    ways: tuple[Way, ...] = ()

    def when(self, at: datetime) -> str:
        """A time as the team reads it."""
        return cards.when(at, self.policy, self.wording, self.language())

    def language(self) -> str:
        """A page is everybody's of the team: in the desk's language."""
        return self.policy.language


@dataclass(frozen=True, kw_only=True)
class _Group:
    """Tickets whose next move is the same side's."""

    key: str
    name: str
    lined: Sequence[Lined]


def as_page(looker: Looker, now: datetime) -> str:
    """The board."""
    groups = _groups(looker)
    return page(
        f"Board of {looker.policy.name}",
        looker.ways,
        el(
            "header",
            el("h1", "What is open"),
            el("p", _in_short(groups, now), class_="lead"),
            search_field(),
        ),
        [_group(each, looker) for each in groups],
        el(
            "section",
            el("h2", "The same for a spreadsheet or a program"),
            el(
                "p",
                el("a", "board.csv", href="board.csv"),
                " ",
                el("a", "board.json", href="board.json"),
            ),
            class_="panel wide more",
        ),
        foot=f"As of {looker.when(now)}; load the page again to see what is new. "
        "Nothing can be changed here: claim and answer in the staff room.",
    )


def _groups(looker: Looker) -> list[_Group]:
    lined = queue.in_line(looker.records, looker.records.open_tickets())
    held = [each for each in lined if each[0].state is TicketState.HOLD]
    theirs = [each for each in lined if turn(each[0]) is Turn.CUSTOMER]
    ours = [each for each in lined if each not in held and each not in theirs]
    return [
        _Group(key="ours", name="Our turn", lined=ours),
        _Group(key="hold", name="On hold", lined=held),
        _Group(key="customer", name="The customer's turn", lined=theirs),
    ]


def _in_short(groups: Sequence[_Group], now: datetime) -> str:
    numbers = [
        f"{len(each.lined)} {each.name[0].lower()}{each.name[1:]}" for each in groups if each.lined
    ]
    if not numbers:
        return "Nothing: no ticket is open."
    dues = [due for each in groups for _, due in each.lined if due]
    late = sum(due < now for due in dues)
    owed = f"{len(dues)} promised a time" if dues else "nothing is promised"
    return f"{', '.join(numbers)}; {owed}{f', {late} of them passed' if late else ''}."


def _group(group: _Group, looker: Looker) -> Inside:
    if not group.lined:
        return None
    found = queue.table(group.lined, looker.wording, looker.policy)
    rows = [(to_ticket(int(row[0])), *row[1:]) for row in found.rows]
    return el(
        "section",
        el("h2", f"{group.name}: {len(rows)}"),
        table(found.head, rows, group.name),
        class_="panel wide",
    )


def to_ticket(number: int) -> Inside:
    """Its number, which opens it."""
    return el("a", str(number), href=f"ticket?number={number}")


def told(looker: Looker) -> Told:
    """The same as rows."""
    return Told(
        key="tickets",
        title="What is open",
        head=(
            "ticket",
            "turn",
            "due_at",
            "opened_at",
            "state",
            "priority",
            "question",
            "from",
            "with",
        ),
        rows=tuple(
            (
                *(ticket.number, group.key, stamp(due), stamp(ticket.opened_at), str(ticket.state)),
                *(str(ticket.priority), ticket.title or ticket.text, ticket.requester.name),
                ticket.owner.name if ticket.owner else "",
            )
            for group in _groups(looker)
            for ticket, due in group.lined
        ),
    )


def csv(looker: Looker, _: datetime) -> str:
    """The same as CSV."""
    return as_csv([told(looker)])


def json(looker: Looker, now: datetime) -> str:
    """The same as JSON."""
    return as_json([told(looker)], as_of=stamp(now))


def ticket(looker: Looker, number: int) -> str:
    """A ticket with all of its conversation. Raises NotFound."""
    found = looker.records.ticket(number)
    first, *rest = conversation.transcript(looker, found)
    return page(
        f"Ticket {number}",
        looker.ways,
        el("header", el("h1", cards.title(found)), parts.shown(first, looker.when)),
        el("section", _each(rest, looker), class_="panel wide talk"),
        foot=f"In the staff room: ticket {number}, reply {number} …",
    )


def _each(found: Iterable[Part], looker: Looker) -> Inside:
    return [parts.shown(each, looker.when) for each in found]
