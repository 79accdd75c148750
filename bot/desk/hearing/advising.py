"""What a member says in plain words to the desk alone after the team asked for their help: it is passed on
to the team, unless it is for the desk."""

from datetime import datetime, timedelta

from bot.desk.boundary import Heard
from bot.desk.hearing import quick_replies, talk
from bot.desk.nouns.expert import Consulted
from bot.desk.nouns.inbound import Address, Said
from bot.desk.step.step import Step
from bot.desk.verbs import experts
from knowledge.text.sentences import puts_question

SPAN = timedelta(days=3)
"""So long after they were asked, words of theirs are for that."""
MORE = timedelta(minutes=30)
"""So long after they answered, words of theirs go on with it: "sorry, I meant three"."""


def told(step: Step, said: Said, heard: Heard) -> str:
    """Pass it on; "" for what asks the desk, presses a button or says nothing, and where they have a
    matter of their own there since."""
    if step.is_staff or not said.place.private or said.address is not Address.DIRECT:
        return ""
    asked = step.records.asked_last(step.actor.id)
    if asked is None or step.now - asked.at > SPAN or _own_matter(step, asked.at):
        return ""
    if asked.said and not _goes_on(step, asked):
        return ""
    asks = puts_question(said.text) or heard.sure(step.library.bands)
    typed = quick_replies.picked(step, said.text, heard.reading)
    if asks or typed or heard.reading.small_talk or not said.words:
        return ""
    experts.advise(step, asked, step.records.ticket(asked.ticket), said.words)
    return "advised"


def _goes_on(step: Step, asked: Consulted) -> bool:
    """Whether they answered just now."""
    lines = step.records.history(asked.ticket)
    told = (each.at for each in lines if each.what == experts.ADVISED and each.by == step.actor.id)
    return step.now - max(told, default=asked.at) <= MORE


def _own_matter(step: Step, since: datetime) -> bool:
    """Whether they asked something themselves after that, or the team waits for their answer."""
    conversation = step.conversation()
    ticket, last = talk.open_ticket_here(step, conversation), talk.last_question(step, conversation)
    began = [each.opened_at for each in (ticket,) if each]
    began += [each.asked_at for each in (last,) if each]
    waits = talk.awaits_answer(step, step.here, step.actor.id)
    return waits or any(at > since for at in began)
