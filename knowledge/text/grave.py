"""What must not wait, wherever it stands in a message: harm, a stranger in an account, a complaint.

Told by the grievances, and by the phrases of `anywhere` in intents.toml.
"""

import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from knowledge.text.elsewhere import told_of_us
from knowledge.text.grievances import Grievance, grievance_in
from knowledge.text.harm import both_ends, masked, sentences_of
from knowledge.text.normalise import surface

TEMPLATES = Path(__file__).with_name("intents.toml")
_SOMEBODY = re.compile(
    r" (?:i|we|my|our|he|she|his|her|ich|wir|mein\w*|unser\w*|er|yo|mi|mis|nuestr\w|je|j|mon|ma|mes|notre|io|mio|mia|eu|meu|minha) "
)
"""Who may be in hospital."""
SHOUTED = 12
"""Capital letters from which on a message may be shouted."""
DEMAND = 2
"""Last sentences that may be one demand: "Supervisor. Now." """
LOUD = "!!!"
"""Shouted as well, in small letters."""


class Grave(StrEnum):
    """What must not wait, the gravest first."""

    HARM = "harm"
    SECURITY = "security"
    COMPLAINT = "complaint"
    GRIEF = "grief"


def gravest(written: str, asked: str, sentences: Sequence[Sequence[str]]) -> Grave | None:
    """The gravest that stands in a message: as it was written, what of it asks, and that in words."""
    grievance = grievance_in(asked)
    if grievance is Grievance.HURT:
        return Grave.HARM
    meant = [f" {' '.join(masked(words))} " for words in sentences]
    ways = {
        Grave.HARM: any(_anywhere()["harm"].search(each) for each in meant)
        or _in_hospital(meant, asks="?" in written),
        Grave.SECURITY: grievance is Grievance.SECURITY,
        Grave.COMPLAINT: _complains(written, asked, sentences, grievance),
        Grave.GRIEF: grievance is Grievance.GRIEF,
    }
    return next((each for each, met in ways.items() if met), None)


def _complains(
    written: str, asked: str, sentences: Sequence[Sequence[str]], grievance: Grievance | None
) -> bool:
    """Whether a message complains of us, and not of another place only."""
    ours = told_of_us(asked)
    if ours != asked:
        grievance = grievance_in(ours)
        sentences = [surface(each) for each in sentences_of(ours)]
    said = [f" {' '.join(words)} " for words in sentences]
    meant = [f" {' '.join(masked(words))} " for words in sentences]
    return (
        grievance is Grievance.WRONGED
        or any(_anywhere()["complaint"].search(each) for each in meant)
        or _reports(said)
        or _for_the_boss(said)
        or (_shouts(written) and _accuses(said))
    )


def _in_hospital(sentences: list[str], *, asks: bool) -> bool:
    """Whether one says that somebody is in hospital; a stay that is over may be no more than a reason."""
    known = _stay()
    wants = asks or any(_reporting().wanting.search(each) for each in sentences)
    for each in sentences:
        if _reporting().asking.match(each) and not _SOMEBODY.search(each):
            continue  # "where is the cafe in the hospital?"
        for found in known.hospital.finditer(each):
            before = each[: found.start()]
            was = known.was.search(before) or known.was.match(each, found.end() + 1)
            over = was and not known.goes_on.search(before)
            if not over or not (wants or known.reason.search(before)):
                return True
    return False


class _Stay(NamedTuple):
    """The lists of `anywhere` that tell of a stay in hospital, and when it is over."""

    hospital: re.Pattern[str]
    was: re.Pattern[str]
    reason: re.Pattern[str]
    goes_on: re.Pattern[str]


@cache
def _stay() -> _Stay:
    return _Stay(**{name: re.compile(_listed(name)) for name in _Stay._fields})


_ANYWHERE = ("harm", "complaint", "in_charge", "wishing", "demanded", "faults", "trouble")


@cache
def _anywhere() -> dict[str, re.Pattern[str]]:
    """Words that may stand anywhere in a sentence, by their list's name."""
    return {each: re.compile(_listed(each)) for each in _ANYWHERE}


def for_the_boss(text: str) -> bool:
    """Whether somebody wishes for whoever is in charge: "I want to speak to the owner"."""
    return _wishes_boss([f" {' '.join(surface(each))} " for each in sentences_of(both_ends(text))])


def _for_the_boss(sentences: list[str]) -> bool:
    """Whether one wishes for whoever is in charge, and one tells what went wrong."""
    return _wishes_boss(sentences) and any(_wrong(each) for each in sentences)


def _wishes_boss(sentences: list[str]) -> bool:
    known, supposing = _anywhere(), _reporting().supposing
    return any(
        (known["demanded"].search(each) or _meets(each, "in_charge", "wishing"))
        and not supposing.search(each)
        for each in (*sentences, re.sub(" +", " ", "".join(sentences[-DEMAND:])))
    )


def _meets(sentence: str, *lists: str) -> bool:
    """Whether a sentence has something of each list."""
    return all(_anywhere()[each].search(sentence) for each in lists)


def _wrong(sentence: str) -> bool:
    """Whether one tells what went wrong; "are you late?" asks it."""
    known = _anywhere()
    asks = _reporting().asking.match(sentence)
    return bool(
        known["trouble"].search(sentence) or (known["faults"].search(sentence) and not asks)
    )


def _reports(sentences: list[str]) -> bool:
    """Whether one says that something bad has happened to them, and neither asks nor supposes it."""
    known = _reporting()
    if any(known.advice.search(each) for each in sentences):
        return False
    told = [
        each
        for each in sentences
        if not known.asking.match(each) and not known.supposing.search(each)
    ]
    if any(known.reported.search(each) for each in told):
        return True
    wants = any(known.asking.match(each) or known.wanting.search(each) for each in sentences)
    return not wants and any(known.wronged.search(each) for each in told)


def _accuses(sentences: list[str]) -> bool:
    """Whether one holds what is an accusation once it is shouted; "how do I report a scam!!!" asks."""
    known = _reporting()
    return any(known.shouted.search(each) and not known.wanting.search(each) for each in sentences)


def _shouts(text: str) -> bool:
    """Whether it is written in capitals, of which a word or two may be a name, or is loud by its marks."""
    big, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return LOUD in text or (big >= SHOUTED and big > 4 * small)


class _Reporting(NamedTuple):
    """The lists of `anywhere` that say that something bad has happened, and what speaks against it."""

    reported: re.Pattern[str]
    wronged: re.Pattern[str]
    shouted: re.Pattern[str]
    asking: re.Pattern[str]
    supposing: re.Pattern[str]
    advice: re.Pattern[str]
    wanting: re.Pattern[str]


@cache
def _reporting() -> _Reporting:
    found = {name: _listed(name) for name in _Reporting._fields}
    found["asking"] = f" {found['asking']}"
    return _Reporting(**{name: re.compile(pattern) for name, pattern in found.items()})


def _listed(name: str) -> str:
    """The phrases of one list, any of which may stand in a sentence; "*" is one to four words."""
    ways = {_phrase(each) for each in table()["anywhere"][name].split("|")}
    return rf"(?<= )(?:{'|'.join(sorted(ways))})(?= )"


def _phrase(text: str) -> str:
    parts = (re.escape(" ".join(surface(each))) for each in text.split("*"))
    return r" (?:\S+ ){1,4}".join(parts)


@cache
def table() -> dict[str, Any]:
    """All lists of intents.toml."""
    return tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))
