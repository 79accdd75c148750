"""Which of the entries that come in look like one that is here: for whoever decides whether they come."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from knowledge.entry import Entry, Status
from knowledge.text.normalise import surface
from knowledge.text.signs import signs
from knowledge.upkeep.same_question import same_questions

NEAR = 85.0
"""Likeness of a question and a phrasing (0-100, the order of words left aside)."""


def alike(fresh: Sequence[Entry], here: Sequence[Entry]) -> dict[str, Entry]:
    """Return for the id of each entry that looks like one that is here, that one."""
    alive = [each for each in here if each.status is not Status.RETIRED]
    return _asking_the_same(fresh, alive) | _near(fresh, alive)


def _near(fresh: Sequence[Entry], here: Sequence[Entry]) -> dict[str, Entry]:
    known = [(each, said) for each in here for said in each.phrasings]
    if not (known and fresh):
        return {}
    scores = process.cdist(
        [_plain(each.question) for each in fresh],
        [_plain(said) for _, said in known],
        scorer=fuzz.ratio,
        score_cutoff=NEAR,
    )
    found: dict[str, tuple[float, Entry]] = {}
    for row, column in zip(*np.nonzero(scores), strict=True):
        one, (other, said) = fresh[row], known[column]
        score = float(scores[row, column])
        if one.id != other.id and one.topic != other.topic and signs(one.question) == signs(said):
            found[one.id] = max(found.get(one.id, (0.0, other)), (score, other), key=lambda p: p[0])
    return {name: other for name, (_, other) in found.items()}


def _asking_the_same(fresh: Sequence[Entry], here: Sequence[Entry]) -> dict[str, Entry]:
    news = {each.id for each in fresh}
    before = [each for each in here if each.id not in news]
    found = {}
    for pair in same_questions([*before, *fresh], fresh):
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            if one.id in news and other.id not in news:
                found[one.id] = other
    return found


def _plain(text: str) -> str:
    return " ".join(sorted(surface(text)))
