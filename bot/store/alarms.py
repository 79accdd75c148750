"""What is due, found by the alarms that stand beside what they are of.

They are an index: what is done then is worked out anew.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.desk.ports.alarms import Alarm, DueAlarm
from bot.store.base import Connected
from bot.store.shape import from_cell, maybe_time, to_cell

_OF = (
    ("ticket", "number", "alarm_at"),
    ("question", "id", "ask_at"),
    ("incident", "number", "alarm_at"),
    ("absence", "number", "alarm_at"),
    ("shift", "number", "alarm_at"),
)
"""Tables with alarms, their key and when it is due."""
_DUE = " UNION ALL ".join(
    f"SELECT * FROM (SELECT '{table}' AS kind, {key} AS number, {at} AS at FROM {table} "  # noqa: S608
    f"WHERE {at} <= ?1 ORDER BY {at}, {key} LIMIT ?2) {table}s"
    for table, key, at in _OF
)
_NEXT = " UNION ALL ".join(
    f"SELECT min({at}) AS at FROM {table} WHERE {at} > ?1"  # noqa: S608
    for table, _, at in _OF
)


class Alarms(Connected):
    """Part of the journal."""

    def due_alarms(self, now: datetime, limit: int = 256) -> Sequence[DueAlarm]:
        found = self.rows(f"{_DUE} ORDER BY at LIMIT ?2", (to_cell(now), limit))
        return [
            DueAlarm(alarm=Alarm(**{kind: number}), at=from_cell(at)) for kind, number, at in found
        ]

    def alarms_due(self, after: datetime) -> datetime | None:
        row = self.row(f"SELECT min(at) FROM ({_NEXT}) next", (to_cell(after),))  # noqa: S608
        return maybe_time(row[0]) if row else None
