"""What staff should look at again: overdue entries, doubles, contradictions, thin ones.

Pure: the day is passed in; everything comes back as values with a sentence for staff.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

import numpy as np
from rapidfuzz import fuzz, process

from knowledge.entry import Entry, Status
from knowledge.text.normalise import surface
from knowledge.text.signs import signs
from knowledge.upkeep.asking import asked, in_common, is_opposite, ways
from knowledge.upkeep.contradiction import contradiction
from knowledge.upkeep.exclusive import Odds, at_odds, narrowed, same_words, unlike
from knowledge.upkeep.open_days import days_at_odds
from knowledge.upkeep.same_question import same_questions
from knowledge.upkeep.structure import ENOUGH_VARIANTS, check_entry

NEAR = 85.0
"""Likeness of phrasings (0-100, order of words left aside) from which two entries are near."""
ANSWER = "answer"
"""What differs where two answers to the very same words say different things."""
ALIKE = 100.0
"""Of phrasings that ask the same in other words."""
_SAME_WORD = 70.0
"""Likeness (0-100) from which two words are forms of one."""
_CHUNK = 500


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two entries whose phrasings lie near each other."""

    one: Entry
    other: Entry
    phrasings: tuple[str, str]
    """The two that are most alike."""
    likeness: float
    """0 to 100."""
    same: bool
    """Whether they may ask the very same: no word of weight stands against it."""
    differs: tuple[str, ...] = ()
    """What speaks against each other in the answers: amounts, "no", "place"."""
    opposed: bool = False
    """One asks for the opposite of the other."""

    @property
    def ids(self) -> frozenset[str]:
        """Both, whichever comes first."""
        return frozenset({self.one.id, self.other.id})

    @property
    def contradicts(self) -> bool:
        """Whether the answers differ in a way that matters."""
        return bool(self.differs)

    def __str__(self) -> str:
        """Return a sentence for staff."""
        both = f'{self.one.id} ("{self.phrasings[0]}") and {self.other.id} ("{self.phrasings[1]}")'
        if self.contradicts:
            return (
                f"{both} ask nearly the same and answer differently "
                f"({', '.join(self.differs)}). Correct one, or retire it."
            )
        return f"{both} ask nearly the same. Merge them, or say what each is not for."


@dataclass(frozen=True, kw_only=True)
class Review:
    """All that is worth a look on one day."""

    overdue: tuple[Entry, ...] = ()
    due: tuple[Entry, ...] = ()
    contradictions: tuple[Pair, ...] = ()
    doubles: tuple[Pair, ...] = ()
    thin: tuple[Entry, ...] = ()
    flaws: tuple[tuple[Entry, str], ...] = ()

    def lines(self) -> tuple[str, ...]:
        """Return a sentence for each, the weightiest first; none when all is well."""
        return (
            *(str(pair) for pair in self.contradictions),
            *(f'{one.id} ("{one.question}"): {_since(one)}' for one in self.overdue),
            *(f'{one.id} ("{one.question}"): review it by {one.review_on}.' for one in self.due),
            *(str(pair) for pair in self.doubles),
            *(f"{one.id}: {flaw}" for one, flaw in self.flaws),
        )


def review(
    entries: Iterable[Entry], today: date, *, within: timedelta = timedelta(days=14)
) -> Review:
    """Look at all entries that are not retired. 1,000 entries take a few seconds: not on a loop."""
    alive = [entry for entry in entries if entry.status is not Status.RETIRED]
    pairs = near_pairs(alive)
    return Review(
        overdue=overdue(alive, today),
        due=due_within(alive, today, within),
        contradictions=tuple(pair for pair in pairs if pair.contradicts),
        doubles=tuple(pair for pair in pairs if not pair.contradicts),
        thin=lacking_variants(alive),
        flaws=tuple((entry, flaw) for entry in alive for flaw in check_entry(entry)),
    )


def overdue(entries: Iterable[Entry], today: date) -> tuple[Entry, ...]:
    """Return approved entries whose review day has come, the longest overdue first."""
    return _by_review_day(entry for entry in entries if entry.overdue(today))


def due_within(
    entries: Iterable[Entry], today: date, within: timedelta = timedelta(days=14)
) -> tuple[Entry, ...]:
    """Return approved entries whose review day comes after today, within that time."""
    return _by_review_day(
        entry
        for entry in entries
        if entry.review_on is not None and today < entry.review_on <= today + within
    )


