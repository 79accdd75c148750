"""What staff put on tickets for themselves: how much it presses, a title, tags.

The customer reads none of it.
"""

import re
from functools import partial

from bot.commands.desk import each, said
from bot.commands.row import Command, Kind, Param, row, text, ticket, tickets_named
from bot.desk.nouns.ticket import Priority, Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import labelling
from bot.desk.words import cards
from bot.errors import BadArgument

MOST_TITLE, MOST_TAGS, LONGEST_TAG = 80, 8, 24
_TAGS = re.compile(r"[^\s,;]+")


def _priority(step: Step, ticket: Ticket, priority: Priority) -> str:
    labelling.set_priority(step, ticket, priority)
    named = step.wording.label(f"priority_{priority}", step.language())
    return step.put("has_priority", n=ticket.number, priority=named)


def _title_it(step: Step, ticket: Ticket, words: str) -> None:
    title = cards.shorten(words, MOST_TITLE)
    labelling.entitle(step, ticket, title)
    said(step, step.put_alone("is_called", n=ticket.number, title=title))


def _tag(step: Step, ticket: Ticket, tags: str) -> str:
    """Tags with a minus before them are taken off."""
    named = [each.casefold().removeprefix("#") for each in _TAGS.findall(tags)]
    off = {each.removeprefix("-").removeprefix("#") for each in named if each.startswith("-")}
    on = [each for each in named if not each.startswith("-")]
    kept = tuple(dict.fromkeys(each for each in (*ticket.tags, *on) if each not in off))
    if not named or any(len(each) > LONGEST_TAG for each in on) or len(kept) > MOST_TAGS:
        line = step.line(f"tag {ticket.number} billing vip -late")
        raise BadArgument.of("how_to_tag", most=MOST_TAGS, longest=LONGEST_TAG, line=line)
    labelling.tag(step, ticket, kept)
    if not kept:
        return step.put_alone("has_no_tags", n=ticket.number)
    return step.put_alone("has_tags", n=ticket.number, tags=", ".join(kept))


_row = partial(row, settles=True)

NAMING_COMMANDS: tuple[Command, ...] = (
    _row(
        "priority",
        each(_priority),
        tickets_named(),
        Param(
            name="priority",
            kind=Kind.PRIORITY,
            choices=tuple(each.value for each in Priority),
        ),
    ),
    _row(
        "title",
        _title_it,
        ticket(),
        text("words", most=300),
        settles=False,
    ),
    _row(
        "tag",
        each(_tag),
        tickets_named(),
        text("tags", most=300),
        settles=False,
    ),
)
