"""What the team says to what a customer said could be better: who sees to it, what waits, the answer."""

from functools import partial

from bot.commands.desk import said
from bot.commands.lists import heads, show
from bot.commands.reading import number_of
from bot.commands.row import Command, Kind, Param, row, text, ticket
from bot.desk.nouns.message import Table
from bot.desk.nouns.ticket import Happened, Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import csat, showing
from bot.desk.words import cards
from bot.desk.words.credits import LATELY

_WORDS = 60
"""Characters of it in the list."""


def _thank(step: Step, ticket: Ticket, text: str) -> None:
    csat.answer(step, ticket, text)
    who, where = ticket.requester.name, step.seen_where(ticket)
    said(step, step.put("on_its_way", whom=who, where=where))


def _feedback(step: Step, number: str | None) -> None:
    """With a ticket's number: whoever asks sees to it. Without: all that waits for an answer."""
    if number:
        found = step.records.ticket(number_of(number, "ticket_number"))
        csat.take(step, found)
        line = step.line(f"thank {found.number}")
        said(step, step.put("feedback_yours", n=found.number, line=line))
        return
    waits = step.records.open_feedback(step.now - LATELY)
    rows = tuple(_row(step, each) for each in waits)
    title = step.put("feedback_waits", count=len(rows)) if rows else step.put("feedback_none")
    head = heads(step, "ticket", "since", "customer", "rating", "message", "with")
    show(step, title, Table(head=head, rows=rows))


def _row(step: Step, happened: Happened) -> tuple[str, ...]:
    rated = step.records.ticket(happened.ticket)
    taken = csat.seen_to_by(step.records.history(happened.ticket))
    language = step.language()
    return (
        str(rated.number),
        showing.moment(step, happened.at),
        rated.requester.name,
        step.wording.label("bad" if rated.rating == "bad" else "okay", language),
        cards.shorten(happened.text, _WORDS),
        taken.name if taken else step.wording.label("nobody", language),
    )


_people = partial(row, group="People")

FEEDBACK_COMMANDS: tuple[Command, ...] = (
    _people("thank", _thank, ticket(), text("text"), settles=True),
    _people("feedback", _feedback, Param(name="number", kind=Kind.WORD, required=False)),
)
