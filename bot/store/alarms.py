"""What is due, found by the alarms that stand beside tickets, questions and known issues.

They are an index: what is done then is worked out anew.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.desk.ports.alarms import Alarm, DueAlarm
from bot.store.base import Connected
from bot.store.shape import from_cell, maybe_time, to_cell


class Alarms(Connected):
    """Part of the journal."""

    def due_alarms(self, now: datetime, limit: int = 256) -> Sequence[DueAlarm]:
        found = self.rows(
            "SELECT * FROM (SELECT number AS ticket, NULL AS question, NULL AS incident, "
            "alarm_at AS at FROM ticket "
            "WHERE alarm_at <= ?1 ORDER BY alarm_at, number LIMIT ?2) UNION ALL "
            "SELECT * FROM (SELECT NULL, id, NULL, ask_at FROM question "
            "WHERE ask_at <= ?1 ORDER BY ask_at, id LIMIT ?2) UNION ALL "
            "SELECT * FROM (SELECT NULL, NULL, number, alarm_at FROM incident "
            "WHERE alarm_at <= ?1 ORDER BY alarm_at, number LIMIT ?2) ORDER BY at LIMIT ?2",
            (to_cell(now), limit),
        )
        return [
            DueAlarm(
                alarm=Alarm(ticket=ticket, question=question, incident=incident), at=from_cell(at)
            )
            for ticket, question, incident, at in found
        ]

    def alarms_due(self, after: datetime) -> datetime | None:
        row = self.row(
            "SELECT min(at) FROM (SELECT min(alarm_at) AS at FROM ticket WHERE alarm_at > ?1 "
            "UNION ALL SELECT min(ask_at) FROM question WHERE ask_at > ?1 "
            "UNION ALL SELECT min(alarm_at) FROM incident WHERE alarm_at > ?1)",
            (to_cell(after),),
        )
        return maybe_time(row[0]) if row else None
