"""Saved replies: what the team writes again and again, shown as a customer would read it, then sent."""

from dataclasses import replace
from functools import partial

from bot.commands.lists import heads, show
from bot.commands.row import Command, Kind, Param, row, text, ticket
from bot.desk.nouns.message import Markdown, Table
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import snippets, tickets
from bot.desk.words import cards
from bot.errors import Refused

SHOWN = 80
"""Characters of a saved reply in the list."""


def _list(step: Step) -> None:
    """All of them, with how each begins."""
    found = snippets.saved(step.records)
    rows = tuple((name, cards.shorten(words, SHOWN)) for name, words in found.items())
    title = step.put("snippets", count=len(rows)) if rows else step.put("no_snippets")
    show(step, title, Table(head=heads(step, "snippet", "message"), rows=rows))


def _use(step: Step, ticket: Ticket, snippet: str, mark: str | None) -> None:
    """Shown as this customer would read it; sent once that was seen."""
    name, raw = snippets.find(step.records, snippet)
    words = snippets.filled(step, raw, ticket)
    seen = snippets.mark(words)
    if mark is None:
        _show(step, ticket, name, words)
    elif mark != seen:
        line = step.line(f"snippet {ticket.number} {name}")
        raise Refused.of("snippet_changed", name=name, line=line)
    else:
        tickets.reply(step, ticket, words)
        who, where = ticket.requester.name, step.seen_where(ticket)
        step.whisper("done", text=step.put("on_its_way", whom=who, where=where))


def _show(step: Step, ticket: Ticket, name: str, words: str) -> None:
    message = step.wording.say(
        "staff_snippet",
        step.language(),
        who=ticket.requester.name,
        n=ticket.number,
        text=Markdown(text=words),
        line=step.line(f"reply {ticket.number}"),
        snippet=name,
        mark=snippets.mark(words),
    )
    step.answer(message, private=True)


def _add(step: Step, name: str, text: str) -> None:
    before = snippets.save(step, name, text.lstrip("| "))
    line = f"snippet 12 {name.casefold()}"
    kind = "snippet_changed_now" if before else "snippet_saved"
    step.whisper("done", text=step.put(kind, name=name.casefold(), line=line, before=before))


def _drop(step: Step, snippet: str) -> None:
    name, words = snippets.drop(step.records, snippet)
    line = step.line(f"snippetadd {name} {words}")
    step.whisper("done", text=step.put("snippet_dropped", name=name, line=line))


_row = partial(row, group="Snippets")
_which = Param(name="snippet", kind=Kind.WORD)

SNIPPET_COMMANDS: tuple[Command, ...] = (
    _row("snippets", _list, looks=True),
    _row(
        "snippet",
        _use,
        ticket(),
        _which,
        Param(name="mark", kind=Kind.WORD, required=False),
        settles=True,
    ),
    _row(
        "snippetadd",
        _add,
        replace(_which, name="name"),
        text("text", most=snippets.LONGEST),
    ),
    _row("snippetdrop", _drop, _which),
)
