"""What becomes of a message that could not be worked on: a person gets it, as it was written.

Nothing is read or looked up when it is handed over: what failed before must not fail again.
"""

from bot.desk.boundary import Heard
from bot.desk.hearing import talk
from bot.desk.nouns.inbound import Address, Commanded, Said
from bot.desk.nouns.question import Answer
from bot.desk.nouns.ticket import Ticket
from bot.desk.rules import answering
from bot.desk.step import muting
from bot.desk.step.step import Step
from bot.desk.verbs import handover, requester


def put_aside(step: Step, inbound: Said | Commanded, number: int) -> bool:
    """Give it to the team and say so to whoever wrote it; False where no answer is owed.

    `number` is what staff know it by. What comes here a second time is told to staff alone.
    """
    if step.is_staff:
        step.whisper("staff_put_aside_own", number=str(number))
        return True
    mute = muting.is_mute(step.records, step.policy, step.here)
    step.goes_on = mute and talk.open_ticket_here(step, step.conversation()) is not None
    if (mute and not step.goes_on) or step.records.block_on(step.actor.id, step.now):
        return False
    ticket = step.records.ticket_of_message(inbound.id)
    if ticket is None:
        ticket = _handed_over(step, inbound)
    if ticket is None:
        return False
    step.to_staff(ticket, "staff_put_aside", number=str(number))
    return True


def _handed_over(step: Step, inbound: Said | Commanded) -> Ticket | None:
    ticket = talk.open_ticket_here(step, step.conversation())
    said = inbound if isinstance(inbound, Said) else None
    if said and said.address is not Address.DIRECT and ticket is None:
        return None
    words = said.words if said else _typed(inbound)
    if ticket is None:
        how = handover.Handing(kind="put_aside", said=said)
        return handover.hand_over(step, words, (), how)
    files = said.files if said else ()
    told = requester.Words(text=words, message=inbound.id, files=files)
    requester.wrote(step, ticket, told)
    return ticket


def _typed(inbound: Said | Commanded) -> str:
    """A command with what its form held, and the words that it was called on."""
    if isinstance(inbound, Said):
        return inbound.words
    return "\n".join(filter(None, (inbound.line, *inbound.fields.values(), inbound.quoted)))


def run_again(step: Step, ticket: Ticket, said: Said, heard: Heard) -> str:
    """Words that a person has already: answered after all where that is sure, else left with them.

    Their author was told who looks at it and by when, and is told nothing of that twice.
    """
    found = [
        answering.decide(
            tuple(guess for guess in near if step.library.public(guess.entry)), step.library.bands
        )
        for near in heard.near
    ]
    sure = bool(found) and all(isinstance(outcome, Answer) for outcome in found)
    if not sure:
        step.to_staff(ticket, "staff_no_answer_either")
        return "ticket"
    step.record(ticket, "answered_after_all")
    step.to_staff(ticket, "staff_answered_after_all", who=ticket.requester.name)
    return talk.questions(step, said, heard.reading, heard.near)
