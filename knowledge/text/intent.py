"""What a message asks of the desk itself: a person, news, its tickets, a complaint, erasure, or to press on.

Told from the words alone, by the templates in intents.toml; whether an entry answers them better is
for the desk to say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from knowledge.text.asking_again import asks_no_more
from knowledge.text.changed_mind import take_back
from knowledge.text.cleaning import cleaned
from knowledge.text.done import Done, denies, over
from knowledge.text.fillers import bared
from knowledge.text.folding import fold
from knowledge.text.grave import gravest, table
from knowledge.text.harm import Harm, ends_of, harm_in
from knowledge.text.normalise import surface
from knowledge.text.praise import kindly
from knowledge.text.sentences import asks
from knowledge.text.sheet import Sheet
from knowledge.text.small_talk import SmallTalk, cut, small_talk
from knowledge.text.taken_back import Back, taken_back
from knowledge.text.templates import GAPS, Lists, first_words, pattern_of
from knowledge.text.wishes import wish

LONGEST = 40
"""Words of a sentence that are looked at."""
MANY = 24
"""Sentences of a message that are looked at, from its start; for harm all of them are."""
MOVED = 2
"""Sentences of a message that takes back what was asked: "Forget it. I found it myself." """
CLAUSES, AHEAD = 6, 3
"""Of a long sentence these clauses are looked at, half from each end, and so of a long message those of
its first and last sentences: nobody hides a wish in the middle of forty thousand signs."""

_SENTENCE = re.compile(r"[^.?!。？！؟\n]+")
_CLAUSE = re.compile(r"[,;:–—]|\s-+\s")
_ABOUT = " …"
_FEW = " …4"
_AROUND = frozenset({SmallTalk.GREETING, SmallTalk.THANKS, SmallTalk.HELP, SmallTalk.BYE})


Told = list[tuple[str, list[str]]]
"""Each sentence, and its words."""


class Intent(StrEnum):
    """What is asked of the desk itself."""

    DANGER = "danger"
    """Somebody is in danger now: a person must see it at once, and nothing is answered first."""
    DESPAIR = "despair"
    """The same of somebody who may do something to themselves."""
    HARM = "harm"
    """Somebody was hurt or threatened, or will go to law: a person must see it."""
    SECURITY = "security"
    """A stranger is in somebody's account, or at their money: a person must see it."""
    PERSON = "person"
    COMPLAINT = "complaint"
    GRIEF = "grief"
    """Somebody lost somebody or their work, or is gravely ill: a person should read it."""
    ERASURE = "erasure"
    """ "Delete all my data": of what the desk keeps."""
    WITHDRAWAL = "withdrawal"
    """ "Cancel my ticket": of what somebody asked the desk itself."""
    LEAVING = "leaving"
    """ "Forget it, I'll go elsewhere." """
    SOLVED = "solved"
    """ "I found it myself." """
    WAVERING = "wavering"
    """ "I changed my mind", without saying of what. """
    RATHER_NOT = "rather_not"
    """ "Actually no": it may take back what was asked, or answer."""
    ASK_NO_MORE = "ask_no_more"
    """ "Stop asking me": of the desk's own asking again."""
    URGENT = "urgent"
    NEWS = "news"
    """ "What is happening with my order?", "and?", "hurry up"."""
    REOPENING = "reopening"
    """ "Please open my ticket again." """
    TICKETS = "tickets"
    """ "What are my open tickets?" """
    TRANSCRIPT = "transcript"
    """ "Send me the transcript": of what they and the team wrote."""
    DATA = "data"
    """ "What do you know about me?" """


