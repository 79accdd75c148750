"""Properties under a page's title, as Notion exports them: `Key: value`, one a line.

They are data like front matter. In doubt they are text: of a file that doesn't come from Notion,
lines are properties only when one of them says what no answer would.
"""

import re
from collections.abc import Sequence

from knowledge.files.fields import Given
from knowledge.files.names import plain_key
from knowledge.files.visibility import is_state, visibility

_TITLE = re.compile(r"# +\S")
_LINE = re.compile(r"(?P<key>[^\W_][^:#*|<>`\[\]]{0,59}):(?:[ \t]+(?P<value>\S.*)|[ \t]*)$")
_EXPORTED = re.compile(r" [0-9a-f]{32}\.\w+$")
"""How Notion ends the name of a file."""
_KEPT = (
    "owner tags tag created created_time created_by created_at last_edited last_edited_time "
    "last_edited_by verification erstellt erstellt_am zuletzt_bearbeitet schlagwörter eigentümer "
    "créé_le étiquettes propriétaire creado etiquetas propietario criado proprietário creato "
    "etichette proprietario"
)
"""What programs keep of a page, and no answer begins with."""


def without_properties(text: str, file: str) -> tuple[str, tuple[Given, ...]]:
    """Return a page with blanks for its properties, and the properties."""
    lines = text.split("\n")
    title = _title(lines)
    first = _next(lines, title + 1) if title is not None else len(lines)
    end = next((n for n in range(first, len(lines)) if not lines[n].strip()), len(lines))
    found = [_LINE.match(line) for line in lines[first:end]]
    given = tuple(
        Given(key=each["key"], value=each["value"] or "", line=first + number)
        for number, each in enumerate(found, 1)
        if each
    )
    whole = bool(given) and len(given) == len(found)
    if not whole or not (_EXPORTED.search(file) or any(map(_is_kept, given))):
        return text, ()
    lines[first:end] = [""] * (end - first)
    return "\n".join(lines), given


def without_title(text: str) -> str:
    """Return what stands on a page beside the heading that it begins with."""
    lines = text.split("\n")
    title = _title(lines)
    return text if title is None else "\n".join(lines[title + 1 :])


def _title(lines: Sequence[str]) -> int | None:
    first = _next(lines, 0)
    return first if first < len(lines) and _TITLE.match(lines[first]) else None


def _next(lines: Sequence[str], start: int) -> int:
    return next((n for n in range(start, len(lines)) if lines[n].strip()), len(lines))


def _is_kept(given: Given) -> bool:
    key, value = plain_key(given.key), str(given.value)
    if key in _KEPT.split():
        return True
    return visibility(key, value) is not None and is_state(value)
