"""What somebody sees who looks at the desk's own page: their open questions, or the team's work.

Reading only; platforms show it as they can.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk.nouns.message import Button, Line, Message, Style, Table
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.policy import Policy
from bot.desk.nouns.ticket import Ticket, Turn
from bot.desk.ports.records import Records
from bot.desk.ports.tickets import Promises
from bot.desk.rules.lifecycle import turn
from bot.desk.words import cards, queue, wait
from bot.desk.words.matter import matter
from bot.desk.words.wording import Wording

SHOWN = 15
"""Rows of each list."""


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Who looks, and when."""

    person: Person
    role: Role
    at: datetime


def page(records: Records, visitor: Visitor, policy: Policy, wording: Wording) -> Message:
    """The page for one person."""
    person = visitor.person
    if visitor.role >= Role.AGENT:
        return _staff(records, policy, wording, wording.language(person.language, policy.language))
    mine = [ticket for ticket in records.tickets_of(person.id) if ticket.is_open]
    language = wording.language(person.language, policy.language)
    kind = "my_tickets" if mine else "no_tickets"
    table = Table(head=("", "", "", ""), rows=_rows(records, mine, policy, wording, language))
    ask = Button(label=wording.label("ask", language), command="ask", style=Style.PRIMARY)
    message = wording.say(kind, language, buttons=None, table=table)
    within = wording.words(
        "reply_within", language, within=wording.length(policy.reply_within, language)
    )
    usual = wait.line(records, policy, wording, language, visitor.at) or Line(spans=(within,))
    return Message(kind="home", parts=(*message.parts, usual), buttons=(ask,), language=language)


def _rows(
    records: Records, tickets: Sequence[Ticket], policy: Policy, wording: Wording, language: str
) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(each.number),
            cards.shorten(matter(records, each), 60),
            cards.state_words(each, wording, language),
            _promised(records, each, policy, wording, language),
        )
        for each in tickets[:SHOWN]
    )


def _promised(
    records: Promises, ticket: Ticket, policy: Policy, wording: Wording, language: str
) -> str:
    due = cards.open_due(records.promises(ticket.number))
    return wording.moment(due.astimezone(policy.hours.zone), language) if due else ""


def _staff(records: Records, policy: Policy, wording: Wording, language: str) -> Message:
    lined = queue.in_line(records, records.open_tickets())
    ours = sum(turn(each) is Turn.OURS for each, _ in lined)
    due = records.open_promises()
    unanswered = records.open_questions()

    def line(name: str, **facts: int) -> Line:
        return Line(spans=(wording.said(name, language, **facts),))

    parts = (
        line("queue_has", number=len(lined), ours=ours),
        queue.table(lined[:SHOWN], wording, policy, language),
        line("promises_open", count=len(due)),
        line("questions_open", count=len(unanswered)),
        Table(
            head=(wording.said("head_asked", language),),
            rows=tuple((cards.shorten(q.text, 80),) for q in unanswered[-SHOWN:]),
        ),
    )
    names = ("next", "queue", "mine", "due", "unanswered", "report")
    buttons = tuple(Button(label=name.capitalize(), command=name) for name in names)
    return Message(kind="home", parts=parts, buttons=buttons, language=language)
