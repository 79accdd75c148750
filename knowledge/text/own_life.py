"""What people ask the desk of its own life, or to be amused: "lol are you single", "tell me a joke"."""

import tomllib
from collections.abc import Sequence, Set
from functools import cache
from pathlib import Path

from knowledge.text.normalise import surface

FAMILIES = Path(__file__).with_name("own_life.toml")
LIKED = 5
"""Words of "do you like dogs", which asks for no service."""


def personal(words: Sequence[str], ignored: Set[str]) -> bool:
    """Whether words hold nothing but that, and words without weight."""
    told = [word for word in words if word not in ignored or word == "you"]
    if told[:3] in (["do", "you", "like"], ["do", "you", "love"]) and len(told) <= LIKED:
        return True
    telling, around = _families()
    return (
        len(words) > 1
        and not telling.isdisjoint(words)
        and all(word in telling or word in around or word in ignored for word in words)
    )


@cache
def _families() -> tuple[frozenset[str], frozenset[str]]:
    lists = tomllib.loads(FAMILIES.read_text(encoding="utf-8"))
    return _words(lists["words"]), _words(lists["around"])


def _words(text: str) -> frozenset[str]:
    return frozenset(word for each in text.split("|") for word in surface(each))
