"""Keeping probabilities true: what this knowledge base and its customers teach.

Every lesson is weak on purpose: own phrasings are not traffic, and one person is not everybody.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz import fuzz

from knowledge.index import Floats
from knowledge.learned import Learned
from knowledge.normalise import surface
from knowledge.question import Question
from knowledge.ranking import grounds, order
from knowledge.search import Search
from knowledge.views import Sight

SAMPLE = 120
FOLDS = 3
SMALL = 2000
LOOSENESS = 0.8
"""Standard deviation, in log-odds, of what the held-out phrasings may move."""
WORTH = 80.0
ONE_PERSON = 0.2
MOST_DOWN, MOST_UP = -1.5, 0.6
CHOICES = 0.3


@dataclass(frozen=True, kw_only=True)
class Bands:
    """Where answering, offering choices and declining part. Probabilities, 0 to 1."""

    answer: float = 0.8
    choices: float = 0.4
    """For the sum of the best three."""


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """What a customer said of an answer: it was right, or it was not."""

    text: str
    entry: str
    right: bool
    person: str
    """Opaque key of who said so; one person counts once for one question."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A phrasing asked as a question while it was hidden."""

    entry: str
    phrasing: str
    found: str
    chance: float
    without: float
    """The top's chance once the right entry was taken out."""


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """What was learned here: a shift for all, one for some entries, and the trials it rests on."""

    shift: float = 0.0
    entries: dict[str, float] = field(default_factory=dict)
    trials: tuple[Trial, ...] = ()

    def of_entries(self, keys: Sequence[str]) -> Floats:
        """The shifts of these entries."""
        return np.array([self.entries.get(key, 0.0) for key in keys], np.float32)


def bands_for(wish: float, learned: Learned) -> Bands:
    """The bands that keep a wish: at most this share of answers wrong."""
    wishes = sorted(learned.thresholds)
    places = [learned.thresholds[each] for each in wishes]
    return Bands(answer=round(float(np.interp(wish, wishes, places)), 4), choices=CHOICES)


def calibrate(search: Search, learned: Learned, outcomes: Sequence[Confirmed]) -> Calibration:
    """Learn from the knowledge base's own phrasings and from confirmed outcomes."""
    held = trials(search, learned)
    points = [(logit(each.chance), each.found == each.entry, 0.7) for each in held]
    points += [(logit(each.without), False, 0.3) for each in held]
    counted = fair(outcomes)
    for outcome, weight in counted:
        chance = _chance_of(search, learned, outcome)
        if chance is not None:
            points.append((logit(chance), outcome.right, weight))
    return Calibration(shift=_shift(points), entries=_by_entry(counted), trials=tuple(held))


def trials(search: Search, learned: Learned) -> list[Trial]:
    """Ask some of the entries' own phrasings, each hidden while it is asked."""
    lines = [line for lines in search.slots.values() if len(lines) > 1 for line in lines]
    if not lines or len(search.slots) < 3:
        return []
    rng = random.Random(len(lines))  # noqa: S311 - a fixed draw, not a secret
    sample = sorted(rng.sample(lines, min(SAMPLE, len(lines))))
    folds = FOLDS if len(lines) <= SMALL else 1
    found = []
    for number in range(folds):
        asked = sample[number::folds]
        classifier = search.classifier_without(frozenset(asked)) if search.classifier else None
        for line in asked:
            question = search.ask_line(line)
            sight = search.see(question, hidden=line, classifier=classifier)
            slot = int(search.index.owner[line])
            entry = search.keys[slot]
            top = _top(search, learned, question, sight)
            rest = _top(search, learned, question, sight.without(slot))
            if top is not None:
                found.append(
                    Trial(
                        entry=entry,
                        phrasing=search.index.texts[line],
                        found=top[0],
                        chance=top[1],
                        without=rest[1] if rest else 0.0,
                    )
                )
    return found


def _top(
    search: Search, learned: Learned, question: Question, sight: Sight
) -> tuple[str, float] | None:
    if not len(sight.entries):
        return None
    counts = search.counts(sight)
    scores = order(sight, counts, learned)
    facts = grounds(sight, scores, question, counts, search.measure())
    chance = 1 / (1 + float(np.exp(-(float(facts @ learned.weights) + learned.bias))))
    return search.keys[sight.entries[int(np.argmax(scores))]], chance


def _chance_of(search: Search, learned: Learned, outcome: Confirmed) -> float | None:
    question = search.ask(outcome.text)
    top = _top(search, learned, question, search.see(question))
    return top[1] if top and top[0] == outcome.entry else None


def fair(outcomes: Iterable[Confirmed]) -> list[tuple[Confirmed, float]]:
    """Each person's last word on a question, and its weight: all a person's words count as three
    at most."""
    last: dict[tuple[str, str, str], Confirmed] = {}
    for outcome in outcomes:
        words = " ".join(surface(outcome.text))
        last[outcome.person, words, outcome.entry] = outcome
    said: dict[str, int] = defaultdict(int)
    for outcome in last.values():
        said[outcome.person] += 1
    return [(outcome, min(1.0, 3 / said[outcome.person])) for outcome in last.values()]


def _by_entry(counted: Sequence[tuple[Confirmed, float]]) -> dict[str, float]:
    """A shift for each entry that people judged; one person alone moves it very little."""
    heard: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for outcome, weight in counted:
        heard[outcome.entry][outcome.person] += weight if outcome.right else -weight
    shifts = {}
    for entry, people in heard.items():
        total = sum(max(-1.0, min(1.0, net)) for net in people.values()) * ONE_PERSON
        shifts[entry] = round(max(MOST_DOWN, min(MOST_UP, total)), 4)
    return shifts


def confirmed_wordings(outcomes: Iterable[Confirmed]) -> dict[str, tuple[str, ...]]:
    """Wordings that at least two people, in nearly the same words, found answered by an entry."""
    right: dict[str, list[Confirmed]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.right:
            right[outcome.entry].append(outcome)
    found = {}
    for entry, said in right.items():
        kept = [
            one.text
            for one in said
            if any(
                other.person != one.person
                and fuzz.token_sort_ratio(one.text.lower(), other.text.lower()) >= 70
                for other in said
            )
        ]
        if kept:
            found[entry] = tuple(dict.fromkeys(kept))[:5]
    return found


def _shift(points: Sequence[tuple[float, bool, float]]) -> float:
    """The shift of all log-odds that suits the points best, held near none."""
    if not points:
        return 0.0
    at = np.array([each[0] for each in points])
    right = np.array([float(each[1]) for each in points])
    weights = np.array([each[2] for each in points])
    weights *= min(1.0, WORTH / weights.sum())
    shift = 0.0
    for _ in range(20):
        chance = 1 / (1 + np.exp(-(at + shift)))
        slope = float((weights * (chance - right)).sum()) + shift / LOOSENESS**2
        bend = float((weights * chance * (1 - chance)).sum()) + 1 / LOOSENESS**2
        shift -= slope / bend
    return round(max(-1.0, min(0.7, shift)), 4)


def logit(chance: float) -> float:
    """Log-odds, kept finite."""
    chance = min(0.999, max(0.001, chance))
    return float(np.log(chance / (1 - chance)))
