"""What people asked and answered one another in rooms: pairs that somebody marked or gave thanks for.

Whoever spoke stays unnamed: their names, numbers and addresses are replaced, and secrets cut out.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.files.programs.article import Article, Export, entry_id
from knowledge.text.normalise import surface
from knowledge.text.reading import read
from knowledge.text.secrets import redact
from knowledge.text.sentences import asks
from knowledge.text.small_talk import SmallTalk
from knowledge.upkeep.personal import Customer, bared, personal, reached_at

Known = frozenset[str]
"""Ids of the entries that are here."""
MOST = 50
"""Pairs that one import brings; who reads drafts reads no more at a time."""
_SHORTEST, _LONGEST = 20, 3000
"""Characters of a reply that may be an answer."""
_ASKED = 600
"""Characters of a question."""
_TO_SOMEBODY = re.compile(r"^(?:\[name\][\s,:]*)+")
"""How a reply begins that calls its reader by name."""
_GLAD = frozenset({SmallTalk.THANKS, SmallTalk.SOLVED})
MARKS = frozenset(
    """white_check_mark heavy_check_mark ballot_box_with_check ✅ ✔ ✔️ ☑ ☑️ solved answered
    accepted""".split()  # noqa: SIM905
)
"""Names of reactions that say of words that they are the answer."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """Something that one person said."""

    id: str
    who: str
    text: str
    day: str = ""
    marks: int = 0
    """How many marked it as the answer."""
    person: bool = True
    """No program said it."""


@dataclass(frozen=True, kw_only=True)
class Thread:
    """What was said below one question, in order, the question first."""

    file: str
    room: str
    said: tuple[Said, ...]
    title: str = ""
    """Its name in a forum."""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class _Pair:
    thread: Thread
    answer: Said
    glad: bool

    @property
    def rank(self) -> tuple[int, bool, str]:
        """What was marked most goes first, then what was thanked for, then what is newest."""
        return (self.answer.marks, self.glad, self.answer.day)


def bring(
    kind: str, threads: Iterable[Thread], names: Sequence[str], export: Export, known: Known
) -> None:
    """Take in the best pairs that are not here yet, at most `MOST`."""
    pairs = []
    for thread in threads:
        if not _asked(thread):
            continue
        export.past.append(redact(_words(thread)[:_ASKED])[0])
        if pair := _best(thread):
            pairs.append(pair)
    pairs.sort(key=lambda each: each.rank, reverse=True)
    fresh = [each for each in pairs if entry_id(kind, each.answer.id) not in known]
    for each in fresh[:MOST]:
        _take(kind, each, names, export)
    if here := len(pairs) - len(fresh):
        export.odd(export.name, f"{here} of the marked or thanked replies are here already.")
    if more := len(fresh[MOST:]):
        what = f"{more} more replies were marked or thanked; an import brings {MOST} at a time."
        export.odd(export.name, f"{what} Import it again for the next ones.")


def _asked(thread: Thread) -> bool:
    """Whether a thread begins with somebody's question."""
    if not (thread.said and thread.said[0].person):
        return False
    text = _words(thread)
    return bool(text) and ("?" in text or bool(thread.title) or asks(surface(text[:_ASKED])))


def _words(thread: Thread) -> str:
    first = thread.said[0].text.strip()
    return thread.title.strip() or first


def _best(thread: Thread) -> _Pair | None:
    asker = thread.said[0].who
    found = []
    for place, each in enumerate(thread.said[1:], 1):
        if each.who == asker or not each.person or not _may_answer(each.text):
            continue
        after = next((one for one in thread.said[place + 1 :] if one.who == asker), None)
        between = thread.said[place + 1 : thread.said.index(after)] if after else ()
        # Thanks are for who spoke last.
        last = not any(one.who != asker and _may_answer(one.text) for one in between)
        glad = bool(after and last and read(after.text).small_talk in _GLAD)
        if each.marks or glad:
            found.append(_Pair(thread=thread, answer=each, glad=glad))
    return max(found, key=lambda pair: pair.rank, default=None)


def _may_answer(text: str) -> bool:
    plain = text.strip()
    return _SHORTEST <= len(plain) <= _LONGEST and not plain.endswith("?")


def _take(kind: str, pair: _Pair, names: Sequence[str], export: Export) -> None:
    thread, first = pair.thread, pair.thread.said[0]
    customer = Customer(names=tuple(names), wrote=first.text)
    title = unnamed(_words(thread)[:_ASKED], customer)
    body = _TO_SOMEBODY.sub("", unnamed(bared(pair.answer.text, customer)[0], customer))
    why = f"marked by {pair.answer.marks}" if pair.answer.marks else "thanked for"
    variants = [unnamed(first.text[:_ASKED], customer)] if thread.title else []
    export.take(
        Article(
            file=thread.file,
            kind=kind,
            id=pair.answer.id,
            title=" ".join(title.split()),
            body=body,
            variants=[" ".join(each.split()) for each in variants],
            category=thread.room,
            url=thread.url or f"{thread.room}, {pair.answer.day}",
            day=pair.answer.day,
            unread=f"It was said in {thread.room} and {why}: read it, and look for names",
        )
    )


def unnamed(text: str, customer: Customer) -> str:
    """Words without what is somebody's own, each with a word for what stood there."""
    text = redact(text)[0]
    text = re.sub(r"(?<![\w@])@[\w.#-]+", "[name]", text)
    for found in sorted({*personal(text, customer), *reached_at(text)}, key=len, reverse=True):
        text = text.replace(found, _instead(found))
    return text


def _instead(found: str) -> str:
    if "@" in found:
        return "[address]"
    return "[number]" if re.search(r"\d", found) else "[name]"


def replied(messages: Sequence[Said], to: Callable[[Said], str]) -> Iterator[tuple[Said, ...]]:
    """Yield each message that was replied to, with the replies to it and those to them, in order."""
    known = {each.id: each for each in messages}
    roots: dict[str, list[Said]] = {}
    root_of: dict[str, str] = {}
    for each in messages:
        above = to(each)
        if above in known and above != each.id:
            root = root_of.get(above, above)
            root_of[each.id] = root
            roots.setdefault(root, [known[root]]).append(each)
    yield from map(tuple, roots.values())
