"""Full stops that end no sentence: of dates, ordinals, abbreviations and initials.

"Am 24.12. offen", "min. age" and "z. B. Samstag" go on behind theirs.
"""

import re

from knowledge.text.asking import asks
from knowledge.text.normalise import surface

__all__ = ["INNER", "held", "is_ordinal"]

INNER = "\u2024"
"""What stands for such a stop: a sign that ends nothing, as long as a stop."""

_NEAR = 60
"""Characters on each side of a stop that are looked at."""
_MOST = 80
"""Stops of a text that are looked at, the first ones: a letter of 4,000 characters has some sixty."""
_FEW = 4
"""Words from which on what stands before a number's stop may be a sentence."""

_STOP = re.compile(r"(?<![.…\s])\.(?=(?P<on>[,;:])|[)\]\"'”’»]*[ \t]+(?=[^\s.]))")
_BEFORE = re.compile(
    r"(?:(?P<word>[^\s(\[\"'“„«¿¡]+)\s+)?[(\[\"'“„«¿¡]*"
    r"(?P<last>(?<![\w.])\d{1,2}(?:\.\s?\d{1,2}){0,2}|(?<![^\W\d_])(?<!\.)(?:[^\W\d_]\.\s?)*[^\W\d_]+)\Z"
)
_BEGUN = re.compile(r"[?!\n]|\.\s")

_NEVER = frozenset(
    """eg ie zb dh pex pej pes ades cad dr mr mrs ms mme mlle prof profa sig sigra dott dra bzw ca vs sog inkl exkl zzgl
    bspw evtl ggf vgl""".split()  # noqa: SIM905 - a column of words reads better
)
"""Abbreviations that no sentence ends in."""
_SELDOM = frozenset(
    """approx min max avg incl excl est tel ext qty dept temp ref fig vol nr nos num núm mind std stk pers geb ua
    circa aprox mín máx tél réf env ej es ex sr sra srta ud uds vd vds av avda bd rif pag pág pág art hr fr""".split()  # noqa: SIM905
)
"""Abbreviations that one ends in where a question follows: "it takes 5 min. Where do I park?"."""
_OFTEN = frozenset(
    """etc usw ecc am pm st rd ave ln blvd str pl sq co ltd inc apt hrs mins wk yr yrs lb lbs oz kg tbsp tsp
    mon tue tues wed thu thur thurs fri sat sun mo di mi do fr sa so jan feb mar mär apr jun jul aug sep sept oct okt
    nov dec dez janv févr juil déc ene abr ago dic gen mag giu lug set ott fev mai out""".split()  # noqa: SIM905
)
"""Abbreviations that go on in a small letter, a number or a date only: "High St. or", "Dec. 24"."""
_DATES = frozenset(
    """januar jänner februar märz april mai juni juli august september oktober november dezember january february march
    june july october december jan feb mär apr jun jul aug sep sept okt oct nov dez dec montag dienstag mittwoch
    donnerstag freitag samstag sonnabend sonntag monday tuesday wednesday thursday friday saturday sunday
    advent weihnachtstag weihnachtsfeiertag feiertag""".split()  # noqa: SIM905
)
_COUNTED = frozenset(
    """am im vom zum zur beim bis ab der die das den dem des jeder jede jeden und oder""".split()  # noqa: SIM905
)
"""What stands before a German ordinal: "im 2. Stock"."""
_INITIAL = re.compile(r"(?<![^\W_])\w\Z")
_JOINS = re.compile(r"(?:und|oder|bis)\s+\d")
_WHO = frozenset("ihr ich wir du man sie es i you we they he she vous nous".split())  # noqa: SIM905
"""Who stands behind the verb of a question: "liefert ihr"."""


def held(text: str) -> str:
    """The text with another sign for each stop that ends no sentence, every place as it was."""
    return _STOP.sub(lambda stop: INNER if _goes_on(text, stop) else ".", text, count=_MOST)


def is_ordinal(text: str, end: int) -> bool:
    """Whether a number that ends there is one of a date or a German ordinal, no item of a list."""
    found = _BEFORE.search(text[max(0, end - _NEAR) : end])
    after = text[end + 1 : end + _NEAR].lstrip()
    counted = found is not None and (found["word"] or "").casefold() in _COUNTED
    return text[end : end + 1] == "." and (
        counted or _is_date(after) or _JOINS.match(after) is not None
    )


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether a sentence goes on behind a stop in it."""
    start, end = stop.span()
    before = text[max(0, start - _NEAR) : start]
    found = _BEFORE.search(before[before.rfind("\n") + 1 :])
    if not found or stop["on"]:
        return found is not None
    after = text[end : end + _NEAR].lstrip(")]\"'”’» \t")
    words = surface(after)
    initial = after[1:2] == "."  # "R. Smith" is no "are"
    question = not initial and (asks(words) or not _WHO.isdisjoint(words[1:2]))
    if found["last"][0].isdigit():
        few = len(_BEGUN.split(before)[-1].split()) < _FEW
        return _counts(found, after) and (not question or (few and after[:1].islower()))
    return _shortened(found, after, asking=question)


def _counts(found: re.Match[str], after: str) -> bool:
    """Whether a number with its stop is a date's or an ordinal: before a capital where it is a date,
    one follows, or an article stands before it."""
    word = (found["word"] or "").casefold()
    return (
        not after[:1].isupper() or "." in found["last"] or word in _COUNTED or _is_date(after)
    )  # fmt: skip


def _is_date(after: str) -> bool:
    word = re.match(r"[^\W\d_]+", after)
    return word is not None and word[0].casefold() in _DATES


def _shortened(found: re.Match[str], after: str, *, asking: bool) -> bool:
    """Whether a word with its stop is short for one, and more follows."""
    last = re.sub(r"[\s.]", "", found["last"]).casefold()
    small = not after[:1].isupper()
    if last in _NEVER:
        return True
    if asking:
        return False
    if last == "no":
        return after[:1].isdigit()
    if last == "st" and not small:  # "St. Patrick's Day"; "in High St. Please"
        return not (found["word"] or "")[:1].isupper() or _is_date(after)
    if last in _OFTEN:
        return small or after[1:2] == "." or _is_date(after)
    return last in _SELDOM or _INITIAL.search(found["last"]) is not None
