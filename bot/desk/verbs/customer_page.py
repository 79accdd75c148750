"""What an agent may see of a customer: accounts, tickets and how they ended, ratings, questions.

Nothing that is not in tickets and questions already; all that is kept is for leads (`persondata`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.desk.nouns.inbound import Person
from bot.desk.nouns.message import Facts, Line, Part, Table
from bot.desk.nouns.question import OutcomeKind, Question
from bot.desk.nouns.ticket import Rating, Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import accounts
from bot.desk.words import cards, queue

TICKETS, QUESTIONS = 20, 5
_NEWEST = 50
"""Questions looked through for those that became no ticket."""
_WORDS = 44


def page(step: Step, person: Person) -> Iterator[Part]:
    """The page of one customer."""
    language = step.policy.language
    yield Line(spans=(accounts.all_of(step, person.id, language),))
    theirs = step.records.tickets_of(person.id)
    yield Line(spans=(_counted(theirs),))
    if theirs:
        yield _tickets(step, theirs[:TICKETS])
        yield from _places(step, theirs)
    asked = [each for each in step.records.asked_by(person.id, _NEWEST) if not each.ticket]
    if asked:
        yield Line(spans=("Asked besides, the newest first:",))
        yield _questions(step, asked[::-1][:QUESTIONS])


def _counted(theirs: Sequence[Ticket]) -> str:
    """How many tickets, and what they said of them."""
    rated = Counter(each.rating for each in theirs if each.rating)
    ratings = ", ".join(f"{rated[each]} {each.value}" for each in Rating if rated[each])
    open_ = sum(each.is_open for each in theirs)
    said = f" Ratings: {ratings}." if ratings else " No ratings."
    return f"Tickets: {len(theirs)}, {open_} of them open.{said}" if theirs else "No tickets."


def _tickets(step: Step, theirs: Sequence[Ticket]) -> Table:
    language = step.policy.language
    rows = (
        (
            str(each.number),
            cards.when(each.opened_at, step.policy),
            cards.shorten(cards.state_words(each, step.wording, language), 24),
            each.rating.value if each.rating else "",
            queue.question(each, _WORDS - 10, step.wording, language),
        )
        for each in theirs
    )
    return Table(head=("ticket", "asked", "state", "rated", "question"), rows=tuple(rows))


def _places(step: Step, theirs: Sequence[Ticket]) -> Iterator[Part]:
    """Where the open ones can be opened."""
    found = [
        row
        for each in theirs
        if each.is_open
        for row in cards.asked_in(each, step.wording, step.policy.language)
    ]
    if found:
        yield Facts(rows=tuple(found))


def _questions(step: Step, asked: Sequence[Question]) -> Table:
    rows = (
        (
            cards.when(each.asked_at, step.policy),
            _OUTCOMES[each.outcome] + (", still open" if each.open else ""),
            cards.shorten(each.text, _WORDS),
        )
        for each in asked
    )
    return Table(head=("asked", "what came of it", "question"), rows=tuple(rows))


_OUTCOMES = {
    OutcomeKind.ANSWER: "answered",
    OutcomeKind.CHOICES: "offered choices",
    OutcomeKind.DONT_KNOW: "no answer",
}
