"""Which entries ask the same, or for one of two opposites: pairs for staff to look at, each once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from knowledge.entry import Entry
from knowledge.text.normalise import surface
from knowledge.text.signs import signs
from knowledge.upkeep.asking import Asked, in_common, is_opposite, ways


@dataclass(frozen=True, kw_only=True)
class Same:
    """Two entries of which phrasings ask the same."""

    one: Entry
    said: str
    other: Entry
    also: str
    asked: Asked

    @property
    def turned(self) -> "Same":
        """The other way round."""
        return Same(
            one=self.other, said=self.also, other=self.one, also=self.said, asked=self.asked
        )


def same_questions(entries: Iterable[Entry], fresh: Iterable[Entry] = ()) -> Iterator[Same]:
    """Pairs of entries for the same readers that ask the same, each once; of `fresh` entries, where
    there are any, only theirs with the others."""
    news = {each.id for each in fresh}
    known: dict[tuple[Asked, str, str], dict[str, tuple[Entry, str]]] = defaultdict(dict)
    for entry in entries:
        for phrasing in entry.phrasings:
            for found in ways(phrasing, entry.language) or _word_for_word(phrasing):
                whose = known[found, entry.language, entry.audience]
                whose.setdefault(entry.id, (entry, phrasing))
    told: set[tuple[str, str]] = set()
    for what, group in _groups(known):
        for (one, said), (other, also) in combinations(group, 2):
            pair = (one.id, other.id)
            if one.topic == other.topic or pair in told or (news and news.isdisjoint(pair)):
                continue
            if what.kind == "whether" and not _meet(one, said, other, also):
                continue
            told.add(pair)
            yield Same(one=one, said=said, other=other, also=also, asked=what)


def _word_for_word(phrasing: str) -> tuple[Asked, ...]:
    """What says too little, or is in a language that is not known here, asks the same in the same words."""
    words = " ".join(surface(phrasing))
    return (Asked("", "said", frozenset({words}), signs(phrasing)),) if words else ()


_Known = Mapping[tuple[Asked, str, str], Mapping[str, tuple[Entry, str]]]


def _groups(known: _Known) -> Iterator[tuple[Asked, Iterable[tuple[Entry, str]]]]:
    """Those that ask the same, and those that ask for the same of two opposites."""
    poles: dict[tuple[object, ...], tuple[Asked, list[tuple[Entry, str]]]] = {}
    for (what, *readers), whose in known.items():
        if what.kind != "whether":
            yield what, whose.values()
            continue
        pole = next(word for word in what.words if word.startswith("="))
        key = (what.tongue, pole, *readers)
        poles.setdefault(key, (what, []))[1].extend(whose.values())
    yield from poles.values()


def _meet(one: Entry, said: str, other: Entry, also: str) -> bool:
    """Whether two phrasings that name the same opposites ask the same of the same thing."""
    opposed = is_opposite(said, one.language) != is_opposite(also, other.language)
    mine, theirs = ways(said, one.language), ways(also, other.language)
    return in_common(mine, theirs, opposed=opposed) is not None
