"""What is asked of "it" while something else was spoken of: "is it open then?" below the sauna's entry."""

from collections.abc import Sequence

from bot.desk.nouns.incident import issue_named
from bot.desk.nouns.question import Answer, Choices, Guess, Outcome, Question
from bot.desk.step.step import Step
from knowledge.text.leaning import of_it
from knowledge.text.normalise import surface


def spoken_of(step: Step, last: Question | None) -> frozenset[str]:
    """Topics of the entries that were shown last."""
    return frozenset(map(step.library.topic, last.shown)) if last else frozenset()


def doubted(
    step: Step, text: str, guesses: Sequence[Guess], outcome: Outcome, about: frozenset[str]
) -> Outcome:
    """The outcome; another entry's answer to what points back is only offered, unless it has the very
    words for its title."""
    if not (about and isinstance(outcome, Answer)) or issue_named(outcome.entry):
        return outcome
    own = surface(text) == surface(guesses[0].title)
    if own or step.library.topic(outcome.entry) in about or not of_it(text):
        return outcome
    return Choices(entries=(outcome.entry,))
