"""A draft from a ticket: whom its words were written to, and what of them is that customer's alone."""

from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.records import Records
from bot.errors import NotFound
from knowledge.entry import Audience, Entry, Status
from knowledge.upkeep.personal import Customer, greeted, said_to_one, ticket_of

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
