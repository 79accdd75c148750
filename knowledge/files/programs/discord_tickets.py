"""Discord Tickets: the zip of its settings page, with tags, which are entries, categories and tickets.

https://discordtickets.app: settings.json holds the tags, tickets.jsonl a ticket a line, all of it
decrypted. Of a ticket only what somebody opened it with is read.
"""

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from knowledge.files.programs.article import Article, Asked, Category, Export, words
from knowledge.files.programs.bundle import PIPED, Broken, Bundle
from knowledge.files.programs.discord import plain

KIND = "discordtickets"
_SIGN = re.compile(r"<(?:#\d+|id:\w+|t:-?\d+(?::\w)?|/[^<>:\n]+:\d+)>")
"""What Discord shows as a room, a time or a command, and nobody else can."""


def fits(bundle: Bundle) -> bool:
    """Whether it holds tags of Discord Tickets."""
    name = _settings(bundle)
    try:
        value = bundle.value(name) if name else None
    except Broken:
        return False
    return isinstance(value, dict) and {"tags", "categories"} <= value.keys()


def _settings(bundle: Bundle) -> str:
    named = [each for each in bundle.names if PurePosixPath(each).name == "settings.json"]
    return named[0] if named else next(iter(bundle.ending(".json", PIPED)), "")


def read(bundle: Bundle, export: Export) -> None:
    """Take in the tags, and what was asked. Raises Broken."""
    name = _settings(bundle)
    value = bundle.value(name) if name else None
    tags = value.get("tags") if isinstance(value, dict) else None
    for each in tags if isinstance(tags, list) else ():
        if not isinstance(each, dict):
            export.odd(name, "What stands among the tags is none.")
            continue
        said = ["It is a tag: give it the question that customers ask."]
        if words(each.get("regex")):
            said.append("Its pattern was left out: write how people ask.")
        body = plain(words(each.get("content")))
        if _SIGN.search(body) or body != words(each.get("content")).strip():
            said.append("It holds signs that only Discord shows: see how it reads.")
        export.take(
            Article(
                file=name,
                kind=KIND,
                id=each.get("id") or each.get("name"),
                title=each.get("name"),
                body=body,
                said=tuple(said),
            )
        )
    export.categories += _categories(value)
    for tickets in bundle.ending(".jsonl"):
        value = bundle.value(tickets)
        rows = value if isinstance(value, list) else [value]
        asked = [_asked(each) for each in rows if isinstance(each, dict)]
        export.past += filter(None, asked)
        if bare := len(rows) - sum(map(bool, asked)):
            export.odd(tickets, f"Tickets in which nobody asked anything: {bare}.")


def _categories(settings: Any) -> Iterator[Category]:
    """What tickets are sorted by, each with its form's fields in their order."""
    for each in _rows(settings, "categories"):
        fields = sorted(_rows(each, "questions"), key=lambda one: str(one.get("order")))
        asks = (
            Asked(
                label=words(one.get("label")),
                choices=tuple(filter(None, map(_option, _options(one.get("options"))))),
                required=one.get("required") is True,
            )
            for one in fields
        )
        if name := words(each.get("name")):
            yield Category(name=name, asks=tuple(one for one in asks if one.label))


def _rows(value: Any, key: str) -> list[dict[str, Any]]:
    found = value.get(key) if isinstance(value, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _options(value: Any) -> list[Any]:
    """A menu's options: a list, or the JSON of one, as its database on SQLite keeps it."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return []
    return value if isinstance(value, list) else []


def _option(value: Any) -> str:
    return words(value.get("label") if isinstance(value, dict) else value)


def _asked(ticket: dict[str, Any]) -> str:
    """What somebody opened a ticket with: its topic, else what they filled into the form."""
    answers = ticket.get("questionAnswers")
    filled = [
        words(each.get("value"))
        for each in (answers if isinstance(answers, list) else ())
        if isinstance(each, dict)
    ]
    return words(ticket.get("topic")) or "\n".join(filter(None, filled))
