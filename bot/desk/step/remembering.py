"""What a step remembers: tickets, lines of their history, and what will be over when it ends.

Nothing is said here; what is touched is looked at when the step closes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.desk.nouns.event import Event
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import PASSED_ON, Happened, Ticket
from bot.desk.step import events, settling
from bot.desk.step.acting import Acting, same_room

DESK = "desk"
"""Who acts when nobody does."""


@dataclass(kw_only=True)
class Remembering(Acting):
    """The part of a step that stores."""

    _touched: dict[int, None] = field(default_factory=dict)
    _over: dict[str, None] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    """What other programs are told of this step."""

    def over(self, about: str) -> None:
        """What was offered about it before this step is over when it ends: "ticket 12"."""
        self._over[about] = None

    def in_its_room(self, ticket: Ticket) -> Ticket:
        """Where the team no longer works it is told nothing more: a ticket moves, with a new card."""
        moved = _moved(ticket, self.room_for(ticket), self.rooms_of_staff())
        return ticket if moved is ticket else self.save(moved)

    def save(self, ticket: Ticket) -> Ticket:
        """Store a ticket; its alarm and card follow at the end of the step.

        Once it is closed, or open again, what was offered before is over; by what it was opened
        again makes no difference to its history.
        """
        if self.records.ticket(ticket.number).is_open != ticket.is_open:
            self._over |= settling.of_ticket(self.records, ticket.number)
            if ticket.is_open:
                self.record(ticket, "reopened")
            else:
                self.events.append(events.of_end(ticket))
        self.records.save_ticket(ticket)
        self._touched[ticket.number] = None
        return ticket

    def touch(self, ticket: Ticket) -> None:
        """Have the ticket's alarm and card looked at when the step ends."""
        self._touched[ticket.number] = None

    def record(
        self, ticket: Ticket, what: str, text: str = "", *, internal: bool = True, message: str = ""
    ) -> None:
        """Add a line to the ticket's history."""
        by = self.passed_on if what == PASSED_ON else self.by
        line = Happened(
            ticket=ticket.number,
            at=self.now,
            by=by.id if by else DESK,
            name=by.name if by else self.policy.name,
            what=what,
            text=text,
            internal=internal,
            message=message,
        )
        self.records.add_happened(line)
        if event := events.of_line(line):
            self.events.append(event)


def _moved(ticket: Ticket, room: Place | None, rooms: Iterable[Place]) -> Ticket:
    """The same ticket, to be shown in `room` by a new card if its own is no staff room any more."""
    there = ticket.staff_room
    if there is None or room is None or any(same_room(there, each) for each in rooms):
        return ticket
    return replace(ticket, staff_room=room, card="", card_text="")
