"""What a span's questions part into: by the entry that came nearest, by how sure the desk was, by time.

Of spans that touch, what all of them part into is the sum, people among it: each counts once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

People = frozenset[int]
"""Who asked, each as a number that stands for them alone."""
ENOUGH = 5
"""People from which on it matters no more how many there are in a part of the week: fewer are not told."""


@dataclass(frozen=True, kw_only=True)
class Near:
    """The questions that were shown an entry, or else came nearest to it."""

    asked: int = 0
    answered: int = 0
    """Of `asked`: shown an answer from the guide, which its asker has not called wrong."""
    people: People = frozenset()


@dataclass(frozen=True, kw_only=True)
class Moment:
    """The questions of a part of the week."""

    asked: int = 0
    people: People = frozenset()
    """`ENOUGH` of them at most."""


@dataclass(frozen=True, kw_only=True)
class Covered:
    """The questions of a span that came nearest to entries of one category."""

    category: str
    """ "" where nothing came near, or what did has none."""
    people: int
    """How many asked them."""
    asked: int
    answered: int
    """Of `asked`: shown an answer from the guide, which its asker has not called wrong."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """Answers that the desk gave outright and customers judged, those that it was about as sure of."""

    least: float
    """The least probability of them, 0 to 1."""
    judged: int
    right: int


@dataclass(frozen=True, kw_only=True)
class Shown:
    """How often an entry was shown in a span, and what came of that."""

    entry: str
    """Its id."""
    shown: int
    """As an answer, among choices, or told of later."""
    right: int
    """Given outright, and its customer said that it was it."""
    wrong: int
    """Given outright, and its customer said that it was not it."""


@dataclass(frozen=True, kw_only=True)
class Trend:
    """How often a span's questions came nearest to an entry, and those of a longer one before it."""

    entry: str
    people: int
    """Who asked in the span."""
    asked: int
    before: int


@dataclass(frozen=True, kw_only=True)
class Parts:
    """All that the page of results parts a span's questions into."""

    near: Mapping[str, Near] = field(default_factory=dict)
    """By entry id; "" for those that nothing came near."""
    moments: Mapping[tuple[int, int], Moment] = field(default_factory=dict)
    """By weekday, 0 for Monday, and hour, in the desk's zone."""
    said: Mapping[float, Said] = field(default_factory=dict)
    """By the least probability."""
    shown: Mapping[str, Shown] = field(default_factory=dict)
    """By entry id."""
    helped: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By entry id and by whom: tickets that came nearest to it, were closed as solved in the span, and
    whose customer had words of theirs."""
