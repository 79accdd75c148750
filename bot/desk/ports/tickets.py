"""Tickets, what was promised for them, and what happened to them: parts of the records."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.desk.nouns.place import Place
from bot.desk.nouns.promise import Promise
from bot.desk.nouns.ticket import Happened, Ticket


class Tickets(Protocol):
    """Tickets as they stand."""

    def add_ticket(self, ticket: Ticket) -> Ticket:
        """The same, with its number."""
        ...

    def ticket(self, number: int) -> Ticket:
        """Raises NotFound."""
        ...

    def save_ticket(self, ticket: Ticket) -> None: ...

    def open_tickets(self) -> Sequence[Ticket]:
        """All that are not closed, oldest first."""
        ...

    def tickets_alive(self, since: datetime) -> Sequence[Ticket]:
        """Open ones, and those closed since then."""
        ...

    def search_tickets(self, words: str, most: int) -> tuple[Sequence[Ticket], int]:
        """Tickets in which each of these words was said, or one begins so; and how many there are.

        The newest first, the one of that number before them.
        """
        ...

    def tickets_of(self, person_id: str) -> Sequence[Ticket]:
        """A requester's, newest first, linked identities included."""
        ...

    def solved_tickets(self, newest: int) -> Sequence[Ticket]:
        """Those that a person of the team answered and whose customers said that it was solved."""
        ...

    def moved_tickets(self, newest: int) -> Sequence[Ticket]:
        """Those that staff moved to a team, the newest first."""
        ...

    def tickets_like(self, numbers: Sequence[int]) -> Sequence[Ticket]:
        """Those whose cards show what was answered to one of these."""
        ...

    def ticket_of_card(self, place: Place) -> Ticket | None:
        """The ticket whose card's thread this place is."""
        ...

    def ticket_of_message(self, message: str) -> Ticket | None:
        """The ticket whose history has this platform message, or None."""
        ...

    def reply_times(self, limit: int) -> Sequence[tuple[datetime, datetime | None]]:
        """(opened, first response) of the last tickets that got one; then, with None, of the open
        ones that wait for it the longest."""
        ...


class Promises(Protocol):
    """The ledger: every time that a customer was given."""

    def add_promise(self, promise: Promise) -> Promise:
        """The same, with its id."""
        ...

    def save_promise(self, promise: Promise) -> None: ...

    def promises(self, number: int) -> Sequence[Promise]:
        """A ticket's, in the order they were made."""
        ...

    def open_promises(self) -> Sequence[Promise]:
        """Everybody's, the earliest due first."""
        ...

    def owed(self, room: Place, *, leads: bool, most: int) -> Sequence[Promise]:
        """What the list of a staff room names: times that staff were reminded of or that follow one
        not kept; for leads, tickets that nobody takes or answers. The earliest first."""
        ...


class History(Protocol):
    """What happened, line by line; it only grows."""

    def add_happened(self, happened: Happened) -> None: ...

    def history(self, number: int) -> Sequence[Happened]:
        """Everything that happened to a ticket, in order."""
        ...

    def open_feedback(self, since: datetime) -> Sequence[Happened]:
        """What customers said since then could be better, and nobody's answer to it has arrived or is
        on its way; the oldest first, of a ticket the last."""
        ...

    def forget_lines(self, number: int, message: str) -> None:
        """Let go of its words in a ticket's history, and in that of one it was merged into."""
        ...
