"""What came in, as rows: waiting, then done or dead.

A row is known by the message's own identity, so that a second delivery is no second row.
"""

import json
from collections.abc import Sequence, Set
from datetime import datetime
from typing import ClassVar

from bot.desk.nouns.departed import Departed
from bot.desk.nouns.inbound import (
    Announced,
    Deleted,
    Delivered,
    Inbound,
    Published,
    Recalled,
    Returned,
    Said,
    Tasked,
)
from bot.desk.nouns.pending import DeadLetter
from bot.desk.ports.inbox import SURPLUS, Waiting
from bot.errors import Garbled
from bot.store import codec
from bot.store.base import Connected
from bot.store.shape import Row, from_cell, maybe_time, to_cell

_KEEP = (
    "INSERT INTO inbox (id, kind, conversation, platform, person_id, address, at, received_at, "
    "state, retry_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?) "
    "ON CONFLICT (id) DO NOTHING"
)

_OF_NOBODY = Announced | Deleted | Delivered | Returned


UNSETTLED = """
state = 'dead' AND body <> '{}' AND NOT EXISTS (
  SELECT 1 FROM history heard JOIN ticket ON ticket.number = heard.ticket
  WHERE heard.message = inbox.id AND heard.message <> '' AND (
    ticket.state = 'closed' OR EXISTS (
      SELECT 1 FROM history said WHERE said.ticket = heard.ticket AND said.id > heard.id
        AND said.what IN ('reply', 'asked back', 'proposed')
    )
  )
)
"""
"""Put aside, not erased, and neither answered by a person since nor closed with its ticket."""
_LETTERS = "SELECT seq, id, at, body, error FROM inbox"
_AGAIN = f"""
UPDATE inbox SET state = 'waiting', done_at = NULL, attempts = 0, error = '',
  received_at = ?1, retry_at = ?1
WHERE seq = ?2 AND {UNSETTLED} RETURNING conversation
"""  # noqa: S608
_SETTLE = f"""
UPDATE inbox SET state = 'done', outcome = 'settled', done_at = ? WHERE seq = ? AND {UNSETTLED}
"""  # noqa: S608


def conversation_key(inbound: Inbound) -> str:
    """Return what is worked on in one order: a place, or one ticket's own news."""
    match inbound:
        case Delivered():
            return f"desk:ticket:{inbound.ticket}"
        case Published() | Recalled() | Tasked():
            return "desk:published"
        case Announced():
            return f"desk:issue:{inbound.incident}"
        case Departed(person=person) if person:
            return "desk:gone"
        case _:
            return inbound.place.key


def _whose(inbound: Inbound) -> str:
    """The id of whom it is about, with whom it is erased; "" for nobody."""
    if isinstance(inbound, Departed):
        return inbound.person
    return "" if isinstance(inbound, _OF_NOBODY) else inbound.by.id


_WAITS = (
    "SELECT id, body, received_at, retry_at, attempts FROM inbox {by} "
    "WHERE state = 'waiting' AND {which} ORDER BY at, seq LIMIT ?"
)
_WAITING = _WAITS.format(which="conversation = ?", by="INDEXED BY inbox_waiting")
"""By what waits: else all is gone through that was ever said there."""
_SURPLUS = _WAITS.format(which=f"person_id = ? AND instr(conversation, '{SURPLUS}') > 0", by="")


_UNSETTLED = """
SELECT body FROM inbox
WHERE kind = 'Said' AND platform = ?1 AND at >= ?2 AND state <> 'waiting' AND body <> '{}'
  AND (conversation, person_id) IN (
    SELECT place_key, requester_id FROM ticket WHERE state <> 'closed'
    UNION
    SELECT place_key, person_id FROM question WHERE asked_at >= ?3 AND feedback IS NULL
  )
ORDER BY at DESC LIMIT ?4
"""
_ABOUT_TICKETS = """
INSERT INTO about_ticket SELECT ticket.number, inbox.seq FROM inbox, ticket
WHERE ticket.number IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) AND inbox.id = ?
  AND inbox.person_id <> ticket.requester_id
ON CONFLICT DO NOTHING
"""


