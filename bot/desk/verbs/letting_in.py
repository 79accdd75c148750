"""Links that open the page of results once: given to a lead, used up by whoever opens it.

Only what a code hashes to is kept, and no longer than it is good for.
"""

import json
from datetime import datetime, timedelta
from hashlib import sha256

from bot.desk.ports.records import Kept

VALID = timedelta(minutes=10)
"""How long a link waits to be opened."""
_NAME = "links to results"


def give(records: Kept, code: str, now: datetime) -> datetime:
    """From now on that code opens the page, once; until when."""
    until = now + VALID
    _keep(records, {**_open(records, now), _hash(code): until.isoformat()})
    return until


def take(records: Kept, code: str, now: datetime) -> bool:
    """Whether it opens the page; it does so no more."""
    known = _open(records, now)
    found = known.pop(_hash(code), None) is not None
    if found:
        _keep(records, known)
    return found


def _open(records: Kept, now: datetime) -> dict[str, str]:
    known: dict[str, str] = json.loads(records.kept(_NAME) or "{}")
    return {code: until for code, until in known.items() if datetime.fromisoformat(until) > now}


def _keep(records: Kept, known: dict[str, str]) -> None:
    records.keep(_NAME, json.dumps(known))


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
