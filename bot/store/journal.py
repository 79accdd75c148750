"""The whole journal on SQLite, put together of its parts: a module each, as the port has them."""

from datetime import datetime, timedelta

from bot.desk.ports.journal import Changes
from bot.store.absences import Absences
from bot.store.alarms import Alarms
from bot.store.blocks import Blocks
from bot.store.carriers import Carriers
from bot.store.entries import Entries
from bot.store.heard import Heard
from bot.store.inbox import OwnInbox
from bot.store.incidents import Incidents
from bot.store.outbox import Outbox
from bot.store.personal import Personal
from bot.store.privacy import Privacy
from bot.store.scans import Scans
from bot.store.searching import Searching
from bot.store.sent import Sent
from bot.store.shape import maybe_time
from bot.store.weeks import Weeks

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


class SqliteJournal(
    Searching,
    Privacy,
    Personal,
    Entries,
    Incidents,
    Blocks,
    Weeks,
    Absences,
    OwnInbox,
    Heard,
    Outbox,
    Sent,
    Carriers,
    Alarms,
    Scans,
):
    """One transaction's view of everything that is remembered."""

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

    def changes(self) -> Changes:
        """Return what this transaction gives the loops to do once it is committed."""
        return Changes(
            conversations=tuple(self.new_inbox),
            rooms=tuple(self.new_outbox),
            alarms=self.new_alarms,
        )
