"""Where customers hear of hand-overs alone: what they ask goes to the team, and what the guide says to it
is withheld from them and shown to the team, as in rehearsal.
"""

from dataclasses import replace

from bot.desk.boundary import Heard
from bot.desk.hearing import rehearsing, talk
from bot.desk.nouns.inbound import Said
from bot.desk.nouns.message import Quote
from bot.desk.rules import answering
from bot.desk.step import muting
from bot.desk.step.step import Step
from bot.desk.verbs import handover
from knowledge.text.secrets import redact

PASSED_ON = "passed_on"
"""The outcome of what went to the team, whatever the guide says to it."""
KIND = "staff_would_have"


def withheld(step: Step, heard: Heard | None) -> Heard | None:
    """What was heard, as if the guide said nothing to it, where customers are told nothing of that."""
    if heard is None or step.place is None or step.in_staff_room():
        return heard
    if not muting.hands_over(step.records, step.policy, step.here):
        return heard
    step.withheld = heard.near
    return replace(heard, near=tuple(() for _ in heard.near))


def passed_on(step: Step, said: Said, heard: Heard) -> str:
    """Give it to the team, and show below its card what would have been said."""
    conversation = step.conversation()
    again = talk.open_ticket_here(step, conversation) if conversation.rephrasing else None
    if again:
        step.records.save_conversation(replace(conversation, rephrasing=False))
        talk.dont_know(step, said, [], again)
        return PASSED_ON
    near = step.withheld or ()
    handing = handover.Handing(kind="person_coming", said=said, near=handover.nearest(near))
    ticket = handover.hand_over(step, said.words, (), handing)
    several = len(near) > 1
    for text, guesses in list(zip(heard.reading.questions, near, strict=True))[: rehearsing.MOST]:
        outcome = answering.decide(guesses, step.library.bands)
        number = rehearsing.noted(step, said, guesses, outcome)
        step.to_staff(
            ticket,
            KIND,
            buttons=rehearsing.BUTTONS,
            quote=Quote(text=redact(text)[0]) if several else None,
            would=tuple(rehearsing.would(step, outcome, guesses, rehearsing.PASSED_ON)),
            rehearsed=number,
        )
    return PASSED_ON


def left(step: Step, said: Said, heard: Heard) -> str:
    """A post in an answer room stays with people; the team sees what would have been said."""
    return rehearsing.show_what(step, said, replace(heard, near=step.withheld or ()))
