"""Sending a customer what the bot nearly answered: shown first, and only then a colleague's own words.

What is not likely to fit is never offered; whoever knows better sends it by its version.
"""

from dataclasses import replace

from bot.commands.row import Command, Kind, Param, entry, ticket
from bot.desk.nouns.incident import issue_named
from bot.desk.nouns.message import Line, Markdown
from bot.desk.nouns.ticket import Ticket
from bot.desk.rules import answering
from bot.desk.step.step import Step
from bot.desk.verbs import enclosing, tickets
from bot.errors import Refused
from knowledge.entry import Entry


def _guess(step: Step, ticket: Ticket, entry: Entry | None, version: int | None) -> None:
    """The nearest entry, or the one that is named; sent once that version of it was shown."""
    near = _near(step, ticket)
    found = step.library.public(entry.id) if entry else next(iter(near), None)
    if found is None:
        if entry:
            raise Refused.of("not_shown", entry=entry.id)
        raise Refused.of("no_guess", n=ticket.number)
    if version == found.version:
        _send(step, ticket, found)
    else:
        _show(step, ticket, found, near.get(found, 0.0), named=entry is not None)


def _near(step: Step, ticket: Ticket) -> dict[Entry, float]:
    """Public entries that have to do with what the ticket asks, as on its card, with how likely each
    fits as it is known today."""
    asked = step.records.ticket_questions(ticket.number)
    text = asked[0].text if asked else ticket.text
    found = step.library.guesses(text, languages=(ticket.language,))
    entries = (each for each in answering.grounded(found) if not issue_named(each.entry))
    return {
        known: each.probability for each in entries if (known := step.library.public(each.entry))
    }


def _show(step: Step, ticket: Ticket, found: Entry, likely: float, *, named: bool) -> None:
    """What would be sent. Named by a colleague, it is theirs to judge."""
    unlikely = likely < step.library.bands.choices and not named
    message = step.wording.say(
        "staff_guess_unlikely" if unlikely else "staff_guess",
        step.language(),
        who=ticket.requester.name,
        n=ticket.number,
        line=step.line(f"guess {ticket.number} {found.id} {found.version}"),
        title=Line(spans=(found.question,)),
        answer=Markdown(text=step.filled(found, ticket.requester).answer),
        likely=f"{round(likely * 100)} %",
        entry=found.id,
        version=found.version,
    )
    files = step.put("goes_with", files=enclosing.listed(found)) if found.files else ""
    with_it = (Line(spans=(files,)),) if files else ()
    step.answer(replace(message, parts=(*message.parts, *with_it)), private=True)


def _send(step: Step, ticket: Ticket, found: Entry) -> None:
    tickets.reply_with(step, ticket, found)
    sent = step.put(
        "guess_sent", who=ticket.requester.name, title=found.question, where=step.seen_where(ticket)
    )
    step.whisper("done", text=sent)


GUESS_COMMANDS: tuple[Command, ...] = (
    Command(
        name="guess",
        run=_guess,
        params=(
            ticket(),
            entry(required=False),
            Param(name="version", kind=Kind.NUMBER, required=False),
        ),
        settles=True,
    ),
)
