"""What delivery counts of itself since the start: how much, and how long it took.

Numbers only: never a word, and of nobody in particular.
"""

from bisect import bisect_left
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import accumulate

from bot.desk.nouns.message import Outgoing, Readership
from bot.errors import SendLater, SendRefused

_FOLLOWED = 10_000
"""Messages whose answer is waited for at the same time; beyond that the oldest is let go."""


class Spread:
    """How long something takes: a histogram with fixed bounds, in seconds."""

    def __init__(self, *bounds: float) -> None:
        self._bounds = bounds
        self._counts = [0] * (len(bounds) + 1)
        self.total = 0.0
        """All of it together."""

    def took(self, seconds: float) -> None:
        """Once more."""
        self._counts[bisect_left(self._bounds, seconds)] += 1
        self.total += seconds

    def up_to(self) -> Iterator[tuple[str, int]]:
        """How often it took at most so long, for each bound, and how often in all."""
        bounds = (*(f"{each:g}" for each in self._bounds), "+Inf")
        return zip(bounds, accumulate(self._counts), strict=True)


class Tally:
    """One for all loops."""

    def __init__(self) -> None:
        self.kept: Counter[str] = Counter()
        """Messages on the disk, and so acknowledged, by platform."""
        self.failures = 0
        """Times that a message could not be worked on."""
        self.sends: Counter[str] = Counter()
        """Messages handed over to a platform, by what came of it."""
        self.writing = Spread(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
        """Seconds until what came in was on the disk: the wait for the writer, and its commit."""
        self.replying = Spread(1, 2.5, 5, 10, 30, 60, 300, 1800, 7200)
        """Seconds from a message's arrival to the first answer that reached its place."""
        self._asked: OrderedDict[str, datetime] = OrderedDict()

    def begun(self, message: str, received: datetime) -> None:
        """It is being worked on, and may be answered."""
        self._asked[message] = received
        if len(self._asked) > _FOLLOWED:
            self._asked.popitem(last=False)

    @contextmanager
    def handing_over(self, outgoing: Outgoing, now: Callable[[], datetime]) -> Iterator[None]:
        """Count what comes of it."""
        try:
            yield
        except SendRefused:
            self.sends["refused"] += 1
            raise
        except SendLater:
            self.sends["later"] += 1
            raise
        except Exception:
            self.sends["unclear"] += 1
            raise
        self.sends["sent"] += 1
        customers = outgoing.readership is Readership.CUSTOMER and not outgoing.edits
        if customers and (received := self._asked.pop(outgoing.cause, None)):
            self.replying.took(max(0.0, (now() - received).total_seconds()))
