"""`python -m tests.benchmarks.matching_ablation`: what each view is worth.

Order and confidence are fitted again without it, on two families of sets, and scored on the third.
"""

import sys
from dataclasses import dataclass, replace

import numpy as np

from knowledge.matching.learned import Learned
from knowledge.matching.ranking import order
from knowledge.matching.views import ENTRY_VIEWS
from knowledge.training.__main__ import rank_only
from knowledge.training.fitting import Doubles, fit_confidence, trials
from knowledge.training.observe import Observed, observe
from knowledge.training.sets import FAMILIES, draw, recipes

PARTS = {
    "nothing": (),
    "the classifier": ("classifier", "classifier share"),
    "near words": ("best meaning", "three meaning"),
    "characters": ("best runs", "three runs"),
    "words": ("best words",),
    "coverage": ("best asked",),
    "rapidfuzz ratio": ("best sorted",),
    "means of three": ("three runs", "three meaning"),
    "the answer's text": ("answer",),
}


@dataclass(frozen=True, kw_only=True)
class Worth:
    """Shares from 0 to 1, each family counting the same."""

    top: float
    three: float
    told_apart: float
    """Of a right and a wrong top, how often the right one is surer: AUROC."""
    sure: float
    """Answerable questions answered rightly while at most one answer in ten is wrong."""


def without(observed: list[Observed], names: tuple[str, ...]) -> list[Observed]:
    """The same, with some views blank."""
    columns = [ENTRY_VIEWS.index(name) for name in names]
    found = []
    for one in observed:
        seen = []
        for each in one.seen:
            views = each.sight.views.copy()
            views[:, columns] = 0
            seen.append(replace(each, sight=replace(each.sight, views=views)))
        found.append(replace(one, seen=tuple(seen)))
    return found


def worth(observed: list[Observed]) -> Worth:
    """Each family scored with weights of the others."""
    found = []
    for family in FAMILIES:
        others = [one for one in observed if one.recipe.family != family]
        learned = rank_only(others)
        rows, right, _ = trials(others, learned)
        confidence = fit_confidence(rows, right, np.ones(len(right)))
        here = [one for one in observed if one.recipe.family == family]
        found.append(np.mean([_scored(one, learned, confidence) for one in here], axis=0))
    top, three, apart, sure = np.mean(found, axis=0).tolist()
    return Worth(top=top, three=three, told_apart=apart, sure=sure)


def _scored(one: Observed, learned: Learned, confidence: tuple[Doubles, float]) -> list[float]:
    rows, right, _ = trials([one], learned)
    chances = rows @ confidence[0] + confidence[1]
    asked = sum(seen.answerable for seen in one.seen)
    three = 0
    for seen in one.seen:
        if seen.right >= 0:
            scores = order(seen.sight, seen.counts, learned)
            three += int((scores > scores[seen.right]).sum()) < 3
    return [
        right.sum() / asked,
        three / asked,
        _apart(chances, right),
        _sure(chances, right) / asked,
    ]


def _apart(chances: Doubles, right: Doubles) -> float:
    """Mann and Whitney's statistic over the product of the sizes (1947)."""
    ranks = np.argsort(np.argsort(chances)) + 1.0
    yes, no = right.sum(), len(right) - right.sum()
    return float((ranks[right > 0].sum() - yes * (yes + 1) / 2) / max(1.0, yes * no))


def _sure(chances: Doubles, right: Doubles) -> float:
    down = right[np.argsort(-chances, kind="stable")]
    wrong = np.cumsum(1 - down) / np.arange(1, len(down) + 1)
    kept = np.flatnonzero(wrong <= 0.1)
    return float(down[: kept[-1] + 1].sum()) if len(kept) else 0.0


def main() -> None:
    """A line of Markdown for each part left out."""
    observed = [observe(draw(recipe)) for recipe in recipes()]
    sys.stdout.write(
        "| left out | right on top | among three | right told from wrong | answered with 1 in 10 wrong |\n"
        "| --- | --- | --- | --- | --- |\n"
    )
    for part, names in PARTS.items():
        found = worth(without(observed, names))
        sys.stdout.write(
            f"| {part} | {found.top:.3f} | {found.three:.3f} | {found.told_apart:.3f} "
            f"| {found.sure:.3f} |\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
