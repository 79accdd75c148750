"""What was changed, taken back or erased is taken out of what the desk said: it quotes no more than
still stands.

What is not out yet leaves without it; what is out is edited where it stands.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from bot.desk.nouns.message import Message, Outgoing
from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.words import cards, quoting

_ASKED = 1000
"""Questions of somebody, the newest, whose words are looked for."""


def of_question(question: Question) -> tuple[str, ...]:
    """How the desk quotes a question."""
    linked = cards.with_links(question.text, question.words)
    return (linked, question.text, cards.quoted(question, cards.BEFORE))


def of_everything(step: Step, person: str, tickets: Iterable[Ticket]) -> list[str]:
    """All of somebody's that the desk may have quoted."""
    asked = step.records.asked_by(person, _ASKED)
    return [*(cards.title(t) for t in tickets), *(each for q in asked for each in of_question(q))]


def taken_back(step: Step, person: str, quoted: Sequence[str]) -> None:
    """What the desk said to somebody quotes these no more."""
    for edit in edits(step, person, quoted, partial(step.wording.words, "taken_back")):
        step.send(edit)


def renamed(step: Step, before: Ticket, after: Ticket) -> None:
    """What was said of a ticket calls it what it is called now."""
    title = cards.title(after)
    if cards.title(before) == title:
        return
    for edit in edits(step, after.requester.id, [cards.title(before)], lambda _: title):
        step.send(edit)


def edits(
    step: Step, person: str, quoted: Sequence[str], instead: Callable[[str], str]
) -> list[Outgoing]:
    """Take the words out of all that was said to somebody; what makes it so where it stands."""

    def change(message: Message) -> Message:
        return quoting.without(message, quoted, instead)

    found: dict[str, Outgoing] = {}
    waiting: set[str] = set()
    for carrier in step.records.said_with(step.records.identities(person), quoted):
        out, stands = carrier.outgoing, carrier.outgoing.edits or carrier.outgoing.key
        if change(out.message) == out.message:
            continue
        step.records.reword(out.key, change)
        if carrier.waits:
            waiting.add(stands)
            continue
        buttons = () if carrier.spent else out.message.buttons
        message = replace(change(out.message), buttons=buttons)
        found[stands] = replace(out, key="", edits=stands, message=message)
    return [edit for stands, edit in found.items() if stands not in waiting]
