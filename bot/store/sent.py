"""What became of messages, as staff and the desk ask for it: found again, and sent once more.

What was decided anew is another row, whose key says so.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.desk.nouns.message import AGAIN, Deed, Outgoing
from bot.desk.nouns.pending import Spoken
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.outbox import room_key
from bot.store import codec
from bot.store.base import Connected
from bot.store.leaving import DECIDED, decided_in
from bot.store.shape import Row, from_cell, to_cell

_UNDELIVERED = f"""
SELECT {DECIDED} FROM outbox o
WHERE o.seq = ? AND o.ticket IS NOT NULL AND o.readership = 'customer'
  AND o.state IN ('failed', 'unknown') AND o.intent IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM outbox WHERE key = o.key || '{AGAIN}')
"""  # noqa: S608
_ANSWERING = f"""
SELECT 1 FROM outbox WHERE ticket = ? AND state <> 'failed'
  AND coalesce(CAST(json_extract(intent, '$.heard') AS BIGINT), 0) >= ?
  AND json_extract(intent, '$.deed') IN ('{Deed.REPLY}', '{Deed.ASK_BACK}') LIMIT 1
"""  # noqa: S608
_UNSENT = f"""
SELECT {DECIDED} FROM outbox o
WHERE o.ticket = ? AND o.readership = 'customer' AND o.state = 'failed'
  AND json_extract(o.intent, '$.deed') IN ('{Deed.REPLY}', '{Deed.ASK_BACK}', '{Deed.PROPOSE}')
  AND NOT EXISTS (SELECT 1 FROM outbox WHERE key = o.key || '{AGAIN}')
ORDER BY o.seq
"""  # noqa: S608
_LAST_ANSWER = """
SELECT seq, answers FROM outbox
WHERE "to" = ? AND "to" <> '' AND room = ? AND kind = 'private' AND readership = 'staff'
ORDER BY seq DESC LIMIT 1
"""
_SHOWN_SINCE = """
SELECT ticket FROM outbox
WHERE room = ?1 AND seq > ?2 AND readership = 'staff' AND kind <> 'private'
  AND state = 'sent' AND ticket IS NOT NULL AND substr(key, 1, length(?3)) <> ?3
GROUP BY ticket ORDER BY max(seq) DESC
"""
_SPOKEN = f"""
SELECT seq, coalesce(ended_at, queued_at), CASE WHEN said_otherwise = 1 THEN coalesce(otherwise, message)
  ELSE message END, state = 'sent'
FROM outbox
WHERE readership = 'customer' AND edits = '' AND state <> 'replaced'
  AND coalesce(json_extract(intent, '$.deed'), '') NOT IN ('{Deed.REPLY}', '{Deed.ASK_BACK}', '{Deed.ANSWER_FEEDBACK}')
  AND (ticket = ?1 OR (ticket IS NULL AND "to" = ?2 AND answers <> '' AND answers IN (
    SELECT message FROM history WHERE ticket = ?1 AND message <> ''
  )))
ORDER BY seq
"""  # noqa: S608
_UNSEEN = """
SELECT o.ticket FROM outbox o JOIN ticket t ON t.number = o.ticket
WHERE t.staff_room_key = ?1 AND t.card <> '' AND t.number IN (
    SELECT number FROM ticket WHERE state <> 'closed'
    UNION SELECT number FROM ticket WHERE closed_at >= ?2
  )
  AND o.room = ?1 AND o.under_card = 1
GROUP BY o.ticket
HAVING max(CASE WHEN o.state = 'failed' THEN o.seq END)
    > coalesce(max(CASE WHEN o.state IN ('pending', 'sending', 'sent') THEN o.seq END), 0)
  OR max(CASE WHEN o.state = 'failed' AND o.ended_at >= ?2 THEN o.seq END)
    > coalesce(max(CASE WHEN o.message_kind = 'staff_missed'
        AND o.state IN ('pending', 'sending', 'sent') THEN o.seq END), 0)
ORDER BY o.ticket
"""
"""Tickets of which words to the team were refused below the card, and nothing says so since. What came
later there names nothing of it; of what was refused long ago it is taken for that."""

_LAST_TO = """
SELECT key FROM outbox WHERE room = ? AND coalesce(ticket, 0) = ?
  AND due_at IS NOT NULL AND state IN ('pending', 'sending') ORDER BY seq DESC LIMIT 1
"""
_CARD = """
SELECT key FROM outbox
WHERE ticket = ?1 AND kind = 'card' AND room = ?2 AND edits = ''
  AND (state = 'sending' OR (posted = ?3 AND posted <> '')) ORDER BY seq DESC LIMIT 1
"""


class Sent(Connected):
    """Part of the journal."""

    def outgoing(self, key: str) -> Outgoing | None:
        row = self.row(f"SELECT {DECIDED} FROM outbox o WHERE o.key = ?", (key,))  # noqa: S608
        return codec.readable(decided_in, row) if row else None

    def last_to(self, room: Place, ticket: int) -> str:
        row = self.row(_LAST_TO, (room_key(room), ticket))
        return str(row[0]) if row else ""

    def card_key(self, ticket: Ticket) -> str:
        there = room_key(ticket.staff_room) if ticket.staff_room else ""
        row = self.row(_CARD, (ticket.number, there, ticket.card))
        return str(row[0]) if row else ""

    def number_of(self, key: str) -> int:
        row = self.row("SELECT seq FROM outbox WHERE key = ?", (key,))
        return int(row[0]) if row else 0

    def undelivered(self, number: int) -> Outgoing | None:
        row = self.row(_UNDELIVERED, (number,))
        return codec.readable(decided_in, row) if row else None

    def unsent(self, ticket: int) -> Sequence[Outgoing]:
        found = (codec.readable(decided_in, row) for row in self.rows(_UNSENT, (ticket,)))
        return [each for each in found if each is not None]

    def spoken(self, ticket: Ticket) -> Sequence[Spoken]:
        found = self.rows(_SPOKEN, (ticket.number, ticket.requester.id))
        read = [codec.readable(_spoken_in, row) for row in found]
        return [each for each in read if each is not None]

    def shown_since(self, room: Place, person_id: str) -> Sequence[int]:
        there = room_key(room)
        seq, answers = self.row(_LAST_ANSWER, (person_id, there)) or (0, "")
        return [int(row[0]) for row in self.rows(_SHOWN_SINCE, (there, seq, f"in:{answers}/"))]

    def unseen(self, room: Place, since: datetime) -> Sequence[int]:
        found = self.rows(_UNSEEN, (room_key(room), to_cell(since)))
        return [int(row[0]) for row in found]

    def answering(self, number: int, heard: int) -> bool:
        return self.row(_ANSWERING, (number, heard)) is not None

    def send_again(self, number: int, at: datetime) -> bool:
        looked_for = self.rows(
            "UPDATE outbox SET state = 'unknown', due_at = ?1, ended_at = ?1, tries = 0, "
            "reason = '' WHERE seq = ?2 AND state = 'failed' AND kind <> 'private' AND edits = '' "
            "AND json_extract(message, '$.kind') <> 'erased' AND NOT EXISTS "
            "(SELECT 1 FROM outbox a WHERE a.key = outbox.key || ?3) RETURNING room",
            (to_cell(at), number, AGAIN),
        )
        self.new_outbox.update(dict.fromkeys(row[0] for row in looked_for))
        return bool(looked_for)


def _spoken_in(row: Row) -> Spoken:
    number, at, message, arrived = row
    return Spoken(
        number=number, at=from_cell(at), message=codec.message_in(message), arrived=bool(arrived)
    )
