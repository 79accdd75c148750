"""The whole journal on SQLite: the records, the inbox, the outbox, what is due, what was scanned.

Each part is a module of its own; this one only puts them together.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.desk.doors import Alarm
from bot.desk.journal import Changes, DueAlarm, ScanPoint
from bot.desk.nouns.inbound import Place
from bot.store import codec
from bot.store.carriers import Carriers
from bot.store.inbox import Inbox
from bot.store.knowledge import Knowledge
from bot.store.outbox import Outbox
from bot.store.personal import Personal
from bot.store.privacy import Privacy
from bot.store.results import Reported
from bot.store.sent import Sent
from bot.store.shape import from_cell, maybe_time, to_cell
from bot.store.tickets import Tickets

_NEWEST = """
SELECT max(at) FROM (
  SELECT max(received_at) AS at FROM inbox WHERE state = 'waiting'
  UNION ALL SELECT max(coalesce(last_try, queued_at)) FROM outbox WHERE due_at IS NOT NULL
)
"""
_SHIFT = (
    "UPDATE inbox SET retry_at = retry_at - :back, received_at = received_at - :back "
    "WHERE state = 'waiting'",
    # What was tried before the step may stand before it in the platform's history.
    "UPDATE outbox SET due_at = due_at - :back, queued_at = queued_at - :back, "
    "first_try = first_try - :back, last_try = last_try - :back, "
    "ended_at = ended_at - :back WHERE due_at IS NOT NULL",
)


class SqliteJournal(Privacy, Personal, Tickets, Knowledge, Reported, Inbox, Outbox, Sent, Carriers):
    """One transaction's view of everything that is remembered."""

    def due_alarms(self, now: datetime, limit: int = 256) -> Sequence[DueAlarm]:
        found = self.rows(
            "SELECT * FROM (SELECT number AS ticket, NULL AS question, alarm_at AS at FROM ticket "
            "WHERE alarm_at <= ?1 ORDER BY alarm_at, number LIMIT ?2) UNION ALL "
            "SELECT * FROM (SELECT NULL, id, ask_at FROM question "
            "WHERE ask_at <= ?1 ORDER BY ask_at, id LIMIT ?2) ORDER BY at LIMIT ?2",
            (to_cell(now), limit),
        )
        return [
            DueAlarm(alarm=Alarm(ticket=ticket, question=question), at=from_cell(at))
            for ticket, question, at in found
        ]

    def alarms_due(self, after: datetime) -> datetime | None:
        row = self.row(
            "SELECT min(at) FROM (SELECT min(alarm_at) AS at FROM ticket WHERE alarm_at > ?1 "
            "UNION ALL SELECT min(ask_at) FROM question WHERE ask_at > ?1)",
            (to_cell(after),),
        )
        return maybe_time(row[0]) if row else None

    def newest_waiting(self) -> datetime | None:
        return maybe_time(self.rows(_NEWEST)[0][0])

    def shift_waiting(self, back: timedelta) -> None:
        cells = {"back": back // timedelta(microseconds=1)}
        for sql in _SHIFT:
            self.db.execute(sql, cells)

    def kept(self, name: str) -> str:
        row = self.row("SELECT text FROM kept WHERE name = ?", (name,))
        return row[0] if row else ""

    def keep(self, name: str, text: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (name, text))

    def private_places(self, platform: str) -> Sequence[Place]:
        found = self.rows(
            "SELECT conversation.place FROM conversation LEFT JOIN scan USING (place_key) "
            "WHERE platform = ? AND private = 1 GROUP BY place_key "
            "ORDER BY coalesce(through, 0), place_key",
            (platform,),
        )
        return [codec.place_in(row[0]) for row in found]

    def last_words(self, places: Iterable[Place]) -> Mapping[str, datetime]:
        found = self.rows(
            "SELECT value, (SELECT max(at) FROM inbox WHERE conversation = value) FROM json_each(?)",
            (json.dumps([place.key for place in places]),),
        )
        return {key: from_cell(at) for key, at in found if at is not None}

    def scan_point(self, place: Place) -> ScanPoint | None:
        row = self.row(
            "SELECT place, first_seen, through FROM scan WHERE place_key = ?", (place.key,)
        )
        if row is None:
            return None
        return ScanPoint(
            place=codec.place_in(row[0]),
            first_seen=from_cell(row[1]),
            through=from_cell(row[2]),
        )

    def scanned(self, point: ScanPoint) -> None:
        self.db.execute(
            "INSERT OR REPLACE INTO scan VALUES (?, ?, ?, ?)",
            (
                point.place.key,
                codec.place_out(point.place),
                to_cell(point.first_seen),
                to_cell(point.through),
            ),
        )

    def changes(self) -> Changes:
        """Return what this transaction gives the loops to do once it is committed."""
        return Changes(
            conversations=tuple(self.new_inbox),
            rooms=tuple(self.new_outbox),
            alarms=self.new_alarms,
        )
