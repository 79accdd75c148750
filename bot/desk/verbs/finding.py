"""What is found by words: tickets and questions in which they were said, customers, entries. For the team alone.

In chat and on the board it is the same; nothing is changed here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.desk.nouns.incident import issue_named
from bot.desk.nouns.message import Table
from bot.desk.nouns.person import Person
from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.verbs.conversation import Looking
from bot.desk.words import cards, queue
from knowledge.entry import Entry

MOST = 30
"""Rows of each kind that are shown."""
LONGEST = 300
"""Characters of what is looked for."""
_QUESTION, _NAME, _TICKETS = 48, 20, 5


@dataclass(frozen=True, kw_only=True)
class Found:
    """What there is of one kind."""

    kind: str
    """"tickets", "questions", "people" or "entries"."""
    title: str
    table: Table
    """The first of them."""


def by_words(step: Looking, words: str, near: Mapping[str, str] | None = None) -> list[Found]:
    """Each kind of which there is anything. `near` are entries that mean it: id -> how near."""
    tickets, said = step.records.search_tickets(words, MOST)
    questions, asked = step.records.search_questions(words, MOST)
    people, called = step.records.search_people(words, MOST)
    entries = _entries(step, words, near or {})
    rows = {
        "tickets": (said, [_ticket(step, each) for each in tickets]),
        "questions": (asked, [_asked(step, each) for each in questions]),
        "people": (called, [_person(step, each) for each in people]),
        "entries": (len(entries), [_entry(step, *each) for each in entries.items()][:MOST]),
    }
    return [
        Found(kind=kind, title=_title(step, kind, words, number), table=_table(step, kind, shown))
        for kind, (number, shown) in rows.items()
        if number
    ]


def _title(step: Looking, kind: str, words: str, number: int) -> str:
    language = step.language()
    title = step.wording.said(f"found_{kind}", language, count=number, words=words)
    if number <= MOST:
        return title
    return step.wording.said("first_of", language, title=title, page=MOST, all=number)


def _table(step: Looking, kind: str, rows: Sequence[tuple[str, ...]]) -> Table:
    language = step.language()
    head = tuple(step.wording.said(f"head_{name}", language) for name in _HEADS[kind])
    return Table(head=head, rows=tuple(rows))


_HEADS = {
    "tickets": ("ticket", "asked", "state", "question", "from"),
    "questions": ("asked", "question", "from", "answer"),
    "people": ("customer", "tickets"),
    "entries": ("id", "question", "near", "status"),
}


def _ticket(step: Looking, ticket: Ticket) -> tuple[str, ...]:
    language = step.language()
    return (
        str(ticket.number),
        cards.when(ticket.opened_at, step.policy, step.wording, language),
        cards.shorten(cards.state_words(ticket, step.wording, language), 24),
        queue.question(ticket, _QUESTION, step.wording, language),
        cards.shorten(ticket.requester.name, _NAME),
    )


def _asked(step: Looking, question: Question) -> tuple[str, ...]:
    language = step.language()
    return (
        cards.when(question.asked_at, step.policy, step.wording, language),
        cards.shorten(question.text, _QUESTION),
        cards.shorten(question.by.name, _NAME),
        ", ".join(_called(step, each) for each in question.shown)
        or step.wording.said("nothing_shown", language),
    )


def _called(step: Looking, shown: str) -> str:
    """What was shown, by its entry's id, or as the known issue that it was."""
    issue = issue_named(shown)
    return step.wording.said("issue_number", step.language(), n=issue) if issue else shown


def _person(step: Looking, person: Person) -> tuple[str, ...]:
    numbers = [str(each.number) for each in step.records.tickets_of(person.id)]
    more = ["…"] if len(numbers) > _TICKETS else []
    alone = len(step.records.find_people(person.name)) == 1
    name = person.name if alone else f"{person.name} ({person.id})"
    return name, ", ".join([*numbers[:_TICKETS], *more])


def _entry(step: Looking, entry: Entry, near: str) -> tuple[str, ...]:
    status = step.wording.said(f"status_{entry.status}", step.language())
    return entry.id, entry.question, near, status


def _entries(step: Looking, words: str, near: Mapping[str, str]) -> dict[Entry, str]:
    """The near ones first, then those that have every word somewhere."""
    plain = words.casefold().split()
    known = {each.id: each for each in step.records.entries()}
    found = {known[each]: how for each, how in near.items() if each in known}
    for each in known.values():
        text = "\n".join((each.id, *each.phrasings, each.answer)).casefold()
        if plain and all(word in text for word in plain):
            found.setdefault(each, "")
    return found
