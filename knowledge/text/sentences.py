"""Cutting a message into sentences.

Only says where one ends: what lies between two ends is a sentence, so nothing can fall between.
"""

import re
from itertools import pairwise

from knowledge.text.normalise import surface
from knowledge.text.sheet import Sheet, Skipped

__all__ = ["Span", "asks", "marked", "puts_question", "sentences"]

Span = tuple[int, int]

MANY = 32
"""Sentences that are read; of more the last eight, and from the start as many as there is room for."""
LAST = 8

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
_ASKS = frozenset(
    """how what where when why who whom whose which can could do does did is are am will would should
    shall may has have was were whats tell explain wie was wo wann warum wer welche welcher welches
    kann konnen ist sind gibt habt haben soll sollte sollen darf como que donde cuando por cual cuales puedo puede hay quien
    comment ou quand pourquoi qui quel quelle quels quelles est peux puis combien quoi onde quando
    quem qual posso come dove perche chi quale hoe wat waar wanneer waarom nasil ne nerede как что где
    когда почему кто можно czy jak gdzie kiedy ile dlaczego kto jaki jaka jakie ktory kya kaise kab kahan
    kyu""".split()  # noqa: SIM905 - a column of words reads better
)


def sentences(sheet: Sheet) -> list[Span]:
    """Sentences, one behind the other; a line that goes on in the next one is not ended by its
    break."""
    _unjoin(sheet)
    page = sheet.page
    ends = [0, *(found.end() for found in _END.finditer(page)), len(page)]
    pieces = [span for span in pairwise(ends) if span[0] < span[1]]
    if len(pieces) > MANY:
        sheet.skip(pieces[MANY - LAST][0], pieces[-LAST][0], Skipped.BEYOND)
        pieces = pieces[: MANY - LAST] + pieces[-LAST:]
    joined: list[Span] = []
    for start, end in pieces:
        if joined and _goes_on(page[slice(*joined[-1])], page[start:end]):
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


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


def _unjoin(sheet: Sheet) -> None:
    """Part what "also", numbers or bullets join."""
    page = sheet.page
    for found in _ALSO.finditer(page):
        ended = _ENDED.search(page[: found.start()])
        sheet.skip(*found.span(), Skipped.JOINT, "\n" if ended else "?")
    page = sheet.page
    numbers = list(_NUMBER.finditer(page))
    if len(numbers) > 1 and [int(found[1]) for found in numbers] == [*range(1, len(numbers) + 1)]:
        for found in numbers:
            sheet.skip(*found.span(), Skipped.JOINT, "\n")
    bullets = list(_BULLET.finditer(sheet.page))
    for found in bullets if len(bullets) > 1 else ():
        sheet.skip(*found.span(), Skipped.JOINT, "\n")


def marked(sentence: str) -> bool:
    """Whether a sentence ends in a question mark, whatever signs come behind it."""
    return _MARKED.search(sentence) is not None


def puts_question(text: str) -> bool:
    """Whether a message is put as a question, by a mark in it or by its first word."""
    return any(mark in text for mark in _ASKING) or asks(surface(text))


def asks(words: list[str]) -> bool:
    """Whether a sentence begins as questions do."""
    return bool(words) and words[0] in _ASKS


def as_put(question: str, written: str) -> str:
    """Without a question mark that nobody wrote: "I've paid. Also, do you …" states and then asks."""
    bare = question[:-1]
    added = question.endswith("?") and question not in written and bare in written
    return bare if added and not asks(surface(question)) else question