_NOW = {
    Harm.DANGER: Intent.DANGER,
    Harm.DESPAIR: Intent.DESPAIR,
    Harm.ABUSE: Intent.HARM,
}
_IN_A_CLAUSE = frozenset(
    {
        Intent.PERSON,
        Intent.COMPLAINT,
        Intent.ERASURE,
        Intent.WITHDRAWAL,
        Intent.LEAVING,
        Intent.SOLVED,
        Intent.WAVERING,
    }
)
_ENDED = frozenset({Intent.SOLVED, Intent.WAVERING})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An intent, and what it is about."""

    intent: Intent
    about: tuple[str, ...] = ()
    """Words of the same sentence that say what of: "my export problem"."""
    alone: bool = True
    """Nothing else stands in the message but small talk."""


def asked(text: str) -> Asked | None:
    """What a message of any length asks of the desk itself; None for most. Never raises."""
    sheet, _ = cleaned(text)
    told = _told(sheet)
    return (_grave(text, sheet, told) if told else None) or _wanted(text, sheet, told)


def _grave(text: str, sheet: Sheet, told: Told) -> Asked | None:
    """What must not wait."""
    harm = harm_in(sheet.asked())
    if harm:
        return Asked(intent=_NOW[harm], about=tuple(told[0][1]), alone=len(told) == 1)
    met = gravest(text, sheet.asked(), [words for _, words in told])
    if not met:
        return None
    own = intent_of(told[0][1]) if len(told) == 1 else None
    if own and own.intent is Intent(met):
        return own
    return Asked(intent=Intent(met), about=tuple(told[0][1]), alone=len(told) == 1)


def _wanted(text: str, sheet: Sheet, told: Told) -> Asked | None:
    """What can wait, the first of `Intent`."""
    back = taken_back(text)
    if back is Back.SURELY or (
        len(told) <= MOVED
        and "?" not in text
        and _moved_on([w for _, words in told for w in words])
    ):
        return Asked(intent=Intent.WITHDRAWAL)
    take_back(sheet)  # but for harm and anger, which are heard though they are taken back
    told = [each for each in _told(sheet)[:MANY] if small_talk(each[1]) not in _AROUND]
    found = [
        intent_of(words) or (_of_a_clause(part) if at < AHEAD or at > len(told) - AHEAD else None)
        for at, (part, words) in enumerate(told)
    ]
    for wanted in Intent:
        for each in found:
            if each and each.intent is wanted:
                return Asked(intent=wanted, about=each.about, alone=each.alone and len(told) == 1)
    if back is Back.PERHAPS:
        return Asked(intent=Intent.WAVERING, about=tuple(w for _, words in told for w in words))
    return None


def _moved_on(words: list[str]) -> bool:
    """Whether words take back what was asked, and say that it is no longer needed: they are no change
    of mind within the message, "forget it, I found it myself"."""
    before, after = cut(words)
    ways = (words, words[before : len(words) - after])
    return any(_moving_on().fullmatch(f"{' '.join(each)} ") for each in ways)


def _told(sheet: Sheet) -> Told:
    """Each sentence, and its words."""
    parts = ends_of(_SENTENCE.findall(sheet.asked()))
    return [(part, words) for part in parts if (words := _words(part)[:LONGEST])]


def _of_a_clause(sentence: str) -> Asked | None:
    """What one clause of a sentence asks: "bot sucks, give me someone real"."""
    clauses = [words for part in _CLAUSE.split(sentence) if (words := _words(part))]
    ends = clauses if len(clauses) <= CLAUSES else clauses[:AHEAD] + clauses[AHEAD - CLAUSES :]
    for words in ends if len(clauses) > 1 else ():
        found = _in_clause(words) if len(words) > 1 else _by_a_word(words)
        if found:
            others = [each for each in clauses if each is not words and not _idle(each)]
            if found.intent in _ENDED and any(asks(each) or denies(each) for each in others):
                continue  # "it works now, but the handle is loose"
            return Asked(intent=found.intent, about=found.about, alone=not others)
    return None


def _by_a_word(words: list[str]) -> Asked | None:
    """ "Urgent: I can't send anything"; no other single word is a wish beside a sentence."""
    found = intent_of(words)
    return found if found and found.intent is Intent.URGENT else None


def _in_clause(words: list[str]) -> Asked | None:
    found = intent_of(words)
    return found if found and found.intent in _IN_A_CLAUSE else _over(words)


def _idle(words: list[str]) -> bool:
    """Whether a clause asks nothing: small talk, or thanks to somebody."""
    return small_talk(words) is not None or kindly(" ".join(words)) is not None


def _words(text: str) -> list[str]:
    """The words as written, where "y" begins Spanish or French, and is not short for "why"."""
    words = surface(text)
    return ["y", *words[1:]] if words[:1] == ["why"] and _Y.match(fold(text)) else words


_Y = re.compile(r"\W*y\b")


def intent_of(words: list[str]) -> Asked | None:
    """What one sentence asks of the desk itself."""
    return _intent_of(tuple(words))


@lru_cache(maxsize=256)  # a long message says the same again and again
def _intent_of(said: tuple[str, ...]) -> Asked | None:
    words = list(said)
    kind = small_talk(words)
    if kind is SmallTalk.PERSON:
        return Asked(intent=Intent.PERSON)
    if kind is not None and not (kind is SmallTalk.NO and len(words) > 1):  # "no bot please"
        return None
    before, after = cut(words)
    inner = words[before : len(words) - after]
    found = _matched(words) or _matched(inner) or _wished(inner) or _over(inner)
    if found is None and asks_no_more(inner):
        return Asked(intent=Intent.ASK_NO_MORE)
    pieces = map(list, bared(inner))
    return found or next(filter(None, (_matched(each) or _over(each) for each in pieces)), None)


def _over(words: list[str]) -> Asked | None:
    """ "The lamp works again": what is said to be over by the state that it is in."""
    found = over(words)
    if found is None:
        return None
    if found.done is Done.PERHAPS:
        return Asked(intent=Intent.WAVERING, about=tuple(words))
    return Asked(intent=Intent.SOLVED, about=found.of)


def _wished(words: list[str]) -> Asked | None:
    found = wish(["why", *words[1:]] if words[:1] == ["y"] else words)
    return Asked(intent=Intent(found.kind), about=found.about) if found else None


def _matched(words: list[str]) -> Asked | None:
    written = " ".join(words)
    plain = " ".join(_POLITE.sub(" ", f" {written} ").split())
    if not plain:  # "well?", "please"
        return Asked(intent=Intent.NEWS) if words else None
    ways = dict.fromkeys((f"{plain} ", f"{written} "))
    begins = GAPS.union(each.partition(" ")[0] for each in ways)
    for intent, pattern in _patterns():
        if _begins(intent).isdisjoint(begins):
            continue
        found = next(filter(None, map(pattern.fullmatch, ways)), None)
        if found:
            return Asked(intent=intent, about=tuple((found["about"] or "").split()))
    return None


@cache
def _patterns() -> tuple[tuple[Intent, re.Pattern[str]], ...]:
    """One pattern an intent, over all languages, in the order of `Intent`."""
    return tuple((intent, _pattern(intent, _languages())) for intent in Intent)


@cache
def _begins(intent: Intent) -> frozenset[str]:
    """The words that its templates may begin with, or a gap's sign: quicker to look for than they."""
    found = (
        first_words(_bare(template), language, _words)
        for language in _languages()
        for template in language.get(intent, ())  # type: ignore[attr-defined]
    )
    return frozenset[str]().union(*found)


