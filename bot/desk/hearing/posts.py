"""A new post in an answer room: answered only when sure, else offered quietly, or left to people."""

from datetime import timedelta

from bot.desk.boundary import Heard
from bot.desk.hearing import passing_on, talk, watched
from bot.desk.nouns.inbound import Said
from bot.desk.step.step import Step

_CAPPED_OVER = timedelta(hours=1)


def made(step: Step, said: Said, heard: Heard) -> str:
    """See to one; what came of it."""
    if said.others or heard.reading.small_talk or not heard.reading.questions:
        return watched.LEFT
    of_late = step.records.unasked_answers(step.here, step.now - _CAPPED_OVER)
    if of_late >= step.policy.auto_answer_cap:
        return "over_cap"
    if step.withheld is not None:
        return passing_on.left(step, said, heard)
    if heard.sure(step.library.bands):
        return talk.questions(step, said, heard.reading, heard.near)
    return watched.offer_quietly(step, said, heard)
