"""Templates: words in order, as somebody who reads no patterns can write them, made into patterns.

a/b are alternatives, {name} a list of alternatives, [ ] may be missing, * is up to eight words and ~ up
to three; + is up to eight words of the same clause: none of the list `joins`, and no comma; !a/b is any word
that neither is one of these nor stands within two words before one; "," is where a clause ends. Each step of a pattern ends with a
blank, so it is matched with words joined by blanks and one more at the end.
"""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cache

Lists = Mapping[str, object]
"""Alternatives by the list's name, parted by "|"; they may be templates themselves."""
Words = Callable[[str], Sequence[str]]
"""A piece of a template as words, read as messages are."""

_GAPS = {"*": r"(?:\S+ ){0,8}?", "~": r"(?:\S+ ){0,3}?"}
GAPS = frozenset({*_GAPS, "+"})
_UNSURE = frozenset("$,")
"""Signs of a step that may be met by no word: where a clause ends."""
_NESTED = re.compile(r"[{\[/]")


def pattern_of(template: str, lists: Lists, words: Words) -> str:
    """The template as a regular expression."""
    return "".join(_step(word, lists, words) for word in template.split())


def first_words(template: str, lists: Lists, words: Words) -> frozenset[str]:
    """The words that a template may begin with; the gap's own sign where that may be any."""
    found: set[str] = set()
    for step in template.split():
        if step in GAPS:
            found.add(step)
            break
        for part in step.strip("[]").split("/"):
            for way in _alternatives(part, lists):
                nested = _NESTED.search(way)
                found |= first_words(way, lists, words) if nested else set(words(way)[:1])
        if not step.startswith("["):
            break
    return frozenset(found)


def needed(template: str, lists: Lists, words: Words) -> tuple[frozenset[str], ...]:
    """Of each step behind the first that may not be missing, the words that it may begin with: where a
    text has none of them, the template is not in it."""
    _, *steps = template.split()
    sure = (each for each in steps if each not in GAPS and each[0] not in "[!")
    found = (first_words(each, lists, words) for each in sure if not _UNSURE.intersection(each))
    return tuple(dict.fromkeys(_kept(each) for each in found if each and GAPS.isdisjoint(each)))


def may_stand(needs: Sequence[Set[str]], said: Set[str]) -> bool:
    """Whether words have, of each of these, at least one."""
    return not any(map(said.isdisjoint, needs))


@cache
def _kept(words: frozenset[str]) -> frozenset[str]:
    """The same words once, however many templates need them."""
    return words


def _step(step: str, lists: Lists, words: Words) -> str:
    if step in _GAPS:
        return _GAPS[step]
    if step == "+":
        ends = "|".join(re.escape(each) for each in words(str(lists["joins"])))
        return rf"(?:(?!(?:{ends}|,) )\S+ ){{0,8}}?"
    if step[0] == "!":
        return rf"(?!(?:\S+ ){{0,2}}?{_step(step[1:], lists, words)})\S+ "
    ways = {
        pattern_of(way, lists, words)
        if _NESTED.search(way)
        else re.escape(f"{' '.join(words(way)) or way} ")
        for part in step.strip("[]").split("/")
        for way in _alternatives(part, lists)
    }
    return f"(?:{'|'.join(sorted(ways, key=len, reverse=True))}){'?' if step[0] == '[' else ''}"


def _alternatives(part: str, lists: Lists) -> list[str]:
    """A list's alternatives, or the word itself."""
    if not part.startswith("{"):
        return [part]
    return [each.strip() for each in str(lists[part.strip("{}")]).split("|") if each.strip()]
