"""From a question to candidates with probabilities.

Built from entries, updated in place when one changes, never raises for what people type.
"""

import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache

from knowledge.entry import Audience, Entry, Status
from knowledge.matching.aside import aside
from knowledge.matching.calibration import (
    Bands,
    Calibration,
    Confirmed,
    bands_for,
    calibrate,
    chance,
    confirmed_wordings,
)
from knowledge.matching.candidates import Candidate, one_a_topic, share_out
from knowledge.matching.doubt import turned
from knowledge.matching.encoder import Encoder
from knowledge.matching.explaining import Judged, Remark, explain
from knowledge.matching.index import Floats
from knowledge.matching.judge import UNHEARD, Judge, blended, heard, load_judge
from knowledge.matching.learned import FILE, SEMANTIC_FILE, Learned, load
from knowledge.matching.ranking import grounds, order
from knowledge.matching.reach import Reach, reach
from knowledge.matching.reservations import Reservations
from knowledge.matching.search import Document, Search
from knowledge.matching.trust import trusted
from knowledge.matching.weighing import Scales
from knowledge.text.affirmed import affirmed
from knowledge.text.circumstances import plainer
from knowledge.text.normalise import surface
from knowledge.text.quoted import said_in
from knowledge.text.reading import Reading, SmallTalk, read
from knowledge.text.splitting import meant
from knowledge.text.verbatim import SURE, Verbatim

__all__ = ["Bands", "Candidate", "Confirmed", "Matcher"]

WISH = 0.05
SMALL = 600
"""Phrasings up to which everything is encoded and fitted before the first question."""
REMEMBERED = 8
UNWORDED = SURE - 0.01
"""How sure a part of a message is at most that no entry has the very words of."""

ASKED_TOO = frozenset(
    {SmallTalk.EMPTY, SmallTalk.GREETING, SmallTalk.THANKS, SmallTalk.BYE, SmallTalk.INSULT}
    | {SmallTalk.BOT, SmallTalk.HELP, SmallTalk.PERSON}
)
"""Small talk that somebody's base may have an entry for; a yes and a no answer what was said before."""


