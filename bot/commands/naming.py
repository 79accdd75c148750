"""What staff put on tickets for themselves: how much it presses, a title, tags.

The customer reads none of it.
"""

import re
from functools import partial

from bot.commands.desk import each, said
from bot.commands.row import Command, Kind, Param, row, text, ticket, tickets_named
from bot.desk.nouns.ticket import Priority, Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import tickets
from bot.desk.words import cards
from bot.errors import BadArgument

MOST_TITLE, MOST_TAGS, LONGEST_TAG = 80, 8, 24
_TAGS = re.compile(r"[^\s,;]+")
_THEIRS = " The customer doesn't see that."


def _priority(step: Step, ticket: Ticket, priority: Priority) -> str:
    tickets.set_priority(step, ticket, priority)
    return f"Ticket {ticket.number} has priority {priority.value}."


def _title_it(step: Step, ticket: Ticket, words: str) -> None:
    title = cards.shorten(words, MOST_TITLE)
    tickets.entitle(step, ticket, title)
    said(step, f'Ticket {ticket.number} is called "{title}" in your lists.{_THEIRS}')


def _tag(step: Step, ticket: Ticket, tags: str) -> str:
    """Tags with a minus before them are taken off."""
    named = [each.casefold().removeprefix("#") for each in _TAGS.findall(tags)]
    off = {each.removeprefix("-").removeprefix("#") for each in named if each.startswith("-")}
    on = [each for each in named if not each.startswith("-")]
    kept = tuple(dict.fromkeys(each for each in (*ticket.tags, *on) if each not in off))
    if not named or any(len(each) > LONGEST_TAG for each in on) or len(kept) > MOST_TAGS:
        raise BadArgument(
            f"Write up to {MOST_TAGS} tags of at most {LONGEST_TAG} characters, with spaces between "
            f"them, and a minus to take one off: tag {ticket.number} billing vip -late"
        )
    tickets.tag(step, ticket, kept)
    shown = f"has these tags: {', '.join(kept)}" if kept else "has no tags now"
    return f"Ticket {ticket.number} {shown}.{_THEIRS}"


_row = partial(row, settles=True)

NAMING_COMMANDS: tuple[Command, ...] = (
    _row(
        "priority",
        "say how much it presses",
        each(_priority),
        tickets_named(),
        Param(
            name="priority",
            kind=Kind.PRIORITY,
            help="low, normal, high or urgent",
            choices=tuple(each.value for each in Priority),
        ),
    ),
    _row(
        "title",
        "name a ticket in your lists",
        _title_it,
        ticket(),
        text("words", "what you call it; the customer doesn't see it", most=300),
        settles=False,
    ),
    _row(
        "tag",
        "put tags on a ticket, or take them off",
        each(_tag),
        tickets_named(),
        text("tags", "words with spaces between them; -word takes one off", most=300),
        settles=False,
    ),
)
