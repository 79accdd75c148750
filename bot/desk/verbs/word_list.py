"""The team's word list: kept as decisions, each with who made it and when, and taken back like them."""

from collections.abc import Mapping, Sequence

from bot.desk.nouns.decision import Decision
from bot.desk.rules.word_list import ANY, folded, found
from bot.desk.step.step import Step
from bot.desk.verbs.deciding import before_own
from bot.errors import BadArgument, NotFound, Refused

LISTED = "word:"
"""How the names of those decisions begin."""
MOST = 500
"""Words of a desk."""
LONGEST = 60
"""Characters of one."""
SHORTEST = 3
"""Characters of one without its stars: two stand in nearly every message."""


def listed(decided: Mapping[str, str]) -> Sequence[str]:
    """The words that count now, in the order of the alphabet."""
    return sorted(each.removeprefix(LISTED) for each in decided if each.startswith(LISTED))


def said(step: Step, text: str) -> str:
    """The word of the list that stands in those words, "" for none."""
    return found(listed(step.records.decided()), text)


def add(step: Step, word: str) -> str:
    """Put a word on the list; as it is kept. Raises BadArgument and Refused."""
    kept, known = folded(word), listed(step.records.decided())
    if len(kept.strip(ANY)) < SHORTEST or len(kept) > LONGEST or ANY in kept.strip(ANY):
        raise BadArgument.of("word_cannot", word=word[:LONGEST], least=SHORTEST, most=LONGEST)
    if kept in known:
        raise Refused.of("word_there", word=kept)
    if len(known) >= MOST:
        raise Refused.of("words_full", most=MOST)
    decide(step, kept, listed_now=True)
    return kept


def drop(step: Step, word: str) -> str:
    """Take one off; as it was kept. Raises NotFound."""
    kept = folded(word)
    if kept not in listed(step.records.decided()):
        raise NotFound.of("word_not_there", word=word[:LONGEST])
    decide(step, kept, listed_now=False)
    return kept


def take_back(step: Step, decided: str, number: int) -> bool:
    """As it was before that change: whether it is listed now. Raises Refused where somebody else made another since."""
    before = before_own(step, step.records.decisions(decided), number)
    back = bool(before and before.value)
    decide(step, decided.removeprefix(LISTED), listed_now=back)
    return back


def decide(step: Step, word: str, *, listed_now: bool) -> None:
    made = Decision(
        name=f"{LISTED}{word}",
        value=word if listed_now else None,
        by=step.actor,
        at=step.now,
    )
    step.decisions.append(step.records.add_decision(made))
