"""What is asked of a desk, and of what: deeds, things and names, by words that mean the same.

Read once from concepts.toml. A word that stands on no line means only itself.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from knowledge.text.folding import fold
from knowledge.text.normalise import stem

CONCEPTS = Path(__file__).with_name("concepts.toml")
EVERYWHERE = Path(__file__).with_name("topics.toml")
DEEDS, THINGS, TOPICS = "deeds", "things", "topics"
LONGEST_STEM = 12
GAP = 2
"""Words that may stand within a phrase: "send it back"."""

Concept = tuple[str, str]
"""Its table, and its line there."""
NONE: frozenset[Concept] = frozenset()


class Lexicon:
    """The lines by token, by beginning of a token, and by the first token of a phrase."""

    def __init__(self) -> None:
        self.exact: defaultdict[str, set[Concept]] = defaultdict(set)
        self.begins: defaultdict[str, set[Concept]] = defaultdict(set)
        self.phrases: defaultdict[str, list[tuple[tuple[str, ...], Concept]]] = defaultdict(list)
        self.numbers: dict[Concept, int] = {}
        for file in (CONCEPTS, EVERYWHERE):
            for table, lines in tomllib.loads(file.read_text(encoding="utf-8")).items():
                for line, words in lines.items():
                    self.numbers[table, line] = len(self.numbers)
                    for word in words.split():
                        self._put(word, (table, line))

    def _put(self, word: str, concept: Concept) -> None:
        if "_" in word:
            first, *rest = (stem(part)[0] for part in word.split("_"))
            self.phrases[first].append((tuple(rest), concept))
        elif word.endswith("*"):
            self.begins[word[:-1]].add(concept)
            self.exact[stem(word[:-1])[0]].add(concept)  # "facture" is heard as "factur"
        else:
            self.exact[stem(fold(word))[0]].add(concept)


@cache
def lexicon() -> Lexicon:
    """Read once."""
    return Lexicon()


@lru_cache(maxsize=65_536)
def concepts(token: str) -> frozenset[Concept]:
    """What a token stands for; a short number for itself."""
    if token.isdecimal():
        return frozenset({("number", token)}) if len(token) < 5 else NONE
    table = lexicon()
    found = set(table.exact.get(token, ()))
    for size in range(2, min(len(token), LONGEST_STEM) + 1):
        found |= table.begins.get(token[:size], set())
    return frozenset(found)


def phrases(tokens: list[str]) -> frozenset[Concept]:
    """What phrases of several words stand for, "send it back"."""
    return frozenset(concept for _, concept in phrases_of(tokens))


def phrases_of(tokens: list[str]) -> Iterator[tuple[tuple[str, ...], Concept]]:
    """The words of each phrase there, and what they stand for together."""
    heads = lexicon().phrases
    return (
        ((token, *rest), concept)
        for at, token in enumerate(tokens)
        if token in heads
        for rest, concept in heads[token]
        if _follows(tokens[at + 1 :], rest)
    )


def _follows(tokens: list[str], rest: tuple[str, ...]) -> bool:
    at = -1
    for word in rest:
        ahead = tokens[at + 1 : at + 2 + GAP]
        if word not in ahead:
            return False
        at += 1 + ahead.index(word)
    return True
