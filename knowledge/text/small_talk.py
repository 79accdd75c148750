"""Telling small talk from questions.

A message is small talk only if all of it is; a greeting before a question is cut off it.
"""

import tomllib
from collections.abc import Mapping, Set
from enum import StrEnum
from functools import cache, lru_cache
from itertools import chain, dropwhile, pairwise
from pathlib import Path

from rapidfuzz import fuzz, process

from knowledge.text.announcing import announces
from knowledge.text.done import undone
from knowledge.text.mashed import mashed
from knowledge.text.normalise import surface
from knowledge.text.own_life import personal
from knowledge.text.sentences import asks

PHRASES = Path(__file__).with_name("small_talk.toml")
LONGEST = 14
"""Words; longer messages say more than small talk."""
TYPO = 92.0
LIKE = TYPO - 1
"""Less than that, by more than fractions lose in reckoning."""


class SmallTalk(StrEnum):
    """Kinds of message that ask nothing of the knowledge base."""

    GREETING = "greeting"
    THANKS = "thanks"
    BYE = "bye"
    INSULT = "insult"
    BOT = "bot"
    """ "Are you a bot?" """
    HELP = "help"
    PERSON = "person"
    """ "Let me talk to a human." """
    YES = "yes"
    NO = "no"
    SOLVED = "solved"
    NOT_SOLVED = "not_solved"
    """ "It doesn't work", "not what I asked": told by `not_solved` alone, since it may be a question."""
    NEVER_MIND = "never_mind"
    WAIT = "wait"
    """ "No wait." More is to come."""
    TRYING = "trying"
    """ "I'll try that." """
    OKAY = "okay"
    """Heard, and no more: neither a yes nor solved."""
    RATING = "rating"
    """ "10/10", "5 stars, great place": told by its numbers, see `ratings`."""
    TEST = "test"
    """ "Test", "ok google", "asdfgh": typed to see whether anything happens."""
    EMPTY = "empty"
    """Nothing but blanks, emoji or signs."""


_TELLING = (
    SmallTalk.PERSON,
    SmallTalk.NOT_SOLVED,
    SmallTalk.INSULT,
    SmallTalk.BOT,
    SmallTalk.HELP,
    SmallTalk.SOLVED,
    SmallTalk.RATING,
    SmallTalk.NEVER_MIND,
    SmallTalk.WAIT,
    SmallTalk.NO,
    SmallTalk.YES,
    SmallTalk.TRYING,
    SmallTalk.BYE,
    SmallTalk.THANKS,
    SmallTalk.GREETING,
    SmallTalk.TEST,
    SmallTalk.OKAY,
)
"""Of several kinds in one message the first of these is meant."""


@cache
def _phrases() -> dict[tuple[str, ...], SmallTalk]:
    table = tomllib.loads(PHRASES.read_text(encoding="utf-8"))
    found: dict[tuple[str, ...], SmallTalk] = {}
    for part in ("openers", "closers", "talk"):
        for kind, lines in table[part].items():
            for phrase in lines.split("|"):
                found.setdefault(tuple(surface(phrase)), SmallTalk(kind))
    found.pop((), None)
    return found


@cache
def _spelt() -> dict[str, SmallTalk]:
    long = {" ".join(words): kind for words, kind in _phrases().items()}
    # A letter tells "it is now working" from its opposite.
    return {
        text: kind
        for text, kind in long.items()
        if len(text) >= 6 and text.isascii() and kind is not SmallTalk.SOLVED
    }


@cache
def ignored() -> frozenset[str]:
    """Words that say nothing by themselves, in any language."""
    table = tomllib.loads(PHRASES.read_text(encoding="utf-8"))
    return frozenset(
        word for text in table["ignored"]["words"].split("|") for word in surface(text)
    )


def phrases_of(kind: SmallTalk) -> list[tuple[str, ...]]:
    """The phrases that say so, in words."""
    return [words for words, each in _phrases().items() if each is kind]


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


