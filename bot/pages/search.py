"""The board's search: tickets and questions by what was said in them, customers, entries; as `find` has it in chat.

For the team alone, as the board is.
"""

import re
from datetime import datetime

from bot.desk.verbs import finding
from bot.desk.verbs.finding import Found
from bot.pages.board import Looker, to_ticket
from bot.pages.frame import page, search_field
from bot.pages.markup import Inside, el, table
from bot.pages.told import Told, as_csv, as_json, stamp

_NUMBER = re.compile(r"\d+")


def as_page(looker: Looker, words: str, now: datetime) -> str:
    """What is found; without words the field alone."""
    found = _found(looker, words)
    nothing = looker.wording.said("found_nothing", looker.language(), words=words)
    return page(
        f"Search of {looker.policy.name}",
        looker.ways,
        el("header", el("h1", "Search"), search_field(words)),
        [_section(each) for each in found],
        el("p", nothing, class_="notice") if words and not found else None,
        _files(words) if found else None,
        foot=f"As of {looker.when(now)}. Tickets, questions, customers and entries; in chat: find {words or '…'}",
    )


def _found(looker: Looker, words: str) -> list[Found]:
    return finding.by_words(looker, words) if words else []


def _section(found: Found) -> Inside:
    # Of a ticket its own number, of a customer those of theirs.
    column = {"tickets": 0, "people": 1}.get(found.kind)
    rows = [
        [_linked(cell) if n == column else cell for n, cell in enumerate(row)]
        for row in found.table.rows
    ]
    return el(
        "section",
        el("h2", found.title),
        table(found.table.head, rows, found.title),
        class_="panel wide",
    )


def _linked(numbers: str) -> list[Inside]:
    """Numbers of tickets, each of which opens it."""
    parts = re.split(r"(\d+)", numbers)
    return [to_ticket(int(each)) if _NUMBER.fullmatch(each) else each for each in parts]


def _files(words: str) -> Inside:
    """Buttons of a form: the browser writes the words into the address."""
    return el(
        "section",
        el("h2", "The same for a spreadsheet or a program"),
        el(
            "form",
            el("input", type="hidden", name="words", value=words),
            [el("button", each, type="submit", formaction=each) for each in _FILES],
            action="search",
            method="get",
        ),
        class_="panel wide more",
    )


_FILES = ("search.csv", "search.json")


def _told(looker: Looker, words: str) -> list[Told]:
    return [
        Told(key=each.kind, title=each.title, head=each.table.head, rows=each.table.rows)
        for each in _found(looker, words)
    ]


def csv(looker: Looker, words: str, now: datetime) -> str:
    """The same as CSV."""
    return as_csv(_told(looker, words))


def json(looker: Looker, words: str, now: datetime) -> str:
    """The same as JSON."""
    return as_json(_told(looker, words), as_of=stamp(now), words=words)
