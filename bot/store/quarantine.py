"""What is held back, as rows of the inbox: `error` says why, and the outcome what became of it.

Accepted, a row waits again, and keeps that as its outcome until it has another.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.desk.nouns.inbound import Inbound
from bot.desk.nouns.pending import Quarantined, Why
from bot.store import codec
from bot.store.base import Cells, Connected
from bot.store.inbox import made_out
from bot.store.shape import Row, from_cell, to_cell

_WHY = "error IN ('blocked_word', 'newcomer')"
_HELD = f"{_WHY} AND outcome = 'quarantined'"
_KEPT = f"{_HELD} AND length(body) > 2"
"""And not erased, or taken back: of those an empty object is left."""
_LIST = f"SELECT seq, at, error, body FROM inbox WHERE {_KEPT}"  # noqa: S608
_OF_THEIRS = f"SELECT 1 FROM inbox WHERE {_HELD} AND person_id = ? AND at >= ? LIMIT 1"  # noqa: S608
_ACCEPT = f"""
UPDATE inbox SET state = 'waiting', outcome = 'accepted', done_at = NULL, attempts = 0,
  received_at = :now, retry_at = :now
WHERE {_KEPT} AND state = 'done' AND {{which}} RETURNING conversation
"""  # noqa: S608
_DISCARD = f"""
UPDATE inbox SET outcome = 'discarded', done_at = :now
WHERE {_HELD} AND state = 'done' AND {{which}}
"""  # noqa: S608
_ONE, _ALL = "seq = :number", "error = :why"


class Quarantine(Connected):
    """Part of the journal."""

    def hold_back(self, inbound: Inbound, why: Why) -> int:
        kept = self.rows(
            "UPDATE inbox SET error = ?, body = ? WHERE id = ? RETURNING seq",
            (why.value, codec.inbound_out(inbound), inbound.id),
        )
        return int(kept[0][0])

    def quarantined(self) -> Sequence[Quarantined]:
        return [_quarantined(row) for row in self.rows(f"{_LIST} ORDER BY at, seq")]

    def quarantined_as(self, inbound_id: str) -> Quarantined | None:
        row = self.row(f"{_LIST} AND id = ?", (inbound_id,))
        return _quarantined(row) if row else None

    def held_back_since(self, person: str, since: datetime) -> bool:
        return self.row(_OF_THEIRS, (person, to_cell(since))) is not None

    def accept(self, number: int, at: datetime) -> bool:
        return self._accept(_ONE, {"number": number, "now": to_cell(at)}) == 1

    def accept_all(self, why: Why, at: datetime) -> int:
        return self._accept(_ALL, {"why": why.value, "now": to_cell(at)})

    def _accept(self, which: str, cells: Cells) -> int:
        waits = self.rows(_ACCEPT.format(which=which), cells)
        self.new_inbox.update(dict.fromkeys(row[0] for row in waits))
        return len(waits)

    def is_accepted(self, inbound_id: str) -> bool:
        found = self.row("SELECT 1 FROM inbox WHERE id = ? AND outcome = 'accepted'", (inbound_id,))
        return found is not None

    def discard(self, number: int, at: datetime) -> bool:
        cells = {"number": number, "now": to_cell(at)}
        return self.db.execute(_DISCARD.format(which=_ONE), cells).rowcount == 1

    def discard_all(self, why: Why, at: datetime) -> int:
        cells = {"why": why.value, "now": to_cell(at)}
        return self.db.execute(_DISCARD.format(which=_ALL), cells).rowcount


def _quarantined(row: Row) -> Quarantined:
    number, at, why, body = row
    who, words = made_out(body)
    return Quarantined(number=number, at=from_cell(at), why=Why(why), who=who, words=words)
