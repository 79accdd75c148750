"""What comes in: delivery works it off, and the desk asks what was heard.

A message is a row with an outcome, or waits for one.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.desk.nouns.inbound import Address, Inbound, Said
from bot.desk.nouns.pending import DeadLetter, Quarantined, Why
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place

SURPLUS = "#aside:"
"""In the name of a conversation: what one person sent there beyond the limits."""


def lane(conversation: str) -> str:
    """What is worked on one after the other: a conversation, or all that one person sent beyond the
    limits, wherever."""
    there, mark, person = conversation.partition(SURPLUS)
    return f"{there.partition(':')[0]}:{mark}{person}" if mark else conversation


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """An inbox row that has no outcome yet."""

    inbound: Inbound
    received_at: datetime
    ready: datetime
    """Not to be worked on before."""
    attempts: int = 0
    """How many times working on it failed."""


@dataclass(frozen=True, kw_only=True)
class Besides:
    """Words of somebody that stand in no question and in no ticket."""

    message: str
    """By what name they were heard: that of the last message that was read with them."""
    words: str
    outcome: str
    """What came of them, as the inbox has it: "overheard", "small_talk"."""


class Inbox(Protocol):
    """What waits, and its end."""

    def take_in(
        self,
        inbound: Inbound,
        at: datetime,
        ready: datetime | None = None,
        *,
        surplus: bool = False,
    ) -> bool:
        """Keep it, to be worked on from `ready` on; False when it was known already.

        `surplus` keeps it beside its conversation, where one person's surplus gathers.
        """
        ...

    def known(self, ids: Sequence[str]) -> Set[str]:
        """Which of these were taken in already."""
        ...

    def waiting_conversations(self, now: datetime) -> Sequence[str]:
        """Those with something to work on now, the oldest first."""
        ...

    def waiting(self, conversation: str, limit: int = 50) -> Sequence[Waiting]:
        """What waits there, in the platform's order; of a person's surplus, what waits anywhere.

        Raises Garbled.
        """
        ...

    def inbox_due(self, after: datetime) -> datetime | None:
        """When, later than `after`, something that waits may first be worked on."""
        ...

    def unsettled_words(
        self, platform: str, since: datetime, asked: datetime, most: int
    ) -> Sequence[Said]:
        """What was said since then where its author has a ticket open, or asked something from `asked`
        on and has not said what came of it; so many of the newest."""
        ...

    def still_waits(self, inbound_id: str) -> bool: ...

    def finish(self, inbound_id: str, outcome: str, at: datetime, error: str = "") -> None:
        """It has its outcome."""
        ...

    def bury(self, inbound: Inbound, at: datetime, error: str) -> int:
        """It can't be worked on; kept as it was worked on, and no longer in the way.

        Returns the number that staff know it by.
        """
        ...

    def bury_garbled(self, inbound_id: str, at: datetime) -> DeadLetter | None:
        """It can't even be read; kept, and no longer in the way. None when it doesn't wait."""
        ...

    def put_off(self, inbound_id: str, until: datetime, error: str = "") -> None:
        """Not now. With an error, one more attempt has failed."""
        ...


class Heard(Protocol):
    """What was heard, as the desk asks for it."""

    def heard_as(self, message: str) -> Address | None:
        """How the desk came to hear a message; None where it did not."""
        ...

    def heard_in(self, message: str) -> str:
        """Key of the place in which something was said or pressed; "" where that is not known."""
        ...

    def words_of(self, message: str) -> str:
        """What a message said when it was last worked on, "" where that is not kept any more."""
        ...

    def link_to(self, message: str) -> str:
        """What opens a message for whoever may read there, "" where nothing does or it is not kept."""
        ...

    def burst(self, message: str) -> Sequence[str]:
        """All that was read as one with a message, in their order; itself where it stood alone.

        What was heard goes by the name of the last of them.
        """
        ...

    def forget_words(self, message: str, at: datetime) -> None:
        """Let go of what a message said and was changed to; what still waits is not worked on."""
        ...

    def said_besides(
        self, place: Place, person: str, since: datetime | None, most: int
    ) -> Sequence[Besides]:
        """What a person said in a place, from then on if a time is given, after the last that stands in a ticket, and what
        became no question: of so many of the newest messages there, the oldest first."""
        ...

    def staff_spoke_at(self, place: Place) -> datetime | None:
        """When somebody of the team last spoke in a customer's place; None where that is not known."""
        ...

    def wrote(self, message: str) -> Person | None:
        """Who wrote a message, where it is kept; None for the team's own and the desk's."""
        ...

    def others_there(self, place: Place, but: str, since: datetime) -> Sequence[Person]:
        """Who else wrote in a place from then on and is not of the team, whoever wrote last first."""
        ...

    def unasked_answers(self, room: Place, since: datetime) -> int:
        """How often the desk answered there without being addressed."""
        ...


class OwnInbox(Protocol):
    """What the desk gives itself to work on, and what could not be worked on."""

    def enqueue(self, inbound: Inbound) -> None:
        """Put something into the desk's own inbox, to be worked on after this transaction."""
        ...

    def dead_letters(self) -> Sequence[DeadLetter]:
        """What could not be worked on and is settled neither by staff nor by a person's answer."""
        ...

    def run_again(self, number: int, at: datetime) -> bool:
        """Have one of those worked on once more; False when there is no such one."""
        ...

    def settle(self, number: int, at: datetime) -> bool:
        """Take one of those off the list; False when there is no such one."""
        ...


class Quarantine(Protocol):
    """Messages that are held back: each is an inbox row with that outcome, and is worked on again once
    it is accepted."""

    def hold_back(self, inbound: Inbound, why: Why) -> int:
        """Keep what is being worked on as it was read, to be worked on once it is accepted.

        Returns the number that staff know it by.
        """
        ...

    def quarantined(self) -> Sequence[Quarantined]:
        """What is held back, the oldest first."""
        ...

    def quarantined_as(self, inbound_id: str) -> Quarantined | None:
        """What is held back of that identity."""
        ...

    def held_back_since(self, person: str, since: datetime) -> bool:
        """Whether something of theirs from then on is held back."""
        ...

    def accept(self, number: int, at: datetime) -> bool:
        """Have one worked on as if it had come now; False when there is no such one."""
        ...

    def accept_all(self, why: Why, at: datetime) -> int:
        """Have all worked on that are held back for that; how many."""
        ...

    def is_accepted(self, inbound_id: str) -> bool:
        """Whether what is being worked on was held back before, and somebody accepted it."""
        ...

    def discard(self, number: int, at: datetime) -> bool:
        """Let nothing come of one; False when there is no such one."""
        ...

    def discard_all(self, why: Why, at: datetime) -> int: ...
