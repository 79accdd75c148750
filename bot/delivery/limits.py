"""How much the desk works on at once from one person, in one room, and in all.

Nothing is turned away: what is over a limit waits a minute beside its conversation, and is then
read as one message. So a flood costs its sender time, and nobody else.
"""

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.inbound import Said
from bot.desk.journal import room_key

WINDOW = timedelta(minutes=1)
PER_PERSON = 20
"""Messages of one person in a minute. Nobody types more questions than that; paste does."""
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
        self._tidy_from = _TIDY
        self.tidied = 0
        """How often all windows have been gone through."""

    def wait(self, said: Said, now: datetime) -> datetime | None:
        """Until when this message is to wait aside; None for one within the limits."""
        if said.place.platform in self.exempt:
            return None
        mine = (said.by.id, said.place.key)
        last = self._said.setdefault(said.by.id, deque(maxlen=self.per_person))
        if any(said.id == known for _, known in last):
            return None
        until = self._aside.get(mine)
        if until is not None and now < until:
            return until
        # What a scan finds was said long ago: that is a gap being filled, no flood.
        wider = self._wider(said) if now - said.at < WINDOW else {}
        of_late = sum(timedelta(0) <= said.at - at < WINDOW for at, _ in last)
        if of_late >= self.per_person or any(
            len(heard) == heard.maxlen and now - heard[0] < WINDOW for heard in wider.values()
        ):
            self._aside[mine] = now + WINDOW
            return now + WINDOW
        last.append((said.at, said.id))
        for heard in wider.values():
            heard.append(now)
        self._tidy(now)
        return None

    def _wider(self, said: Said) -> dict[Hashable, deque[datetime]]:
        limits = {room_key(said.place): self.per_room, "all": self.in_all}
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
