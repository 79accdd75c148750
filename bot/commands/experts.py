"""Members who help others: what they allow, who they are, and asking one of them.

A member's leave is theirs alone to give; staff say who helped, and nobody is asked but by them.
"""

from dataclasses import replace
from functools import partial

from bot.commands.desk import said
from bot.commands.lists import heads, show
from bot.commands.row import Command, Kind, Param, for_customers, row, text
from bot.desk.hearing import confiding, helped
from bot.desk.nouns.expert import COUNTED, Allows, Consulted
from bot.desk.nouns.message import Quote, Table
from bot.desk.nouns.person import Person
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import accounts, experts, personal
from bot.desk.words.topics import topics
from bot.errors import BadArgument, Refused
from knowledge.entry import Entry
from knowledge.text.folding import fold
from knowledge.text.secrets import first_mark, redact
from knowledge.upkeep.personal import listed, reached_at
from knowledge.upkeep.personal import personal as told_of

_ALLOWS = {
    "yes": Allows.YES,
    "unnamed": Allows.UNNAMED,
    "no": Allows.NO,
    "stop": Allows.NO,
}
_ASKS = {"for": Allows.YES, "notfor": Allows.NO}


def _my_help(step: Step, what: str | None, topic: str | None) -> None:
    """What a member allows; without words how it stands."""
    if what in _ASKS:
        experts.allow_asking(step, _topic(step, topic), _ASKS[what])
    elif topic:
        raise BadArgument(step.wording.words("my_help_how", step.language()))
    elif what:
        experts.allow(step, _ALLOWS[what])
    if what in {"no", "stop"}:
        step.whisper("my_help_stopped")
    else:
        _stands(step)


def _topic(step: Step, words: str | None) -> str:
    """A topic as it is written. Raises BadArgument with those there are."""
    known = topics(step.records)
    found = next((each for each in known if fold(each) == fold(words or "")), None)
    if found is None:
        names = ", ".join(known) or "–"
        told = step.wording.words("my_help_topics", step.language(), known=names)
        raise BadArgument(told)
    return found


def _stands(step: Step) -> None:
    leaves = step.records.leaves(step.actor.id)
    counted = next((each.state for each in leaves if not each.topic), Allows.NO)
    asked = [each.topic for each in leaves if each.topic and each.state is Allows.YES]
    kind, buttons = {
        Allows.YES: ("my_help_named", ("help_unnamed", "help_stop")),
        Allows.UNNAMED: ("my_help_counted", ("help_named", "help_stop")),
    }.get(counted, ("my_help_nothing", ("help_named", "help_unnamed")))
    language = step.language()
    about = step.wording.words("my_help_about", language, topics=", ".join(asked))
    message = step.wording.say(
        kind,
        language,
        buttons=buttons,
        name=step.actor.name,
        count=len(step.records.helps(step.actor.id)) if counted in COUNTED else 0,
        topics=about if asked else None,
    )
    step.answer(message, private=True)


def _helped(step: Step, person: Person, ticket: Ticket) -> None:
    """Staff say whose words solved a ticket."""
    _outsider(step, person)
    if accounts.same(step.records, ticket.requester.id, person.id):
        raise Refused.of("helped_themselves", who=person.name, n=ticket.number)
    what = helped.note(step, person, helped.given(step, person, ticket=ticket))
    said(step, step.put(what, who=person.name))


def _credit(step: Step, person: Person, entry: Entry, no: str | None) -> None:
    """Staff say who helped to write an entry, or that somebody did not."""
    _outsider(step, person)
    if no:
        dropped = step.records.drop_credit(person.id, entry.id)
        kind = "credit_dropped" if dropped else "credit_none"
        said(step, step.put(kind, who=person.name, entry=entry.id))
        return
    what = helped.note(step, person, helped.given(step, person, entry=entry.id))
    said(step, step.put(what, who=person.name))


def _outsider(step: Step, person: Person) -> None:
    """What the team's own do is counted already, and nobody asks them for leave."""
    if any(each.id in step.records.identities(person.id) for each in (*step.team, step.actor)):
        raise Refused.of("expert_of_team", who=person.name)


