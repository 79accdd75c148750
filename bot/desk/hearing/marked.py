"""What "Mark as solved", called from a message's menu, means there: a ticket, an answer, or nothing."""

from bot.desk.hearing import talk
from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import accounts
from bot.errors import NotAllowed, NotFound

_VERBS = {"resolve", "sorted"}


def meant(step: Step, line: str) -> str:
    """The command with what it is about; any other as it is. Raises Refused where there is nothing.

    What the message itself asked goes before what else is asked around it.
    """
    if not step.called_on or line not in _VERBS:
        return line
    message = step.records.burst(step.called_on)[-1]
    asked = step.records.questions_of(message)
    ticket = step.records.ticket_of_message(message)
    if ticket is None and not asked:
        ticket = _around(step)
        last = None if ticket else talk.last_question(step, step.conversation())
        asked = [last] if last else []
    if ticket is None:
        ticket = next((step.records.ticket(each.ticket) for each in asked if each.ticket), None)
    if ticket:
        return _of_ticket(step, line, ticket)
    return _of_question(step, asked[0] if asked else None)


def _around(step: Step) -> Ticket | None:
    """The ticket in whose thread the message stands; of several theirs, if they have one in it."""
    here = [each for each in step.records.open_tickets() if each.place.key == step.here.key]
    mine = [each for each in here if _same(step, each.requester.id)]
    found = step.records.ticket_of_card(step.here)
    return found or next(reversed(mine or here), None)


def _of_ticket(step: Step, line: str, ticket: Ticket) -> str:
    if not (step.is_staff or _same(step, ticket.requester.id)):
        raise NotAllowed.of("somebody_elses", n=ticket.number)
    return f"{line} {ticket.number}"


def _of_question(step: Step, asked: Question | None) -> str:
    if asked is None:
        raise NotFound.of("nothing_to_solve")
    if not _same(step, asked.by.id):
        raise NotAllowed.of("askers_to_mark", who=asked.by.name)
    return f"solved {asked.id}"


def _same(step: Step, person: str) -> bool:
    return accounts.same(step.records, person, step.actor.id)
