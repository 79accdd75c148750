"""A draft from a ticket: whom its words were written to, and what of them is that customer's alone."""

from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.records import Records
from bot.errors import NotFound
from knowledge.entry import Audience, Entry, Status
from knowledge.matching.clusters import likest
from knowledge.text.normalise import surface
from knowledge.text.secrets import first_mark, redact
from knowledge.upkeep.personal import (
    Customer,
    generalised,
    greeted,
    personal,
    said_to_one,
    ticket_of,
)

LATELY = 100
"""Questions among which others are looked for that ask the same: few, since the writer waits."""
WORDINGS = 5
"""So many of theirs go with a draft."""

_SAID = frozenset({"reply", "asked back"})


def from_ticket(ticket: Ticket) -> str:
    """The source of what was drafted from a ticket."""
    return f"ticket {ticket.number}"


def customer(records: Records, source: str) -> Customer:
    """Whom words from there were written to, as far as it is known."""
    try:
        ticket = records.ticket(ticket_of(source))
    except NotFound:
        return Customer()
    history = records.history(ticket.number)
    people = map(records.person, records.identities(ticket.requester.id))
    names = [ticket.requester.name, *(each.name for each in people if each)]
    names += [greeted(each.text) for each in history if each.what in _SAID]
    wrote = [ticket.text, *(each.text for each in history if each.by == ticket.requester.id)]
    return Customer(names=tuple(filter(None, dict.fromkeys(names))), wrote="\n".join(wrote))


def asked_alike(records: Records, question: str) -> tuple[str, ...]:
    """How others asked the same lately, as anybody would ask it; what is still somebody's own is left out."""
    newest = records.newest_asked(LATELY)
    found: dict[tuple[str, ...], str] = {tuple(surface(question)): ""}
    for at in likest(question, [each.text for each in newest], len(newest)):
        asked = newest[at]
        whose = customer_of(records, asked)
        words, _ = generalised(asked.text, whose)
        if not personal(words, whose) and not first_mark(words) and not redact(words)[1]:
            found.setdefault(tuple(surface(words)), words)
    return tuple(filter(None, found.values()))[:WORDINGS]


def customer_of(records: Records, question: Question) -> Customer:
    """Who asked, as far as it is known."""
    people = map(records.person, records.identities(question.by.id))
    names = (question.by.name, *(each.name for each in people if each))
    return Customer(names=tuple(dict.fromkeys(filter(None, names))), wrote=question.words)


def in_it(records: Records, entry: Entry) -> tuple[str, ...]:
    """What stands in an entry for one customer alone."""
    return said_to_one(entry, customer(records, entry.source))


def told_by(records: Records, after: Entry, before: Entry | None) -> tuple[str, ...]:
    """What customers would read of one of them from now on; what they read already is not said again."""
    if not _shown(after):
        return ()
    known = in_it(records, before) if before and _shown(before) else ()
    return tuple(each for each in in_it(records, after) if each not in known)


def _shown(entry: Entry) -> bool:
    return entry.status is Status.APPROVED and entry.audience is Audience.PUBLIC
