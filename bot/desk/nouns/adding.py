"""Adds up what came of spans that touch, as if all of it had been counted at once.

Exactly so: lengths are kept each, tickets by number, and people so that each counts once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from bot.desk.nouns.lengths import Lengths
from bot.desk.nouns.parts import ENOUGH, Moment, Near, Parts, Said, Shown
from bot.desk.nouns.results import Asked, Closed, Opened, Promised, Sums

K = TypeVar("K")
V = TypeVar("V")


def summed(several: Sequence[Sums]) -> Sums:
    """The sum of some spans."""
    asked = [each.asked for each in several]
    opened = [each.opened for each in several]
    promised = [each.promised for each in several]
    closed = [each.closed for each in several]
    return Sums(
        asked=Asked(
            ends=added(each.ends for each in asked),
            silent=sum(each.silent for each in asked),
            came_back=sum(each.came_back for each in asked),
            right=sum(each.right for each in asked),
            wrong=sum(each.wrong for each in asked),
        ),
        opened=Opened(
            working=Lengths.together(each.working for each in opened),
            calendar=Lengths.together(each.calendar for each in opened),
            wordless=sum(each.wordless for each in opened),
        ),
        promised=Promised(
            kept=sum(each.kept for each in promised),
            moved=sum(each.moved for each in promised),
            missed=sum(each.missed for each in promised),
            early=Lengths.together(each.early for each in promised),
        ),
        closed=Closed(
            confirmed=sum(each.confirmed for each in closed),
            unconfirmed=sum(each.unconfirmed for each in closed),
            numbers=frozenset().union(*(each.numbers for each in closed)),
            again=frozenset().union(*(each.again for each in closed)),
            solved_in=Lengths.together(each.solved_in for each in closed),
            ratings=added(each.ratings for each in closed),
        ),
    )


def put_together(several: Sequence[Parts]) -> Parts:
    """What some spans part into together."""
    return Parts(
        near={entry: _near(found) for entry, found in _by(each.near for each in several)},
        moments={at: _moment(found) for at, found in _by(each.moments for each in several)},
        said={least: _said(least, found) for least, found in _by(each.said for each in several)},
        shown={entry: _shown(entry, found) for entry, found in _by(each.shown for each in several)},
        helped=added(each.helped for each in several),
    )


def added(several: Iterable[Mapping[K, int]]) -> dict[K, int]:
    """Numbers under the same names, added up."""
    found: Counter[K] = Counter()
    for each in several:
        found.update(each)
    return dict(found)


def _by(several: Iterable[Mapping[K, V]]) -> Iterable[tuple[K, list[V]]]:
    found: defaultdict[K, list[V]] = defaultdict(list)
    for each in several:
        for name, value in each.items():
            found[name].append(value)
    return found.items()


def _near(several: Sequence[Near]) -> Near:
    return Near(
        asked=sum(each.asked for each in several),
        answered=sum(each.answered for each in several),
        people=frozenset().union(*(each.people for each in several)),
    )


def _moment(several: Sequence[Moment]) -> Moment:
    people = frozenset[int]().union(*(each.people for each in several))
    return Moment(
        asked=sum(each.asked for each in several), people=frozenset(sorted(people)[:ENOUGH])
    )


def _said(least: float, several: Sequence[Said]) -> Said:
    judged, right = (sum(getattr(each, name) for each in several) for name in ("judged", "right"))
    return Said(least=least, judged=judged, right=right)


def _shown(entry: str, several: Sequence[Shown]) -> Shown:
    shown, right, wrong = (
        sum(getattr(each, name) for each in several) for name in ("shown", "right", "wrong")
    )
    return Shown(entry=entry, shown=shown, right=right, wrong=wrong)
