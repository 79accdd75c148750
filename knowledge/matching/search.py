"""A knowledge base made searchable: phrasings, answers, and the classifier over them.

Knows texts and numbers only; who may see an entry, and what a number means, is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from knowledge.entry import Entry
from knowledge.matching.classifier import BUDGET, Classifier, Rows
from knowledge.matching.encoder import WIDE, Encoder
from knowledge.matching.index import Floats, Growing, Index
from knowledge.matching.likeness import Shelved, likeness, shelve
from knowledge.matching.question import Asker, Meanings, Question
from knowledge.matching.views import Shelf, Sight, Sizes, look
from knowledge.text.normalise import stem, surface, tokens
from knowledge.text.related import TELLING, related, tells
from knowledge.text.steps import plain
from knowledge.text.variables import bare

ANSWER_LENGTH = 1500
_NUMBER = re.compile(r"(?<![\w-])\d{1,3}(?![\w-])")
"""A price, an hour, a count: an answer that has the question's by chance is no nearer for it. Longer
ones are years, models and codes."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """What is searched of one entry."""

    key: str
    phrasings: tuple[str, ...]
    answer: str = ""

    @classmethod
    def of(cls, entry: Entry, wordings: tuple[str, ...] = ()) -> Document:
        """What is searched of an entry, with wordings that customers confirmed."""
        return cls(
            key=entry.id, phrasings=entry.phrasings + wordings, answer=plain(bare(entry.answer))
        )


@dataclass(kw_only=True, eq=False)
class Search:
    """Documents by slot. Slots are never used twice."""

    index: Index = field(default_factory=Index)
    answers: Index = field(default_factory=Index)
    classifier: Classifier | None = None
    encoder: Encoder | None = None
    slots: dict[int, list[int]] = field(default_factory=dict)
    slot_of: dict[str, int] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    _answer_slots: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._asker = Asker(self.index)
        self._phrasings = 0
        self._rows: tuple[Classifier, dict[int, Rows]] | None = None
        self._senses = Growing(np.float32)
        self._shelved: Shelved | None = None

    @classmethod
    def of(cls, documents: Sequence[Document], encoder: Encoder | None = None) -> Search:
        """A search over documents, usable at once; the classifier is fitted apart. An encoder
        takes a millisecond or more a phrasing."""
        search = cls(encoder=encoder)
        for document in documents:
            search._insert(document)
        search.index.reweigh()
        search.answers.reweigh()
        return search

    def put(self, document: Document) -> None:
        """Add a document, or replace the one with its key."""
        self.drop(document.key)
        self._insert(document)
        self._asker.forget()

    def drop(self, key: str) -> None:
        """Take a document out; unknown keys are fine."""
        slot = self.slot_of.pop(key, None)
        if slot is None:
            return
        self._shelved = None
        self.index.drop(self.slots.pop(slot))
        self._phrasings -= self.sizes[slot]
        answer = self._answer_slots.pop(slot, None)
        if answer:
            self.answers.drop(answer)
        self._asker.forget()

    def fit(self) -> None:
        """Fit the classifier; costly."""
        lines = [line for lines in self.slots.values() for line in lines]
        if len(lines) < 1.3 * len(self.slots) or self.too_large():
            return
        reader = Classifier(self.index)
        rows = reader.read(lines, self.ask_line)
        self._rows = reader, dict(zip(lines, rows, strict=True))
        self.classifier = self.classifier_without(frozenset())

    def too_large(self) -> bool:
        """Whether a classifier would be larger than is reasonable, before reading for one."""
        features = 2 * len(self.index.spelt) + len(self.index.gram_words)
        return features * sum(map(bool, self.slots.values())) > BUDGET

    def classifier_without(self, hidden: frozenset[int]) -> Classifier | None:
        """A classifier that has not seen some phrasings; only after `fit`."""
        if self._rows is None:
            return None
        reader, rows = self._rows
        classifier = reader.fresh()
        lines = [line for line in rows if line not in hidden]
        owners = self.index.owner[lines].tolist()
        return classifier if classifier.fit([rows[line] for line in lines], owners) else None

    def forget_rows(self) -> None:
        """Let go of what only fitting needs."""
        self._rows = None

    def ask(self, text: str) -> Question:
        """Make a question comparable."""
        question = self._asker.ask(text)
        if self.encoder is None or not question.tokens:
            return question
        return replace(question, sense=self.encoder([self._spelt(text)])[0])

    def _spelt(self, text: str) -> str:
        """The text with words that are spelt wrong as they are known here; an encoder takes such a
        word for another one."""
        words = surface(text)
        meant = [self._meant(word) for word in words]
        return text if meant == words else " ".join(meant)

    def _meant(self, word: str) -> str:
        stems = stem(word)
        if len(stems) != 1 or stems[0] in self.index.words or related(stems[0]):
            return word
        found = self.meanings(stems[0]).words
        return self.index.spelt[int(found[0])] if len(found) else word

    def ask_line(self, line: int) -> Question:
        """Make one of the phrasings a question."""
        question = self._asker.ask(self.index.texts[line])
        return question if self.encoder is None else replace(question, sense=self.senses[line])

    @property
    def senses(self) -> Floats:
        """The phrasings' directions, one row each; none without an encoder."""
        rows: Floats = self._senses.view.reshape(-1, WIDE)
        return rows

    def meanings(self, token: str) -> Meanings:
        """What a token may stand for here."""
        return self._asker.meanings(token)

    def only_guessed(self, question: Question, entry: int) -> bool:
        """Whether all of weight that an entry's phrasings have of a question is far guesses at spellings."""
        own = {word for line in self.slots[entry] for word in self.index.line(line).tolist()}
        met = [
            self._asker.guessed(token)
            for token in question.tokens
            if tells(token) > TELLING and own.intersection(self.meanings(token).words.tolist())
        ]
        return bool(met) and all(met)

    def speaks_of(self, words: Iterable[str]) -> bool:
        """Whether some entry, in a phrasing or its answer, has one of these words."""
        return any(
            token in texts.words
            for token in tokens([*words])
            for texts in (self.index, self.answers)
        )

    def nearness(self, question: Question, entry: int, said: Collection[str]) -> float:
        """How near an entry's phrasings come to the nearest of some tokens of a question, 0 to 1."""
        own = {word for line in self.slots[entry] for word in self.index.line(line).tolist()}
        meant = [self.meanings(token) for token in question.tokens if token in said]
        near = [pair for each in meant for pair in zip(each.words.tolist(), each.near, strict=True)]
        return max((float(how) for word, how in near if word in own), default=0.0)

    def see(
        self, question: Question, *, hidden: int = -1, classifier: Classifier | None = None
    ) -> Sight:
        """The entries a question may mean, with their views."""
        shelf = Shelf(
            index=self.index,
            answers=self.answers,
            slots=self.slots,
            classifier=classifier or self.classifier,
            senses=self.senses,
        )
        return look(shelf, question, hidden=hidden)

    def likeness(self, question: Question) -> dict[int, Floats]:
        """How alike each entry is to a question, by directions of words; for a small base."""
        if self._shelved is None:
            self._shelved = shelve(
                [[self.index.texts[line] for line in own] for own in self.slots.values()],
                [" ".join(self.answers.texts[a] for a in self.answer_slots(e)) for e in self.slots],
            )
        return dict(
            zip(self.slots, likeness(self._shelved, self._spelt(question.plain)), strict=True)
        )

    def answer_slots(self, entry: int) -> list[int]:
        """Where the answer of an entry stands; empty without one."""
        return self._answer_slots.get(entry, [])

    def counts(self, sight: Sight) -> Floats:
        """How many phrasings each entry in sight has."""
        return np.array([self.sizes[slot] for slot in sight.entries], np.float32)

    def measure(self) -> Sizes:
        """How many entries, how many phrasings each, and whether answers are searched."""
        count = len(self.slots)
        return count, self._phrasings / count if count else 1.0, bool(self._answer_slots)

    def _insert(self, document: Document) -> None:
        self._shelved = None
        slot = len(self.keys)
        self.keys.append(document.key)
        self.slot_of[document.key] = slot
        phrasings = [text for text in document.phrasings if text.strip()]
        self.sizes.append(max(1, len(phrasings)))
        self._phrasings += self.sizes[slot]
        self.slots[slot] = self.index.add(slot, phrasings)
        if self.encoder is not None:
            self._senses.extend(WIDE * len(phrasings))
            self.senses[self.slots[slot]] = self.encoder(phrasings)
        if document.answer.strip():
            self._answer_slots[slot] = self.answers.add(
                slot, [_NUMBER.sub(" ", document.answer[:ANSWER_LENGTH])]
            )
