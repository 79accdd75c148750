"""The learned weights: read from learned.json, checked, and what stands in when they can't be.

`python -m knowledge.training` writes the file; nothing at run time does.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.matching.index import Floats
from knowledge.matching.views import CLASSIFIER, ENCODED, ENTRY_VIEWS, PHRASING_VIEWS

# What the confidence is judged by, in the order of its weights; `ranking.grounds` makes them.
GROUNDS = (
    "top share", "second share", "third share", "margin", "doubt",
    *(f"top {name}" for name in ENTRY_VIEWS[:ENCODED]),
    *(f"lead {name}" for name in PHRASING_VIEWS),
    "agreement", "classifier elsewhere", "unknown", "length", "entries", "phrasings of top",
    "phrasings", "telling", "with classifier", "with answers",
)  # fmt: skip

VERSION = 2
FILE = Path(__file__).with_name("learned.json")
SEMANTIC_FILE = Path(__file__).with_name("learned_semantic.json")
"""For use with an encoder."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Learned:
    """Weights of the ranker and of the confidence."""

    ranker_with: Floats
    ranker_without: Floats
    grounds: tuple[str, ...]
    weights: Floats
    bias: float
    rest: float
    """Of the chance that the top is wrong, how much goes to the runners-up."""
    thresholds: dict[float, float]
    """Share of wrong answers wished for, and the probability from which it was kept."""
    chatter: float
    problem: str = ""
    """Why these are stand-ins; empty when the file was read."""


def load(path: Path = FILE) -> Learned:
    """The learned weights, or stand-ins that say why."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return _read(raw, GROUNDS)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        return plain(
            f"The learned weights in {path.name} can't be used ({problem}), so answers are "
            "judged by simple likeness. Put the file of this version back, or run "
            "`python -m knowledge.training`."
        )


def _read(raw: dict[str, Any], grounds: tuple[str, ...]) -> Learned:
    if raw["version"] != VERSION:
        raise ValueError(f"version {raw['version']}, expected {VERSION}")
    ranker = raw["ranker"]
    found = Learned(
        ranker_with=_ranker(ranker["with classifier"]),
        ranker_without=_ranker(ranker["without classifier"]),
        grounds=grounds,
        weights=np.array([float(raw["confidence"][name]) for name in grounds], np.float32),
        bias=float(raw["confidence"]["bias"]),
        rest=float(raw["rest"]),
        thresholds={float(wish): float(at) for wish, at in raw["thresholds"].items()},
        chatter=float(raw["chatter"]),
    )
    values = [found.ranker_with, found.ranker_without, found.weights]
    if not all(np.isfinite(each).all() for each in values) or not found.thresholds:
        raise ValueError("a weight is not a number")
    return found


def _ranker(weights: dict[str, list[float]]) -> Floats:
    pairs = [weights[name] for name in ENTRY_VIEWS]
    return np.array([first for first, _ in pairs] + [second for _, second in pairs], np.float32)


def plain(problem: str) -> Learned:
    """Weights from nothing but reason: likeness counts, leads count, unknown words don't help."""
    views = dict.fromkeys(ENTRY_VIEWS, 0.0)
    views.update({"best runs": 4.0, "best meaning": 4.0, "best asked": 2.0, "best sorted": 2.0})
    without = np.array([*views.values(), *([0.0] * len(ENTRY_VIEWS))], np.float32)
    given = without.copy()
    given[CLASSIFIER] = 6.0
    weights = dict.fromkeys(GROUNDS, 0.0)
    weights.update(
        {"top share": 2.0, "top best sorted": 3.0, "top best asked": 2.0, "unknown": -2.0}
    )
    return Learned(
        ranker_with=given,
        ranker_without=without,
        grounds=GROUNDS,
        weights=np.array(list(weights.values()), np.float32),
        bias=-4.5,
        rest=0.5,
        thresholds={0.05: 0.8},
        chatter=0.8,
        problem=problem,
    )
