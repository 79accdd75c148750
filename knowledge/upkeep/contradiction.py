"""Whether two answers to one question speak against each other: in yes or no, an amount, a time, a place.

Says so only where both say something of the same kind and neither says all that the other does: what
one of them leaves out is no contradiction. Other contradictions are not seen.
"""

import re

from rapidfuzz import fuzz

from knowledge.text.normalise import surface
from knowledge.upkeep.asking import Asked, weighty_words
from knowledge.upkeep.quantities import amounts

SAME_ANSWER = 75.0
"""Likeness of answers (0-100) without their "no", from which one denies what the other says."""
_SHORT = 200
"""Characters up to which answers are likened: longer texts about one thing are alike by chance."""
_OPENING = 3
"""Words in which an answer says yes or no: "Sorry, no."."""
_PLACE = 16
"""Words of a sentence that says where, at most."""
NO = re.compile(
    r"\b(?:no|not|never|cannot|can't|don't|doesn't|won't|isn't|aren't|nicht|kein\w*|nie|niemals|nunca|"
    r"ningún\w*|non|pas|jamais|não|niet|geen|nooit)\b",
    re.IGNORECASE,
)
_SAYS_YES = frozenset("yes yep certainly ja klar gern gerne naturlich si oui sim".split())  # noqa: SIM905
_SAYS_NO = frozenset("no nope not never nein nicht kein keine leider non nao nee".split())  # noqa: SIM905
_MERELY = re.compile(
    r"\b(?:no (?:problem|later|more|less|fewer|longer|matter|worries)|not only|nicht nur|kein problem|"
    r"nicht (?:später|mehr als|länger|immer))\b",
    re.IGNORECASE,
)
"""A "no" that denies nothing."""
_CLAUSE = re.compile(
    r"[,;:(–—]|\b(?:if|unless|when|until|wenn|falls|sofern|außer|bis)\b", re.IGNORECASE
)
_SORRY = re.compile(
    r"^(?:(?:we are |we're |i'm )?sorry|unfortunately|leider|tut (?:uns|mir) leid|es tut uns leid)\W+",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s|\n")


def contradiction(
    one: str,
    other: str,
    what: Asked | None = None,
    *,
    opposed: bool = False,
    narrower: bool = False,
) -> tuple[str, ...]:
    """What speaks against each other in two answers to one question, as it stands there; empty when
    nothing. `what` is what both were asked, where that is known; `opposed`: one was asked the
    opposite, so that the same yes to both is a contradiction; `narrower`: of a part only, so that two
    times no is none."""
    if opposed:
        said = {_opens(one), _opens(other)}
        return ("no",) if said == {"yes"} or (said == {"no"} and not narrower) else ()
    found = _amounts(one, other, what)
    if not found and _denies(one, other, what):
        found = ("no",)
    if not found and what and what.kind == "place":
        found = _places(one, other, what)
    return found


def _amounts(one: str, other: str, what: Asked | None) -> tuple[str, ...]:
    tongue = what.tongue if what else ""
    first, second = amounts(one, tongue), amounts(other, tongue)
    pairs = [(first[kind], second[kind]) for kind in sorted(set(first) & set(second))]
    if what and what.kind == "price":
        pairs += [
            (first.get(a, {}), second.get(b, {})) for a, b in (("free", "price"), ("price", "free"))
        ]
    for mine, theirs in pairs:
        apart = mine.keys() - theirs.keys(), theirs.keys() - mine.keys()
        if all(apart):
            return tuple(sorted({**mine, **theirs}[each] for each in apart[0] | apart[1]))
    return ()


def _denies(one: str, other: str, what: Asked | None) -> bool:
    """Whether one says no to what the other says yes to, or is the other with a "no" in it."""
    bare, also = _MERELY.sub("", one), _MERELY.sub("", other)
    short = max(len(bare), len(also)) <= _SHORT
    alike = short and fuzz.token_sort_ratio(NO.sub("", bare), NO.sub("", also)) >= SAME_ANSWER
    if alike and bool(NO.search(bare)) != bool(NO.search(also)):
        return True
    if what and what.kind not in {"", "may", "whether"}:
        return False
    return {verdict(bare, what), verdict(also, what)} == {"yes", "no"}


def first_sentence(answer: str) -> str:
    """The first sentence of an answer, without the excuse that it begins with."""
    return _SORRY.sub("", _SENTENCE.split(answer.strip(), maxsplit=1)[0])


def _opens(answer: str) -> str:
    """ "yes" or "no", where the first words say so."""
    opening = surface(_MERELY.sub("", first_sentence(answer)))[:_OPENING]
    if not _SAYS_YES.isdisjoint(opening):
        return "yes"
    return "no" if not _SAYS_NO.isdisjoint(opening) else ""


def verdict(answer: str, what: Asked | None) -> str:
    """ "yes" or "no", where the first sentence says so: by its first words, or by what was asked."""
    first = first_sentence(answer)
    if (said := _opens(answer)) or what is None:
        return said
    clause = _CLAUSE.split(first, maxsplit=1)[0]
    if NO.search(clause):
        return "no" if what.words & weighty_words(clause, what.tongue) else ""
    return "yes" if what.words <= weighty_words(first, what.tongue) and not NO.search(first) else ""


def _places(one: str, other: str, what: Asked) -> tuple[str, ...]:
    """Words of two first sentences that say where, and share none beyond the question's."""
    firsts = [_SENTENCE.split(each.strip(), maxsplit=1)[0] for each in (one, other)]
    said = [weighty_words(each, what.tongue) - what.words for each in firsts]
    short = all(len(surface(each)) <= _PLACE for each in firsts)
    return ("place",) if short and all(said) and said[0].isdisjoint(said[1]) else ()
