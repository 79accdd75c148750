"""Asking back what it is about, where words name a trouble and no matter: "it doesn't work".

Once only: who says it again is offered the team, with all that they said.
"""

from dataclasses import replace

from bot.desk.hearing import offering
from bot.desk.nouns.inbound import Said
from bot.desk.nouns.question import DontKnow, OutcomeKind, Question
from bot.desk.step.step import Step
from bot.desk.verbs import showing


def say_more(step: Step, said: Said) -> None:
    """Ask what it is about; offer to pass it on where that was the last thing asked here."""
    before = _asked_back(step)
    if before is None:
        kept = showing.ask(step, said, said.words, (), DontKnow())
        step.records.save_question(replace(kept, open=False))
        step.reply("say_more", q=kept.id)
        return
    both = "\n".join(dict.fromkeys((*before.words.splitlines(), said.text)))
    whole = replace(said, text=both, files=(*before.files, *said.files))
    asked = showing.ask(step, whole, both, (), DontKnow())
    step.records.save_question(replace(before, open=False, ask_at=None))
    step.records.save_conversation(replace(step.conversation(), question=asked.id))
    offering.offer(step, asked)


def _asked_back(step: Step) -> Question | None:
    """What they said when they were last asked what it is about, or offered the team for that, if
    nothing was shown to them since."""
    asked = {each.command for each in step.conversation().offers if each.verb in _VERBS}
    numbers = {command.partition(" ")[2] for command in asked}
    if len(numbers) != 1 or not (number := numbers.pop()).isdigit() or number == "0":
        return None
    question = step.records.question(int(number))
    says_nothing = question.outcome is OutcomeKind.DONT_KNOW and not question.guesses
    fresh = not (question.ticket or question.feedback) and question.words
    return question if says_nothing and fresh else None


_VERBS = frozenset({"person", "pass"})
"""Buttons below what asks back, and below the offer that follows."""
