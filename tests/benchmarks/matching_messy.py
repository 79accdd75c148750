"""`python -m tests.benchmarks.matching_messy`: what mess in a message costs, as a table.

Sets are asked with weights that never saw their family, through `read` and the matcher as the desk does.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.entry import Entry
from knowledge.matching.learned import load
from knowledge.matching.matcher import Candidate, Matcher
from knowledge.text.reading import read
from knowledge.training.scoring import HELD_OUT
from knowledge.training.sets import LANGUAGES, Recipe, draw, rows
from tests.benchmarks.matching_mess import JOINED, MESS


@dataclass(frozen=True, kw_only=True)
class Base:
    """A knowledge base, fitted, and questions with the entries that answer them."""

    name: str
    matcher: Matcher
    questions: tuple[tuple[str, str], ...]

    def ask(self, text: str) -> list[list[Candidate]]:
        """The candidates for each question in a message; none for small talk."""
        return [
            self.matcher.candidates(each, limit=3) for each in self.matcher.read(text).questions
        ]

    def top(self, text: str) -> tuple[str, float]:
        """The surest entry for a message, and how sure."""
        found = [part[0] for part in self.ask(text) if part]
        best = max(found, key=lambda each: each.probability, default=None)
        return (best.entry, best.probability) if best else ("", 0.0)


def prepare(name: str, k: int, most: int) -> Base:
    """Draw a scenario and fit its knowledge base."""
    recipe = Recipe(name=name, k=k, seed=9, questions=4 * most)
    scenario = draw(recipe)
    matcher = Matcher(
        [
            Entry(id=d.key, question=d.phrasings[0], variants=d.phrasings[1:], answer=d.answer)
            for d in scenario.documents
        ],
        learned=load(HELD_OUT / f"without_{recipe.family}.json"),
    )
    matcher.refit()
    known = [(text, key) for text, key in scenario.questions if key]
    return Base(name=f"{name} k={k}", matcher=matcher, questions=tuple(known[:most]))


def messy(base: Base) -> dict[str, float]:
    """acc1 for each kind of mess."""
    found = {}
    for kind, spoil in MESS.items():
        rng = random.Random(f"{base.name} {kind}")  # noqa: S311 - not for secrets
        right = sum(base.top(spoil(text, rng))[0] == key for text, key in base.questions)
        found[kind] = right / len(base.questions)
    return found


def pairs(base: Base) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Questions two by two, of different entries."""
    return [(a, b) for a, b in pairwise(base.questions) if a[1] != b[1]]


def joined(base: Base) -> dict[str, tuple[float, float]]:
    """Both answered rightly for each way to join two; of all, and of those found right alone."""
    alone = {text: base.top(text)[0] == key for text, key in base.questions}
    found = {}
    for way, join in JOINED.items():
        asked = [
            (both_right(base, join(a, b), {one, two}), alone[a] and alone[b])
            for (a, one), (b, two) in pairs(base)
        ]
        fair = [right for right, each in asked if each]
        found[way] = (sum(right for right, _ in asked) / len(asked), sum(fair) / len(fair))
    return found


def both_right(base: Base, text: str, keys: set[str]) -> bool:
    """Whether the parts of a message have these entries on top, and no others."""
    tops = [part[0].entry for part in base.ask(text) if part]
    return len(tops) == len(keys) and set(tops) == keys


def answered(base: Base, texts: Sequence[str]) -> float:
    """Share of messages that would be answered."""
    return sum(base.top(text)[1] >= base.matcher.bands.answer for text in texts) / len(texts)


def idle(base: Base, most: int) -> dict[str, float]:
    """Share answered of channel chatter, and of small talk by language."""
    rng = random.Random(0)  # noqa: S311 - not for secrets
    chatter = [row["text"] for row in rows("irc_ubuntu")]
    found = {"chatter": answered(base, rng.sample(chatter, most))}
    for language in LANGUAGES:
        talk = [text for row in rows(f"chitchat_{language}") for text in row["questions"]]
        found[f"talk {language}"] = answered(base, rng.sample(talk, most))
    talk = [text for text, _ in base.questions if read(text).small_talk]
    return found | {"questions read as talk": len(talk) / len(base.questions)}


def report(base: Base, most: int) -> None:
    """Print a knowledge base's tables."""
    out = sys.stdout.write
    costs = messy(base)
    for kind, share in costs.items():
        out(f"{base.name:16s} {kind:24s} acc1 {share:.3f}  cost {costs['clean'] - share:+.3f}\n")
    ways = joined(base)
    for way, (every, fair) in ways.items():
        out(f"{base.name:16s} two: {way:19s} both {every:.3f}  of those right alone {fair:.3f}\n")
    means = [sum(each[at] for each in ways.values()) / len(ways) for at in (0, 1)]
    out(f"{base.name:16s} two: mean                both {means[0]:.3f}  of those right alone {means[1]:.3f}\n")  # fmt: skip
    for kind, share in idle(base, most).items():
        out(f"{base.name:16s} {kind:24s} {share:.4f}\n")
    sys.stdout.flush()


def main() -> None:
    """Measure and print."""
    chosen = argparse.ArgumentParser(description=__doc__)
    chosen.add_argument("--questions", type=int, default=150, help="questions a knowledge base")
    chosen.add_argument("--sets", default="banking77,hwu64")
    chosen.add_argument("--k", default="3,10")
    options = chosen.parse_args()
    for name in options.sets.split(","):
        for k in options.k.split(","):
            report(prepare(name, int(k), options.questions), options.questions)


if __name__ == "__main__":
    main()
