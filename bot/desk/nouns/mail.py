"""What leaves, and what comes back to the desk itself: part of the records.

As there, every method runs inside the one transaction of the step at hand.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.desk.nouns.inbound import Inbound, Place
from bot.desk.nouns.message import Outgoing
from bot.desk.nouns.model import Ticket
from bot.desk.nouns.pending import Carrier, PutAside, Spoken


class Mail(Protocol):
    """One transaction's view of what was sent, and of what waits to be worked on."""

    def send(self, outgoing: Outgoing, at: datetime) -> None:
        """Queue a message. A second one with the same key is ignored."""
        ...

    def send_again(self, number: int, at: datetime) -> bool:
        """Look again for what was given up, and send it if it isn't there; False for no such one."""
        ...

    def carriers(self, about: str) -> Sequence[Carrier]:
        """Messages that were given buttons about something, in the order in which they were said."""
        ...

    def open_to(self, place: Place, person: str) -> Sequence[Carrier]:
        """Of the latest messages to somebody there those whose buttons are not settled, newest first."""
        ...

    def spend(self, key: str) -> None:
        """That message's buttons are settled; if it waits, it leaves without them."""
        ...

    def outgoing(self, key: str) -> Outgoing | None:
        """A message as it was decided; None once it is no longer kept."""
        ...

    def number_of(self, key: str) -> int:
        """The number by which staff know a message, 0 for one that is not kept."""
        ...

    def undelivered(self, number: int) -> Outgoing | None:
        """The message of that number, where it did not surely reach its ticket's customer, and was
        not sent again."""
        ...

    def spoken(self, ticket: Ticket) -> Sequence[Spoken]:
        """What the desk said to its customer for it, in order; words of the team are in the history."""
        ...

    def answering(self, number: int, heard: int) -> bool:
        """Whether words of the team have gone out to a ticket's customer, or are on their way, since
        they had asked for the team so often."""
        ...

    def enqueue(self, inbound: Inbound) -> None:
        """Put something into the desk's own inbox, to be worked on after this transaction."""
        ...

    def put_aside(self) -> Sequence[PutAside]:
        """What could not be worked on and is settled neither by staff nor by a person's answer."""
        ...

    def run_again(self, number: int, at: datetime) -> bool:
        """Have one of those worked on once more; False when there is no such one."""
        ...

    def settle(self, number: int, at: datetime) -> bool:
        """Take one of those off the list; False when there is no such one."""
        ...
