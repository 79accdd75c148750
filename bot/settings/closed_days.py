"""Reads the days on which the desk is closed besides its holidays, as the setting has them."""

import re
from datetime import date, timedelta

from bot.desk.time.closed_days import LONGEST, WHY, Closed, in_order
from bot.errors import BadArgument

MOST = 200
"""Closings at a time."""
_ONE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*(?:to|until|–|-|/)\s*(\d{4}-\d{2}-\d{2}))?\b\s*(.*)")
_EXAMPLE = 'Write them like "2026-12-24 Christmas; 2026-12-27 to 2026-12-31 Stocktaking".'


def parse(text: str) -> tuple[Closed, ...]:
    """Read them, parted by semicolons. Raises BadArgument with a sentence."""
    found = tuple(_read(part) for part in filter(None, map(str.strip, text.split(";"))))
    if len(found) > MOST:
        raise BadArgument(f"Those are more than {MOST} closings. Write longer ones as one.")
    return in_order(found)


def _read(part: str) -> Closed:
    found = _ONE.fullmatch(part)
    try:
        first = date.fromisoformat(found[1]) if found else None
        last = date.fromisoformat(found[2]) if found and found[2] else first
    except ValueError:
        first = last = None
    if found is None or first is None or last is None:
        raise BadArgument(f'I can\'t read the closed days "{part[:40]}". {_EXAMPLE}')
    if not timedelta(0) <= last - first <= LONGEST:
        raise BadArgument(
            f'"{part[:40]}" is not from a day to a later one, {LONGEST.days} days at most. {_EXAMPLE}'
        )
    return Closed(first=first, last=last, why=found[3].strip()[:WHY])