def _experts(step: Step, topic: str | None) -> None:
    found = [
        each for each in step.records.experts() if not topic or fold(topic) == fold(each.topic)
    ]
    rows = tuple(
        (
            each.person.name,
            each.topic or step.put("no_topic"),
            str(each.helped),
            step.put("may_be_asked") if each.willing else "",
        )
        for each in found
    )
    title = step.put("experts_are", count=len(rows)) if rows else step.put("no_experts")
    show(step, title, Table(head=heads(step, "who", "topic", "helped", "asked"), rows=rows))


def _ask_expert(step: Step, person: Person, ticket: Ticket, text: str) -> None:
    """Ask a member in the team's own words; where it was asked they see only if they may read there."""
    experts.check_willing(step, person.id, person.name)
    if not ticket.is_open:
        raise Refused.of("expert_closed", n=ticket.number)
    if accounts.same(step.records, ticket.requester.id, person.id):
        raise Refused.of("helped_themselves", who=person.name, n=ticket.number)
    if step.records.consulted(person.id, ticket.number):
        raise Refused.of("expert_asked_already", who=person.name, n=ticket.number)
    _check_words(step, ticket, text)
    tongue = accounts.language(step, person.id)
    open_to_them = experts.may_read(ticket, person.id)
    where = step.wording.words("expert_where", tongue, link=ticket.link) if open_to_them else None
    place = step.records.spoke_in(person.id)
    if place is None:
        raise Refused.of("expert_unreached", who=person.name)
    consulted = step.records.add_consulted(
        Consulted(person_id=person.id, ticket=ticket.number, at=step.now)
    )
    message = step.wording.say(
        "expert_asked", tongue, consulted=consulted.number, quote=Quote(text=text), where=where
    )
    confiding.tell(step, person.id, place, message, typed=place.private)
    step.record(ticket, experts.CONSULTED)
    said(step, step.put("expert_is_asked", who=person.name, n=ticket.number))


def _check_words(step: Step, ticket: Ticket, text: str) -> None:
    """A member is none of the team: what is secret, or the customer's alone, is not for them to read."""
    if redact(text)[1] or first_mark(text):
        raise Refused.of("secret_for_expert")
    whose = personal.customer(step.records, personal.from_ticket(ticket))
    if theirs := dict.fromkeys((*told_of(text, whose), *reached_at(text))):
        raise Refused.of("personal_for_expert", words=listed(tuple(theirs)))


def _advise(step: Step, number: int, text: str) -> None:
    """What a member knows about a ticket that the team asked them about: the team alone reads it, and
    what they add later too."""
    experts.advise(step, *experts.asked_of(step, number), text)


def _cannot_advise(step: Step, number: int) -> None:
    asked, ticket = experts.asked_of(step, number)
    if asked.said:
        step.whisper("settled")
        return
    key = step.to_staff(ticket, "staff_advised_not", who=step.actor.name)
    step.records.save_consulted(replace(asked, said=key))
    step.whisper("advised_not")


_row = partial(row, group="Experts")
_WHOM = Param(name="person", kind=Kind.PERSON, outsider=True)
_TICKET = Param(name="ticket", kind=Kind.TICKET)
_NUMBER = Param(name="number", kind=Kind.NUMBER)

EXPERT_COMMANDS: tuple[Command, ...] = (
    for_customers(
        "myhelp",
        _my_help,
        Param(
            name="what",
            kind=Kind.WORD,
            required=False,
            choices=(*_ALLOWS, *_ASKS),
            others="my_help_how",
        ),
        text("topic", required=False, most=100),
        hidden=False,
        own=True,
    ),
    for_customers("advise", _advise, _NUMBER, text("text"), own=True, settles=False),
    for_customers("cantadvise", _cannot_advise, _NUMBER, own=True),
    _row("experts", _experts, text("topic", required=False, most=100), looks=True),
    _row("helped", _helped, _WHOM, _TICKET),
    _row("askexpert", _ask_expert, replace(_WHOM, outsider=False), _TICKET, text("text")),
    _row(
        "credit",
        _credit,
        _WHOM,
        Param(name="entry", kind=Kind.ENTRY),
        Param(name="no", kind=Kind.WORD, required=False, choices=("no",)),
    ),
)