def takes_back(words: list[str]) -> bool:
    """Whether words take back what was asked before them: "forget my last question"."""
    before, after = cut(words)
    ways = (words, words[before : len(words) - after], *map(list, bared(words)))
    return any(_taking_back().fullmatch(f"{' '.join(each)} ") for each in ways)


@cache
def _taking_back() -> re.Pattern[str]:
    return _pattern("taking_back", _languages())


@cache
def _moving_on() -> re.Pattern[str]:
    return _pattern("moved_on", _languages())


def _languages() -> list[Lists]:
    return [each for name, each in table().items() if isinstance(each, dict) and name != "anywhere"]


def _pattern(intent: str, languages: Sequence[Lists]) -> re.Pattern[str]:
    whole: list[str] = []
    begins: list[str] = []
    for language in languages:
        for template in language.get(intent, ()):  # type: ignore[attr-defined]
            few = r"(?:\S+ ){1,4}" if template.endswith(_FEW) else ""
            body = pattern_of(_bare(template), language, _words) + few
            (begins if template.endswith(_ABOUT) else whole).append(body)
    never = "(?!)"
    start, all_ = "|".join(begins or [never]), "|".join(whole or [never])
    return re.compile(rf"(?:{start})(?P<about>(?:\S+ )*)|(?:{all_})")


def _bare(template: str) -> str:
    """A template without what it is about."""
    return template.removesuffix(_FEW).removesuffix(_ABOUT)


def _polite() -> re.Pattern[str]:
    words = table()["polite"].split("|")
    ways = sorted((" ".join(surface(each)) for each in words), key=len, reverse=True)
    return re.compile(rf"(?<= )(?:{'|'.join(map(re.escape, ways))})(?= )")


_POLITE = _polite()
