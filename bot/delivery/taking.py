"""The row of the outbox whose turn it is, and how often and how soon a message is tried again.

Where a message is surely not out it is marked as sending in the transaction that takes it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.nouns.message import SendKind
from bot.desk.ports.outbox import Leaving, Outbox, SendState

MOST_TRIES = 8
"""So often a message is handed over without an answer and not found; then it is given up."""
_EDIT_AGAIN = timedelta(seconds=5)
"""An edit may be repeated freely; twice as long before each try."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A row of the outbox whose turn it is."""

    leaving: Leaving
    begun: bool
    """It is marked as sending: nothing but to hand it over is left to do."""


def take(journal: Outbox, room: str, now: datetime, grace: timedelta) -> Taken | None:
    """The room's next. Raises Garbled."""
    leaving = journal.next_to_send(room, now)
    if leaving is None:
        return None
    edit = is_edit(leaving) and not worn_out(leaving)
    sure = leaving.state is SendState.PENDING or edit
    begun = sure and journal.begin_sending(leaving, now, now + again(leaving, grace))
    return Taken(leaving=leaving, begun=begun)


def is_edit(leaving: Leaving) -> bool:
    """Whether it changes a card that stands, or takes buttons away."""
    card = leaving.outgoing.kind is SendKind.CARD and leaving.card != ""
    return card or leaving.outgoing.edits != ""


def worn_out(leaving: Leaving) -> bool:
    """Whether it has been tried often enough."""
    return leaving.tries >= MOST_TRIES


def again(leaving: Leaving, grace: timedelta) -> timedelta:
    """How long after a try without an answer it is looked into."""
    return _EDIT_AGAIN * 2**leaving.tries if is_edit(leaving) else grace
