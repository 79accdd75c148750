"""The whole journal, put together of its parts: a module each, as the port has them.

What each store has of its own stands in a class of its own: here, SQLite's.
"""

from datetime import datetime, timedelta

from bot.desk.ports.journal import Changes
from bot.store import backup
from bot.store.absences import Absences
from bot.store.alarms import Alarms
from bot.store.blocks import Blocks
from bot.store.carriers import Carriers
from bot.store.decisions import Decisions
from bot.store.entries import Entries
from bot.store.experts import Experts
from bot.store.forms import Forms
from bot.store.heard import Heard
from bot.store.inbox import OwnInbox
from bot.store.incidents import Incidents
from bot.store.outbox import Outbox
from bot.store.own import OwnFigures
from bot.store.personal import Personal
from bot.store.privacy import Privacy
from bot.store.quarantine import Quarantine
from bot.store.rehearsals import Rehearsals
from bot.store.scans import Scans
from bot.store.searching import Searching
from bot.store.sent import Sent
from bot.store.shape import maybe_time
from bot.store.teams import Teams
from bot.store.weeks import Weeks
from bot.store.words import Words

_NEWEST = """
SELECT max(at) FROM (
  SELECT max(received_at) AS at FROM inbox WHERE state = 'waiting'
  UNION ALL SELECT max(coalesce(last_try, queued_at)) FROM outbox WHERE due_at IS NOT NULL
) waits
"""
_SHIFT = (
    "UPDATE inbox SET retry_at = retry_at - :back, received_at = received_at - :back "
    "WHERE state = 'waiting'",
    # What was tried before the step may stand before it in the platform's history.
    "UPDATE outbox SET due_at = due_at - :back, queued_at = queued_at - :back, "
    "first_try = first_try - :back, last_try = last_try - :back, "
    "ended_at = ended_at - :back WHERE due_at IS NOT NULL",
)


class StoredJournal(
    Searching,
    Privacy,
    Personal,
    Entries,
    Incidents,
    Rehearsals,
    Blocks,
    Weeks,
    OwnFigures,
    Absences,
    Experts,
    Decisions,
    Teams,
    Forms,
    OwnInbox,
    Quarantine,
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

    def changes(self) -> Changes:
        """Return what this transaction gives the loops to do once it is committed."""
        return Changes(
            conversations=tuple(self.new_inbox),
            rooms=tuple(self.new_outbox),
            alarms=self.new_alarms,
        )


class SqliteJournal(Words, StoredJournal):
    """The same on SQLite."""

    def copies(self) -> int:
        return backup.copies_beside(self.db.conn)
