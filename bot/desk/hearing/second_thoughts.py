"""Another of the choices, named by who takes back the one they chose: "no wait, the second".

The choices shown last are meant, though one of them was pressed already.
"""

from collections.abc import Sequence

from bot.desk.hearing import talk
from bot.desk.hearing.choosing import by_place
from bot.desk.nouns.conversation import Offer
from bot.desk.nouns.message import Button
from bot.desk.nouns.question import Feedback
from bot.desk.step import settling
from bot.desk.step.step import Step
from knowledge.text.changed_mind import instead
from knowledge.text.ordinals import DIGITS


def chosen(step: Step, text: str) -> str:
    """The command of the choice that is meant instead; "" where no choices were shown, or something
    else is said."""
    named = instead(text[:200])
    shown = _shown(step) if named else ()
    offers = [Offer(label=each.label, command=each.command) for each in shown]

    def numbered(number: int) -> str:
        counted = settling.shows_numbers(step.here)
        places = {each.number if counted else at: each for at, each in enumerate(shown, 1)}
        return places[number].command if number in places else ""

    number = named.strip(" .!")
    bare = number.isdecimal() and len(number) <= DIGITS
    return numbered(int(number)) if bare else by_place(named, offers, numbered)


def _shown(step: Step) -> Sequence[Button]:
    """The choices of what was asked last: those that are open, or of which one was taken."""
    question = talk.last_question(step, step.conversation())
    if question is None or question.ticket or question.feedback not in {None, Feedback.PICKED}:
        return ()
    picks = f"pick {question.id} "
    for carrier in reversed(step.records.carriers(f"question {question.id}")):
        buttons = carrier.outgoing.message.buttons
        if found := [each for each in buttons if each.command.startswith(picks)]:
            return found
    return ()
