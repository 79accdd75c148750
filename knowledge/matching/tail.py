"""An entry's own words with more behind them: "how much is the pro plan for students".

Whoever adds something asks of less than the entry is about. Where neither the entry's phrasings nor its
answer account for what was added, it is offered, not given.
"""

from collections.abc import Sequence

from knowledge.entry import Entry
from knowledge.matching.difference import unaccounted
from knowledge.matching.told import Told, told
from knowledge.text.concepts import concepts
from knowledge.text.fillers import bared, bones
from knowledge.text.normalise import surface

WEIGHT = 0.5
"""What a word says of what a question is about, 0 to 1, from which on it asks of something else."""
_WHEN = frozenset(
    """now today tomorrow tonight week weekend month yesterday morning afternoon evening night again still
    heute morgen abend woche wochenende monat gestern wieder noch hoy manana tarde noche semana mes ayer
    otra vez aujourd hui demain soir matin semaine mois hier encore last next online
    here there somewhere anywhere hier dort irgendwo aqui alli ici""".split()  # noqa: SIM905
)
"""What the day of asking changes nothing of, and where nothing is said of a place."""

_NARROWS = frozenset(
    """for on with without to in into per as at from of after before during against via through by about
    fur mit ohne zu zum zur in im am an auf pro als bei vom von aus nach vor gegen uber
    para con sin a al en por como del de desde tras antes contra sobre
    pour avec sans en dans au aux par comme chez du de des depuis apres avant contre sur""".split()  # noqa: SIM905
)
_CLAUSES = frozenset(
    """i it we they he she because but since and that which who if when while cause
    ich es wir sie er weil aber und dass wenn da yo lo porque pero que si cuando y
    je il elle nous parce mais que si quand et""".split()  # noqa: SIM905
)
"""With these something else is told behind what was asked."""


def adds(question: str, entry: Entry) -> bool:
    """Whether a folded question is a phrasing of the entry and something behind it that the entry with
    its answer does not account for."""
    words = question.split()
    added = [
        rest
        for each in entry.phrasings
        if (rest := _behind(words, bones(surface(each)))) is not None
    ]
    if not added:
        return False
    known = [told(" ".join(surface(each))) for each in (*entry.phrasings, entry.answer)]
    return all(_foreign(rest, known) for rest in added)


def _behind(words: Sequence[str], known: Sequence[str]) -> list[str] | None:
    """What stands behind a phrasing's words in a question; None where it does not begin with these."""
    for fewer in (words, *bared(words)):
        own = bones(fewer)
        if known and len(own) > len(known) and own[: len(known)] == tuple(known):
            rest = list(own[len(known) :])
            return rest if _narrows(fewer, rest) else None
    return None


def _narrows(words: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether the last words of a question narrow the one before them; what is told behind it does not."""
    begins = len(words) - 1 - words[::-1].index(rest[0])
    begins -= begins > 0 and words[begins - 1] in _NARROWS
    behind = words[begins:]
    return (behind[0] in _NARROWS or len(rest) == 1) and _CLAUSES.isdisjoint(behind)


def _foreign(rest: Sequence[str], known: Sequence[Told]) -> bool:
    """Whether some of these words says much, and what is known says nothing of it."""
    said = told(" ".join(word for word in rest if word not in _WHEN))
    left = unaccounted(said, known)
    days = any(_days(each.tokens) for each in known)
    return any(
        weight >= WEIGHT and not (days and _days([token]))
        for token, weight in zip(said.tokens, left, strict=True)
    )


def _days(words: Sequence[str]) -> bool:
    """Whether a day of the week is named: "Monday to Friday" speaks of each."""
    return any(kind == "day" for token in words for kind, _ in concepts(token))
