"""What somebody asks back to be sure of an answer: "ok so that's a yes?". It holds what it says, and no more."""

from bot.desk.boundary import Heard
from bot.desk.hearing import talk
from bot.desk.nouns.inbound import Address, Said
from bot.desk.step.step import Step
from knowledge.text.asking_back import asks_yes_or_no


def asked(step: Step, said: Said, heard: Heard) -> str:
    """Say that a person can tell; "" for all else, and where the desk asked something itself."""
    conversation = step.conversation()
    quiet = said.address is Address.OVERHEARD and conversation.quiet
    if quiet or heard.sure(step.library.bands) or not asks_yes_or_no(said.text):
        return ""
    question = talk.last_question(step, conversation)
    if question is None or question.ticket or question.feedback or not question.shown:
        return ""
    if any(each.asked or each.verb == "pick" for each in conversation.offers):
        return ""
    step.reply("yes_or_no", q=question.id)
    return "asked_back"