class Inbox(Connected):
    """Part of the journal."""

    # SQLite takes the other columns from the row that min() found, and reads the index once for it:
    # https://www.sqlite.org/lang_select.html#bareagg
    heads: ClassVar[str] = (
        "SELECT conversation, retry_at, min(at) FROM inbox WHERE state = 'waiting' "
        "GROUP BY conversation ORDER BY 3"
    )
    """What waits longest in each conversation, and when it may be worked on."""

    def take_in(
        self,
        inbound: Inbound,
        at: datetime,
        ready: datetime | None = None,
        *,
        surplus: bool = False,
    ) -> bool:
        person = _whose(inbound)
        conversation = conversation_key(inbound) + (f"{SURPLUS}{person}" if surplus else "")
        kept = self.db.execute(
            _KEEP,
            (
                inbound.id,
                type(inbound).__name__,
                conversation,
                conversation.partition(":")[0],
                person,
                str(inbound.address) if isinstance(inbound, Said) else "",
                to_cell(inbound.at),
                to_cell(at),
                to_cell(ready or at),
                codec.inbound_out(inbound),
            ),
        )
        if kept.rowcount == 1:
            self.new_inbox[conversation] = None
        return kept.rowcount == 1

    def known(self, ids: Sequence[str]) -> Set[str]:
        """As JSON, since a statement takes only so many marks."""
        found = self.rows(
            "SELECT id FROM inbox WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {row[0] for row in found}

    def waiting_conversations(self, now: datetime) -> Sequence[str]:
        heads = self.rows(self.heads)
        limit = to_cell(now)
        return [conversation for conversation, ready, _ in heads if ready <= limit]

    def waiting(self, conversation: str, limit: int = 50) -> Sequence[Waiting]:
        person = conversation.partition(SURPLUS)[2]
        which = _SURPLUS if person else _WAITING
        found = self.rows(which, (person or conversation, limit))
        rows = [(codec.readable(codec.inbound_in, body), *rest) for _, body, *rest in found]
        garbled = [row[0] for row, (inbound, *_) in zip(found, rows, strict=True) if not inbound]
        if garbled:
            raise Garbled(tuple(garbled))
        return [
            Waiting(
                inbound=inbound,
                received_at=from_cell(received),
                ready=from_cell(ready),
                attempts=attempts,
            )
            for inbound, received, ready, attempts in rows
            if inbound
        ]

    def inbox_due(self, after: datetime) -> datetime | None:
        row = self.row(
            "SELECT min(retry_at) FROM inbox WHERE state = 'waiting' AND retry_at > ?",
            (to_cell(after),),
        )
        return maybe_time(row[0]) if row else None

    def unsettled_words(
        self, platform: str, since: datetime, asked: datetime, most: int
    ) -> Sequence[Said]:
        cells = (platform, to_cell(since), to_cell(asked), most)
        found = (codec.readable(codec.inbound_in, row[0]) for row in self.rows(_UNSETTLED, cells))
        return [each for each in found if isinstance(each, Said)]

    def still_waits(self, inbound_id: str) -> bool:
        found = self.row("SELECT 1 FROM inbox WHERE id = ? AND state = 'waiting'", (inbound_id,))
        return found is not None

    def finish(self, inbound_id: str, outcome: str, at: datetime, error: str = "") -> None:
        self._end_waiting(inbound_id, "done", at, outcome, error)
        if self.tickets:
            self.db.execute(_ABOUT_TICKETS, (json.dumps(list(self.tickets)), inbound_id))

    def bury(self, inbound: Inbound, at: datetime, error: str) -> int:
        self._end_waiting(inbound.id, "dead", at, "", error)
        buried = self.rows(
            "UPDATE inbox SET body = ? WHERE id = ? RETURNING seq",
            (codec.inbound_out(inbound), inbound.id),
        )
        return int(buried[0][0])

    def bury_garbled(self, inbound_id: str, at: datetime) -> DeadLetter | None:
        if not self.still_waits(inbound_id):
            return None
        self._end_waiting(inbound_id, "dead", at, "", Garbled.__name__)
        return _letter(self.rows(f"{_LETTERS} WHERE id = ?", (inbound_id,))[0])

    def _end_waiting(
        self, inbound_id: str, state: str, at: datetime, outcome: str, error: str
    ) -> None:
        self.db.execute(
            "UPDATE inbox SET state = ?, outcome = ?, done_at = ?, "
            "error = CASE ? WHEN '' THEN error ELSE ? END WHERE id = ?",
            (state, outcome, to_cell(at), error, error, inbound_id),
        )

    def put_off(self, inbound_id: str, until: datetime, error: str = "") -> None:
        self.db.execute(
            "UPDATE inbox SET retry_at = ?, attempts = attempts + ?, error = ? "
            "WHERE id = ? AND state = 'waiting'",
            (to_cell(until), int(error != ""), error, inbound_id),
        )


class OwnInbox(Inbox):
    """Part of the records: what the desk itself puts in, takes up again and settles."""

    def enqueue(self, inbound: Inbound) -> None:
        self.take_in(inbound, inbound.at)

    def dead_letters(self) -> Sequence[DeadLetter]:
        return [_letter(row) for row in self.rows(f"{_LETTERS} WHERE {UNSETTLED} ORDER BY seq")]

    def run_again(self, number: int, at: datetime) -> bool:
        waits = self.rows(_AGAIN, (to_cell(at), number))
        self.new_inbox.update(dict.fromkeys(row[0] for row in waits))
        return bool(waits)

    def settle(self, number: int, at: datetime) -> bool:
        return self.db.execute(_SETTLE, (to_cell(at), number)).rowcount == 1


def _letter(row: Row) -> DeadLetter:
    number, key, at, body, error = row
    who, words = made_out(body)
    return DeadLetter(
        number=number,
        id=key,
        at=from_cell(at),
        inbound=codec.readable(codec.inbound_in, body),
        who=who,
        words=words,
        error=error,
    )


def made_out(body: str) -> tuple[str, str]:
    """Who said what, in whatever form it is kept."""
    try:
        kept = json.loads(body)
        who, words = kept.get("by", {}).get("name", ""), kept.get("text") or kept.get("line")
    except (ValueError, AttributeError):
        return "", ""
    return str(who), str(words or "")
