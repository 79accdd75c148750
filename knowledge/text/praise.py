"""Kind words of one's own: "your groomer was so lovely, thank you!!", "I passed!!! thanks to Dave", "see you Monday!".

Told by the templates in praise.toml, each of a whole clause; a message is that only if all of it is.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from knowledge.text.normalise import surface
from knowledge.text.sentences import asks
from knowledge.text.small_talk import SmallTalk, small_talk
from knowledge.text.templates import pattern_of

TEMPLATES = Path(__file__).with_name("praise.toml")
LONGEST = 30
"""Words; a longer message says more than praise."""

_CLAUSE = re.compile(r"[.!…;:,\n–—]+|\s-+\s")
_JOY = re.compile("[!❤♥🥰😍🤩💕💖💗🙏👏⭐🌟🎉🎊🥳]")
"""Signs that say of what may be a question that it is praise: "Best groomer in town ❤️"."""
_BESIDE = frozenset(
    {SmallTalk.GREETING, SmallTalk.BYE, SmallTalk.EMPTY, SmallTalk.OKAY, SmallTalk.SOLVED}
)
_NAMES = ("ours", "theirs", "joy", "thanked", "until", "bye", "nothing", "only", "fair")
_SAYS_NONE = ("only", "nothing")
"""What says that nothing is asked: its "no" speaks against none of it."""


class _Language(NamedTuple):
    lists: dict[str, re.Pattern[str]]
    """By the names above, what says one of them."""
    exclaims: re.Pattern[str]
    """What praises in the form of a question: "what a lovely evening"."""
    other: frozenset[str]
    """Words beside which none of them counts."""
    more: frozenset[str]
    """Words beside which thanks for something go on with more than that."""


def kindly(text: str) -> SmallTalk | None:
    """Thanks or a goodbye, where a message says only what somebody liked or is glad of, gives thanks or
    leaves, and asks nothing; None for all else."""
    if "?" in text:
        return None
    clauses = [words for part in _CLAUSE.split(text) if (words := surface(part))]
    if sum(map(len, clauses)) > LONGEST:
        return None
    kinds = {_kind(each) for each in clauses}
    if None in kinds:
        return None
    given = not kinds.isdisjoint({SmallTalk.THANKS, "thanked", "only"})
    glad = given or bool(_JOY.search(text)) or "nothing" in kinds
    counts = {"ours", "thanked", "only"} | ({"theirs", "joy"} if glad else set())
    if "nothing" in kinds:
        counts |= {"fair", SmallTalk.THANKS}
    if not kinds.isdisjoint(counts):
        return thanks(text)
    if "until" in kinds and glad and kinds <= _BESIDE | {SmallTalk.THANKS, "until"}:
        return thanks(text) if given or SmallTalk.SOLVED in kinds else SmallTalk.BYE
    return None


def thanks(text: str) -> SmallTalk:
    """What a message of thanks says: that it is solved, where one of its clauses does: "it was lovely,
    thanks, solved!"."""
    clauses = [small_talk(surface(each)) for each in _CLAUSE.split(text)]
    return SmallTalk.SOLVED if SmallTalk.SOLVED in clauses else SmallTalk.THANKS


def _kind(words: Sequence[str]) -> str | None:
    """What one clause is: a kind of small talk, or the name of a list; None for all else."""
    kind = small_talk(list(words))
    if kind is SmallTalk.THANKS or kind in _BESIDE:
        return kind
    said = f"{' '.join(words)} "
    asking = asks(list(words))
    for each in _languages():
        for name in _SAYS_NONE:
            if each.lists[name].fullmatch(said):
                return name
    for each in _languages():
        if not each.other.isdisjoint(words):
            continue
        if each.exclaims.fullmatch(said):
            return "ours"
        if asking:
            continue
        for name, pattern in each.lists.items():
            if name == "fair":  # after all that says more, in whatever language
                continue
            if name == "thanked" and not each.more.isdisjoint(words):
                continue
            if pattern.fullmatch(said):
                return name
    heard = (each for each in _languages() if each.other.isdisjoint(words))
    return (
        "fair" if not asking and any(each.lists["fair"].fullmatch(said) for each in heard) else None
    )


@cache
def _languages() -> tuple[_Language, ...]:
    found = []
    for lists in tomllib.loads(TEMPLATES.read_text(encoding="utf-8")).values():
        made = {
            name: re.compile("|".join(pattern_of(each, lists, surface) for each in lists[name]))
            for name in (*_NAMES, "exclaims")
        }
        exclaims = made.pop("exclaims")
        other, more = (
            frozenset(chain.from_iterable(map(surface, lists[name].split())))
            for name in ("other", "more")
        )
        found.append(_Language(made, exclaims, other, more))
    return tuple(found)
