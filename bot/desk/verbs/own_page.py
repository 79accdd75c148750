"""What somebody's own page shows of what is kept about them: in words, not as data.

The newest of it, in their language; all of it, word for word, is in the export.
"""

from collections.abc import Sequence

from bot.desk.nouns.message import Part, Table
from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import Rating, Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import showing
from bot.desk.words import cards
from bot.desk.words.matter import matter

SHOWN = 10
"""Rows of each list."""
_WORDS = 60
_RATED = {Rating.GOOD: "good", Rating.OK: "okay", Rating.BAD: "bad"}


def tickets(step: Step, theirs: Sequence[Ticket]) -> tuple[Part, ...]:
    """Their tickets, the newest first: how each stands or ended, and how they rated it."""
    rows = tuple(_ticket(step, each) for each in theirs[:SHOWN])
    return _listed(step, "my_data_tickets", len(theirs), rows)


def asked(step: Step, theirs: Sequence[Question]) -> tuple[Part, ...]:
    """What they asked, the newest first."""
    newest = theirs[::-1][:SHOWN]
    rows = tuple((showing.moment(step, q.asked_at), cards.quoted(q, _WORDS)) for q in newest)
    return _listed(step, "my_data_asked", len(theirs), rows)


def _listed(
    step: Step, kind: str, count: int, rows: tuple[tuple[str, ...], ...]
) -> tuple[Part, ...]:
    if not rows:
        return ()
    table = Table(head=("",) * len(rows[0]), rows=rows)
    return step.wording.say(kind, step.language(), count=count, table=table).parts


def _ticket(step: Step, ticket: Ticket) -> tuple[str, ...]:
    language = step.language()
    rated = step.wording.label(_RATED[ticket.rating], language) if ticket.rating else ""
    return (
        str(ticket.number),
        showing.moment(step, ticket.opened_at),
        cards.shorten(matter(step.records, ticket), _WORDS),
        cards.state_words(ticket, step.wording, language),
        rated,
    )
