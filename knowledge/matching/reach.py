"""What a knowledge base can reach, and which phrasings would help it most.

Rests on the trials of the last refit: own phrasings, each asked while it was hidden.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from knowledge.entry import Entry, Status
from knowledge.matching.calibration import Bands, Trial
from knowledge.text.normalise import surface
from knowledge.text.signs import signs

TWINS = 92.0
FEW = 3


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What questions worded like the entries' own phrasings would meet. Shares, 0 to 1."""

    entries: int
    phrasings: int
    tried: int
    """How many phrasings were asked while hidden; 0 where no entry has two."""
    answered: float
    """Answered rightly."""
    wrong: float
    """Of the answers, how many were wrong."""
    confused: tuple[tuple[str, str], ...]
    """Entries taken for one another, most often first."""
    twins: tuple[tuple[str, str, str], ...]
    """Nearly the same phrasing on two entries: both ids and the phrasing."""
    thin: tuple[str, ...]
    """Entries that would gain most from one or two more phrasings."""

    def sentences(self) -> tuple[str, ...]:
        """The same in words, for `doctor` and `kb check`."""
        entries = "1 entry" if self.entries == 1 else f"{self.entries} entries"
        phrasings = "1 phrasing" if self.phrasings == 1 else f"{self.phrasings} phrasings"
        found = [f"{entries} with {phrasings}."]
        if self.tried:
            found.append(
                f"Asked {self.tried} of its own phrasings while each was hidden, the desk would "
                f"answer {round(100 * self.answered)} % rightly, "
                f"and {round(100 * self.wrong)} % of its answers would be wrong."
            )
        else:
            found.append("What they can reach can't be tried out before one has two phrasings.")
        for first, second, text in self.twins[:5]:
            found.append(
                f"“{text}” stands for both {first} and {second}: such questions get choices. "
                "Say in each how they differ, or merge them."
            )
        for first, second in self.confused[:5]:
            found.append(f"{first} is easily taken for {second}: reword one, or add “not for”.")
        if self.thin:
            found.append(f"More phrasings would help most here: {', '.join(self.thin[:5])}.")
        return tuple(found)


def reach(entries: Sequence[Entry], trials: Sequence[Trial], bands: Bands) -> Reach:
    """What these entries can reach, by the trials of the last refit."""
    live = [entry for entry in entries if entry.status is Status.APPROVED]
    said = [trial for trial in trials if trial.chance >= bands.answer]
    right = sum(trial.found == trial.entry for trial in said)
    mistaken = Counter((trial.entry, trial.found) for trial in trials if trial.found != trial.entry)
    missed: dict[str, int] = defaultdict(int)
    for trial in trials:
        missed[trial.entry] += trial.found != trial.entry or trial.chance < bands.answer
    thin = sorted(
        live, key=lambda e: (len(e.phrasings) >= FEW, -missed[e.id], len(e.phrasings), e.id)
    )
    return Reach(
        entries=len(live),
        phrasings=sum(len(entry.phrasings) for entry in live),
        tried=len(trials),
        answered=right / len(trials) if trials else 0.0,
        wrong=1 - right / len(said) if said else 0.0,
        confused=tuple(pair for pair, _ in mistaken.most_common(10)),
        twins=twins(live),
        thin=tuple(e.id for e in thin[:10] if len(e.phrasings) < FEW or missed[e.id]),
    )


def twins(entries: Sequence[Entry]) -> tuple[tuple[str, str, str], ...]:
    """Phrasings that stand, nearly the same, on two entries of different topics."""
    known = [
        (" ".join(sorted(surface(text))), text, entry)
        for entry in entries
        for text in entry.phrasings
        if text.strip()
    ]
    found = []
    texts = [words for words, _, _ in known]
    for at, (words, text, entry) in enumerate(known):
        for _, _, other in process.extract(
            words, texts[:at], scorer=fuzz.ratio, score_cutoff=TWINS, limit=3
        ):
            mate = known[other][2]
            if mate.topic != entry.topic and signs(known[other][1]) == signs(text):
                found.append((mate.id, entry.id, text))
    return tuple(dict.fromkeys(found))
