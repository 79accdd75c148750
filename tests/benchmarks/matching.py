"""`python -m tests.benchmarks.matching`: figures and pictures for docs/answering.md.

Scores families of sets with weights that never saw them; speed is measured in matching_speed.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from knowledge.entry import Entry
from knowledge.matching.learned import load
from knowledge.matching.matcher import Matcher
from knowledge.training.scoring import HELD_OUT
from knowledge.training.sets import Recipe, draw
from tests.benchmarks.matching_drawing import Curve, Picture, draw_svg

DOCS = Path(__file__).parents[2] / "docs"
RECIPES = [
    Recipe(name=name, k=k, seed=9, questions=200)
    for name in ("banking77", "hwu64", "chitchat_en", "chitchat_de", "chitchat_zh")
    for k in (1, 3, 10)
]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question: how sure the top was, and whether it was right and there was a right one."""

    chance: float
    right: bool
    answerable: bool


def ask(recipe: Recipe) -> list[Asked]:
    """Ask a scenario's questions with weights from the other families."""
    scenario = draw(recipe)
    entries = [
        Entry(id=d.key, question=d.phrasings[0], variants=d.phrasings[1:], answer=d.answer)
        for d in scenario.documents
    ]
    matcher = Matcher(entries, learned=load(HELD_OUT / f"without_{recipe.family}.json"))
    matcher.refit()
    found = []
    for text, key in scenario.questions:
        best = matcher.candidates(text, limit=1)
        chance = best[0].probability if best else 0.0
        found.append(
            Asked(chance=chance, right=bool(best) and best[0].entry == key, answerable=bool(key))
        )
    return found


def risk_coverage(asked: list[Asked]) -> Curve:
    """Share of answerable questions answered rightly, by the share of answers that are wrong."""
    answerable = sum(each.answerable for each in asked)
    points, right = [], 0
    for number, each in enumerate(sorted(asked, key=lambda a: -a.chance), 1):
        right += each.right
        points.append(((number - right) / number, right / answerable))
    lowest: dict[float, float] = {}
    for risk, coverage in points:
        step = round(min(0.4, risk + 0.005), 2)
        lowest[step] = max(coverage, lowest.get(step, 0.0))
    best, steps = 0.0, []
    for step in sorted(lowest):
        best = max(best, lowest[step])
        steps.append((step, best))
    return Curve(name="", points=tuple(steps))


def calibration(asked: list[Asked]) -> Curve:
    """How often the top was right, by how sure it was, in tenths."""
    points = []
    for tenth in range(10):
        here = [a for a in asked if min(9, int(a.chance * 10)) == tenth]
        if len(here) >= 15:
            sure = sum(a.chance for a in here) / len(here)
            points.append((sure, sum(a.right for a in here) / len(here)))
    return Curve(name="", points=tuple(points))


def main() -> None:
    """Measure and draw."""
    asked: dict[str, list[Asked]] = {}
    for recipe in RECIPES:
        asked.setdefault(recipe.family, []).extend(ask(recipe))
    every = [each for group in asked.values() for each in group]
    curves = [Curve(name=name, points=risk_coverage(group).points) for name, group in asked.items()]
    draw_svg(
        Picture(
            title="Answered rightly, by how many answers are wrong", curves=tuple(curves),
            across="share of answers that are wrong", up="answered rightly", right=0.4, top=1.0,
        ),
        DOCS / "answering-risk.svg",
    )  # fmt: skip
    curves = [Curve(name=name, points=calibration(group).points) for name, group in asked.items()]
    draw_svg(
        Picture(
            title="How often it is right, by how sure it is",
            curves=(*curves, Curve(name="true", points=((0, 0), (1, 1)))),
            across="probability given", up="share right", right=1.0, top=1.0,
        ),
        DOCS / "answering-calibration.svg",
    )  # fmt: skip
    right = sum(each.right for each in every) / sum(each.answerable for each in every)
    sys.stdout.write(f"right on top: {right:.3f} of {len(every)} questions\n")


if __name__ == "__main__":
    main()
