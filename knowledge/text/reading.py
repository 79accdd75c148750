"""What a message asks, once greetings, quotes, logs and links are skipped.

Knows entries only by what it is told of a text: without that the same message always reads the same.
"""

import re
from dataclasses import dataclass, replace
from itertools import accumulate

from knowledge.text.before_it import skip_taken_back
from knowledge.text.beside import MUCH, requests, words_beside
from knowledge.text.changed_mind import take_back
from knowledge.text.cleaning import ask_quoted, cleaned
from knowledge.text.grouping import grouped
from knowledge.text.language import NOT_SHOWN, Spoken, spoken_in
from knowledge.text.leaning import Look
from knowledge.text.normalise import surface
from knowledge.text.praise import kindly, thanks
from knowledge.text.quoted import Ours, skip_ours
from knowledge.text.ratings import without_score
from knowledge.text.sentences import Span, as_put, asks, marked, sentences
from knowledge.text.sheet import Part, Sheet, Skipped
from knowledge.text.small_talk import (
    MEANS_MORE,
    SmallTalk,
    closes,
    cut,
    not_solved,
    small_talk,
    telling_kind,
)
from knowledge.text.splitting import Joint, joints, split
from knowledge.text.verbatim import SURE
from knowledge.text.weight import weighty

__all__ = ["Part", "Reading", "Skipped", "SmallTalk", "read"]

MOST = 5
"""Questions that a message is read as; what is asked beyond them stands in the last."""
LONGEST = 500

_CLAUSE = re.compile(r"[,;:\n–—、，：؛،]+(?=\s|[^\x00-\x7f])|\s-+\s|\n")
_BLOCK = re.compile(r"[^\s,;:.!?…–—、，：؛،。！？؟()\[\]\"“”«»]+")
"""What greetings and thanks are cut off by."""
_AROUND = frozenset(
    {SmallTalk.GREETING, SmallTalk.THANKS, SmallTalk.HELP, SmallTalk.BYE, SmallTalk.INSULT}
)
_POINTS_AT = frozenset({SmallTalk.EMPTY, SmallTalk.HELP, SmallTalk.GREETING})
"""What is said beside a log, or words of others, that are the question: nothing, "help?", "hi"."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A message, read: small talk, or one to five questions; both where an entry has its very words."""

    questions: tuple[str, ...] = ()
    small_talk: SmallTalk | None = None
    not_solved: bool = False
    """It may be no question but a word on what was answered before: that it is not it."""
    spoken: Spoken = NOT_SHOWN
    parts: tuple[Part, ...] = ()
    """The whole message: joined they are what was written. Each letter that was skipped for no
    reason stands in a question."""
    takes_back: bool = False
    """Its beginning takes back what was asked before it."""
    beside: tuple[str, ...] = ()
    """Words of weight in what states something, beside the questions."""
    requests: bool = False
    """Something is wanted in a sentence that asks nothing, beside the questions."""

    @property
    def says_more(self) -> bool:
        """Whether the message says clearly more than it asks."""
        return self.requests or len(self.beside) >= MUCH


def read(text: str, look: Look | None = None, ours: Ours | None = None) -> Reading:
    """Read a message of any length; never raises. With `look` a question that is two is split, with
    `ours` a quote of an answer is not asked for where something is asked of it.

    Where somebody only points at the words of others, these are what is asked.
    """
    sheet, pasted = cleaned(text)
    if ours:
        skip_ours(sheet, ours)
    if not pasted and sheet.has(Skipped.QUOTE) and _points(sheet.asked()):
        pasted = ask_quoted(sheet)
    before = skip_taken_back(sheet)
    take_back(sheet)
    whole = sheet.asked()
    kind = _kind(whole)
    if kind in {None, SmallTalk.HELP}:  # "no question just thanks"
        kind = kindly(whole) or kind
    if kind in _POINTS_AT and pasted:
        return _read(sheet, whole, (" ".join(pasted)[:LONGEST],))
    if kind is None:
        kept, kind = _trimmed(sheet)
    if kind is not None:
        sheet.skip(0, len(sheet), Skipped.SMALL_TALK)
        return Reading(small_talk=kind, spoken=spoken_in(whole), parts=sheet.parts())
    said = [sheet.asked(*span) for span in kept]
    questions = grouped(sheet, kept, look)
    if len(questions) > MOST:
        questions[MOST - 1 :] = [(questions[MOST - 1][0], questions[-1][1])]
    for span in questions:
        sheet.limit(*span, LONGEST)
    asked = _split(sheet, questions, look) if look else questions
    reading = _read(sheet, whole, tuple(sheet.asked(*span) for span in asked))
    unread = [part.text for part in reading.parts if part.skipped is Skipped.BEYOND]
    besides = words_beside(said, unread)
    return replace(reading, takes_back=before, beside=besides, requests=requests(said))


def _points(said: str) -> bool:
    """Whether it only points at something: "can you help here?", "what can we do about this?"."""
    kind = _kind(said)
    return kind in _POINTS_AT or (kind is None and not weighty(said))


