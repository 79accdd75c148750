"""Handing over to the team: a ticket for what was asked, and what the customer is told of it.

They hear of it once its card is out; a ticket that says nothing yet waits for its first words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.nouns.inbound import Said
from bot.desk.nouns.message import Button, Message, Part
from bot.desk.nouns.question import Guess, Question
from bot.desk.nouns.team import REST, Routed
from bot.desk.nouns.ticket import Ticket
from bot.desk.step import muting
from bot.desk.step.step import Step
from bot.desk.verbs import capping, filling, ledger, showing, teams, tickets
from bot.desk.words import precedents
from bot.desk.words.told import Word, worded
from bot.desk.words.wording import Value

ASKED_SUBJECT = "asked_subject"
"""The event of the desk asking what a ticket is about."""


def awaits_subject(step: Step, ticket: Ticket) -> bool:
    """Whether a ticket waits for its first words: somebody asked for a person and said no more."""
    events = [each.what for each in step.records.history(ticket.number)]
    return ASKED_SUBJECT in events and not {"customer", "reply", "spoke"} & set(events)


def subject(step: Step, ticket: Ticket, text: str, near: Sequence[tuple[Guess, ...]]) -> Ticket:
    """Take first words into a ticket that waits for them: what it is about, and what lies near it."""
    guesses = nearest(near)
    similar = precedents.like(step.records, text)
    told = f"{ticket.text}\n{text}"
    worded_now = replace(ticket, text=told, guesses=guesses, similar=similar)
    return teams.propose_anew(step, step.save(worded_now))


def nearest(near: Sequence[tuple[Guess, ...]]) -> tuple[Guess, ...]:
    """What lies nearest to the first question that anything is near to."""
    return next((each[:3] for each in near if each), ())


@dataclass(frozen=True, kw_only=True)
class Handing:
    """How a hand-over is put to the customer."""

    kind: str = "handed_over"
    said: Said | None = None
    """What they wrote, for the files with it."""
    lead: str | None = None
    """A line before it: which of several questions is meant."""
    asks: bool = False
    """It asks what this is about: what is said next belongs to the ticket."""
    near: tuple[Guess, ...] = ()
    """What lies nearest, for the team to see, where nothing of it was asked."""
    calls: Callable[[Ticket], Word] | None = None
    """Whom it calls besides, and what the customer is told of that instead of the card."""


def hand_over(
    step: Step, words: str, asked: Sequence[Question] = (), how: Handing | None = None
) -> Ticket:
    """Open a ticket for the questions, and for the words beyond them, and say so.

    The customer hears of it once its card is out. Who has too many open gets it added to one.
    """
    how = how or Handing()
    if how.kind == Handing.kind and muting.hands_over(step.records, step.policy, step.here):
        how = replace(how, kind="person_coming")  # nothing was looked for that could be missing
    text = written(asked, words) or step.wording.label("person", step.language())
    kept = (*(file for each in asked for file in each.files), *showing.waiting_files(step))
    files = tuple(dict.fromkeys((*kept, *(how.said.files if how.said else ()))))
    standing = capping.to_add_to(step)
    if standing:
        capping.add(step, standing, text, asked, files)
        if how.calls:
            how.calls(step.records.ticket(standing.number))
        return standing
    ticket, card = tickets.open_ticket(step, text, asked=asked, files=files, near=how.near)
    if how.asks:
        step.record(ticket, ASKED_SUBJECT, internal=False)
    by = ledger.due(step, ticket)
    facts: dict[str, Value] = {
        "lead": how.lead,
        "by": by,
        "back": _back(step, ticket, how.kind, by),
    }

    def say(told: str | None) -> Message:
        told_too = {**facts, "told": told, "n": ticket.number}
        said = step.wording.say(how.kind, ticket.language, buttons=None, **told_too)
        said = _with_topics(step, ticket, said) if how.kind == Handing.kind else said
        return filling.offered(step, ticket, said) if how.kind in _WITH_FORM else said

    has = Word(card, _HAS.get(how.kind, "team_has"))
    word = how.calls(ticket) if how.calls else has
    step.answer(worded(step.wording, ticket, word, say), ticket=ticket)
    return ticket


_WITH_FORM = frozenset({Handing.kind, "person_coming"})
"""What is said of a ticket whose form is offered at once: nobody is asked for more in their distress."""
TOPICS = 5
"""Teams of which a customer may pick one: no more buttons than are read."""


def _with_topics(step: Step, ticket: Ticket, said: Message) -> Message:
    """With the teams to pick one of, where the desk can't tell whose it is."""
    offered = [each for each in step.teams.values() if REST not in each.takes][:TOPICS]
    if ticket.routed not in {None, Routed.REST} or len(offered) < 2:
        return said
    line = step.wording.say("team_pick", ticket.language).parts
    picks = (
        Button(label=each.title, command=f"topic {ticket.number} {each.name}", describe=each.title)
        for each in offered
    )
    return replace(said, parts=(*said.parts, *line), buttons=(*said.buttons, *picks))


_HAS = {"person_subject": "team_knows", "grief": "team_reads"}
"""What is said that the team has, where it is no question."""
_GRAVE = frozenset(
    {"danger", "despair", "harm", "security", "complaint_coming", "complaint_subject", "grief"}
)


def _back(step: Step, ticket: Ticket, kind: str, by: datetime | None) -> tuple[Part, ...]:
    """When the team is back, while nobody is there; and how long a reply mostly takes, but to nobody
    who is hurt or wronged, and not against the time that stands beside it."""
    hours, language = step.rules_for(ticket).hours, step.language()
    grave = kind in _GRAVE
    usual = None if grave else ledger.usual_wait(step, step.now, by)
    lines = (usual,) if usual else ()
    if hours.is_open(step.now):
        return lines
    opens = hours.next_opening(step.now)
    return (step.wording.say("back_at", language, opens=opens).parts[0], *lines)


def written(asked: Sequence[Question], words: str) -> str:
    """All that was said, as it was written; a message that asked several things stands once."""
    return "\n".join(filter(None, dict.fromkeys((*(each.words for each in asked), words))))
