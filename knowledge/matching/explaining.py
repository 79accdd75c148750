"""Why an entry was or was not found, remark by remark.

For staff only: names other entries. How likely it is says nobody here: there is one number, the
matcher's, and it stands beside the entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from knowledge.matching.question import Question
from knowledge.matching.search import Search
from knowledge.matching.views import Sight
from knowledge.text.related import TELLING, tells


@dataclass(frozen=True, kw_only=True, eq=False)
class Judged:
    """A question judged: the sight, and a probability for each entry in it."""

    question: Question
    sight: Sight
    chances: tuple[float, ...]


@dataclass(frozen=True)
class Remark:
    """One thing to say of an entry, to be put into words by whoever says it."""

    kind: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


def explain(judged: Judged, search: Search, entry_id: str) -> tuple[Remark, ...]:
    """On one entry: what matched, what was missing, why not surer."""
    slot = search.slot_of.get(entry_id)
    if slot is None:
        return (Remark("not_in_use"),)
    at = np.flatnonzero(judged.sight.entries == slot)
    if not len(at):
        return (Remark("unlike"),)
    row = int(at[0])
    nearest = search.index.texts[int(judged.sight.nearest[row])]
    return (
        Remark("nearest", {"words": nearest}),
        *_words(search, judged, int(judged.sight.nearest[row])),
        *_rivals(search, judged, row),
        *_doubts(judged, row),
    )


def _words(search: Search, judged: Judged, line: int) -> list[Remark]:
    question, phrasing = judged.question, set(search.index.line(line).tolist())
    same, alike, missing = [], [], []
    for token, weight in zip(question.tokens, question.weights, strict=True):
        meanings = search.meanings(token)
        hits = [
            (search.index.spelt[word], float(near))
            for word, near in zip(meanings.words.tolist(), meanings.near, strict=True)
            if word in phrasing
        ]
        if hits and hits[0][1] >= 1.0:
            same.append(token)
        elif hits and tells(token) > TELLING:
            alike.append(f"{token} = {hits[0][0]}")
        elif weight >= 2.0:
            missing.append(token)
    found = {"same": same, "alike": alike, "missing": missing}
    return [Remark(kind, {"words": ", ".join(words)}) for kind, words in found.items() if words]


def _rivals(search: Search, judged: Judged, row: int) -> list[Remark]:
    others = [
        (chance, search.keys[judged.sight.entries[at]])
        for at, chance in enumerate(judged.chances)
        if at != row
    ]
    if not others:
        return [Remark("alone")]
    chance, key = max(others)
    if chance > judged.chances[row]:
        return [Remark("likelier", {"entry": key})]
    if chance >= 0.5 * judged.chances[row]:
        return [Remark("almost", {"entry": key})]
    return [Remark("far_behind", {"entry": key})]


def _doubts(judged: Judged, row: int) -> list[Remark]:
    question, found = judged.question, []
    telling = float(question.weights.sum())
    strange = float((question.weights * (1 - question.known)).sum())
    if telling and strange / telling > 0.35:
        found.append(Remark("strange"))
    if len(question.tokens) < 3:
        found.append(Remark("short"))
    if judged.sight.views[row, 0] < 0.3 and judged.chances[row] < 0.8:
        found.append(Remark("own_words"))
    return found
