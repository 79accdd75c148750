"""How long many things took: kept as numbers, so that those of two spans are put together exactly."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil

import numpy as np

_MICRO = timedelta(microseconds=1)


@dataclass(frozen=True)
class Lengths:
    """The shortest first."""

    micros: "array[int]" = field(default_factory=lambda: array("q"))
    """Microseconds."""

    @classmethod
    def of(cls, spans: Iterable[timedelta]) -> "Lengths":
        """Those of these spans."""
        return cls.sorted(array("q", (span // _MICRO for span in spans)))

    @classmethod
    def together(cls, several: Iterable["Lengths"]) -> "Lengths":
        """All of them."""
        every = array("q")
        for each in several:
            every.extend(each.micros)
        return cls.sorted(every)

    @classmethod
    def sorted(cls, micros: "array[int]") -> "Lengths":
        """Those of so many microseconds."""
        # numpy sorts a million without holding up the other threads
        return cls(array("q", np.sort(np.frombuffer(micros, dtype=np.int64)).tobytes()))

    def __len__(self) -> int:
        return len(self.micros)

    def within(self, percent: int) -> timedelta:
        """The length that so many percent of them are no longer than, by the nearest rank.

        Raises ValueError for none.
        """
        if not self.micros:
            raise ValueError("no lengths")
        return self.micros[max(1, ceil(percent * len(self) / 100)) - 1] * _MICRO
