"""`python -m knowledge.training`: learn the weights and write learned.json.

With `--semantic`: the weights for use with the encoder, and learned_semantic.json.
The same data, the same file, byte for byte.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from knowledge.matching.calibration import lessons, suit
from knowledge.matching.encoder import load_encoder
from knowledge.matching.learned import FILE, GROUNDS, SEMANTIC_FILE, VERSION, Learned, plain
from knowledge.matching.views import ENTRY_VIEWS
from knowledge.training.fitting import Doubles, fit_confidence, fit_ranker, thresholds, trials
from knowledge.training.observe import Observed, observe
from knowledge.training.scoring import HELD_OUT
from knowledge.training.sets import FAMILIES, draw, recipes


def rank_only(observed: Sequence[Observed]) -> Learned:
    """Learned weights for the order, none for the confidence."""
    return replace(
        plain(""),
        ranker_with=fit_ranker(observed, classified=True).astype(np.float32),
        ranker_without=fit_ranker(observed, classified=False).astype(np.float32),
    )


def learn(observed: Sequence[Observed]) -> dict[str, object]:
    """What goes into the file. The confidence is fitted on orders by weights of other families,
    the thresholds on what each scenario makes of it by its own phrasings."""
    families = [name for name in FAMILIES if any(o.recipe.family == name for o in observed)]
    rankers = [
        rank_only([one for one in observed if one.recipe.family != name]) for name in families
    ]
    folds = [
        trials([one for one in observed if one.recipe.family == name], ranker)
        for name, ranker in zip(families, rankers, strict=True)
    ]
    rows = np.concatenate([fold[0] for fold in folds])
    right = np.concatenate([fold[1] for fold in folds])
    sources = [one for fold in folds for one in fold[2]]
    family = np.array([families.index(one.recipe.family) for one, _ in sources])
    weights = 1 / np.bincount(family)[family]
    chances = np.zeros(len(rows))
    for number in range(len(families)):
        rest = family != number if len(families) > 1 else family == number
        found, bias = fit_confidence(rows[rest], right[rest], weights[rest])
        unsuited = replace(rankers[number], weights=found.astype(np.float32), bias=bias)
        for one in [each for each in observed if each.recipe.family == families[number]]:
            suited = suit(unsuited, lessons(one.hidden, unsuited, one.sizes))
            here = np.array([source is one for source, _ in sources])
            chances[here] = 1 / (1 + np.exp(-(rows[here] @ suited.weights + suited.bias)))
    lost = [one.seen[at] for (one, at), ok in zip(sources, right, strict=True) if not ok]
    confidence, bias = fit_confidence(rows, right, weights)
    ranker = rank_only(observed)
    return {
        "version": VERSION,
        "made by": "python -m knowledge.training",
        "ranker": {
            "with classifier": _named(ranker.ranker_with.tolist()),
            "without classifier": _named(ranker.ranker_without.tolist()),
        },
        "confidence": {"bias": bias, **dict(zip(GROUNDS, confidence.tolist(), strict=True))},
        "rest": round(float(np.mean([seen.right >= 0 for seen in lost])), 3),
        "thresholds": _thresholds(chances, right, weights, [one for one, _ in sources]),
        "chatter": round(
            float(
                np.quantile(
                    [
                        c
                        for c, (one, at) in zip(chances, sources, strict=True)
                        if one.seen[at].chatter
                    ],
                    0.998,
                )
            ),
            4,
        ),
    }


def _thresholds(
    chances: Doubles, right: Doubles, weights: Doubles, sources: Sequence[Observed]
) -> dict[str, float]:
    """From the sets of questions to a desk only: chit-chat has entries that differ by a nuance."""
    asked = np.array([one.recipe.family != "chitchat" for one in sources])
    if not asked.any():
        asked[:] = True
    found = thresholds(chances[asked], right[asked], weights[asked])
    return {f"{wish:.2f}": at for wish, at in found.items()}


def _named(weights: list[float]) -> dict[str, list[float]]:
    wide = len(ENTRY_VIEWS)
    return {
        name: [round(weights[at], 4), round(weights[wide + at], 4)]
        for at, name in enumerate(ENTRY_VIEWS)
    }


def write(found: dict[str, object], path: Path) -> None:
    """One weight a line, so that a change can be read."""
    text = json.dumps(found, indent=1, ensure_ascii=False)
    path.write_text(
        text.replace("[\n    ", "[").replace(",\n    ", ", ").replace("\n   ]", "]") + "\n",
        encoding="utf-8",
    )


def main() -> None:
    """Learn from every family, and once without each for honest figures."""
    semantic = "--semantic" in sys.argv[1:]
    encoder = load_encoder() if semantic else None
    observed = []
    for recipe in recipes():
        observed.append(observe(draw(recipe), encoder))
        sys.stderr.write(f"{recipe.name} k={recipe.k or 'mixed'}: {len(observed[-1].seen)}\n")
    write(learn(observed), SEMANTIC_FILE if semantic else FILE)
    HELD_OUT.mkdir(exist_ok=True)
    for name in FAMILIES:
        rest = [one for one in observed if one.recipe.family != name]
        write(learn(rest), HELD_OUT / f"{'semantic_' * semantic}without_{name}.json")


if __name__ == "__main__":
    main()