def small_talk(words: list[str]) -> SmallTalk | None:
    """What kind of small talk the words are, if they are nothing else."""
    kind = _kind(tuple(words))
    return None if kind is SmallTalk.NOT_SOLVED else kind


def not_solved(words: list[str]) -> bool:
    """Whether the words say of what was answered that it is not it, or doesn't work, and no more."""
    return _kind(tuple(words)) is SmallTalk.NOT_SOLVED


@lru_cache(maxsize=256)  # a message is read in many ways, and mostly the same words each time
def _kind(said: tuple[str, ...]) -> SmallTalk | None:
    words = list(said)
    if not any(map(str.isalnum, chain.from_iterable(words))):
        return SmallTalk.EMPTY
    if len(words) > LONGEST:
        return None
    told = tuple(word for word in words if word not in ignored())
    kinds = _cover(said) or _cover(told) or ({SmallTalk.NOT_SOLVED} if undone(told) else None)
    if kinds:
        return telling_kind(kinds)
    before, after = cut(words)
    if announces(words[before : len(words) - after]):
        return SmallTalk.HELP
    if personal(words, ignored()):
        return SmallTalk.BOT
    return _in_own_words(words) or _mashed(words) or _misspelt(words)


def _mashed(words: list[str]) -> SmallTalk | None:
    """Keys pressed to see whether anything happens, where nothing else is said: "asdf asdf"."""
    rest = tuple(word for word in words if not mashed(word))
    greeted = _cover(rest) == {SmallTalk.GREETING} or ignored().issuperset(rest)
    return SmallTalk.TEST if greeted and len(rest) < len(words) else None


def _misspelt(words: list[str]) -> SmallTalk | None:
    """Small talk with a typo in it."""
    text = " ".join(words)
    near = process.extractOne(text, _as_long(len(text)), scorer=fuzz.ratio, score_cutoff=TYPO)
    if near and abs(len(near[0].split()) - len(words)) <= 1 and len(text) <= len(near[0]) + 2:
        return _spelt()[near[0]]
    return None


@lru_cache(maxsize=256)
def _as_long(length: int) -> list[str]:
    """Phrases that are about as long: no others can be so like a text of that length."""
    return [
        text for text in _spelt() if 200 * min(len(text), length) >= LIKE * (len(text) + length)
    ]


def telling_kind(kinds: Set[SmallTalk]) -> SmallTalk | None:
    """Which of the kinds in one message is meant; None where they speak against each other."""
    if kinds >= {SmallTalk.SOLVED, SmallTalk.NO}:
        return None
    return next((kind for kind in _TELLING if kind in kinds), SmallTalk.EMPTY)


@cache
def _own_words() -> tuple[frozenset[str], Mapping[SmallTalk, frozenset[str]]]:
    """What stands around words of one's own, and those by kind."""
    table = tomllib.loads(PHRASES.read_text(encoding="utf-8"))["own_words"]
    around = _words(table.pop("around")) | ignored()
    return around, {SmallTalk(kind): _words(row["words"]) for kind, row in table.items()}


def _words(text: str) -> frozenset[str]:
    return frozenset(word for each in text.split("|") for word in surface(each))


_JOINS = frozenset(
    {"but", "and", "so", "then", "aber", "und", "pero", "y", "mais", "et", "ma", "e", "mas"}
)
"""Words behind which thanks may go on with a question: "thank you but how much"."""
_LEADS = frozenset({"so", "and", "ok", "okay", "well", "oh", "und", "also", "y", "et", "e", "pues"})
"""Words that a sentence may begin with before it asks."""


def _in_own_words(words: list[str]) -> SmallTalk | None:
    """An insult or praise, where the words are that and what people put around it, and no more."""
    told = [word for word in words if word not in _LEADS]
    if _goes_on_to_ask(words):
        return None
    if asks(told) and told[1:2] != ["a"]:  # "how much is a service, thanks", but "what a joke"
        return None
    around, kinds = _own_words()
    for kind, telling in kinds.items():
        left = [word for word in words if word not in telling]
        if len(left) < len(words) and around.issuperset(left):
            return kind
    return None


