"""Whose a ticket is, and who of a team is given it: pure rules.

Where the entries nearest to a question point to two teams, the desk can't tell, and says nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.desk.nouns.person import Person
from bot.desk.nouns.question import Guess
from bot.desk.nouns.team import REST, Assign, Team
from bot.desk.rules import answering
from knowledge.text.folding import fold

RIVAL = 0.5
"""An entry of another team's that is likelier than this part of the likeliest one leaves it open."""


def of_category(teams: Iterable[Team], category: str) -> Team | None:
    """Whose questions of that category are."""
    wanted = fold(category)
    if not wanted:
        return None
    named = (each for each in teams if wanted in {fold(each.name), *map(fold, each.takes)})
    return next(named, None)


def of_rest(teams: Iterable[Team]) -> Team | None:
    """Who takes what no other team does."""
    return next((each for each in teams if REST in each.takes), None)


def nearest(
    teams: Sequence[Team], guesses: Sequence[Guess], categories: Mapping[str, str]
) -> Team | None:
    """Whose the entries are that lie nearest; `categories` by the entry's id. None where nothing
    points to one team alone."""
    found = [
        (each.probability, of_category(teams, categories.get(each.entry, "")))
        for each in answering.grounded(guesses)
    ]
    if not found or found[0][1] is None:
        return None
    likeliest, team = found[0]
    others = (chance for chance, other in found if other != team)
    return None if any(chance > RIVAL * likeliest for chance in others) else team


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody who may be given a ticket."""

    person: Person
    busy: int
    """Their tickets in which the next move is ours."""
    last: int
    """Place among those who were given one, the longest ago first; below 0 for never."""


def next_up(assign: Assign, there: Sequence[Candidate]) -> Person | None:
    """Who is given a ticket of those who are there; None where nobody is to be. Who was given one
    longest ago goes first; by least-busy, who has least to do."""
    if assign is Assign.OFF or not there:
        return None
    if assign is Assign.LEAST_BUSY:
        return min(there, key=lambda each: (each.busy, each.last)).person
    return min(there, key=lambda each: each.last).person
