"""A German question by the forms of its words: conjugated, inflected, its verb taken apart or not.

"Wie melde ich mich für einen Kurs an?" and "wie kann man sich für Kurse anmelden" are one question in
words that nobody would call other ones. What was done ("angemeldet") stays another form.
"""

import re
from collections.abc import Sequence
from itertools import islice

from knowledge.text.concepts import concepts
from knowledge.text.fillers import telling
from knowledge.text.normalise import stem

_APART = (
    "zuruck", "weiter", "fest", "auf", "aus", "ein", "her", "hin", "los", "mit", "nach", "vor", "weg",
    "ab", "an", "bei", "um", "zu",
)  # fmt: skip
"""What stands before a verb or apart from it, the longest first."""
_PARTED = "|".join(_APART)
_SAME = (
    (re.compile(r"(?<!\w)(?:wie viel|wieviel) (?=kost)"), "was "),
    (re.compile(r"(?<!\w)wie teuer (?:ist|sind|war\w*)(?!\w)"), "was kostet"),
    (re.compile(r"(?<!\w)(?:hatten?|wurden?) (?=(?:\w+ ){0,3}gern)"), ""),
    (re.compile(r"(?<!\w)(?:gibts|gibt es|habt ihr|haben sie|gibt)(?!\w)"), "gibt~"),
    (re.compile(r"^(?:bietet ihr|bieten sie)(?!\w)(.*) an$"), r"gibt~\1"),
    (re.compile(rf" ({_PARTED})$"), r" \1~"),
)
"""What is said in several ways; and what stands apart from its verb, which alone would be "to" or "a"."""
_DONE = re.compile(
    r"(?<!\w)(?:habt?e?|haben|hat) (?:\w+ )*(?!geoffnet|geschlossen)"
    r"(?:\w*ge\w{2,}(?:t|en)|(?:be|ver|ent|er|zer)\w{2,}(?:t|en)|\w{3,}iert)$"
)
"""It was done: "habt ihr mein Rad verkauft" is not "verkauft ihr Räder"."""
_LIGHT = frozenset(
    """mich mir uns sich dich dir nen ne gern gerne auch uberhaupt genau ungefahr etwa vielleicht mal
    eurem eures euren eurer ihre ihren ihrem ihrer ihnen deinem deinen deiner deines meines unser unsere
    unseren unserem durfen durfte konnt konntet konnten wollen wollt mochtet""".split()  # noqa: SIM905
)
"""Words that change nothing of a German question, beside those that `bones` leaves out."""
_ENDINGS = frozenset("enrstm")
SHORTEST, STEM = 3, 4
"""Letters of a form at least; and of a verb that stands behind what can stand apart."""


def forms(words: Sequence[str]) -> tuple[str, ...]:
    """The forms of a question's folded words that matter, whatever their order; none where that is a
    single one, or where something was done."""
    text = " ".join(words)
    if _DONE.search(text):
        return ()
    for way, same in _SAME:
        text = way.sub(same, text)
    kept = [word for word in telling(text.split()) if word not in _LIGHT]
    found = [form for word in kept for form in _taken_apart(word)]
    if len(kept) == 1 and "wie" in words:
        found.append("wie")
    return tuple(sorted(found)) if len(found) > 1 else ()


def rejoined(words: Sequence[str]) -> list[str]:
    """Folded words, of which a verb is joined with what stands apart from it at the end, where that is
    something else to do: "melde … an" is no "melden"."""
    found = [*words]
    if found and found[-1] in _APART:
        whole = (
            (at, found[-1] + word)
            for at, word in enumerate(found[:-1])
            if len(word) >= STEM and any(map(concepts, stem(found[-1] + word)))
        )
        for at, verb in islice(whole, 1):
            found[at] = verb
    return found


def _taken_apart(word: str) -> tuple[str, ...]:
    if word.endswith("~"):
        return (word,)
    for before in _APART if word.startswith(_APART) else ():
        rest = word.removeprefix(before).removeprefix("zu")
        if word.startswith(before) and len(rest) >= STEM:
            return f"{before}~", _form(rest)
    return (_form(word),)


def _form(word: str) -> str:
    """A word without what it is conjugated or inflected by."""
    while len(word) > SHORTEST and word[-1] in _ENDINGS:
        word = word[:-1]
    return word
