"""What several programs on one database share out among them, and who of them has what.

A share is given for seconds and given again; what counts is decided by the state of rows, never by a share.
"""

from collections.abc import Collection, Set
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from zlib import crc32

SHARES = tuple(f"{number:02}" for number in range(60))
"""The parts into which conversations, rooms and alarms are shared out: each belongs to one program.
Sixty go evenly into up to six."""
FIRST = "first"
"""What only one of them may do: listen where there can be but one, look through histories, look after the
database."""
ALONE = frozenset({"discord"})
"""Platforms that only one listens and speaks to: a gateway tells everything to each connection."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """What one of several has at this moment."""

    keys: Set[str]
    """Of `SHARES`, and perhaps `FIRST`."""
    part: int
    """How many of `SHARES` are a fair part."""
    at_work: int
    """How many share."""
    lapsed: bool = False
    """Something was taken over from one who did not let go of it: killed, frozen, cut off."""


class Leases(Protocol):
    """Shares work out among several programs on one database."""

    @property
    def lasts(self) -> timedelta:
        """How long something stays with one who is heard of no more."""
        ...

    def round(self, leaving: Collection[str]) -> Held:
        """Renew what is held, let go of `leaving`, and take a fair part of what is free.

        Blocks. Raises StoreError where the server can't be asked.
        """
        ...


def share_of(key: str) -> str:
    """The share of a conversation, a room or an alarm, by its name."""
    if key.partition(":")[0] in ALONE:
        return FIRST
    return SHARES[crc32(key.encode()) % len(SHARES)]
