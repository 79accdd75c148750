"""How much the desk works on at once from one person, in one room, and in all.

All that a customer can send counts alike: words, commands, presses, forms, edits. Nothing is turned
away: what is over a limit waits a minute beside its conversation, and is then worked on as one. So a
flood costs its sender time, and nobody else. Who is known to work here has no limit of their own.
"""

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.nouns.inbound import Commanded, Edited, Inbound, Said
from bot.desk.ports.outbox import room_key

Counted = Said | Commanded | Edited
"""A customer's signs and what is taken back cause no work of their own."""
WINDOW = timedelta(minutes=1)
PER_PERSON = 20
"""Messages and presses of one person in a minute. Nobody types more than that; paste does."""
PER_ROOM = 600
"""Messages in one room in a minute, surplus not counted: ten a second is a raid, no talk."""
IN_ALL = 60_000
"""Messages in a minute: twice the load that the desk is measured to bear for long."""
_TIDY = 10_000
"""Windows kept before those that have emptied are thrown away."""


@dataclass
class Limits:
    """Counts what is heard. Forgets at a restart, on purpose."""

    per_person: int = PER_PERSON
    per_room: int = PER_ROOM
    in_all: int = IN_ALL
    exempt: frozenset[str] = frozenset({"console"})
    """Platforms without limits: a terminal is its owner's."""

    def __post_init__(self) -> None:
        self._said: dict[str, deque[tuple[datetime, str]]] = {}
        """When each person said their last messages, and which."""
        self._heard: dict[Hashable, deque[datetime]] = {}
        """When the last messages came in, by room, and in all."""
        self._aside: dict[tuple[str, str], datetime] = {}
        """Until when somebody's words wait: in one place, or ("") everywhere."""
        self._staff: set[str] = set()
        self._tidy_from = _TIDY
        self.tidied = 0
        """How often all windows have been gone through."""

    def wait(self, inbound: Inbound, now: datetime) -> datetime | None:
        """Until when this is to wait aside; None for what is within the limits."""
        if not isinstance(inbound, Counted) or inbound.place.platform in self.exempt:
            return None
        who, there = inbound.by.id, (inbound.by.id, inbound.place.key)
        last = self._said.setdefault(who, deque(maxlen=self.per_person))
        if who in self._staff or any(inbound.id == known for _, known in last):
            return None
        for held in ((who, ""), there):
            if now < self._aside.get(held, now):
                return self._aside[held]
        # What a scan finds was said long ago: that is a gap being filled, no flood.
        wider = self._wider(inbound) if now - inbound.at < WINDOW else {}
        of_late = sum(timedelta(0) <= inbound.at - at < WINDOW for at, _ in last)
        if of_late >= self.per_person:
            return self._hold((who, ""), now)
        if any(len(heard) == heard.maxlen and now - heard[0] < WINDOW for heard in wider.values()):
            return self._hold(there, now)
        last.append((inbound.at, inbound.id))
        for heard in wider.values():
            heard.append(now)
        self._tidy(now)
        return None

    def floods(self, person: str, now: datetime) -> bool:
        """Whether they are over their own limit, and not only in a room where many write."""
        return now < self._aside.get((person, ""), now)

    def set_back(self, _back: timedelta) -> None:
        """The clock was: what was counted by it is forgotten."""
        for counted in (self._said, self._heard, self._aside):
            counted.clear()

    def recognise(self, person: str, *, staff: bool) -> None:
        """Whether somebody works here, as it was last found out."""
        (self._staff.add if staff else self._staff.discard)(person)

    def _hold(self, held: tuple[str, str], now: datetime) -> datetime:
        self._aside[held] = now + WINDOW
        return now + WINDOW

    def _wider(self, inbound: Counted) -> dict[Hashable, deque[datetime]]:
        limits = {room_key(inbound.place): self.per_room, "all": self.in_all}
        return {
            key: self._heard.setdefault(key, deque(maxlen=most)) for key, most in limits.items()
        }

    def _tidy(self, now: datetime) -> None:
        if len(self._said) + len(self._aside) + len(self._heard) < self._tidy_from:
            return
        old = now - WINDOW
        self._said = {who: last for who, last in self._said.items() if last and last[-1][0] > old}
        self._heard = {key: heard for key, heard in self._heard.items() if heard[-1] > old}
        self._aside = {key: until for key, until in self._aside.items() if until > now}
        self.tidied += 1
        # Of a crowd nothing may be to be thrown away: not again before there are twice as many.
        left = len(self._said) + len(self._aside) + len(self._heard)
        self._tidy_from = max(_TIDY, 2 * left)
