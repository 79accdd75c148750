"""What the matcher sees in a scenario, written down for fitting.

Runs the very code that answers questions.
"""

from dataclasses import dataclass

import numpy as np

from knowledge.matching.calibration import Hidden, hide
from knowledge.matching.encoder import Encoder
from knowledge.matching.index import Floats
from knowledge.matching.question import Question
from knowledge.matching.search import Search
from knowledge.matching.views import Sight, Sizes
from knowledge.training.sets import Recipe, Scenario


@dataclass(frozen=True, kw_only=True, eq=False)
class Seen:
    """One question, what was seen of it, and which row of the sight is right (-1: none)."""

    question: Question
    sight: Sight
    counts: Floats
    right: int
    answerable: bool
    chatter: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Observed:
    """A scenario seen through."""

    recipe: Recipe
    sizes: Sizes
    seen: tuple[Seen, ...]
    hidden: tuple[Hidden, ...]
    """What the knowledge base can teach of itself."""


def observe(scenario: Scenario, encoder: Encoder | None = None) -> Observed:
    """Build the scenario's knowledge base and look at every question."""
    search = Search.of(scenario.documents, encoder)
    search.fit()
    asked = [(text, key, False) for text, key in scenario.questions]
    asked += [(text, "", True) for text in scenario.chatter]
    seen = []
    for text, key, chatter in asked:
        question = search.ask(text)
        sight = search.see(question)
        if not len(sight.entries):
            continue
        slot = search.slot_of.get(key, -1)
        at = np.flatnonzero(sight.entries == slot)
        seen.append(
            Seen(
                question=question.slim(),
                sight=sight,
                counts=search.counts(sight),
                right=int(at[0]) if len(at) else -1,
                answerable=bool(key),
                chatter=chatter,
            )
        )
    return Observed(
        recipe=scenario.recipe,
        sizes=search.measure(),
        seen=tuple(seen),
        hidden=tuple(hide(search)),
    )
