"""What stands in an answer for a value, in braces: `{opening hours}`. Filled in when it is shown.

Braces in code are code, and `\\{` is a brace, as Markdown has it.
"""

import re
from collections.abc import Iterator, Mapping

from knowledge.text.syntax import parse, without_code

NAME = r"[^\W\d][\w-]*"
"""One word of a name."""
_HOLE = re.compile(rf"(?<![\\{{$%#])\{{[ ]*({NAME}(?:[ ][\w-]+){{0,4}})[ ]*\}}(?!\}})")


def names(answer: str) -> tuple[str, ...]:
    """The variables that an answer names, each once, in small letters."""
    return tuple(dict.fromkeys(_name(each) for each in _holes(answer)))


def filled(answer: str, values: Mapping[str, str]) -> str:
    """The answer with these values; what is not among them stays as it is written."""
    parts, end = [], 0
    for each in _holes(answer):
        parts += [answer[end : each.start()], values.get(_name(each), each[0])]
        end = each.end()
    return "".join((*parts, answer[end:]))


def bare(answer: str) -> str:
    """The answer without its variables: what it is searched by, whatever they stand for."""
    return filled(answer, dict.fromkeys(names(answer), ""))


def _holes(answer: str) -> Iterator[re.Match[str]]:
    if "{" in answer:
        yield from _HOLE.finditer(without_code(answer, parse(answer)))


def _name(hole: re.Match[str]) -> str:
    return hole[1].casefold()
