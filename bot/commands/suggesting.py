"""What to offer while somebody types a ticket's number or an entry's id.

At most 25, which is what Discord shows: https://docs.discord.com/developers/interactions/application-commands
"""

from rapidfuzz import fuzz, process, utils

from bot.commands.row import TICKETS, Kind
from bot.desk.nouns.person import Person, Role
from bot.desk.ports.records import Records
from bot.desk.words import cards

MOST = 25
_LABEL = 100
"""Characters of a label."""


def suggest(
    records: Records, kind: Kind, typed: str, person: Person, role: Role
) -> list[tuple[str, str]]:
    """(label, value), the likeliest first; a customer is offered only what is theirs."""
    if kind in TICKETS:
        staff = role >= Role.AGENT
        tickets = records.open_tickets() if staff else records.tickets_of(person.id)
        known = {str(t.number): f"{t.number}: {cards.shorten(t.text, 80)}" for t in tickets}
    elif kind is Kind.ENTRY and role >= Role.AGENT:
        known = {entry.id: f"{entry.question} ({entry.id})" for entry in records.entries()}
    elif kind is Kind.TEAM and role >= Role.AGENT:
        known = {each.name: each.name for each in records.teams()}
    else:
        return []
    if not typed.strip():
        return [(label[:_LABEL], value) for value, label in list(known.items())[-MOST:]]
    found = process.extract(
        typed[:100],
        known,
        scorer=fuzz.partial_ratio,
        processor=utils.default_process,
        limit=MOST,
        score_cutoff=50,
    )
    return [(label[:_LABEL], value) for label, _, value in found]
