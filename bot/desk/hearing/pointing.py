"""What is asked of "it" while something else was spoken of: "is it open then?" below the sauna's entry."""

from collections.abc import Sequence

from bot.desk.nouns.incident import issue_named
from bot.desk.nouns.question import Answer, Choices, DontKnow, Guess, Outcome, Question
from bot.desk.step.step import Step
from knowledge.text.leaning import of_it
from knowledge.text.normalise import surface
from knowledge.text.pricing import asks_price, may_tell_price


def spoken_of(step: Step, last: Question | None) -> frozenset[str]:
    """Topics of the entries that were shown last."""
    return frozenset(map(step.library.topic, last.shown)) if last else frozenset()


def doubted(
    step: Step, text: str, guesses: Sequence[Guess], outcome: Outcome, about: frozenset[str]
) -> Outcome:
    """The outcome; another entry's answer to what points back is only offered, unless it has the very
    words for its title. One just shown is no answer to who asks a price that it does not say."""
    if about and asks_price(text):
        outcome = _with_price(step, text, outcome, about)
    if not (about and isinstance(outcome, Answer)) or issue_named(outcome.entry):
        return outcome
    own = surface(text) == surface(guesses[0].title)
    if own or step.library.topic(outcome.entry) in about or not of_it(text):
        return outcome
    return Choices(entries=(outcome.entry,))


def _with_price(step: Step, text: str, outcome: Outcome, about: frozenset[str]) -> Outcome:
    """The outcome without entries that were shown last and say no price."""

    def may_tell(entry_id: str) -> bool:
        entry = step.library.get(entry_id)
        if entry is None or issue_named(entry_id) or step.library.topic(entry_id) not in about:
            return True
        said = (entry.question, *entry.variants, entry.answer)
        return surface(text) == surface(entry.question) or may_tell_price(" ".join(said))

    match outcome:
        case Answer(entry=entry_id):
            return outcome if may_tell(entry_id) else DontKnow()
        case Choices(entries=ids):
            left = tuple(filter(may_tell, ids))
            return Choices(entries=left) if left else DontKnow()
        case DontKnow():
            return outcome
