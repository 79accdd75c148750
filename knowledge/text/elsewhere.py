"""What somebody tells of another place than ours: "my last school laughed at me" is no complaint of us.

Told clause by clause, by the templates in elsewhere.toml; a clause that names us as well speaks of us.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from knowledge.text.normalise import surface
from knowledge.text.templates import pattern_of

TEMPLATES = Path(__file__).with_name("elsewhere.toml")

_CLAUSE = re.compile(r"[^.?!。？！؟\n,;:–—]+")


def told_of_us(text: str) -> str:
    """The text without the clauses that tell of another place; the text itself where none does."""
    return _CLAUSE.sub(lambda clause: "" if _of_another(clause[0]) else clause[0], text)


def _of_another(clause: str) -> bool:
    words = surface(clause)
    said = f" {' '.join(words)} "
    return any(each.ours.isdisjoint(words) and each.other.search(said) for each in _languages())


class _Language(NamedTuple):
    other: re.Pattern[str]
    ours: frozenset[str]


@cache
def _languages() -> tuple[_Language, ...]:
    found = []
    for lists in tomllib.loads(TEMPLATES.read_text(encoding="utf-8")).values():
        ways = "|".join(pattern_of(each, lists, surface) for each in lists["other"])
        found.append(_Language(re.compile(rf"(?<= )(?:{ways})"), frozenset(surface(lists["ours"]))))
    return tuple(found)
