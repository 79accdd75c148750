"""Praise in words of one's own: "your groomer was so lovely, thank you!!", "Rex looks gorgeous, thanks".

Told by the templates in praise.toml, each of a whole clause; a message is praise only if all of it is.
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
_JOY = re.compile("[!❤♥🥰😍🤩💕💖💗🙏👏⭐🌟]")
"""Signs that say of what may be a question that it is praise: "Best groomer in town ❤️"."""
_BESIDE = frozenset({SmallTalk.GREETING, SmallTalk.BYE, SmallTalk.EMPTY, SmallTalk.OKAY})


class _Language(NamedTuple):
    ours: re.Pattern[str]
    theirs: re.Pattern[str]
    """Counts beside thanks, or a sign of joy, only."""
    bye: re.Pattern[str]
    other: frozenset[str]
    """Words beside which none of them counts."""


def praises(text: str) -> bool:
    """Whether a message only says what somebody liked, with or without thanks, and asks nothing."""
    if "?" in text:
        return False
    clauses = [words for part in _CLAUSE.split(text) if (words := surface(part))]
    if sum(map(len, clauses)) > LONGEST:
        return False
    kinds = [_kind(each) for each in clauses]
    glad = SmallTalk.THANKS in kinds or bool(_JOY.search(text))
    return all(kinds) and ("ours" in kinds or (glad and "theirs" in kinds))


def _kind(words: Sequence[str]) -> str | None:
    """What one clause is: a kind of small talk, or the name of a list; None for all else."""
    kind = small_talk(list(words))
    if kind is SmallTalk.THANKS or kind in _BESIDE:
        return kind
    if asks(list(words)):
        return None
    said = f"{' '.join(words)} "
    for each in _languages():
        if each.other.isdisjoint(words):
            for name in ("ours", "theirs", "bye"):
                if getattr(each, name).fullmatch(said):
                    return name
    return None


@cache
def _languages() -> tuple[_Language, ...]:
    found = []
    for lists in tomllib.loads(TEMPLATES.read_text(encoding="utf-8")).values():
        made = {
            name: re.compile("|".join(pattern_of(each, lists, surface) for each in lists[name]))
            for name in ("ours", "theirs", "bye")
        }
        other = frozenset(chain.from_iterable(map(surface, lists["other"].split())))
        found.append(_Language(other=other, **made))
    return tuple(found)
