"""Saying in words why an entry was or was not found.

For staff only: names other entries and numbers.
"""

from dataclasses import dataclass

import numpy as np

from knowledge.matching.question import Question
from knowledge.matching.search import Search
from knowledge.matching.views import Sight


@dataclass(frozen=True, kw_only=True, eq=False)
class Judged:
    """A question judged: the sight, and a probability for each entry in it."""

    question: Question
    sight: Sight
    chances: tuple[float, ...]


def explain(judged: Judged, search: Search, entry_id: str) -> tuple[str, ...]:
    """Sentences on one entry: what matched, what was missing, why not surer."""
    slot = search.slot_of.get(entry_id)
    if slot is None:
        return ("This entry is not in use: it is a draft, retired, or unknown.",)
    at = np.flatnonzero(judged.sight.entries == slot)
    if not len(at):
        return ("Nothing in this entry is like the question.",)
    row = int(at[0])
    chance = judged.chances[row]
    nearest = search.index.texts[int(judged.sight.nearest[row])]
    sentences = [
        f"{_percent(chance)} sure that this entry answers the question.",
        f"Nearest phrasing: “{nearest}”.",
    ]
    sentences += _words(search, judged, int(judged.sight.nearest[row]))
    sentences += _rivals(search, judged, row)
    sentences += _doubts(judged, row)
    return tuple(sentences)


def _percent(chance: float) -> str:
    return f"{round(100 * chance)} %"


def _words(search: Search, judged: Judged, line: int) -> list[str]:
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
        elif hits:
            alike.append(f"“{token}” as “{hits[0][0]}”")
        elif weight >= 2.0:
            missing.append(f"“{token}”")
    found = []
    if same:
        found.append(f"Words in common: {', '.join(same)}.")
    if alike:
        found.append(f"Taken as nearly the same: {', '.join(alike)}.")
    if missing:
        found.append(f"Telling words of the question that it lacks: {', '.join(missing)}.")
    return found


def _rivals(search: Search, judged: Judged, row: int) -> list[str]:
    others = [
        (chance, search.keys[judged.sight.entries[at]])
        for at, chance in enumerate(judged.chances)
        if at != row
    ]
    if not others:
        return ["No other entry comes near."]
    chance, key = max(others)
    if chance > judged.chances[row]:
        return [f"“{key}” is likelier, {_percent(chance)}."]
    if chance >= 0.5 * judged.chances[row]:
        return [f"“{key}” is almost as likely, {_percent(chance)}: say in each how they differ."]
    return [f"The next one, “{key}”, is far behind with {_percent(chance)}."]


def _doubts(judged: Judged, row: int) -> list[str]:
    question, found = judged.question, []
    telling = float(question.weights.sum())
    strange = float((question.weights * (1 - question.known)).sum())
    if telling and strange / telling > 0.35:
        found.append(
            f"{_percent(strange / telling)} of what the question says is in no entry at all."
        )
    if len(question.tokens) < 3:
        found.append("The question is very short.")
    if judged.sight.views[row, 0] < 0.3 and judged.chances[row] < 0.8:
        found.append("A phrasing in the customer's own words would make it surer.")
    return found
