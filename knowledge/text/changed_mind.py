"""Changes of mind within one message: "can I bring my dog? no wait, my cat".

The last that was meant is asked. What was taken back is skipped, and stays in the message.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from knowledge.text.folding import fold
from knowledge.text.sentences import asks
from knowledge.text.sheet import Sheet, Skipped
from knowledge.text.weight import weighty

__all__ = ["instead", "take_back"]

Word = tuple[str, int, int]
"""A word, folded, and where it begins and ends."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_PARTED = re.compile(r"[,.;:!?…–—\n()¿¡]|\s-+\s")
_SENTENCE = re.compile(r"[.!?…\n]+(?=\s|$)|[。？！]")
_PIECE = 3
"""Words that may stand in the place of some of those before: "my cat"."""
_SUBJECTS = frozenset(
    """i we you he she they it ich wir du er sie yo je tu io eu ik wij
    ja ben""".split()  # noqa: SIM905 - a column of words reads better
)
"""Who says something of their own: "i found it" stands in the place of nothing."""
_BEGUN = 3
"""Words of a sentence after which it can be broken off where no sign stands: not "is no wait ..."."""
_ALIKE = 4
"""Letters by which an inflected word is the same: "meinen Hund", "meine Katze"."""


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(each.split()) for each in text.replace("\n", " ").split("|"))


_TABLE = tomllib.loads(Path(__file__).with_name("changed_mind.toml").read_text("utf-8"))
_ANYWHERE = _phrases(_TABLE["anywhere"])
_SOFTLY = _phrases(_TABLE["softly"])
_CLAUSE = _ANYWHERE | _SOFTLY | _phrases(_TABLE["clause"])
_CHOOSING = _CLAUSE | _phrases(_TABLE["rather"])
_AROUND = frozenset(_TABLE["around"].split())
_LONGEST = max(map(len, _CLAUSE))
_MANY = 5
"""Words around one of these that are looked past: nobody says more of them, and each may begin a run."""
_FIRST = frozenset(each[0] for each in _CHOOSING)


def take_back(sheet: Sheet) -> None:
    """Skip what was taken back, with the words that do it, where something is said instead."""
    page = sheet.page
    words = [(fold(each[0]), *each.span()) for each in _WORD.finditer(page)]
    done = 0
    for first, behind in list(_turns(page, words)):
        if behind < len(words) and weighty(page[words[behind][1] :]):
            _instead(sheet, page, words[done:first], words[first:], behind - first)
            done = behind


def instead(text: str) -> str:
    """What is named behind words that take back another choice: "the second" of "no wait, the second";
    "" where none stand before it."""
    words = [(fold(each[0]), *each.span()) for each in _WORD.finditer(text)]
    at = 0
    while at < min(len(words), _MANY) and (
        length := _phrase(words, at, _CHOOSING) or int(words[at][0] in _AROUND)
    ):
        at += length
    return text[words[at][1] :] if 0 < at < len(words) else ""


def _turns(page: str, words: list[Word]) -> Iterator[tuple[int, int]]:
    """Where somebody changes their mind: the first word of it, and the first behind it."""
    at = 0
    while at < len(words):
        parted = at == 0 or bool(_PARTED.search(page, words[at - 1][2], words[at][1]))
        behind = _turn(words, at, parted=parted) if parted or at >= _BEGUN else 0
        if behind:
            yield at, behind
        at = behind or at + 1


def _turn(words: list[Word], at: int, *, parted: bool) -> int:
    """Where the words that take something back end; 0 where none do."""
    end, found, passed = at, False, 0
    while True:
        known = _CLAUSE if parted else _ANYWHERE
        length = _phrase(words, end, known)
        if length and words[end][0] in _AROUND:  # "sorry, no actually" is no "sorry no" and a rest
            length = max(length, 1 + _phrase(words, end + 1, known))
        if length:
            end, found, parted, passed = end + length, True, True, 0
        elif parted and passed < _MANY and end < len(words) and words[end][0] in _AROUND:
            end, passed = end + 1, passed + 1
        else:
            return end if found else 0


def _phrase(words: list[Word], at: int, known: frozenset[tuple[str, ...]]) -> int:
    if at >= len(words) or words[at][0] not in _FIRST:
        return 0
    said = tuple(word for word, *_ in words[at : at + _LONGEST])
    return next((n for n in range(len(said), 0, -1) if said[:n] in known), 0)


def _instead(sheet: Sheet, page: str, before: list[Word], after: list[Word], turn: int) -> None:
    """`after` begins with so many words that take back the sentence before, or a piece of it."""
    starts, behind = after[0][1], after[turn][1]
    if before:
        ends = [found.end() for found in _SENTENCE.finditer(page, before[0][1], before[-1][2])]
        last = [word for word in before if word[1] >= (ends[-1] if ends else 0)]
        piece = _piece(page, last, after[turn:])
        softly = tuple(word for word, *_ in after[:turn] if word not in _AROUND) in _SOFTLY
        if piece or not softly:
            for first, end in piece or [(last[0][1], last[-1][2])]:
                sheet.skip(first, end, Skipped.TAKEN_BACK)
            starts = last[-1][2]
    sheet.skip(starts, behind, Skipped.TAKEN_BACK)


def _piece(page: str, last: list[Word], after: list[Word]) -> list[tuple[int, int]]:
    """What of a sentence a few words stand in the place of; nothing where they ask by themselves."""
    stop = _PARTED.search(page, after[0][1])
    said = [word for word, start, _ in after if stop is None or start < stop.start()]
    if len(said) > _PIECE or asks(said) or said[0] in _SUBJECTS:
        return []
    alike = [at for at, (word, *_) in enumerate(last) if _same(word, said[0])]
    if not alike and len(said) > 1:
        return []
    first = alike[-1] if alike else len(last) - 1
    return [last[first : first + len(said)][0][1:2] + last[first : first + len(said)][-1][2:]]


def _same(one: str, other: str) -> bool:
    short = min(len(one), len(other))
    return one == other or (short >= _ALIKE and one[:_ALIKE] == other[:_ALIKE])
