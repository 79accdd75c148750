"""`python -m tests.benchmarks.matching_ablation`: what each view is worth to the order.

The ranker is fitted again without it, on two families of sets, and scored on the third.
"""

import sys
from dataclasses import replace

import numpy as np

from knowledge.learned import plain
from knowledge.ranking import has_classifier, order
from knowledge.training.fitting import fit_ranker
from knowledge.training.observe import Observed, observe
from knowledge.training.sets import FAMILIES, draw, recipes
from knowledge.views import ENTRY_VIEWS

PARTS = {
    "nothing": (),
    "the classifier": ("classifier", "classifier share"),
    "near words": ("best meaning", "three meaning"),
    "characters": ("best runs", "three runs"),
    "words": ("best words",),
    "coverage both ways": ("best asked", "best explained"),
    "rapidfuzz ratios": ("best sorted", "best subset", "best straight", "best partial"),
    "mean of three": ("three runs", "three meaning"),
    "votes": ("vote",),
    "the answer's text": ("answer", "answer asked"),
}


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


def right(observed: list[Observed]) -> tuple[int, int, int]:
    """How many questions had the right entry on top, among three, and how many there were."""
    top = three = asked = 0
    for family in FAMILIES:
        others = [one for one in observed if one.recipe.family != family]
        blank = plain("")
        learned = replace(
            blank,
            ranker_with=fit_ranker(others, classified=True).astype(np.float32),
            ranker_without=fit_ranker(others, classified=False).astype(np.float32),
        )
        for one in observed:
            if one.recipe.family != family:
                continue
            for seen in one.seen:
                asked += seen.answerable
                if seen.right < 0:
                    continue
                scores = order(seen.sight, seen.counts, learned)
                place = int((scores > scores[seen.right]).sum())
                top += place == 0
                three += place < 3
    return top, three, asked


def main() -> None:
    """A line of Markdown for each part left out."""
    chosen = [recipe for recipe in recipes() if recipe.k in {1, 3, 10}]
    observed = [observe(draw(recipe)) for recipe in chosen]
    few = sum(has_classifier(s.sight) for one in observed for s in one.seen)
    sys.stdout.write(
        f"{few} questions with a classifier\n| left out | right on top | among three |\n| --- | --- | --- |\n"
    )
    for part, names in PARTS.items():
        top, three, asked = right(without(observed, names))
        sys.stdout.write(f"| {part} | {top / asked:.3f} | {three / asked:.3f} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
