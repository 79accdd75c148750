"""Keeping probabilities true: what this knowledge base and its customers teach.

Every lesson is weak on purpose: own phrasings are not traffic, and one person is not everybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from zlib import crc32

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from knowledge.matching.index import Floats
from knowledge.matching.learned import Learned
from knowledge.matching.question import Question
from knowledge.matching.ranking import grounds, order
from knowledge.matching.search import Search
from knowledge.matching.views import Sight, Sizes
from knowledge.text.normalise import surface

Doubles = npt.NDArray[np.float64]
SAMPLE = 240
FOLDS = 3
SMALL = 2000
SHIFT, STRETCH, GROUND = 0.5, 0.2, 0.1
"""How far the confidence may be expected to move here, as standard deviations: all log-odds
together, the share by which they are stretched, and what one more standard deviation of a ground
adds to them. Chosen on training sets left out."""
WORTH = 80.0
"""Weight of all points together, at most: what was learned elsewhere rests on far more."""
ONE_PERSON = 0.2
ONE_ENTRY = 5.0
"""Weight of all that was said of one entry, at most, in what it says of the others."""
STEPS = 20
"""Of Newton's method, which needs about five."""
MOST_DOWN, MOST_UP = -1.5, 0.6
CHOICES = 0.3
ASKED = 0.7
"""Weight of a hidden phrasing; the rest goes to the same with its entry left out."""


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
    found: str
    chance: float


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """What was learned here: a confidence that suits this base, a shift for some entries, and the
    trials it rests on."""

    learned: Learned
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


@dataclass(frozen=True, kw_only=True, eq=False)
class Point:
    """The grounds of a top, and whether it was right."""

    grounds: Floats
    right: bool
    weight: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Hidden:
    """A phrasing asked while it was hidden, and what was in sight."""

    line: int
    question: Question
    sight: Sight
    counts: Floats
    right: int
    """The row of its entry; -1 where it was not in sight."""


def calibrate(search: Search, learned: Learned, outcomes: Sequence[Confirmed]) -> Calibration:
    """Learn from the knowledge base's own phrasings and from confirmed outcomes."""
    hidden, sizes = hide(search), search.measure()
    counted = fair(outcomes)
    said: dict[str, float] = defaultdict(float)
    for outcome, weight in counted:
        said[outcome.entry] += weight
    points = lessons(hidden, learned, sizes)
    for outcome, weight in counted:
        question = search.ask(outcome.text)
        sight = search.see(question)
        at, facts = top(question, sight, search.counts(sight), learned, sizes)
        if at >= 0 and search.keys[sight.entries[at]] == outcome.entry:
            share = min(1.0, ONE_ENTRY / said[outcome.entry])
            points.append(Point(grounds=facts, right=outcome.right, weight=weight * share))
    suited = suit(learned, points)
    trials = []
    for each in hidden:
        at, facts = top(each.question, each.sight, each.counts, suited, sizes)
        trials.append(
            Trial(
                entry=search.keys[search.index.owner[each.line]],
                found=search.keys[each.sight.entries[at]],
                chance=chance(suited, facts),
            )
        )
    return Calibration(learned=suited, entries=_by_entry(counted), trials=tuple(trials))


def hide(search: Search) -> list[Hidden]:
    """Ask some of the entries' own phrasings, each hidden while it is asked; only after `fit`.

    They are drawn by their words, so that a phrasing more leaves the others in the draw: what is learned
    here rests on few of them. Those of one entry take turns, for the classifier is without a turn's.
    """
    turns = {
        line: turn
        for slot, lines in search.slots.items()
        if len(lines) > 1
        for turn, line in enumerate(lines, start=slot)
    }
    if not turns or len(search.slots) < 3:
        return []
    sample = sorted(turns, key=lambda line: crc32(search.index.texts[line].encode()))[:SAMPLE]
    folds = FOLDS if len(turns) <= SMALL else 1
    found = []
    for number in range(folds):
        asked = [line for line in sample if turns[line] % folds == number]
        classifier = search.classifier_without(frozenset(asked)) if search.classifier else None
        for line in asked:
            question = search.ask_line(line)
            sight = search.see(question, hidden=line, classifier=classifier)
            if len(sight.entries):
                at = np.flatnonzero(sight.entries == search.index.owner[line])
                found.append(
                    Hidden(
                        line=line,
                        question=question.slim(),
                        sight=sight,
                        counts=search.counts(sight),
                        right=int(at[0]) if len(at) else -1,
                    )
                )
    return found


def lessons(hidden: Iterable[Hidden], learned: Learned, sizes: Sizes) -> list[Point]:
    """What hidden phrasings teach: each as it was asked, and once more with its entry left out."""
    points = []
    for each in hidden:
        at, facts = top(each.question, each.sight, each.counts, learned, sizes)
        points.append(Point(grounds=facts, right=at == each.right, weight=ASKED))
        if each.right >= 0 and len(each.counts) > 1:
            sight = each.sight.without(int(each.sight.entries[each.right]))
            counts = np.delete(each.counts, each.right)
            _, facts = top(each.question, sight, counts, learned, sizes)
            points.append(Point(grounds=facts, right=False, weight=1 - ASKED))
    return points


def top(
    question: Question, sight: Sight, counts: Floats, learned: Learned, sizes: Sizes
) -> tuple[int, Floats]:
    """The row of the entry on top, and the grounds for it; -1 where nothing is in sight."""
    if not len(sight.entries):
        return -1, np.zeros(0, np.float32)
    scores = order(sight, counts, learned)
    return int(np.argmax(scores)), grounds(sight, scores, question, counts, sizes)


def suit(learned: Learned, points: Sequence[Point]) -> Learned:
    """The confidence that suits the points best, held near what was learned elsewhere.

    Logistic regression by Newton's method with halved steps, and a normal prior on each change
    (maximum a posteriori; Murphy, Probabilistic Machine Learning, 2022, 10.2.7).
    """
    if not points:
        return learned
    facts = np.array([each.grounds for each in points], float)
    right = np.array([each.right for each in points], float)
    weights = np.array([each.weight for each in points])
    weights *= min(1.0, WORTH / weights.sum())
    middle = np.average(facts, axis=0, weights=weights)
    spread = np.sqrt(np.average((facts - middle) ** 2, axis=0, weights=weights)) + 0.05
    before = facts @ learned.weights + learned.bias
    inputs = np.column_stack([np.ones(len(facts)), before, (facts - middle) / spread])
    held = 1 / np.array([SHIFT, STRETCH, *[GROUND] * facts.shape[1]]) ** 2

    def loss(moved: Doubles) -> float:
        logits = before + inputs @ moved
        return float(weights @ (np.logaddexp(0, logits) - right * logits) + held @ moved**2 / 2)

    moved = np.zeros(len(held))
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-(before + inputs @ moved)))
        slope = inputs.T @ (weights * (chances - right)) + held * moved
        bend = (inputs * (weights * chances * (1 - chances))[:, None]).T @ inputs + np.diag(held)
        step = np.linalg.solve(bend, slope)
        while loss(moved - step) > loss(moved) and np.abs(step).max() > 1e-6:
            step /= 2
        moved = moved - step
    shift, stretch, each = moved[0], 1 + moved[1], moved[2:] / spread
    return replace(
        learned,
        weights=(learned.weights * stretch + each).astype(np.float32),
        bias=float(learned.bias * stretch + shift - middle @ each),
    )


def chance(learned: Learned, facts: Floats) -> float:
    """How likely a top with these grounds is right, 0 to 1."""
    return 1 / (1 + float(np.exp(-(float(facts @ learned.weights) + learned.bias))))


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
