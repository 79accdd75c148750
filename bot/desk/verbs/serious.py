"""What changes for a ticket whose customer is hurt, in danger or robbed.

It is called by what they wrote of that, and no reply to it asks whether it is solved: the team asks
when it is time, by `resolve`.
"""

from dataclasses import replace
from datetime import timedelta

from bot.desk.nouns.message import Part
from bot.desk.nouns.ticket import Priority, Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import blocking, requester
from bot.desk.words.told import Word
from knowledge.text.intent import Intent, asked

_EVENT = "serious"
"""The event of words that a lead was called for."""
_EVENTS = frozenset({_EVENT, blocking.THOUGH_BLOCKED})
"""Either says so: tickets of before the first was kept have the second only."""

_HELP = {Intent.DANGER: "danger_help", Intent.DESPAIR: "despair_help"}
NOW = frozenset(_HELP)
_OF_BODIES = NOW | {Intent.HARM}

PRESSING = timedelta(hours=2)
"""How long what they then write anywhere is taken for more about it: whoever comes needs to read it."""


def is_serious(step: Step, ticket: Ticket) -> bool:
    """Whether its customer wrote that they are hurt, in danger or robbed."""
    return any(each.what in _EVENTS for each in step.records.history(ticket.number))


def presses(step: Step, ticket: Ticket) -> bool:
    """Whether its customer wrote so a short while ago."""
    history = step.records.history(ticket.number)
    return any(each.what == _EVENT and step.now - each.at <= PRESSING for each in history)


def awaits_help(step: Step, ticket: Ticket) -> bool:
    """Whether its customer wrote so a short while ago, and nobody of the team has answered since."""
    if ticket.person_present or not presses(step, ticket):
        return False
    history = step.records.history(ticket.number)
    last = max(at for at, each in enumerate(history) if each.what == _EVENT)
    return not any(map(requester.of_team, history[last:]))


def named_by(step: Step, ticket: Ticket, words: str) -> Ticket:
    """The ticket with these words before what it was about; once it is serious it keeps its name."""
    if is_serious(step, ticket):
        return ticket
    return step.save(replace(ticket, text=f"{words}\n{ticket.text}"))


def call_a_lead(step: Step, ticket: Ticket) -> Word:
    """It is urgent, and a lead hears of it."""
    after = step.save(replace(ticket, priority=Priority.URGENT, escalated=True))
    step.record(after, _EVENT)
    return step.to_lead(after, "staff_harm", blocked=blocking.heard_though(step, after))


def befell(step: Step, ticket: Ticket) -> Intent | None:
    """What its customer said of themselves, the gravest; None where nobody's body is meant."""
    lines = (each.text for each in step.records.history(ticket.number) if each.what == "customer")
    told = {found.intent for each in (ticket.text, *lines) if (found := asked(each))}
    return next((each for each in Intent if each in told & _OF_BODIES), None)


def where_help_is(step: Step, ticket: Ticket) -> tuple[Part, ...]:
    """What each later word to somebody in danger or despair ends with; () for all others."""
    kind = befell(step, ticket) if is_serious(step, ticket) else None
    return step.wording.say(_HELP[kind], ticket.language).parts if kind in _HELP else ()
