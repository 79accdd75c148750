"""What somebody asks back when the team said why there is no answer: it is asked of the team."""

from itertools import pairwise

from bot.desk.boundary import Heard
from bot.desk.hearing import talk
from bot.desk.nouns.inbound import Address, Said
from bot.desk.step.step import Step
from bot.desk.verbs.earlier import DECLINED
from knowledge.text.normalise import surface
from knowledge.text.sentences import puts_question
from knowledge.text.weight import weighty

_WHY = frozenset("why warum wieso weshalb porque pourquoi perche".split())  # noqa: SIM905
_LIGHT = 1
"""Words of weight beside a "why", up to which it goes on from the reason: "that's a pity, why?"."""


def asked(step: Step, said: Said, heard: Heard) -> str:
    """Give it to the team with the question that they closed; "" for all else."""
    quiet = said.address is Address.OVERHEARD and step.conversation().quiet
    if quiet or heard.sure(step.library.bands) or not _goes_on(said.text):
        return ""
    question = talk.last_question(step, step.conversation())
    if question is None or question.ticket or DECLINED not in question.had:
        return ""
    talk.want_person(step, said.words, said=said)
    return "person"


def _goes_on(text: str) -> bool:
    """Whether it asks, and says by itself nothing of what."""
    words, weight = surface(text), len(weighty(text))
    asks_why = not _WHY.isdisjoint(words) or ("por", "que") in pairwise(words)
    return puts_question(text) and (weight == 0 or (asks_why and weight <= _LIGHT))
