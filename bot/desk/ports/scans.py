"""How far the platforms' histories are known: what the scanner asks and notes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.desk.nouns.place import Place

CATCHING_UP = "catching-up:"
"""Before a platform's name, the name under which is kept how far its history is looked through: how
many private conversations are left, and since when something may have been missed."""


@dataclass(frozen=True, kw_only=True)
class ScanPoint:
    """How far a place's history is known to be complete."""

    place: Place
    first_seen: datetime
    """Nothing said before is ever looked at."""
    through: datetime


class Scans(Protocol):
    """Places, and how far each is known."""

    def private_places(self, platform: str) -> Sequence[Place]:
        """Where people and the desk speak alone, the longest unscanned first."""
        ...

    def last_words(self, places: Iterable[Place]) -> Mapping[str, datetime]:
        """When somebody last spoke in each of these, by its key, as far as that is kept."""
        ...

    def scan_point(self, place: Place) -> ScanPoint | None: ...

    def scanned(self, point: ScanPoint) -> None:
        """A scan of the place was completed."""
        ...
