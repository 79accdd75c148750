"""A ticket's whole conversation as staff read it: who said what, in the order in which it was read.

Every word of it, the desk's own and the team's notes among them; what has no words is one line.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from bot.desk.nouns.message import Fact, Facts, Fine, Line, Markdown, Part
from bot.desk.nouns.pending import Spoken
from bot.desk.nouns.policy import Policy
from bot.desk.nouns.ticket import Happened, Ticket
from bot.desk.ports.records import Records
from bot.desk.words import attached, cards, folding, where
from bot.desk.words.wording import Wording


class Looking(Protocol):
    """What a conversation is read with: a step has it, and so has who only looks."""

    @property
    def records(self) -> Records: ...

    @property
    def wording(self) -> Wording: ...

    @property
    def policy(self) -> Policy: ...

    def language(self) -> str:
        """Whoever reads it reads this."""
        ...


_GIVEN = frozenset({"reply", "asked back", "proposed", "unsent", "feedback answered"})
"""Words of the team as the customer was to read them: styled."""
_BESIDE = frozenset(
    """promised held update missed moving priority transferred rated merged titled tagged escalated
    not_delivered unclear blocked""".split()  # noqa: SIM905 - a column of words reads better
)
"""Lines whose text is no speech, and stands beside what happened."""
_TIMED = frozenset({"promised", "held", "update", "missed", "moving", "blocked"})
_NOTED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d")


def transcript(step: Looking, ticket: Ticket) -> Iterator[Part]:
    """The ticket and all of its conversation."""
    yield Line(spans=(_title(step, ticket),))
    facts = (*cards.named(ticket, step.wording, step.language()), *_to_open(step, ticket))
    if facts:
        yield Facts(rows=facts)
    yield from _elsewhere(step, ticket)
    yield from _asked_before(step, ticket)
    history, spoken = step.records.history(ticket.number), step.records.spoken(ticket)
    for said in in_order(history, spoken):
        yield from _spoken(step, said) if isinstance(said, Spoken) else _happened(step, said)


def in_order(history: Sequence[Happened], spoken: Sequence[Spoken]) -> Iterator[Happened | Spoken]:
    """What happened and what the desk said, as they followed each other."""
    left = list(spoken)
    for line in history:
        while left and _before(left[0], line):
            yield left.pop(0)
        yield line
    yield from left


def _before(said: Spoken, line: Happened) -> bool:
    return said.at < line.at if line.behind is None else said.number <= line.behind


def _title(step: Looking, ticket: Ticket) -> str:
    state = cards.state_words(ticket, step.wording, step.language())
    return step.wording.said(
        "ticket_title", step.language(), n=ticket.number, state=state, who=ticket.requester.name
    )


def _to_open(step: Looking, ticket: Ticket) -> Iterator[Fact]:
    """Where it was asked, and what was attached: what staff can open."""
    language = step.language()
    files = attached.facts(ticket.files, step.wording, language)
    yield from where.asked_in(ticket, step.records, step.wording, language)
    yield from files.rows if files else ()


def _elsewhere(step: Looking, ticket: Ticket) -> Iterator[Part]:
    numbers = [
        str(each.number)
        for each in step.records.tickets_of(ticket.requester.id)
        if each.number != ticket.number
    ]
    if numbers:
        line = f"customer {ticket.number}"
        yield Line(
            spans=(
                step.wording.said(
                    "other_tickets", step.language(), numbers=", ".join(numbers), line=line
                ),
            )
        )


def _asked_before(step: Looking, ticket: Ticket) -> Iterator[Part]:
    """What they said just before it, as on the card."""
    label = step.wording.label("before", step.language())
    for each in cards.asked_before(step.records, ticket):
        yield Line(spans=(f"{label}:",))
        yield from folding.parts(each.words, ticket.requester.name)


def _when(step: Looking, at: datetime) -> str:
    return cards.when(at, step.policy, step.wording, step.language())


def _happened(step: Looking, line: Happened) -> Iterator[Part]:
    event = step.wording.event(line.what, step.language())
    head = f"{_when(step, line.at)}, {line.name}: {event}"
    if line.what in _BESIDE or not line.text:
        yield Line(spans=(f"{head} {_told(step, line)}".strip(),))
        return
    yield Line(spans=(head,))
    if line.what in _GIVEN:
        yield Markdown(text=line.text)
    else:
        yield from folding.parts(line.text, line.name)


def _told(step: Looking, line: Happened) -> str:
    """A line's text; a time that the desk noted is read in the desk's zone."""
    if line.what not in _TIMED:
        return line.text
    return _NOTED.sub(
        lambda at: _when(step, datetime.fromisoformat(at[0])),
        line.text,
    )


def _spoken(step: Looking, said: Spoken) -> Iterator[Part]:
    """The desk's own words, without buttons that nobody here can press."""
    arrived = "" if said.arrived else f" ({step.wording.label('not_there', step.language())})"
    yield Line(spans=(f"{_when(step, said.at)}, {step.policy.name}:{arrived}",))
    for part in said.message.said:  # fine print would stand below the whole conversation
        yield Line(spans=part.spans) if isinstance(part, Fine) else part
