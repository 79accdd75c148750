"""Numbers about the desk at this moment, for whoever watches it.

Counts and ages only: never a word of anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from bot.desk.ports.journal import Journal
from bot.store.base import Connected
from bot.store.inbox import UNSETTLED
from bot.store.shape import to_cell

HANDED_ON = "backup handed on"
"""Under which it is kept when a backup was last taken elsewhere."""
TRIED = "disk tried"
"""Under which it is kept when it was last tried whether the disk takes anything again."""

_FIGURES = f"""
SELECT
  (SELECT count(*) FROM inbox WHERE state = 'waiting'),
  (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
  (SELECT count(*) FROM inbox WHERE {UNSETTLED}),
  (SELECT count(*) FROM outbox WHERE due_at IS NOT NULL),
  (SELECT min(queued_at) FROM outbox WHERE due_at IS NOT NULL),
  (SELECT count(*) FROM outbox WHERE state = 'unknown'),
  (SELECT count(*) FROM promise WHERE state = 'open'),
  (SELECT count(*) FROM promise WHERE state = 'open' AND due_at < :now),
  (SELECT count(*) FROM ticket WHERE state <> 'closed' AND unreached_at IS NOT NULL),
  (SELECT count(*) FROM ticket WHERE state <> 'closed' AND card = '')
"""  # noqa: S608


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What waits, what leaves, what is owed."""

    inbox_waiting: int
    inbox_oldest_seconds: float
    inbox_dead: int
    outbox_waiting: int
    outbox_oldest_seconds: float
    outbox_unknown: int
    promises_open: int
    promises_overdue: int
    customers_unreached: int
    """Open tickets whose customer nothing reaches."""
    team_unreached: int
    """Open tickets that have not reached the team's room."""
    tickets: Mapping[str, int]
    """Open ones by state."""
    handed_on: datetime | None
    """When a backup was last taken elsewhere."""


def figures(journal: Journal, now: datetime) -> Figures:
    """Count."""
    connected = cast("Connected", journal)
    cells = {"now": to_cell(now)}
    counted = connected.rows(_FIGURES, cells)[0]
    waiting, came, dead, leaving, queued, unknown, owed, late, cut_off, unseen = counted
    states = "SELECT state, count(*) FROM ticket WHERE state <> 'closed' GROUP BY state"
    handed_on = journal.kept(HANDED_ON)
    return Figures(
        inbox_waiting=waiting,
        inbox_oldest_seconds=_age(came, now),
        inbox_dead=dead,
        outbox_waiting=leaving,
        outbox_oldest_seconds=_age(queued, now),
        outbox_unknown=unknown,
        promises_open=owed,
        promises_overdue=late,
        customers_unreached=cut_off,
        team_unreached=unseen,
        tickets=dict(connected.rows(states)),
        handed_on=datetime.fromisoformat(handed_on) if handed_on else None,
    )


def _age(cell: int | None, now: datetime) -> float:
    return 0.0 if cell is None else max(0.0, (to_cell(now) - cell) / 1_000_000)
