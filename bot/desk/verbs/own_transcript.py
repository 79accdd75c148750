"""A ticket's conversation for the customer it was held with: what they wrote and what they were told.

Nothing that is the team's own stands in it: no note, no state, no time that nobody told them.
"""

from collections.abc import Iterator

from bot.desk.nouns.message import Fine, Line, Markdown, Part
from bot.desk.nouns.pending import Spoken
from bot.desk.nouns.ticket import Happened, Ticket
from bot.desk.step.step import Step
from bot.desk.verbs.conversation import in_order
from bot.desk.words import folding

_TOLD = frozenset({"reply", "asked back", "feedback answered"})
"""What the team said to them: styled."""
_WROTE = frozenset(
    """asked asked_news customer said_before small_talk complained asked_for_person
    feedback""".split()  # noqa: SIM905 - a column of words reads better
)
"""What they said themselves."""


def parts(step: Step, ticket: Ticket) -> Iterator[Part]:
    """What was said on a ticket, in order, each with who and when."""
    history = step.records.history(ticket.number)
    theirs = [each for each in history if _for_them(each)]
    spoken = [each for each in step.records.spoken(ticket) if each.arrived]
    for said in in_order(theirs, spoken):
        if isinstance(said, Spoken):
            yield _head(step, said, step.policy.name)
            for part in said.message.said:
                yield Line(spans=part.spans) if isinstance(part, Fine) else part
        else:
            told = said.what in _TOLD
            yield _head(step, said, _author(step, ticket, said) if told else said.name)
            if told:
                yield Markdown(text=said.text)
            else:
                yield from folding.parts(said.text, said.name)


def _author(step: Step, ticket: Ticket, said: Happened) -> str:
    return str(step.face(said.name, ticket, step.language()))


def _for_them(line: Happened) -> bool:
    return not line.internal and bool(line.text) and line.what in _TOLD | _WROTE


def _head(step: Step, said: Spoken | Happened, who: str) -> Line:
    at = step.wording.moment(said.at.astimezone(step.zone), step.language())
    return Line(spans=(f"{at}, {who}:",))
