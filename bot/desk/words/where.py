"""Where a customer asked, as staff read it: what opens it, and what its room is called on a platform
that the team does not see.
"""

from bot.desk.nouns.event import KIND
from bot.desk.nouns.message import Fact
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.records import Kept
from bot.desk.rules.lifecycle import ERASED
from bot.desk.words.wording import Wording


def remember(records: Kept, place: Place, name: str) -> None:
    """Keep what a room is called, as its platform shows it now."""
    if records.kept(_key(place)) != name:
        records.keep(_key(place), name)


def room_name(records: Kept, place: Place) -> str:
    """What a room is called, as last heard; "" where nothing was said in it yet."""
    return records.kept(_key(place))


def _key(place: Place) -> str:
    return f"room {place.platform}:{place.workspace}:{place.room}"


def asked_in(ticket: Ticket, records: Kept, wording: Wording, language: str) -> list[Fact]:
    """How staff open what the customer wrote, or that they can't. A terminal has no such place, nor
    has another program."""
    place = ticket.place
    if place.platform in {"console", KIND, ERASED} or ticket.requester.platform == ERASED:
        return []
    closed = "asked_direct" if place.private else "asked_closed"
    where = ticket.link or wording.label(closed, language)
    there = ticket.staff_room
    if ticket.link and there and there.platform != place.platform:
        on, room = wording.platform(place.platform, language), records.kept(_key(place))
        kind = "asked_elsewhere_in" if room else "asked_elsewhere"
        where = wording.words(kind, language, room=f"#{room}", platform=on, link=ticket.link)
    return [wording.fact("asked", where, language=language)]
