"""What a team's room missed while the desk was kept out of it: posted once it is let in again.

A card that was refused is posted as it now is. What was said below a card that stands is named, for
`ticket N` shows it: much of it would be out of date by now.
"""

from collections.abc import Sequence

from bot.desk.nouns.inbound import Place
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.records import Records
from bot.desk.step.step import Step

AT_ONCE = 500
"""Cards posted for one look: a room that can be read and still takes nothing is asked no more often."""


def has_missed(records: Records, room: Place) -> bool:
    """Whether there is anything that a team's room was to be shown, and was not."""
    return bool(_without_card(records, room) or records.unseen(room))


def post_missing(step: Step, room: Place) -> str:
    """Post it."""
    cards, below = _without_card(step.records, room), step.records.unseen(room)
    for ticket in cards:
        step.touch(ticket)
    for number in below:
        step.to_staff(step.records.ticket(number), "staff_missed")
    return f"posted {len(cards)}, named {len(below)}"


def _without_card(records: Records, room: Place) -> Sequence[Ticket]:
    """Open tickets whose card the room refused, the oldest first."""
    found = [
        each
        for each in records.open_tickets()
        if each.staff_room is not None
        and (each.staff_room.platform, each.staff_room.room) == (room.platform, room.room)
        and not (each.card or each.card_text)
    ]
    return found[:AT_ONCE]
