"""`python -m tests.benchmarks.matching`: figures and pictures for docs/answering.md.

Scores families of sets with weights that never saw them; times are relative to rapidfuzz in the same run.
"""

import argparse
import json
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from knowledge.entry import Entry
from knowledge.learned import load
from knowledge.matcher import Matcher
from knowledge.scoring import HELD_OUT
from knowledge.training.sets import Recipe, draw, rows
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


def many(count: int) -> list[str]:
    """That many different phrasings, from the sets and with changed words once these are used up."""
    rng = random.Random(count)  # noqa: S311 - not for secrets
    texts = [
        text
        for name in (
            "banking77",
            "hwu64",
            "chitchat_en",
            "chitchat_de",
            "chitchat_es",
            "chitchat_fr",
        )
        for row in rows(name)
        for text in row["phrasings"]
    ]
    rng.shuffle(texts)
    words = sorted({word for text in texts for word in text.split()})
    while len(texts) < count:
        said = texts[rng.randrange(len(texts))].split()
        said[rng.randrange(len(said))] = rng.choice(words) + str(rng.randrange(1000))
        texts.append(" ".join(said))
    return texts[:count]


def speed(count: int) -> dict[str, float]:
    """Milliseconds a query, ours and one extractOne(WRatio) over the same phrasings."""
    texts = many(count)
    entries = [
        Entry(id=str(at), question=group[0], variants=tuple(group[1:]), answer="")
        for at, group in enumerate(texts[i : i + 10] for i in range(0, len(texts), 10))
    ]
    began = time.perf_counter()
    matcher = Matcher(entries)
    build = time.perf_counter() - began
    if count <= 2000:
        matcher.refit()
    asked = [text for row in rows("banking77")[:60] for text in row["questions"][:4]]
    ours, theirs = [], []
    for text in asked:
        began = time.perf_counter()
        matcher.candidates(text)
        ours.append(1e3 * (time.perf_counter() - began))
    for text in asked[: max(12, 2000 // max(1, count // 100))][:240]:
        began = time.perf_counter()
        process.extractOne(text, texts, scorer=fuzz.WRatio, processor=utils.default_process)
        theirs.append(1e3 * (time.perf_counter() - began))
    began = time.perf_counter()
    matcher.put(Entry(id="new", question="a wholly new thing to ask", answer=""))
    put = 1e3 * (time.perf_counter() - began)
    ours.sort()
    theirs.sort()
    return {
        "phrasings": count,
        "p50": ours[len(ours) // 2],
        "p99": ours[int(len(ours) * 0.99)],
        "extractOne p50": theirs[len(theirs) // 2],
        "build s": build,
        "put ms": put,
    }


def main() -> None:
    """Measure and draw."""
    chosen = argparse.ArgumentParser(description=__doc__)
    chosen.add_argument("--largest", type=int, default=100_000)
    largest = chosen.parse_args().largest
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
    timed = [speed(n) for n in (100, 300, 1000, 3000, 10_000, 30_000, 100_000) if n <= largest]
    for line in timed:
        sys.stdout.write(json.dumps({k: round(v, 3) for k, v in line.items()}) + "\n")
    shown = ("p50", "p99", "extractOne p50")
    curves = [
        Curve(name=name, points=tuple((t["phrasings"], t[name]) for t in timed)) for name in shown
    ]
    draw_svg(
        Picture(
            title="Milliseconds a question, by phrasings known", curves=tuple(curves),
            across="phrasings", up="ms", right=largest, top=500, log=True,
        ),
        DOCS / "answering-speed.svg",
    )  # fmt: skip
    right = sum(each.right for each in every) / sum(each.answerable for each in every)
    sys.stdout.write(f"right on top: {right:.3f} of {len(every)} questions\n")


if __name__ == "__main__":
    main()