def closes(words: list[str]) -> bool:
    """Whether words that ask nothing give thanks, or say what is liked, and beside it only that
    somebody is done: "great, thanks, that clears it up"."""
    around, kinds = _own_words()
    thanks = kinds[SmallTalk.THANKS]
    told = list(dropwhile(lambda word: word in thanks or word in _LEADS, words))
    if len(words) > LONGEST or asks(told) or _goes_on_to_ask(words):
        return False
    said = [word for word in words if not word.endswith(_MOST)]
    return not thanks.isdisjoint(words) and (around | thanks | _closing()).issuperset(said)


_MOST = ("issimo", "issima", "issimi", "issime", "isimo", "isima", "isimos", "isimas")
"""Ends of words that praise in Italian and Spanish: "velocissimi"."""


def _goes_on_to_ask(words: list[str]) -> bool:
    """Whether thanks go on with a question, behind a joint: "thank you but how much"."""
    return any(each in _JOINS and asks([word]) for each, word in pairwise(words))


@cache
def _closing() -> frozenset[str]:
    return _words(tomllib.loads(PHRASES.read_text(encoding="utf-8"))["closing"]["words"])


def _cover(words: tuple[str, ...]) -> set[SmallTalk]:
    """The kinds found if phrases and words without weight make up everything; else none."""
    phrases, light, kinds = _phrases(), ignored(), set[SmallTalk]()
    at = 0
    while at < len(words):
        for size in range(min(_longest(), len(words) - at), 0, -1):
            kind = phrases.get(words[at : at + size])
            if kind is not None:
                kinds.add(kind)
                at += size
                break
        else:
            if words[at] not in light:
                return set()
            at += 1
    return kinds


def cut(words: list[str]) -> tuple[int, int]:
    """How many words at the start and at the end are a greeting or thanks around a question."""
    before = _run(words)
    if before == 1 and words[0] in MEANS_MORE and not _crowd().intersection(words[1:2]):
        before = 0
    if before < len(words) and words[before - 1 : before] and before:
        while before < len(words) - 2 and words[before] in _crowd():
            before += 1
    after = 0
    for size in range(1, min(7, len(words) - before)):
        tail = words[-size:]
        if _run(tail, ending=True) and _cover(tuple(tail)):
            after = size
    return before, after


MEANS_MORE = frozenset({"morning", "salve"})
"""Greetings that are a word of many questions too: "morning delivery", "salve for stings"."""
_UNLIKE = 3
"""Words from which on a greeting at the end of a question is no part of it: "hope you are well", but
"in the morning", "a good day"."""


@cache
def _crowd() -> frozenset[str]:
    return frozenset(
        ("everyone", "everybody", "all", "guys", "folks", "team", "there", "friend", "friends",
         "sir", "madam", "support", "bot", "people", "mate", "zusammen", "leute", "amigos", "todos",
         "tous", "pessoal", "tutti")
    )  # fmt: skip


@cache
def _cut_off(*, ending: bool) -> frozenset[tuple[str, ...]]:
    table = tomllib.loads(PHRASES.read_text(encoding="utf-8"))
    if ending:
        del table["openers"][SmallTalk.INSULT]
    openers, closers = (
        [tuple(surface(phrase)) for line in table[part].values() for phrase in line.split("|")]
        for part in ("openers", "closers")
    )
    if ending:
        openers = [phrase for phrase in openers if len(phrase) >= _UNLIKE]
    return frozenset((*openers, *closers))


@cache
def _begins(*, ending: bool) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _cut_off(ending=ending) if phrase)


def _run(words: list[str], *, ending: bool = False) -> int:
    """How many words at the start are phrases that are cut off, there or at a question's end."""
    phrases, begins, at = _cut_off(ending=ending), _begins(ending=ending), 0
    while at < len(words):
        if words[at] not in begins:
            return at
        for size in range(min(7, len(words) - at), 0, -1):
            if tuple(words[at : at + size]) in phrases:
                at += size
                break
        else:
            return at
    return at
