"""Cutting a message into sentences.

Only says where one ends: what lies between two ends is a sentence, so nothing can fall between.
"""

import re
from itertools import islice, pairwise

from knowledge.text.asking import asks
from knowledge.text.normalise import surface
from knowledge.text.sheet import Sheet, Skipped
from knowledge.text.stops import held, is_ordinal

__all__ = ["Span", "asks", "is_list", "marked", "puts_question", "sentences"]

Span = tuple[int, int]

NUMBERS = 80
"""Numbers with a stop that are looked at for a list."""
MANY = 32
"""Sentences that are read; of more the last eight, and from the start as many as there is room for."""
LAST = 8
LINES, SHORT = 3, 6
"""Lines from which on they may be a list without marks, and words of such a line."""

_ASKING = "?？؟⁇⁈⁉‽❓❔՞፧⸮꘏﹖\u037e"
_STOP = _ASKING + "!！❗❕‼。։।॥۔።။។｡"
_BEHIND = r"(?:[^\w\s(\[{¿¡<#@$€£+\-–—―/&:\"'“”‘’„‚«»‹›.…]|[\"'“”‘’«»‹›](?!\w))"
"""What belongs to the sentence before: closing brackets and quotes, emoji, signs nobody sees."""
_END = re.compile(
    rf"[.…]*[{_STOP}][{_STOP}.…]*(?!=){_BEHIND}*"
    rf"|(?<![.…])\.(?![.…])(?={_BEHIND}*(?:\s|$)){_BEHIND}*"
    rf"|(?:[.…]{{2,}}|…)(?={_BEHIND}*(?:\s*$|\s+(?![a-z]))){_BEHIND}*"
    rf"|(?<=[\u0370-\u03ff\u1f00-\u1fff]);{_BEHIND}*|\n+"
)
_ALSO = re.compile(
    r"(?i)(?:[,;.]|(?<!\s))\s+(?:and also|also|additionally|another question|one more thing|second(?:ly)?|plus)[,:]?\s+"
    r"(?=(?:how|what|where|when|why|who|which|can|could|do|does|is|are|will)\b)"
)
_NUMBER = re.compile(r"(?:^|(?<=\s))[(]?([1-9])[).:]\s+(?=\S)", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*[-*•–‣][ \t]+(?=\S)", re.MULTILINE)
_ENDED = re.compile(rf"(?:[{_STOP}.…]|[\u0370-\u03ff\u1f00-\u1fff];)[^\w\s]*\s*\Z")
_MARKED = re.compile(rf"(?:[{_ASKING}]|[\u0370-\u03ff\u1f00-\u1fff];)\W*\Z")


def sentences(sheet: Sheet) -> list[Span]:
    """Sentences, one behind the other; a line that goes on in the next one is not ended by its
    break."""
    _unjoin(sheet)
    page = sheet.page
    ends = [0, *(found.end() for found in _END.finditer(held(page))), len(page)]
    pieces = [span for span in pairwise(ends) if span[0] < span[1]]
    if len(pieces) > MANY:
        sheet.skip(pieces[MANY - LAST][0], pieces[-LAST][0], Skipped.BEYOND)
        pieces = pieces[: MANY - LAST] + pieces[-LAST:]
    listed = is_list(page)
    joined: list[Span] = []
    for start, end in pieces:
        before = page[slice(*joined[-1])] if joined else ""
        new = (listed or sheet.is_item(start)) and _says(before)
        if joined and not new and _goes_on(before, page[start:end]):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _goes_on(before: str, piece: str) -> bool:
    """Whether a piece belongs to the one before it."""
    if not (_says(before) and _says(piece)):
        return True
    if _ENDED.search(before):
        return False
    return before.rstrip().endswith((":", ",")) or not asks(surface(piece))


def is_list(page: str) -> bool:
    """Whether a message names a thing a line, without marks: short lines of which none goes on from the
    one before it."""
    lines = [line.strip() for line in page.splitlines() if _says(line)]
    return len(lines) >= LINES and all(map(_names_a_thing, lines))


def _names_a_thing(line: str) -> bool:
    words = surface(line)
    if not 0 < len(words) <= SHORT or line.endswith((",", ":")) or any(map(str.isdigit, line)):
        return False
    asked = words[1:] and words[1] in _ASKED_OF
    leans = words[0] in _LEANING or (words[0] in _VERBS and not asked)
    return not leans and words[-1] not in _LEANING | _VERBS | _ARTICLES


_LEANING = frozenset(
    """it its this that them they he she we and or but because so since for with to in on at from of by not never
    still no then also already which who und oder aber weil es das er sie wir nicht nie noch seit mit fur von zu
    im am y o pero porque lo se no desde con para de en et ou mais car il elle ca ne pas depuis avec pour perche
    si non da per e mas nao com por em""".split()  # noqa: SIM905
)
"""Words that go on from the line before where they begin one, or into the next where they end one."""
_VERBS = frozenset("is are was were has have had been will would ist war sind est es son".split())  # noqa: SIM905
_ASKED_OF = frozenset("there it the a an any my your this that you they".split())  # noqa: SIM905
_ARTICLES = frozenset(
    """the a an my our your der die ein eine mein meine el la un una mi une le les mon ma il mio mia um uma o
    os meu minha""".split()  # noqa: SIM905
)


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


def _unjoin(sheet: Sheet) -> None:
    """Part what "also", numbers or bullets join."""
    page = sheet.page
    for found in _ALSO.finditer(page):
        ended = _ENDED.search(page[: found.start()])
        sheet.skip(*found.span(), Skipped.JOINT, "\n" if ended else "?")
    page = sheet.page
    numbers = _numbers(page)
    if len(numbers) > 1:
        for found in numbers:
            sheet.skip(*found.span(), Skipped.ITEM, "\n")
    bullets = list(_BULLET.finditer(sheet.page))
    for found in bullets if len(bullets) > 1 else ():
        sheet.skip(*found.span(), Skipped.ITEM, "\n")


def _numbers(page: str) -> list[re.Match[str]]:
    """The numbers of a list, from 1 on without a gap; none where others stand among them."""
    found: list[re.Match[str]] = []
    for each in islice(_NUMBER.finditer(page), NUMBERS):
        if is_ordinal(page, each.end(1)):
            continue
        if int(each[1]) != len(found) + 1:
            return []
        found.append(each)
    return found


def marked(sentence: str) -> bool:
    """Whether a sentence ends in a question mark, whatever signs come behind it."""
    return _MARKED.search(sentence) is not None


def puts_question(text: str) -> bool:
    """Whether a message is put as a question, by a mark in it or by its first word."""
    return any(mark in text for mark in _ASKING) or asks(surface(text))


def as_put(question: str, written: str) -> str:
    """Without a question mark that nobody wrote: "I've paid. Also, do you …" states and then asks."""
    bare = question[:-1]
    added = question.endswith("?") and question not in written and bare in written
    return bare if added and not asks(surface(question)) else question
