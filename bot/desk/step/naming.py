"""What a thread may be called for what is said in it: by titles and categories of entries.

A name is read by everybody in the room, and neither an edit nor a deletion reaches it: nobody's words
belong in it, and nothing that only staff may read.
"""

from bot.desk.nouns.message import Outgoing
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.library import Library
from bot.desk.ports.records import Records
from bot.desk.rules import answering


def subject(records: Records, library: Library, outgoing: Outgoing) -> str:
    """The entry that it shows, or what surely lies near its ticket; "" for neither."""
    shown = library.public(outgoing.intent.entry) if outgoing.intent else None
    if shown is not None:
        return shown.question
    return of_ticket(library, records.ticket(outgoing.ticket)) if outgoing.ticket else ""


def of_ticket(library: Library, ticket: Ticket) -> str:
    """The title of the one entry that is surely near, or the category of several; "" for neither."""
    near = answering.near_for_sure(ticket.guesses, library.bands)
    entries = [library.public(each.entry) for each in near]
    if len(entries) == 1:
        return entries[0].question if entries[0] else ""
    categories = {each.category if each else "" for each in entries}
    return categories.pop() if len(categories) == 1 else ""
