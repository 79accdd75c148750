"""Reads the rules of audit.sql and says in plain words which of them are broken.

The same rules run in tests, in `doctor` and every hour; they only look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import cast

from bot.desk.ports.journal import Journal
from bot.store.base import Connected
from bot.store.shape import from_cell, to_cell

_NAMED = 5
_LAST = """
SELECT max(at) FROM (
  SELECT max(received_at) AS at FROM inbox UNION ALL SELECT max(done_at) FROM inbox
  UNION ALL SELECT max(queued_at) FROM outbox UNION ALL SELECT max(ended_at) FROM outbox
  UNION ALL SELECT max(at) FROM history
) written
"""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Something that must hold."""

    name: str
    sentence: str
    sql: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A rule that does not hold."""

    rule: str
    sentence: str
    subjects: tuple[str, ...]
    """Ids of what breaks it."""

    def words(self) -> str:
        """Say it in one line."""
        named = ", ".join(self.subjects[:_NAMED])
        more = len(self.subjects) - _NAMED
        return f"{self.sentence} ({named}{f' and {more} more' if more > 0 else ''})"


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in the order of the file."""
    text = (files("bot.store") / "audit.sql").read_text("utf-8")
    found = []
    for block in text.split("-- rule: ")[1:]:
        name, *lines = block.strip().splitlines()
        words = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
        sql = "\n".join(line for line in lines if not line.startswith("--"))
        found.append(Rule(name=name.strip(), sentence=" ".join(words), sql=sql))
    return tuple(found)


def audit(journal: Journal, now: datetime) -> Sequence[Finding]:
    """Return every rule that is broken, with what breaks it."""
    connected = cast("Connected", journal)
    findings = []
    for rule in rules():
        rows = connected.rows(rule.sql, {"now": to_cell(now)})
        if rows:
            subjects = tuple(str(row[0]) for row in rows)
            findings.append(Finding(rule=rule.name, sentence=rule.sentence, subjects=subjects))
    return findings


def audit_at_rest(journal: Journal, now: datetime) -> Sequence[Finding]:
    """The same of books that nobody may be at work on: as of the last thing written into them. What
    fell due since then is seen to by the next start, and is no fault of theirs."""
    last = last_written(journal)
    return audit(journal, now if last is None else min(now, last))


def last_written(journal: Journal) -> datetime | None:
    """The latest moment that stands in the books; None for empty ones."""
    last = cast("Connected", journal).rows(_LAST)[0][0]
    return None if last is None else from_cell(last)
