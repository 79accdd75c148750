"""From views to an order and to the grounds for trusting its top.

Linear on purpose: every weight can be read in learned.json.
"""

import numpy as np

from knowledge.matching.classifier import softmax
from knowledge.matching.index import Floats
from knowledge.matching.learned import Learned
from knowledge.matching.question import Question
from knowledge.matching.views import CLASSIFIER, ENCODED, PHRASING_VIEWS, Sight, Sizes

WIDE = len(PHRASING_VIEWS)


def spread(views: Floats, counts: Floats) -> Floats:
    """The ranker's inputs: each view, and each view times the log of the entry's phrasings."""
    return np.concatenate([views, views * np.log(counts)[:, None] / 3], axis=1)


def has_classifier(sight: Sight) -> bool:
    """Whether the classifier spoke on every entry in sight."""
    return bool(len(sight.entries)) and bool((sight.views[:, CLASSIFIER] != 0).all())


def order(sight: Sight, counts: Floats, learned: Learned) -> Floats:
    """A score for each entry in sight; differences are log-odds."""
    weights = learned.ranker_with if has_classifier(sight) else learned.ranker_without
    scores: Floats = (spread(sight.views, counts) @ weights).astype(np.float32)
    return scores


def grounds(
    sight: Sight, scores: Floats, question: Question, counts: Floats, sizes: Sizes
) -> Floats:
    """What is known about how far the top can be trusted."""
    ranked = np.argsort(-scores, kind="stable")
    top, views = ranked[0], sight.views
    shares = softmax(scores[None, :])[0][ranked]
    shares = np.concatenate([shares, np.zeros(2, np.float32)])
    second = views[ranked[1]] if len(ranked) > 1 else np.zeros_like(views[top])
    margin = min(6.0, float(scores[top] - scores[ranked[1]])) if len(ranked) > 1 else 6.0
    doubt = float(-(shares * np.log(shares + 1e-9)).sum())
    agreement = float((views[:, :WIDE].argmax(axis=0) == top).mean())
    telling = float(question.weights.sum())
    unknown = float((question.weights * (1 - question.known)).sum()) / max(1e-6, telling)
    entries, mean_size, answered = sizes
    return np.array(
        [
            *shares[:3], margin, doubt, *views[top, :ENCODED], *(views[top] - second)[:WIDE],
            agreement, float(views[:, CLASSIFIER + 1].max() - views[top, CLASSIFIER + 1]),
            unknown, np.log(len(question.tokens) + 1), np.log(max(1, entries)),
            np.log(counts[top]), np.log(max(1.0, mean_size)), telling / 10,
            float(has_classifier(sight)), float(answered),
        ],
        np.float32,
    )  # fmt: skip
