"""What a question and an entry have in common, and in what they differ.

Numbers that a judge weighs: words of weight that only one of the two has, deeds, things and names that
clash or agree, a refusal, a "why", a report of what happened. The same whatever else is known here.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Prefix

from knowledge.matching.manner import Manner
from knowledge.matching.question import Question
from knowledge.matching.search import Search
from knowledge.matching.told import Told, told
from knowledge.text.concepts import Concept
from knowledge.text.related import TELLING, related

MEANT = 0.9
"""How near two words on one line of concepts.toml are."""
SAID = 0.7
"""What a word of the answer counts."""
PART = 5
"""Letters from which on a word is known again in a compound."""
FORM, ALIKE = 4, 0.7
"""Letters of a word that begins a longer one; and the share of the shorter word that two forms of one
begin with."""
PHRASINGS = 24
"""Of an entry, at most."""

DIFFERENCES = (
    "covered", "covered by all", "accounted for", "known phrasing", "left over", "left unsaid",
    "most left over", "most unsaid", "most unaccounted", "swapped", "left elsewhere",
    "words left over", "words unsaid", "deeds clash", "deeds agree", "deed more", "deed less",
    "things clash", "things agree", "thing more", "thing less", "names clash", "names agree",
    "name more", "refuses", "asks why", "reports", "reports and asks", "troubles", "asks", "only tells",
    "length", "phrasing's length", "no longer", "mattering", "clash by cover", "refuses by cover",
    "reports by cover", "only tells by cover", "troubles by cover", "deed more by cover",
    "clash of one thing", "topics agree", "topics clash", "topic more", "nearly accounted for",
)  # fmt: skip


class Asked(NamedTuple):
    """A question, to be compared with one entry after the other."""

    told: Told
    met: Mapping[int, tuple[int, float]]
    """Words of the index by their numbers: which of its own comes nearest to each, and how near."""


class Pair(NamedTuple):
    """A question and a phrasing, and for each word of either how near the other comes to it."""

    known: Told
    reached: list[float]
    heard: list[float]
    covered: float
    said: float


def asked(question: Question) -> Asked:
    """Make a question comparable."""
    said = told(question.plain)
    at = {token: place for place, token in enumerate(said.tokens)}
    own = [at.get(token) for token in question.tokens]
    met = {
        number: (mine, near)
        for number, near, by in _reached(question)
        if (mine := own[by]) is not None
    }
    return Asked(told=said, met=met)


def _reached(question: Question) -> list[tuple[int, float, int]]:
    """Numbers of the index's words that a token comes near to, how near, and which token."""
    numbers = np.flatnonzero(question.by >= 0)
    nearness, tokens = question.near[numbers].tolist(), question.by[numbers].tolist()
    return list(zip(numbers.tolist(), nearness, tokens, strict=True))


def differences(search: Search, question: Asked, slot: int, answer: Manner) -> list[float]:
    """DIFFERENCES between a question and the entry in a slot: in words from its phrasing that has most
    in common with the question, in deeds from all, in names from its answer too."""
    asking, index = question.told, search.index
    pairs = [
        _pair(question, told(index.texts[line]), index.words)
        for line in search.slots[slot][:PHRASINGS]
    ]
    best = max(pairs, key=lambda pair: pair.covered + pair.said)
    deeds = 0
    for pair in pairs:
        deeds |= pair.known.manner.deeds
    union = [max(each) for each in zip(*(pair.reached for pair in pairs), strict=True)]
    texts = tuple(search.answers.texts[line] for line in search.answer_slots(slot))
    said, near = _answered(asking, texts)
    heard = [max(each, SAID * there) for each, there in zip(union, said, strict=True)]
    nearly = [max(each, SAID * there) for each, there in zip(heard, near, strict=True)]
    return [
        *_words(asking, best, union, heard, index.words),
        *_manners(asking, best, deeds, answer, _share(asking, heard)),
        _share(asking, nearly),
    ]


def _words(
    asked: Told, best: Pair, union: list[float], heard: list[float], words: Container[str]
) -> list[float]:
    """What only one of the two says."""
    over, unsaid = _left(asked, best.reached), _left(best.known, best.heard)
    unaccounted = _left(asked, heard)
    elsewhere = [
        left for left, token in zip(unaccounted, asked.tokens, strict=True) if token in words
    ]
    most, least = max(over, default=0.0), max(unsaid, default=0.0)
    return [
        best.covered, _share(asked, union), _share(asked, heard), best.said, sum(over), sum(unsaid),
        most, least, max(unaccounted, default=0.0), min(most, least), max(elsewhere, default=0.0),
        float(sum(each > TELLING for each in over)), float(sum(each > TELLING for each in unsaid)),
    ]  # fmt: skip


