"""Messages that could not be worked on or sent: staff look at them, run them again, settle them.

Run again, a message is its author's as it was: their rights count, not those of whoever asks for it.
"""

from functools import partial

from bot.commands.lists import heads, show
from bot.commands.row import Command, Kind, Param, row
from bot.desk.nouns.departed import Departed
from bot.desk.nouns.inbound import (
    Announced,
    Commanded,
    Deleted,
    Delivered,
    Edited,
    Flooded,
    Published,
    Reacted,
    Recalled,
    Returned,
    Said,
    Tasked,
)
from bot.desk.nouns.message import Table
from bot.desk.nouns.pending import DeadLetter
from bot.desk.step.step import Step
from bot.desk.verbs import arriving, showing
from bot.desk.words import cards
from bot.errors import NotFound

_SHOWN = 120
"""Characters of a message in the list; its ticket has all of it."""


def _dead(step: Step) -> None:
    found = step.records.dead_letters()
    rows = tuple(_shown(step, each) for each in found)
    title = step.put("put_aside", count=len(found)) if found else step.put("none_put_aside")
    head = heads(step, "number", "when", "from", "message", "ticket", "failed")
    show(step, title, Table(head=head, rows=rows))


def _shown(step: Step, letter: DeadLetter) -> tuple[str, ...]:
    ticket = step.records.ticket_of_message(letter.id)
    match letter.inbound:
        case Edited():
            what = step.put("aside_edited", words=letter.words)
        case Reacted():
            what = step.put("aside_sign", sign=letter.inbound.sign.value)
        case Published():
            what = step.put("aside_published", entry=letter.inbound.entry)
        case Recalled():
            what = step.put("aside_recalled", entry=letter.inbound.entry)
        case Announced():
            what = step.put("aside_issue", n=letter.inbound.incident)
        case Tasked():
            what = step.put("aside_tasked", task=f"q{letter.inbound.question}")
        case Flooded():
            what = step.put("aside_flooded")
        case Deleted():
            what = step.put("aside_deleted")
        case Departed():
            what = step.put("aside_departed")
        case Returned():
            what = step.put("aside_returned")
        case Delivered():
            what = step.put("aside_delivered", n=letter.inbound.ticket)
        case Said() | Commanded() | None:
            what = letter.words
    return (
        str(letter.number),
        showing.moment(step, letter.at),
        letter.who,
        cards.shorten(what, _SHOWN),
        str(ticket.number) if ticket else "",
        letter.error,
    )


def _replay(step: Step, number: int) -> None:
    if not step.records.run_again(number, step.now):
        raise NotFound.of("not_aside", number=number)
    step.whisper("done", text=step.put("working_again", number=number))


def _settle(step: Step, number: int) -> None:
    if not step.records.settle(number, step.now):
        raise NotFound.of("not_aside", number=number)
    step.whisper("done", text=step.put("off_the_list", number=number))


def _resend(step: Step, number: int) -> None:
    arriving.resend(step, number)
    step.whisper("done", text=step.put("tried_once_more", number=number))


_row = partial(row, group="Messages")

_NUMBER = Param(
    name="number",
    kind=Kind.NUMBER,
)

_NOT_ARRIVED = Param(
    name="number",
    kind=Kind.NUMBER,
)

DEAD_LETTER_COMMANDS: tuple[Command, ...] = (
    _row("dead", _dead, looks=True),
    _row("replay", _replay, _NUMBER),
    _row("resend", _resend, _NOT_ARRIVED),
    _row("settle", _settle, _NUMBER),
)
