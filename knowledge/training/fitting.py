"""Fitting the two linear models, with numpy alone.

Full batches in a fixed order and rounded results: the same data gives the same file.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from knowledge.matching.calibration import top
from knowledge.matching.learned import Learned
from knowledge.matching.ranking import has_classifier, spread
from knowledge.matching.views import ENTRY_VIEWS
from knowledge.training.observe import Observed

Doubles = npt.NDArray[np.float64]
RANKER_DECAY = 1e-3
CONFIDENCE_DECAY = 3e-3
JUDGE_DECAY = 1e-2
"""Chosen on the small bases in development, each left out."""
CLOSE = 1e-6
"""A step of Newton's method so small ends it."""
STEPS = 600
WISHES = (0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3)


def fit_ranker(observed: Iterable[Observed], *, classified: bool) -> Doubles:
    """Weights that put the right entry above the others: a softmax over each question's entries."""
    lists = [
        (spread(seen.sight.views, seen.counts).astype(float), seen.right)
        for one in observed
        for seen in one.seen
        if seen.right >= 0
        and len(seen.sight.entries) > 1
        and has_classifier(seen.sight) is classified
    ]
    wide = 2 * len(ENTRY_VIEWS)
    if not lists:
        return np.zeros(wide)
    inputs = np.concatenate([views for views, _ in lists])
    sizes = np.array([len(views) for views, _ in lists])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    whose = np.repeat(np.arange(len(lists)), sizes)
    gold = starts + np.array([right for _, right in lists])
    scale = inputs.std(axis=0) + 0.05
    scaled = inputs / scale

    def slope(weights: Doubles) -> Doubles:
        raw = scaled @ weights
        raw = np.exp(raw - np.maximum.reduceat(raw, starts)[whose])
        off = raw / np.add.reduceat(raw, starts)[whose]
        off[gold] -= 1.0
        found: Doubles = scaled.T @ off / len(lists) + 2 * RANKER_DECAY * weights
        return found

    weights: Doubles = np.round(_descend(slope, wide) / scale, 4)
    return weights


def _descend(slope: Callable[[Doubles], Doubles], wide: int) -> Doubles:
    """Nesterov's accelerated gradient with restarts."""
    weights, ahead = np.zeros(wide), np.zeros(wide)
    momentum, rate = 1.0, 0.5
    for _ in range(STEPS):
        pull = slope(ahead)
        stepped = ahead - rate * pull
        if float(pull @ (stepped - weights)) > 0:
            momentum = 1.0
        following = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = stepped + (momentum - 1) / following * (stepped - weights)
        weights, momentum = stepped, following
    return weights


def trials(
    observed: Iterable[Observed], learned: Learned
) -> tuple[Doubles, Doubles, list[tuple[Observed, int]]]:
    """For every question: the grounds of its top, whether that is right, and where it came from."""
    rows, right, source = [], [], []
    for one in observed:
        for at, seen in enumerate(one.seen):
            place, facts = top(seen.question, seen.sight, seen.counts, learned, one.sizes)
            rows.append(facts)
            right.append(float(place == seen.right))
            source.append((one, at))
    return np.array(rows, float), np.array(right), source


def fit_confidence(rows: Doubles, right: Doubles, weights: Doubles) -> tuple[Doubles, float]:
    """Logistic regression by Newton's method; weights for GROUNDS, and the bias."""
    middle, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    inputs = np.concatenate([(rows - middle) / scale, np.ones((len(rows), 1))], axis=1)
    share = weights / weights.sum()
    decay = np.full(inputs.shape[1], CONFIDENCE_DECAY)
    decay[-1] = 0.0
    found = np.zeros(inputs.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-inputs @ found))
        slope = inputs.T @ (share * (chance - right)) + decay * found
        bend = (inputs * (share * chance * (1 - chance))[:, None]).T @ inputs + np.diag(decay)
        found -= np.linalg.solve(bend, slope)
    plain = found[:-1] / scale
    return np.round(plain, 4), round(float(found[-1] - plain @ middle), 4)


def fit_one_or_none(
    *, inputs: Doubles, right: Doubles, sizes: Sequence[int], weights: Doubles
) -> tuple[Doubles, float]:
    """A softmax over each question's rows and "none of them", by Newton's method with halved steps;
    weights for the inputs, and the bias. `sizes` are rows a question, `weights` one a question."""
    middle, scale = inputs.mean(axis=0), inputs.std(axis=0) + 1e-3
    rows = np.concatenate([(inputs - middle) / scale, np.ones((len(inputs), 1))], axis=1)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    whose, share = np.repeat(np.arange(len(sizes)), sizes), weights / weights.sum()
    decay = np.full(rows.shape[1], JUDGE_DECAY)
    decay[-1] = 0.0

    def chances(weighed: Doubles) -> tuple[Doubles, float]:
        odds = rows @ weighed
        most = np.maximum(np.maximum.reduceat(odds, starts), 0.0)
        raised = np.exp(odds - most[whose])
        total = np.add.reduceat(raised, starts) + np.exp(-most)
        loss = share @ (most + np.log(total)) - (share[whose] * right) @ odds
        return raised / total[whose], float(loss + decay @ weighed**2 / 2)

    found = np.zeros(rows.shape[1])
    for _ in range(25):
        chance, loss = chances(found)
        slope = rows.T @ (share[whose] * (chance - right)) + decay * found
        meant = np.add.reduceat(rows * chance[:, None], starts)
        bend = (rows * (share[whose] * chance)[:, None]).T @ rows - (
            meant * share[:, None]
        ).T @ meant
        step = np.linalg.solve(bend + np.diag(decay) + 1e-9 * np.eye(len(found)), slope)
        while float(np.abs(step).max()) > CLOSE and chances(found - step)[1] > loss:
            step /= 2
        found -= step
        if float(np.abs(step).max()) <= CLOSE:
            break
    plain = found[:-1] / scale
    return np.round(plain, 4), round(float(found[-1] - plain @ middle), 4)


def thresholds(chances: Doubles, right: Doubles, weights: Doubles) -> dict[float, float]:
    """The lowest probability from which at most each wished share of answers was wrong."""
    down = np.argsort(-chances, kind="stable")
    wrong = np.cumsum(weights[down] * (1 - right[down])) / np.cumsum(weights[down])
    found = {}
    for wish in WISHES:
        kept = np.flatnonzero(wrong <= wish)
        kept = kept[kept > len(chances) / 200]
        found[wish] = round(float(chances[down][kept[-1]]), 4) if len(kept) else 0.98
    return found
