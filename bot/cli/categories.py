"""Categories of another program as lines that a lead types here: a team each, and what its form asks.

Who is in a team, and in which room it works, no export tells in our ids: nothing is made by itself.
"""

import re
from collections.abc import Iterator, Sequence

from bot.desk.nouns.intake_form import FIELDS
from bot.desk.verbs.importing import headed
from bot.desk.verbs.intake_forms import CHOICE, CHOICES, LABEL
from bot.desk.verbs.team_changes import LONGEST, MOST
from knowledge.files import Asked, Category

_NO_LETTER = re.compile(r"[^\w-]+|_+")
_MARKS = str.maketrans({'"': "'", "|": "/", ",": ";"})


def lines(categories: Sequence[Category], bullet: str) -> list[str]:
    """What to type for these; nothing for none."""
    head = "Its categories are teams here, what they ask is a form. To have them, a lead types in chat:"
    return headed(head, _typed(categories[:MOST]), bullet)


def _typed(categories: Sequence[Category]) -> Iterator[str]:
    for each in categories:
        name = _NO_LETTER.sub("-", each.name.casefold()).strip("-")[:LONGEST].strip("-")
        if not name or name.isdecimal():
            name = f"team-{name}".strip("-")
        yield f"team add {name}"
        for field in each.asks[:FIELDS]:
            yield f"form {name} add {_field(field)}"


def _field(field: Asked) -> str:
    label = " ".join(field.label.translate(_MARKS).split())[:LABEL].strip()
    choices = [each.translate(_MARKS)[:CHOICE].strip() for each in field.choices[:CHOICES]]
    known = f": {', '.join(dict.fromkeys(choices))}" if len(choices) > 1 else ""
    return f'"{label}"{known}{" required" if field.required else ""}'