def _read(sheet: Sheet, whole: str, questions: tuple[str, ...]) -> Reading:
    parts = sheet.parts()
    written = " ".join("".join(part.text for part in parts).split())
    return Reading(
        questions=tuple(as_put(each, written) for each in questions),
        not_solved=not_solved(surface(whole)),
        spoken=spoken_in(whole),
        parts=parts,
    )


def _kind(said: str) -> SmallTalk | None:
    """What kind of small talk it is, if it is; "it works?" and "is that all you have?" are questions."""
    kind = small_talk(surface(said))
    if "?" in said:
        return None if kind is SmallTalk.SOLVED else kind
    if kind is None and _closes(said):
        return thanks(said)
    return kind or _scored(without_score(said))


def _closes(said: str) -> bool:
    """Whether it only gives thanks and says that it is enough; "thanks, what time is it" asks."""
    return closes(surface(said)) and not any(asks(surface(each)) for each in _CLAUSE.split(said))


def _scored(beside: str | None) -> SmallTalk | None:
    """A score, with no more beside it than small talk: "now it's solved, 3 stars"."""
    if beside is None:
        return None
    kind = small_talk(surface(beside))
    if kind in {None, SmallTalk.HELP} and (_closes(beside) or kindly(beside)):  # "great support"
        kind = SmallTalk.THANKS
    return kind and telling_kind({kind, SmallTalk.RATING})


def _trimmed(sheet: Sheet) -> tuple[list[Span], SmallTalk | None]:
    """The sentences that say more than small talk, which is skipped; its kind if none does."""
    spans = sentences(sheet)
    kinds = [_kind(sheet.asked(*span)) for span in spans]
    told = {kind for kind in kinds if kind}
    if all(kinds):
        return spans, telling_kind(told)
    kept = []
    for span, kind in zip(spans, kinds, strict=True):
        if kind and kind is not SmallTalk.EMPTY:
            sheet.skip(*span, Skipped.SMALL_TALK)
        else:
            _without_clauses(sheet, span)
            _without_phrases(sheet, span)
            kept.append(span)
    nothing = _kind(sheet.asked()) is SmallTalk.EMPTY
    return kept, SmallTalk.GREETING if nothing else None


def _without_clauses(sheet: Sheet, span: Span) -> None:
    """Skip whole clauses of small talk at a sentence's start and end."""
    start, end = span
    page = sheet.page
    for clause in _CLAUSE.finditer(page, start, end):
        said = surface(page[start : clause.start()])
        if said and small_talk(said) not in _AROUND:
            break
        if said:
            sheet.skip(start, clause.end(), Skipped.SMALL_TALK)
        start = clause.end()
    for clause in reversed(list(_CLAUSE.finditer(page, start, end))):
        said = surface(page[clause.end() : end])
        if said and (small_talk(said) not in _AROUND or MEANS_MORE.issuperset(said)):
            break
        if said:
            _put_tail_aside(sheet, clause.start(), end)
        end = clause.start()


def _without_phrases(sheet: Sheet, span: Span) -> None:
    """Skip a greeting at a sentence's start and thanks at its end, where no sign parts them."""
    start, end = span
    page = sheet.page
    words = surface(page[start:end])
    before, after = cut(words)
    if not before and not after:
        return
    blocks = [found.span() for found in _BLOCK.finditer(page, start, end)]
    said = [surface(page[first:last]) for first, last in blocks]
    if [word for block in said for word in block] != words:
        return
    counts = list(accumulate(map(len, said)))
    if before in counts:
        sheet.skip(start, blocks[counts.index(before)][1], Skipped.SMALL_TALK)
    if after and len(words) - after in counts:
        at = len(counts) - 1 - counts[::-1].index(len(words) - after)
        _put_tail_aside(sheet, blocks[at][1], end)


def _put_tail_aside(sheet: Sheet, start: int, end: int) -> None:
    """Skip the end of a sentence, all but its question mark."""
    tail = sheet.page[start:end]
    if marked(tail):
        mark = max(map(tail.rfind, "?？؟"))
        end = start + mark if mark >= 0 else end
    sheet.skip(start, end, Skipped.SMALL_TALK, "")


def _split(sheet: Sheet, questions: list[Span], look: Look) -> list[Span]:
    """The questions, each that is several taken apart, as long as they are not too many: by their
    form, unless an entry has the very words, then by what entries know."""
    found: list[Span] = []
    for start, end in questions:
        page = sheet.page[start:end]
        known = look(" ".join(page.split()))[1] >= SURE
        found += _cut(sheet, (start, end), [] if known else joints(page, look))
    if len(found) > MOST:
        found[MOST - 1 :] = [(found[MOST - 1][0], found[-1][1])]
    at = 0
    while at < len(found) < MOST:
        start, end = found[at]
        joint = split(sheet.page[start:end], look)
        found[at : at + 1] = _cut(sheet, (start, end), [joint] if joint else [])
        at += 1
    return found


def _cut(sheet: Sheet, question: Span, at: list[Joint]) -> list[Span]:
    """The parts of a question between what joins them, which is skipped."""
    start, end = question
    for joint in at:
        sheet.skip(start + joint[0], start + joint[1], Skipped.JOINT)
    starts = [start, *(start + joint[1] for joint in at)]
    return list(zip(starts, [*(start + joint[0] for joint in at), end], strict=True))
