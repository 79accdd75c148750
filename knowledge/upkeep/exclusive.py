"""Answers that leave out all else ("only in cash") or nothing ("every day"), and what speaks against them.

Beside an answer to the same question, and to one that asks it of a single thing: "How can I pay?" beside
"Can I pay by card?".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.entry import Entry
from knowledge.text.normalise import surface
from knowledge.upkeep.asking import Asked, asked, weighty_words
from knowledge.upkeep.contradiction import first_sentence, verdict
from knowledge.upkeep.quantities import amounts

_ONLY = re.compile(
    r"(?<!not )(?<!nicht )(?<!no )(?<!pas )\b(?:only|just|exclusively|solely|nur|ausschlie(?:ß|ss)lich|lediglich|allein|"
    r"s[oó]lo|solamente|[uú]nicamente|exclusivamente|seulement|uniquement|exclusivement)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:every ?day|everywhere|anywhere|worldwide|always|anytime|daily|24/7|seven days a week|anybody|anyone|everybody|"
    r"everyone|everything|jeden tag|täglich|überall(?:hin)?|weltweit|immer|jederzeit|alle tage|rund um die uhr|jede[rn]? darf|"
    r"todos los días|siempre|en todas partes|tous les jours|toujours|partout)\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:except|but|other than|apart from|not|außer|ausser|aber|nicht|ausgenommen|excepto|salvo|menos|sauf|excepté)\b",
    re.IGNORECASE,
)
_SHORT = 14
"""Words of a first sentence in which "always" is what the answer says, and not said by the way."""
_MORE = 2
"""Words that a question of a single thing has more, at most."""
_OPEN = frozenset({"how", "time", "place", "what", "who"})
"""Kinds of questions that a list answers."""
_ALIKE = 0.4
"""Share of the shorter answer's words from which two answers to the very same words say one thing."""


@dataclass(frozen=True, kw_only=True)
class Odds:
    """Two entries that speak against each other, by which phrasings and which word."""

    one: Entry
    said: str
    other: Entry
    also: str
    word: str

    @property
    def turned(self) -> "Odds":
        """The other way round."""
        return Odds(one=self.other, said=self.also, other=self.one, also=self.said, word=self.word)


def same_words(one: str, other: str) -> bool:
    """Whether two phrasings are one, but for case and marks."""
    return surface(one) == surface(other)


def unlike(one: str, other: str, what: Asked | None) -> bool:
    """Whether two answers to the very same words say different things, as far as their words tell."""
    if verdict(one, what) and verdict(one, what) == verdict(other, what):
        return False
    tongue, words = (what.tongue, what.words) if what else ("", frozenset())
    first, second = amounts(one, tongue), amounts(other, tongue)
    if any(not set(first[kind]).isdisjoint(second[kind]) for kind in set(first) & set(second)):
        return False
    mine, theirs = _weight(one, tongue) - words, _weight(other, tongue) - words
    return len(mine & theirs) < _ALIKE * min(len(mine), len(theirs))


def _weight(answer: str, tongue: str) -> frozenset[str]:
    return weighty_words(answer, tongue) if tongue else frozenset(surface(answer))


def narrowed(one: str, other: str, what: Asked) -> str:
    """The word by which one of two answers to a question leaves out what the other names; "" for none."""
    for mine, theirs in ((one, other), (other, one)):
        first, second = first_sentence(mine), first_sentence(theirs)
        if every := _every(mine):
            days = amounts(second, what.tongue).get("day", {})
            closed = verdict(theirs, what) == "no"
            if (what.kind == "time" and 0 < len(days) < 7) or _ONLY.search(second) or closed:
                return every
        only = _ONLY.search(first)
        if only and not _ONLY.search(second) and what.kind in _OPEN:
            named = _weight(second, what.tongue) - what.words
            if named - _weight(first, what.tongue):
                return only[0].lower()
    return ""


def _every(answer: str) -> str:
    """The word that leaves nothing out; "" where there is none, or something is excepted."""
    first = first_sentence(answer)
    if len(surface(first)) > _SHORT or _EXCEPT.search(answer):
        return ""
    found = _EVERY.search(first)
    return found[0].lower() if found else ""


def at_odds(entries: Iterable[Entry], fresh: Iterable[Entry] = ()) -> Iterator[Odds]:
    """Yield pairs of which one asks of a single thing what the other asks of all, and is answered otherwise;
    of `fresh` entries, where there are any, only theirs with the others."""
    news = {each.id for each in fresh}
    single: dict[tuple[str, str, str], list[tuple[Asked, Entry, str]]] = defaultdict(list)
    broad: list[tuple[Asked, Entry, str]] = []
    for entry in entries:
        listing = _ONLY.search(first_sentence(entry.answer)) or _every(entry.answer)
        for phrasing in entry.phrasings:
            what = asked(phrasing, entry.language)
            if what is None:
                continue
            if listing and what.kind in _OPEN:
                broad.append((what, entry, phrasing))
            elif what.kind in {"", "may"}:
                for word in what.words:
                    single[word, entry.language, entry.audience].append((what, entry, phrasing))
    told: set[frozenset[str]] = set()
    for what, entry, phrasing in broad:
        for found in _against(what, entry, phrasing, single):
            pair = frozenset({found.one.id, found.other.id})
            if pair not in told and not (news and news.isdisjoint(pair)):
                told.add(pair)
                yield found


_Single = Mapping[tuple[str, str, str], list[tuple[Asked, Entry, str]]]


def _against(what: Asked, entry: Entry, phrasing: str, single: _Single) -> Iterator[Odds]:
    rare = min(
        what.words, key=lambda word: len(single.get((word, entry.language, entry.audience), ()))
    )
    for narrow, other, also in single.get((rare, entry.language, entry.audience), ()):
        more = narrow.words - what.words
        if other.topic == entry.topic or not (what.words < narrow.words) or len(more) > _MORE:
            continue
        if narrow.tongue != what.tongue or narrow.signs != what.signs:
            continue
        if word := _denied(entry.answer, other.answer, narrow, more):
            yield Odds(one=entry, said=phrasing, other=other, also=also, word=word)


def _denied(answer: str, other: str, narrow: Asked, more: frozenset[str]) -> str:
    """The word by which an answer denies what the other says of a single thing; "" for none."""
    said = verdict(other, narrow)
    only = _ONLY.search(first_sentence(answer))
    if only and said == "yes" and more.isdisjoint(weighty_words(answer, narrow.tongue)):
        return only[0].lower()
    return _every(answer) if said == "no" else ""
