"""One thing on its way to the app, and the mischief that may befall events.

A delivery remembers every attempt and what came of it, so tests can ask what was acked and when.
"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from .settings import JSON


class State(StrEnum):
    """How far a delivery has come."""

    WAITING = "waiting"
    ACKED = "acked"
    GIVEN_UP = "given up"
    LOST = "lost"


@dataclass
class Attempt:
    """One envelope: over which connection, when, and when it was acked (None: not in time)."""

    envelope_id: str
    connection: str | None
    sent_at: float
    acked_at: float | None = None
    late_ack_at: float | None = None


@dataclass
class Delivery:
    """One payload and its attempts. `response` is what came with the ack."""

    kind: str
    payload: JSON
    state: State = State.WAITING
    attempts: list[Attempt] = field(default_factory=list)
    response: JSON | None = None
    done: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def acked(self) -> bool:
        """Whether the app acked it in time."""
        return self.state is State.ACKED

    @property
    def event(self) -> JSON:
        """The event inside, for the Events API."""
        event: JSON = self.payload.get("event", {})
        return event

    def finish(self, state: State) -> None:
        """Settle it."""
        self.state = state
        self.done.set()


@dataclass
class Mischief:
    """What befalls events between Slack and the app; interactions are spared.

    `lose` decides which are never delivered (the message stays in history), `copies` how often
    each is delivered besides the first time, `delay` how many seconds late, and while `holding`
    they gather in `held`.
    """

    lose: Callable[[JSON], bool] | None = None
    copies: Callable[[JSON], int] | int = 0
    delay: Callable[[JSON], float] | float = 0.0
    holding: bool = False
    held: list[Delivery] = field(default_factory=list)

    def loses(self, event: JSON) -> bool:
        """Whether this event is never delivered."""
        return self.lose is not None and self.lose(event)

    def extra_copies(self, event: JSON) -> int:
        """How many more times it is delivered."""
        return self.copies if isinstance(self.copies, int) else self.copies(event)

    def lateness(self, event: JSON) -> float:
        """How many seconds late it is delivered."""
        return self.delay(event) if callable(self.delay) else self.delay


def lose_everything(event: JSON) -> bool:
    """For `Mischief.lose`: history only."""
    return bool(event) or True


def lose_some(share: float, seed: int) -> Callable[[JSON], bool]:
    """For `Mischief.lose`: this share of all events, the same ones for the same seed."""
    dice = random.Random(seed)  # noqa: S311  chaos, not secrets
    return lambda _event: dice.random() < share
