"""What an agent may see of a customer: accounts, tickets and how they ended, ratings, questions.

Nothing that is not in tickets and questions already; all that is kept is for leads (`persondata`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.desk.nouns.block import Block
from bot.desk.nouns.message import Facts, Line, Part, Table
from bot.desk.nouns.person import Person
from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import Rating, Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import accounts, requester
from bot.desk.words import cards, queue, where

TICKETS, QUESTIONS, BLOCKS = 20, 5, 5
_NEWEST = 50
"""Questions looked through for those that became no ticket."""
_WORDS = 44


def page(step: Step, person: Person) -> Iterator[Part]:
    """The page of one customer."""
    language = step.language()
    yield Line(spans=(accounts.all_of(step, person.id, language),))
    theirs = step.records.tickets_of(person.id)
    yield Line(spans=(_counted(step, theirs),))
    for each in step.records.blocks_of(person.id)[:BLOCKS]:
        yield Line(spans=(_blocked(step, each),))
    if theirs:
        yield _tickets(step, theirs[:TICKETS])
        yield from _places(step, theirs)
    asked = [each for each in step.records.asked_by(person.id, _NEWEST) if not each.ticket]
    if asked:
        yield Line(spans=(step.put("asked_besides"),))
        yield _questions(step, asked[::-1][:QUESTIONS])


def _counted(step: Step, theirs: Sequence[Ticket]) -> str:
    """How many tickets, and what they said of them."""
    rated = Counter(rating for each in theirs for rating in _ratings(step, each))
    ratings = ", ".join(f"{rated[each]} {_rated(step, each)}" for each in Rating if rated[each])
    if not theirs:
        return step.put("no_tickets_of")
    kind = "tickets_rated" if ratings else "tickets_unrated"
    open_ = sum(each.is_open for each in theirs)
    return step.put(kind, number=len(theirs), open=open_, ratings=ratings)


def _ratings(step: Step, ticket: Ticket) -> Iterator[Rating]:
    """All that they ever said of a ticket: each time that it was closed, what they said last."""
    closings: list[str] = [""]
    for each in step.records.history(ticket.number):
        if each.what == "reopened":
            closings.append("")
        elif each.what == requester.RATED:
            closings[-1] = each.text
    yield from map(Rating, filter(None, closings))


def _blocked(step: Step, block: Block) -> str:
    """That somebody is blocked, or was."""
    over = min(filter(None, (block.ended_at, block.until)), default=None)
    stands = over is None or over > step.now
    when = step.put("until_then", when=over) if over else step.put("without_end")
    return step.put(
        "was_blocked" if stands else "was_blocked_once",
        since=block.at,
        until=when if stands else over or "",
        who=block.by.name,
        reason=block.reason,
        unheard=block.unheard,
    )


def _rated(step: Step, rating: Rating) -> str:
    return step.put(f"rated_{rating}")


def _tickets(step: Step, theirs: Sequence[Ticket]) -> Table:
    language = step.language()
    rows = (
        (
            str(each.number),
            cards.when(each.opened_at, step.policy, step.wording, step.language()),
            cards.shorten(cards.state_words(each, step.wording, language), 24),
            _rated(step, each.rating) if each.rating else "",
            queue.question(each, _WORDS - 10, step.wording, language),
        )
        for each in theirs
    )
    return Table(
        head=_head(step, "ticket", "asked", "state", "rated", "question"), rows=tuple(rows)
    )


def _places(step: Step, theirs: Sequence[Ticket]) -> Iterator[Part]:
    """Where the open ones can be opened."""
    found = [
        row
        for each in theirs
        if each.is_open
        for row in where.asked_in(each, step.records, step.wording, step.language())
    ]
    if found:
        yield Facts(rows=tuple(found))


def _questions(step: Step, asked: Sequence[Question]) -> Table:
    rows = (
        (
            cards.when(each.asked_at, step.policy, step.wording, step.language()),
            step.put(f"open_{each.outcome}" if each.open else f"outcome_{each.outcome}"),
            cards.shorten(each.text, _WORDS),
        )
        for each in asked
    )
    return Table(head=_head(step, "asked", "outcome", "question"), rows=tuple(rows))


def _head(step: Step, *names: str) -> tuple[str, ...]:
    return tuple(step.put(f"head_{name}") for name in names)