def _by_review_day(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    approved = [entry for entry in entries if entry.status is Status.APPROVED]
    return tuple(sorted(approved, key=lambda one: (one.review_on or date.max, one.id)))


def lacking_variants(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries with fewer other phrasings than matching needs, the barest first."""
    thin = [entry for entry in entries if len(entry.variants) < ENOUGH_VARIANTS]
    return tuple(sorted(thin, key=lambda one: (len(one.variants), one.id)))


def near_pairs(entries: Iterable[Entry]) -> tuple[Pair, ...]:
    """Return entries of one language and audience that ask nearly the same, the nearest first."""
    return _pairs(list(entries), None)


def near_to(entry: Entry, entries: Iterable[Entry]) -> tuple[Pair, ...]:
    """Return the pairs that one entry, perhaps not saved yet, would make with the others."""
    others = [one for one in entries if one.id != entry.id]
    return _pairs(others, entry)


def contradictions(entries: Iterable[Entry], fresh: Iterable[Entry] = ()) -> tuple[Pair, ...]:
    """Return the pairs that ask the same and answer differently, `fresh` entries among them if there
    are any. Looks at no likeness, so ten thousand entries take a second or two."""
    alive = [entry for entry in entries if entry.status is Status.APPROVED]
    fresh = list(fresh)
    found = same_questions(alive, fresh)
    pairs = (_pair(ALIKE, each.one, each.said, each.other, each.also) for each in found)
    against = {pair.ids: pair for pair in pairs if pair.contradicts}
    odds = map(_pair_at_odds, _odds(alive, fresh))
    return tuple(({each.ids: each for each in odds} | against).values())


def _pairs(entries: list[Entry], only: Entry | None) -> tuple[Pair, ...]:
    alive = [entry for entry in entries if entry.status is not Status.RETIRED]
    known = _phrasings(alive)
    asked = _phrasings([only]) if only else known
    best: dict[tuple[str, str], tuple[float, Entry, str, Entry, str]] = {}
    texts = [plain for _, _, plain in known]
    for start in range(0, len(asked), _CHUNK):
        part = asked[start : start + _CHUNK]
        scores = process.cdist(
            [plain for _, _, plain in part], texts, scorer=fuzz.ratio, score_cutoff=NEAR
        )
        for row, column in zip(*np.nonzero(scores), strict=True):
            one, said, plain = part[row]
            other, also, plain_too = known[column]
            if not _comparable(one, other) or (only is None and one.id >= other.id):
                continue
            if signs(said) != signs(also) or _exchanged(plain, plain_too):
                continue
            found = best.get((one.id, other.id))
            if found is None or scores[row, column] > found[0]:
                best[one.id, other.id] = (float(scores[row, column]), one, said, other, also)
    every = [*alive, only] if only else alive
    for each in same_questions(every, [only] if only else []):
        mine = each.one.id == only.id if only else each.one.id < each.other.id
        same = each if mine else each.turned
        best[same.one.id, same.other.id] = (ALIKE, same.one, same.said, same.other, same.also)
    # Opposites with answers that agree are no doubles.
    found_pairs = (_pair(*each) for each in best.values())
    pairs = [pair for pair in found_pairs if pair.contradicts or not pair.opposed]
    known_ids = {pair.ids for pair in pairs if pair.contradicts}
    for odds in _odds(every, [only] if only else []):
        mine = odds.one.id == only.id if only else odds.one.id < odds.other.id
        pair = _pair_at_odds(odds if mine else odds.turned)
        pairs += [pair] if pair.ids not in known_ids else []
    return tuple(sorted(pairs, key=lambda pair: (-pair.likeness, pair.one.id, pair.other.id)))


def _phrasings(entries: list[Entry]) -> list[tuple[Entry, str, str]]:
    """Return each phrasing with its words sorted, so that their order counts for nothing."""
    found = []
    for entry in entries:
        for phrasing in entry.phrasings:
            plain = " ".join(sorted(surface(phrasing)))
            if plain:
                found.append((entry, phrasing, plain))
    return found


def _exchanged(one: str, other: str) -> bool:
    """Whether each has a word of weight in place of the other's: "my order" and "my refund"."""
    mine, theirs = set(one.split()), set(other.split())
    left, right = _weighty(mine - theirs), _weighty(theirs - mine)
    forms = any(_forms(a, b) for a in left for b in right)
    return bool(left and right) and not forms


def _forms(one: str, other: str) -> bool:
    """Whether two words are forms of one; numbers never are."""
    if any(map(str.isdigit, one + other)):
        return False
    return fuzz.ratio(one, other) >= _SAME_WORD


def _weighty(words: set[str]) -> set[str]:
    """Leave out short words, which mostly only join others; digits always weigh."""
    return {word for word in words if len(word) > 3 or any(map(str.isdigit, word))}


def _comparable(one: Entry, other: Entry) -> bool:
    return (
        one.id != other.id
        and one.topic != other.topic
        and one.language == other.language
        and one.audience is other.audience
    )


def _pair(likeness: float, one: Entry, said: str, other: Entry, also: str) -> Pair:
    asks = asked(said, one.language), asked(also, other.language)
    opposed = is_opposite(said, one.language) != is_opposite(also, other.language)
    mine, theirs = ways(said, one.language), ways(also, other.language)
    what = in_common(mine, theirs, opposed=opposed)
    opposed = opposed and what is not None and what.kind in {"may", "whether"}
    narrower = opposed and not {what} <= {*mine} & {*theirs}
    differs = contradiction(one.answer, other.answer, what, opposed=opposed, narrower=narrower)
    if not (differs or opposed) and what and (word := narrowed(one.answer, other.answer, what)):
        differs = (word,)
    if not (differs or opposed) and same_words(said, also):
        differs = (ANSWER,) if unlike(one.answer, other.answer, what) else ()
    return Pair(
        one=one,
        other=other,
        phrasings=(said, also),
        likeness=likeness,
        same=None in asks or what is not None,
        differs=differs,
        opposed=opposed,
    )


def _odds(entries: list[Entry], fresh: list[Entry]) -> Iterator[Odds]:
    """Entries that speak against each other without asking the same; each two once."""
    told: set[frozenset[str]] = set()
    for odds in chain(at_odds(entries, fresh), days_at_odds(entries, fresh)):
        ids = frozenset({odds.one.id, odds.other.id})
        if ids not in told:
            told.add(ids)
            yield odds


def _pair_at_odds(odds: Odds) -> Pair:
    return Pair(
        one=odds.one,
        other=odds.other,
        phrasings=(odds.said, odds.also),
        likeness=NEAR,
        same=True,
        differs=(odds.word,),
    )


def _since(entry: Entry) -> str:
    checked = f"last checked {entry.checked_on}" if entry.checked_on else "never checked"
    return f"overdue for review since {entry.review_on}, {checked}. Check it, then say so."
