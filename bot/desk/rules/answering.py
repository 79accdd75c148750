"""Probabilities in, one of three outcomes out.

Sure and clear of its neighbours: Answer. Close, and about what was asked: Choices, three at most.
Else: Don't know.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.desk.nouns.incident import issue_named
from bot.desk.nouns.question import Answer, Choices, DontKnow, Guess, Outcome, OutcomeKind
from knowledge.entry import Entry
from knowledge.matching.matcher import Bands, Candidate

TWIN = 0.6
"""A runner-up with this share of the best's probability makes an answer a coin toss."""

WORTH_SHOWING = 0.08
"""A choice less likely than this only takes up room."""

GROUND = 0.2
"""A choice that accounts for less of what matters in the question has nothing to do with it."""

BESIDE, WHOLLY = 0.5, 0.9
"""A choice with less of the likeliest's probability than the first stands there only because three have
room, unless it accounts for as much of the question as the second: "how long does it keep?" may well be
about either of two entries that ask just that of bread and of cake."""

ISSUE = 0.25
"""How likely a question has to be about a known issue, so that its asker hears of that first: while
something is wrong, what may well be about it mostly is, and whoever it is not about says so."""


def known_issue(guesses: Sequence[Guess], bands: Bands) -> Guess | None:
    """The known issue that a question is about, whatever entries come nearer; `guesses` best first.

    Where nothing is there to compare it with, it takes as much as an answer.
    """
    found = next((each for each in guesses if issue_named(each.entry)), None)
    least = ISSUE if len(guesses) > 1 else bands.answer
    near = found and found.probability >= least and found.ground >= GROUND
    return found if near else None


def with_issues(
    found: Sequence[Candidate], near: Collection[str], said: Collection[str], bands: Bands
) -> list[Candidate]:
    """Candidates without the known issues of which the question says too little, as if those were not
    there; `near` are the ids of those whose words it has for the most part, `said` of those whose very
    words stand in it, which settles it. One that is sure in itself stays: it may be in other words."""
    kept = [
        each
        for each in found
        if each.entry in near or not issue_named(each.entry) or each.probability >= bands.answer
    ]
    rest = max(0.01, 1 - sum(each.probability for each in found if each not in kept))
    shared = [replace(each, probability=min(1.0, each.probability / rest)) for each in kept]
    likely = {each.entry: each.probability for each in shared}
    sure = [
        Candidate(entry=each, probability=max(bands.answer, likely.get(each, 0.0)), ground=1.0)
        for each in sorted(said)
    ]
    left = [each for each in shared if each.entry not in said]
    return sorted([*sure, *left], key=lambda each: -each.probability)


def decide(guesses: Sequence[Guess], bands: Bands) -> Outcome:
    """The outcome for one question; `guesses` best first."""
    if not guesses:
        return DontKnow()
    best = guesses[0]
    rival = guesses[1].probability if len(guesses) > 1 else 0.0
    if best.probability >= bands.answer and rival < TWIN * best.probability:
        return Answer(entry=best.entry, version=best.version)
    if declined(guesses, bands):
        return DontKnow()
    return Choices(entries=tuple(each.entry for each in grounded(worth_showing(guesses))))


def worth_showing(guesses: Sequence[Guess]) -> list[Guess]:
    """Those of the first three that are likely enough to take up room."""
    return [each for each in guesses[:3] if each.probability >= WORTH_SHOWING]


def near_for_sure(guesses: Sequence[Guess], bands: Bands) -> Sequence[Guess]:
    """The one that would be given for an answer; else all that would be offered."""
    match decide(guesses, bands):
        case Answer():
            return guesses[:1]
        case Choices(entries=offered):
            return [each for each in guesses if each.entry in offered]
        case DontKnow():
            return ()


def declined(guesses: Sequence[Guess], bands: Bands) -> str:
    """Why none of these is offered, as a word: "unlikely", "single" where nothing is there to
    compare with, "even" where all there is would be offered, "ungrounded"; "" where some are."""
    near = worth_showing(guesses)
    if sum(each.probability for each in near) < bands.choices:
        return "unlikely"
    if len(guesses) == 1:
        return "single"
    if len(near) == len(guesses) and guesses[0].probability < bands.choices:
        return "even"
    return "" if grounded(near) else "ungrounded"


def grounded(guesses: Sequence[Guess]) -> list[Guess]:
    """Those that have to do with the question, each title once, the likeliest with it, and none that is
    far less likely than that one. How likely one is says nothing by itself where few entries are."""
    fitting = [each for each in guesses if each.ground >= GROUND]
    least = BESIDE * max((each.probability for each in fitting), default=0.0)
    fitting = [each for each in fitting if each.probability >= least or each.ground >= WHOLLY]
    titled = {each.title.strip().casefold() or each.entry: each for each in reversed(fitting)}
    return [each for each in fitting if each in titled.values()]


def guesses(candidates: Sequence[Candidate], entries: Mapping[str, Entry]) -> tuple[Guess, ...]:
    """Candidates as they are remembered: with the version and title they had."""
    return tuple(
        Guess(
            entry=each.entry,
            version=entries[each.entry].version,
            probability=each.probability,
            title=entries[each.entry].question,
            ground=each.ground,
        )
        for each in candidates
        if each.entry in entries
    )


def kind(outcome: Outcome) -> OutcomeKind:
    """The outcome's name."""
    match outcome:
        case Answer():
            return OutcomeKind.ANSWER
        case Choices():
            return OutcomeKind.CHOICES
        case DontKnow():
            return OutcomeKind.DONT_KNOW