def _manners(asked: Told, best: Pair, deeds: int, answer: Manner, covered: float) -> list[float]:
    """What is asked, of what, with which names, and how it is put."""
    known, mine, theirs = best.known, asked.manner, best.known.manner
    cover = covered * covered
    clash = bool(mine.deeds and deeds and not mine.deeds & deeds)
    same = bool(mine.things & theirs.things)
    kinds = {kind for kind, _ in theirs.names - mine.names}
    extra = mine.names - theirs.names - answer.names
    refuses = mine.refuses and not theirs.refuses
    case = in_case(asked, known)
    report = asked.reports and not (known.reports or case)
    reports, tells = report and not asked.asks, known.asks and not (asked.asks or case)
    troubles = 0 if case else min(2, max(0, asked.troubles - known.troubles))
    more = bool(mine.deeds & ~deeds)
    long, short = _telling(asked), _telling(known)
    return list(map(float, (
        clash, bool(mine.deeds & theirs.deeds), more, bool(theirs.deeds & ~mine.deeds),
        bool(mine.things and theirs.things and not same), same,
        bool(mine.things & ~theirs.things), bool(theirs.things & ~mine.things),
        any(kind in kinds for kind, _ in extra), bool(mine.names & theirs.names), bool(extra),
        refuses, mine.asks_why and not theirs.asks_why, reports, report and asked.asks, troubles,
        asked.asks, tells, min(3.0, long / 5), min(3.0, short / 5), long <= short,
        min(2.0, sum(asked.matters) / 4), cover * clash, cover * refuses, cover * reports,
        cover * tells, cover * troubles, cover * more, same and clash,
        bool(mine.topics & theirs.topics),
        bool(mine.topics and theirs.topics and not mine.topics & theirs.topics),
        bool(mine.topics & ~theirs.topics),
    )))  # fmt: skip


def in_case(asked: Told, known: Told) -> bool:
    """Whether a phrasing is about a case that a text may tell of: "what if it is stolen"."""
    return known.supposes and (known.denies or not asked.denies)


def _telling(text: Told) -> int:
    return sum(each > TELLING for each in text.matters)


def _left(text: Told, near: list[float]) -> list[float]:
    return [matter * (1 - each) for matter, each in zip(text.matters, near, strict=True)]


def _share(text: Told, near: list[float]) -> float:
    """How much of what matters in a text is come near to."""
    met = sum(matter * each for matter, each in zip(text.matters, near, strict=True))
    return met / (sum(text.matters) or 1e-6)


def _answered(asking: Told, texts: tuple[str, ...]) -> tuple[list[float], list[float]]:
    """For each word of a question: whether an answer has it, and how near it comes to it."""
    words, meant = _said(texts)
    return [float(token in words) for token in asking.tokens], [
        MEANT * (not means.isdisjoint(meant) or _near_in(token, words))
        for token, means in zip(asking.tokens, asking.means, strict=True)
    ]


@lru_cache(1_024)
def _said(texts: tuple[str, ...]) -> tuple[frozenset[str], frozenset[Concept]]:
    """The words of folded texts, and what these mean."""
    return _of_all([told(text) for text in texts])


def _of_all(known: Sequence[Told]) -> tuple[frozenset[str], frozenset[Concept]]:
    return (
        frozenset(token for text in known for token in text.tokens),
        frozenset().union(*(means for text in known for means in text.means)),
    )


def unaccounted(asking: Told, known: Sequence[Told]) -> list[float]:
    """For each token of a text: how much it says that none of what is known has, says or comes near to."""
    words, meant = _of_all(known)
    return [
        matter
        * (
            1
            - max(
                float(token in words),
                MEANT * (not means.isdisjoint(meant)),
                _near_in(token, words),
            )
        )
        for token, means, matter in zip(asking.tokens, asking.means, asking.matters, strict=True)
    ]


@lru_cache(4_096)
def _kin(token: str) -> dict[str, float]:
    return dict(related(token))


@lru_cache(4_096)
def _near_in(token: str, words: frozenset[str]) -> float:
    """How near the nearest of these words is to a token: a synonym, or a part of one word."""
    kin = [near for word, near in _kin(token).items() if word in words]
    parts = [_part(token, word) for word in words if _may_be_part(token, word)]
    return max([0.0, *kin, *parts])


def _may_be_part(one: str, other: str) -> bool:
    """Whether two words begin or end with the same letter: else neither is a part of the other."""
    return one[:1] == other[:1] or one[-1:] == other[-1:]


@lru_cache(16_384)
def _part(one: str, other: str) -> float:
    """How much of a compound a word is, where it begins or ends it; or how much two words that begin
    alike have in common, "kastrier" and "kastration"."""
    short, long = sorted((one, other), key=len)
    if len(short) < FORM:
        return 0.0
    if long.startswith(short) or (len(short) >= PART and long.endswith(short)):
        return len(short) / len(long)
    alike = Prefix.similarity(short, long)
    return alike / len(long) if alike >= PART and alike >= ALIKE * len(short) else 0.0


def _pair(question: Asked, known: Told, words: Mapping[str, int]) -> Pair:
    asking = question.told
    reached, heard = [0.0] * len(asking.tokens), [0.0] * len(known.tokens)
    for place, token in enumerate(known.tokens):
        if met := question.met.get(words[token]):
            mine, near = met
            heard[place] = near
            reached[mine] = max(reached[mine], near)
    for mine, (token, means) in enumerate(zip(asking.tokens, asking.means, strict=True)):
        if reached[mine] < MEANT:
            for place, near in _alike(token, means, known):
                reached[mine] = max(reached[mine], near)
                heard[place] = max(heard[place], near)
    covered, said = _share(asking, reached), _share(known, heard)
    return Pair(known=known, reached=reached, heard=heard, covered=covered, said=said)


def _alike(token: str, means: frozenset[Concept], known: Told) -> Iterator[tuple[int, float]]:
    """Places of a text's words that mean what a token does or are parts of one word, and how near."""
    for place, (word, theirs) in enumerate(zip(known.tokens, known.means, strict=True)):
        if means and theirs and not means.isdisjoint(theirs):
            yield place, MEANT
        elif _may_be_part(token, word) and (part := _part(token, word)):
            yield place, MEANT * part