class Matcher:
    """Finds entries for a question."""

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        *,
        wish: float = WISH,
        learned: Learned | None = None,
        encoder: Encoder | None = None,
        judge: Judge | None = None,
    ) -> None:
        self._second = None if judge is UNHEARD else judge or load_judge()
        self._plain = learned or load(FILE)
        self._semantic = learned or load(SEMANTIC_FILE)
        self._encoder = encoder
        self._wish = wish
        self._lock = threading.RLock()
        self._refitting = threading.Lock()
        self._changed: set[str] = set()
        self._weighed: dict[str, tuple[Judged, list[float], dict[int, float]]] = {}
        self._entries = {e.id: e for e in entries if e.status is Status.APPROVED}
        small = sum(len(entry.phrasings) for entry in self._entries.values()) <= SMALL
        self._search = Search.of(
            [Document.of(entry) for entry in self._entries.values()], encoder if small else None
        )
        self._reservations = Reservations(self._entries.values())
        self._verbatim = Verbatim()
        for entry in self._entries.values():
            self._verbatim.put(entry)
        self._calibration = Calibration(learned=self._weights(self._search.encoder))
        self._outcomes: list[Confirmed] = []

    def _weights(self, encoder: Encoder | None) -> Learned:
        """The weights for a search with or without encoder; a large one starts without."""
        return self._plain if encoder is None else self._semantic

    @property
    def bands(self) -> Bands:
        """Where answering, offering and declining part, for what is known by now."""
        bands = bands_for(self._wish, self._weights(self._search.encoder))
        return blended(bands, self._second, self._wish, heard(self._search))

    @property
    def problem(self) -> str:
        """Why the learned weights are not in use; empty when they are."""
        return self._plain.problem or self._weights(self._encoder).problem

    def put(self, entry: Entry) -> None:
        """Add an entry or replace the one with its id; searchable at once. Unapproved ones leave."""
        if entry.status is not Status.APPROVED:
            self.remove(entry.id)
            return
        with self._lock:
            self._weighed.clear()
            self._entries[entry.id] = entry
            self._search.put(Document.of(entry))
            self._reservations.put(entry)
            self._verbatim.put(entry)
            self._changed.add(entry.id)

    def remove(self, entry_id: str) -> None:
        """Take an entry out; unknown ids are fine."""
        with self._lock:
            self._weighed.clear()
            self._entries.pop(entry_id, None)
            self._search.drop(entry_id)
            self._reservations.remove(entry_id)
            self._verbatim.remove(entry_id)
            self._changed.add(entry_id)

    def candidates(
        self,
        text: str,
        *,
        limit: int = 10,
        staff: bool = False,
        languages: tuple[str, ...] = (),
        today: date | None = None,
    ) -> list[Candidate]:
        """Best first, at most `limit`. `staff` includes staff-only entries; `languages`, the
        reader's in order of preference, choose between translations of one topic; entries whose
        review is overdue on the day `today` are trusted less."""
        with self._lock:
            text = self._plainer(text)
            judged, chances, ground = self._weigh(text)
            worded = [
                entry for entry in self._own(text) if staff or entry.audience is Audience.PUBLIC
            ]
            found = [
                Candidate(
                    entry=entry.id,
                    probability=round(trusted(entry, chance, worded, today), 4),
                    ground=1.0 if entry in worded else ground.get(at, 0.0),
                )
                for at, chance in enumerate(chances)
                if (entry := self._entries.get(self._search.keys[judged.sight.entries[at]]))
                and (staff or entry.audience is Audience.PUBLIC)
            ]
            known = {candidate.entry for candidate in found}
            for entry in (each for each in worded if each.id not in known):
                sure = round(trusted(entry, SURE, worded, today), 4)
                found.append(Candidate(entry=entry.id, probability=sure, ground=1.0))
            return one_a_topic(found, self._entries, languages)[:limit]

    def read(self, text: str) -> Reading:
        """Read a message; what the entries show to be two questions is read as two, and a sign that
        is the whole of a phrasing as a question. What an entry has the very words of is one question,
        though it reads as two or as small talk."""
        look = cache(self._look)  # the ways to read a message share most of their parts

        def ours(words: str) -> bool:
            return said_in((entry.answer for entry in list(self._entries.values())), words)

        reading = read(text, look, ours)
        own = self._own
        parted = reading.questions and not any(map(own, reading.questions))
        if (reading.small_talk in ASKED_TOO or parted) and own(text):
            kind = None if reading.small_talk is SmallTalk.EMPTY else reading.small_talk
            return replace(reading, questions=(" ".join(text.split()),), small_talk=kind)
        return reading

    def meant(self, questions: Iterable[str]) -> tuple[str, ...]:
        """What each question of a message is looked up as, one that points back with what it is about."""
        return tuple(meant(questions, self._look))

    def _look(self, part: str) -> tuple[str, float]:
        most = 1.0 if self._own(part) else UNWORDED
        found = self.candidates(part, limit=1)
        return (found[0].entry, min(found[0].probability, most)) if found else ("", 0.0)

    def _own(self, text: str) -> list[Entry]:
        """The entries that have a text's very words, and mean by them what it does."""
        asked = text if self._verbatim.owners(text) else affirmed(self._plainer(text))
        owners = [self._entries[each] for each in self._verbatim.owners(asked)]
        return [each for each in owners if not turned(asked, each)]

    def _plainer(self, text: str) -> str:
        """A question without who it is asked for and how urgent it is, where no entry speaks of that."""
        found = plainer(text)
        if found.left_out and (
            self._verbatim.owners(text) or self._search.speaks_of(found.left_out)
        ):
            return text
        return found.text

    def _weigh(self, text: str) -> tuple[Judged, list[float], dict[int, float]]:
        """What is in sight, the chance of each row, and what the likeliest rows account for; before
        anybody's rights and wishes.

        The last few are remembered: reading a message looks at its parts before they are asked.
        """
        weighed = self._weighed.get(text)
        if weighed is None:
            if len(self._weighed) >= REMEMBERED:
                self._weighed.clear()
            whole = " ".join(surface(text))
            beside = aside(whole).beside
            judged = self.judge(beside or text)
            chances, ground = self._scales().weigh(judged, whole if beside else "")
            weighed = self._weighed[text] = judged, chances, ground
        return weighed

    def evidence(self, text: str) -> tuple[list[str], Floats]:
        """What a judge is told of the likeliest entries: their ids, and a row of inputs for each."""
        with self._lock:
            return self._scales().evidence(self.judge(text))

    def _scales(self) -> Scales:
        return Scales(
            search=self._search,
            entries=self._entries,
            reservations=self._reservations,
            judge=self._second,
        )

    def judge(self, text: str) -> Judged:
        """The probabilities of all entries in sight, by what the entries know of each other alone."""
        question = self._search.ask(text)
        sight = self._search.see(question)
        if not len(sight.entries):
            return Judged(question=question, sight=sight, chances=())
        counts = self._search.counts(sight)
        scores = order(sight, counts, self._calibration.learned)
        scores = scores + self._calibration.of_entries(
            [self._search.keys[slot] for slot in sight.entries]
        )
        facts = grounds(sight, scores, question, counts, self._search.measure())
        chances = share_out(
            scores, chance(self._calibration.learned, facts), self._calibration.learned.rest
        )
        factors = self._reservations.factors(
            question, [self._search.keys[slot] for slot in sight.entries], sight
        )
        return Judged(
            question=question,
            sight=sight,
            chances=tuple(c * f for c, f in zip(chances, factors, strict=True)),
        )

    def explain(self, text: str, entry_id: str) -> tuple[Remark, ...]:
        """For staff: what matched, what was missing, why not surer."""
        with self._lock:
            return explain(self.judge(text), self._search, entry_id)

    def reach(self) -> Reach:
        """What this knowledge base can reach, by the last refit, and what would help it."""
        with self._lock:
            entries, trials = list(self._entries.values()), self._calibration.trials
        return reach(entries, trials, self.bands)

    def learn(self, outcomes: Iterable[Confirmed]) -> None:
        """Take confirmed outcomes into account from the next refit on."""
        with self._lock:
            self._outcomes.extend(outcomes)

    def refit(self) -> None:
        """Redo what is costly; answers go on meanwhile, the result is swapped in whole."""
        with self._refitting:
            with self._lock:
                entries = list(self._entries.values())
                outcomes = tuple(self._outcomes)
                self._changed.clear()
            search = self._fitted(entries, outcomes)
            calibration = calibrate(search, self._weights(self._encoder), outcomes)
            search.forget_rows()
            with self._lock:
                self._weighed.clear()
                for key in sorted(self._changed):
                    search.drop(key)
                    if key in self._entries:
                        search.put(Document.of(self._entries[key]))
                self._search, self._calibration = search, calibration

    def _fitted(self, entries: Iterable[Entry], outcomes: Iterable[Confirmed]) -> Search:
        wordings = confirmed_wordings(outcomes)
        search = Search.of([Document.of(e, wordings.get(e.id, ())) for e in entries], self._encoder)
        search.fit()
        return search

    def twin(self, entries: Iterable[Entry]) -> "Matcher":
        """Another over these that has learnt the same, for trying changes on. Takes its time."""
        other = Matcher((), wish=self._wish, encoder=self._encoder, judge=self._second or UNHEARD)
        other._plain, other._semantic = self._plain, self._semantic
        for entry in entries:
            other.put(entry)
        other._outcomes = list(self._outcomes)
        other._search = other._fitted(other._entries.values(), other._outcomes)
        other._calibration = self._calibration
        return other

    def holds(self, entry: Entry) -> bool:
        """Whether it is searched just as it is."""
        return self._entries.get(entry.id) is entry

    def warm_up(self) -> None:
        """Fit a small knowledge base before the first question, a large one later. Takes under a second."""
        with self._lock:
            if sum(len(entry.phrasings) for entry in self._entries.values()) <= SMALL:
                self._search.fit()
                self._weighed.clear()
