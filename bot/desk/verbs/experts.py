"""Members who help others: counted, named and asked with their leave alone, and no longer than they like.

What they allow is theirs to say; who helped is for the customers and the team to say.
"""

from dataclasses import replace

from bot.desk.nouns.expert import COUNTED, Allows, Consulted, Help, Leave
from bot.desk.nouns.message import Fine, Part, Quote
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.records import Records
from bot.desk.step.step import Step
from bot.desk.verbs import accounts
from bot.errors import Refused
from knowledge.entry import Entry
from knowledge.upkeep.personal import ticket_of

INVITED_AT = 3
"""Times that somebody helped with a topic after which they are asked whether they may be asked."""
ADVISED = "advised"
"""The event of a member telling the team what they know about a ticket."""
CONSULTED = "consulted"
"""The event of the team asking a member about a ticket."""


def thanks(step: Step, entry: Entry, language: str) -> tuple[Part, ...]:
    """The line below an answer that names who helped to write it."""
    names = step.records.credited(entry.id, ticket_of(entry.source))
    if not names:
        return ()
    return (Fine(spans=(step.wording.words("with_thanks", language, names=", ".join(names)),)),)


def known_already(records: Records, given: Help) -> bool:
    """Whether it is written down that they helped with just that."""
    return any(
        (given.question and each.question == given.question)
        or (given.ticket and each.ticket == given.ticket)
        or (given.entry and each.entry == given.entry)
        for each in records.helps(given.person_id)
    )


def allow(step: Step, state: Allows) -> None:
    """Say for oneself whether one's help is counted; with a no all that was kept of it is let go."""
    if state is Allows.NO:
        step.records.forget_help(step.actor.id)
    _save(step, "", state)


def allow_asking(step: Step, topic: str, state: Allows) -> None:
    """Say for oneself whether the team may ask about a topic. Whoever may be asked is counted too."""
    _save(step, topic, state)
    counted = step.records.leave(step.actor.id)
    if state is Allows.YES and (counted is None or counted.state not in COUNTED):
        _save(step, "", Allows.UNNAMED)


def ask_no_more(step: Step) -> None:
    """Whoever acts is asked about no topic any more. What is counted of their help stays."""
    for each in step.records.leaves(step.actor.id):
        if each.topic and each.state is Allows.YES:
            _save(step, each.topic, Allows.NO)


def _save(step: Step, topic: str, state: Allows) -> None:
    leave = Leave(person_id=step.actor.id, topic=topic, state=state, at=step.now)
    step.records.save_leave(leave)


def check_willing(step: Step, person_id: str, name: str) -> None:
    """Raises Refused for whoever has not said that they may be asked, about anything."""
    leaves = step.records.leaves(person_id)
    if not any(each.topic and each.state is Allows.YES for each in leaves):
        raise Refused.of("not_willing", who=name)


def may_read(ticket: Ticket, person_id: str) -> bool:
    """Whether it was asked in the open on that member's platform: then they can be shown where."""
    same = ticket.place.platform == person_id.partition(":")[0]
    return bool(ticket.link) and not ticket.place.private and same


def advise(step: Step, asked: Consulted, ticket: Ticket, text: str) -> None:
    """Pass on what a member knows about a ticket to the team, and tell them so."""
    step.record(ticket, ADVISED, text)
    key = step.to_staff(
        ticket,
        "staff_advised",
        who=step.actor.name,
        quote=Quote(text=text),
        person=step.actor.id,
        line=step.line(f"reply {ticket.number}"),
    )
    step.records.save_consulted(replace(asked, said=key))
    step.whisper("advised")


def asked_of(step: Step, number: int) -> tuple[Consulted, Ticket]:
    """What the team asked whoever acts. Raises Refused for anybody else, and once it is over."""
    found = step.records.consulted_as(number)
    ticket = step.records.ticket(found.ticket) if found else None
    theirs = found and accounts.same(step.records, found.person_id, step.actor.id)
    if not found or not ticket or not theirs or not ticket.is_open:
        raise Refused(step.wording.words("advise_over", step.language()))
    return found, ticket
