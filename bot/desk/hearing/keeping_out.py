"""Where the desk keeps out, and what reaches it there all the same: a wish for a person, words that
nobody else is there to hear, and those that the platform keeps back.
"""

from dataclasses import replace

from bot.desk.boundary import Heard
from bot.desk.hearing import service, talk
from bot.desk.nouns.inbound import Address, Said
from bot.desk.step.step import Step
from bot.desk.verbs import requester
from knowledge.text.intent import Intent
from knowledge.text.weight import weighty


def person_asked(step: Step, said: Said, heard: Heard) -> str:
    """Who asks for a person speaks to the desk, also where people speak or it was told to keep out."""
    wanted = heard.asked
    ticket = talk.open_ticket_here(step, step.conversation())
    out = step.conversation().quiet or (ticket is not None and ticket.person_present)
    if not out or said.address is not Address.OVERHEARD:
        return ""
    if wanted is None or wanted.intent is not Intent.PERSON:
        return ""
    if ticket is None:
        return service.person(step, said, heard, wanted)
    talk.note_questions(step, said, heard.reading, heard.near, ticket)
    more = not wanted.alone or bool(weighty(" ".join(wanted.about)))
    requester.asked_for_person(step, ticket, said.words, more=more)
    return "person"


def alone_again(step: Step, said: Said, heard: Heard) -> str:
    """Where no person has spoken for longer than a reply may take, and no ticket sees to it, what
    somebody asks the desk hears again. It does nothing itself: always ""."""
    conversation = step.conversation()
    asks = heard.reading.small_talk is None or heard.reading.not_solved or heard.asked
    if said.address is not Address.OVERHEARD or not (conversation.quiet and asks):
        return ""
    spoke = step.records.staff_spoke_at(step.here)
    silent = spoke is None or step.policy.hours.between(spoke, step.now) > step.policy.reply_within
    if silent and talk.open_ticket_here(step, conversation) is None:
        step.records.save_conversation(replace(conversation, quiet=False))
    return ""


def unread(step: Step, said: Said) -> str:
    """Words that the platform kept back are the customer's word all the same; "" for all others."""
    if not said.unread or said.words:
        return ""
    conversation = step.conversation()
    if conversation.ticket:
        number = step.records.ticket(conversation.ticket).merged_into or conversation.ticket
        requester.wrote_unread(step, step.records.ticket(number), said)
        return "ticket"
    if conversation.quiet:
        return "overheard"
    step.reply("unread", desk=step.policy.name)
    return "small_talk"
