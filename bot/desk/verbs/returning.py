"""What a team's room missed while the desk was kept out of it: posted once it is let in again.

A card that was refused, or stands as it was, is brought up to date, also where the ticket was closed
meanwhile. What was said below a card that stands is named, for
`ticket N` shows it: much of it would be out of date by now.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.records import Records
from bot.desk.step.step import Step

AT_ONCE = 500
"""Cards posted for one look: a room that can be read and still takes nothing is asked no more often."""


CLOSED_FOR = timedelta(days=7)
"""Of what was closed longer ago nobody need hear any more."""


def has_missed(records: Records, room: Place, now: datetime) -> bool:
    """Whether there is anything that a team's room was to be shown, and was not."""
    since = now - CLOSED_FOR
    return bool(_out_of_date(records, room, since) or records.unseen(room, since))


def post_missing(step: Step, room: Place) -> str:
    """Post it."""
    since = step.now - CLOSED_FOR
    cards, below = _out_of_date(step.records, room, since), step.records.unseen(room, since)
    for ticket in cards:
        step.touch(ticket)
    for number in below:
        step.to_staff(step.records.ticket(number), "staff_missed")
    return f"posted {len(cards)}, named {len(below)}"


def _out_of_date(records: Records, room: Place, since: datetime) -> Sequence[Ticket]:
    """Tickets whose card, or its newest wording, the room refused, the oldest first."""
    found = [
        each
        for each in records.tickets_alive(since)
        if each.staff_room is not None
        and (each.staff_room.platform, each.staff_room.room) == (room.platform, room.room)
        and not each.card_text
    ]
    return found[:AT_ONCE]
