"""What leaves, as rows: pending, sending, then sent, failed or unknown.

The key makes a decided message unique; where it goes never changes once it is queued.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.desk.nouns.message import LATE_AFTER, Outgoing, SendKind
from bot.desk.nouns.place import Place
from bot.desk.ports.outbox import Leaving, SendState, Unsent, room_key
from bot.errors import Garbled
from bot.store import codec
from bot.store.base import Connected
from bot.store.leaving import DECIDED, leaving_in
from bot.store.put_right import belied
from bot.store.shape import maybe_time, to_cell

_QUEUE = (
    "INSERT INTO outbox (key, platform, room, place, place_key, private, message, message_kind, "
    'readership, kind, ticket, "to", under_card, after, otherwise, report, answers, queued_at, '
    "due_at, about, edits, intent) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (key) DO NOTHING"
)
_LATE = int(LATE_AFTER.total_seconds() * 1_000_000)
_PATIENCE = int(timedelta(hours=1).total_seconds() * 1_000_000)

# Six things hold a message back: its time, a message before it in the same conversation that may
# be out, the one that it comes after, the one that it edits, its ticket's card; and a card waits for
# an earlier one that may be out and can't be looked up, but not for ever: staff need a card more than
# only one card. An edit holds nothing back: words go before it.
_MAY_GO = """
  o.due_at <= :now
  AND (o.state <> 'pending' OR (
    NOT EXISTS (
      SELECT 1 FROM outbox s
      WHERE s.place_key = o.place_key AND s.state = 'sending' AND coalesce(s.ticket, 0) = coalesce(o.ticket, 0)
        AND s.edits = ''
    )
    AND (
      o.after = ''
      OR (o.otherwise IS NOT NULL AND o.queued_at + :late <= :now)
      OR NOT EXISTS (
        SELECT 1 FROM outbox a WHERE a.key = o.after AND (
          a.state IN ('pending', 'sending')
          OR (a.state = 'replaced' AND t.card = '' AND EXISTS (
            SELECT 1 FROM outbox c WHERE c.ticket = a.ticket AND c.kind = 'card'
              AND c.state IN ('pending', 'sending')
          ))
        )
      )
    )
    AND (
      o.edits = '' OR NOT EXISTS (
        SELECT 1 FROM outbox e WHERE e.key = o.edits AND e.state IN ('pending', 'sending')
      )
    )
    AND (
      o.kind <> 'card' OR t.card <> '' OR NOT EXISTS (
        SELECT 1 FROM outbox c WHERE c.ticket = o.ticket AND c.kind = 'card'
          AND c.state = 'unknown' AND c.due_at IS NOT NULL AND c.ended_at + :patience > :now
      )
    )
    AND (
      o.under_card = 0 OR t.card <> '' OR NOT EXISTS (
        SELECT 1 FROM outbox c WHERE c.ticket = o.ticket AND c.kind = 'card'
          AND c.state IN ('pending', 'sending')
      )
    )
  ))
"""
# A card that a newer one took the place of is there once the ticket has one.
_NEXT = f"""
SELECT {DECIDED}, o.state, o.queued_at, o.tries, o.first_try,
  CASE WHEN t.staff_room_key IN ('', o.room) THEN t.card ELSE '' END, o.detour, o.said_otherwise,
  (SELECT CASE WHEN a.state = 'replaced' AND t.card = '' THEN 'failed' ELSE a.state END
    FROM outbox a WHERE a.key = o.after), o.ended_at, o.seq,
  coalesce(e.posted, ''), e.detour
FROM outbox o LEFT JOIN ticket t ON t.number = o.ticket
LEFT JOIN outbox e ON e.key = o.edits AND o.edits <> ''
WHERE o.room = :room AND o.due_at IS NOT NULL AND {_MAY_GO}
ORDER BY o.edits <> '', o.seq LIMIT 1
"""  # noqa: S608


# It goes after what it comes after, whatever the clocks of two programs say.
_ARRIVED = "(SELECT a.ended_at FROM outbox a WHERE a.key = outbox.after AND a.state = 'sent')"
_BEGIN = f"""
UPDATE outbox SET state = 'sending', tries = tries + 1,
  last_try = CASE WHEN {_ARRIVED} > ?1 THEN {_ARRIVED} ELSE ?1 END,
  first_try = coalesce(first_try, ?1), due_at = ?2, said_otherwise = ?3, ended_at = NULL
WHERE key = ?4 AND state = ?5 AND tries = ?6
"""  # noqa: S608


class Outbox(Connected):
    """Part of the journal."""

    def send(self, outgoing: Outgoing, at: datetime) -> None:
        report = outgoing.report
        if outgoing.ticket is not None:
            self.tickets[outgoing.ticket] = None
        if _is_card(outgoing):
            if self._known(outgoing.key):
                return
            report = self._replace_cards(outgoing.ticket or 0, at) or report
        place = outgoing.place
        queued = self.db.execute(
            _QUEUE,
            (
                outgoing.key,
                place.platform,
                room_key(place),
                codec.place_out(place),
                place.key,
                int(place.private),
                codec.message_out(outgoing.message),
                outgoing.message.kind,
                str(outgoing.readership),
                str(outgoing.kind),
                outgoing.ticket,
                outgoing.to,
                int(outgoing.under_card),
                outgoing.after,
                codec.message_out(outgoing.otherwise) if outgoing.otherwise else None,
                int(report),
                outgoing.answers,
                to_cell(at),
                to_cell(at),
                outgoing.about,
                outgoing.edits,
                codec.intent_out(outgoing.intent) if outgoing.intent else None,
            ),
        )
        if queued.rowcount == 1:
            self.new_outbox[room_key(place)] = None

    def _known(self, key: str) -> bool:
        return self.row("SELECT 1 FROM outbox WHERE key = ?", (key,)) is not None

    def _replace_cards(self, ticket: int, at: datetime) -> bool:
        """Drop what is on its way unsent; True if its end was to be reported."""
        reported = self.row(
            "SELECT max(report) FROM outbox "
            "WHERE ticket = ? AND kind = 'card' AND state = 'pending' AND edits = ''",
            (ticket,),
        )
        self.db.execute(
            "UPDATE outbox SET state = 'replaced', due_at = NULL, ended_at = ? "
            "WHERE ticket = ? AND kind = 'card' AND state = 'pending' AND edits = ''",
            (to_cell(at), ticket),
        )
        return bool(reported and reported[0])

    def rooms_to_send(self, now: datetime) -> Sequence[str]:
        found = self.rows(
            "SELECT room, min(seq) FROM outbox WHERE due_at <= ? GROUP BY room ORDER BY 2",
            (to_cell(now),),
        )
        return [room for room, _ in found]

    def outbox_due(self, after: datetime) -> datetime | None:
        row = self.row(
            "SELECT min(at) FROM (SELECT min(due_at) AS at FROM outbox WHERE due_at > :now "
            "UNION ALL SELECT min(queued_at + :late) FROM outbox WHERE after <> '' "
            "AND due_at IS NOT NULL AND otherwise IS NOT NULL AND queued_at + :late > :now) next",
            {"now": to_cell(after), "late": _LATE},
        )
        return maybe_time(row[0]) if row else None

    def next_to_send(self, room: str, now: datetime) -> Leaving | None:
        cells = {"room": room, "now": to_cell(now), "late": _LATE, "patience": _PATIENCE}
        row = self.row(_NEXT, cells)
        if row is None:
            return None
        try:
            return leaving_in(row)
        except Exception as error:
            raise Garbled((row[0],)) from error

    def begin_sending(self, leaving: Leaving, now: datetime, look_at: datetime) -> bool:
        begun = self.db.execute(
            _BEGIN,
            (
                to_cell(now),
                to_cell(look_at),
                int(leaving.otherwise),
                leaving.outgoing.key,
                str(leaving.state),
                leaving.tries,
            ),
        )
        return begun.rowcount == 1

    def is_at(self, key: str, tries: int) -> bool:
        found = self.row("SELECT tries FROM outbox WHERE key = ? AND due_at IS NOT NULL", (key,))
        return found is not None and found[0] == tries

    def mark_sent(self, leaving: Leaving, place: Place, posted: str, now: datetime) -> None:
        outgoing = leaving.outgoing
        self._end(outgoing, SendState.SENT, now, posted=posted)
        if _is_card(outgoing) and posted:
            self.db.execute(
                "UPDATE ticket SET card = ?1, staff_room = coalesce(staff_room, ?2), "
                "staff_room_key = CASE staff_room_key WHEN '' THEN ?3 ELSE staff_room_key END "
                "WHERE number = ?4 AND staff_room_key IN ('', ?3)",
                (posted, codec.place_out(place), room_key(place), outgoing.ticket),
            )
        for edit in belied(self, outgoing):
            self.send(edit, now)

    def mark_failed(self, leaving: Leaving, reason: str, now: datetime) -> None:
        self._end(leaving.outgoing, SendState.FAILED, now, reason=reason)

    def fail_garbled(self, key: str, reason: str, now: datetime) -> Unsent | None:
        ended = self.rows(
            "UPDATE outbox SET state = 'failed', reason = ?, due_at = NULL, ended_at = ? "
            "WHERE key = ? AND due_at IS NOT NULL RETURNING seq, ticket, report = 1 OR intent IS NOT NULL, kind",
            (reason, to_cell(now), key),
        )
        if not ended:
            return None
        number, ticket, report, kind = ended[0]
        self._let_go(key, SendKind(kind), ticket)
        return Unsent(number=number, ticket=ticket, report=bool(report))

    def _end(
        self,
        outgoing: Outgoing,
        state: SendState,
        now: datetime,
        *,
        posted: str = "",
        reason: str = "",
    ) -> None:
        self.db.execute(
            "UPDATE outbox SET state = ?, posted = ?, reason = ?, due_at = NULL, ended_at = ? "
            "WHERE key = ?",
            (str(state), posted, reason, to_cell(now), outgoing.key),
        )
        self._let_go(outgoing.key, outgoing.kind, outgoing.ticket)

    def _let_go(self, key: str, kind: SendKind, ticket: int | None) -> None:
        """What waited for this one may go."""
        freed = self.rows(
            "SELECT room FROM outbox WHERE after = ? AND after <> '' AND due_at IS NOT NULL",
            (key,),
        )
        if kind is SendKind.CARD:
            freed += self.rows(
                "SELECT room FROM outbox WHERE due_at IS NOT NULL AND ticket = ?", (ticket,)
            )
        self.new_outbox.update(dict.fromkeys(row[0] for row in freed))

    def mark_unknown(
        self, leaving: Leaving, reason: str, now: datetime, look_at: datetime | None
    ) -> None:
        self.db.execute(
            "UPDATE outbox SET state = 'unknown', reason = ?, due_at = ?, "
            "ended_at = CASE state WHEN 'unknown' THEN ended_at ELSE ? END "
            "WHERE key = ? AND state <> 'replaced'",
            (reason, to_cell(look_at) if look_at else None, to_cell(now), leaving.outgoing.key),
        )

    def send_later(self, key: str, due_at: datetime, *, tried: bool = False) -> None:
        self.db.execute(
            "UPDATE outbox SET state = 'pending', due_at = ?1, "
            "tries = CASE WHEN tries > ?2 THEN tries - ?2 ELSE 0 END WHERE key = ?3 AND state <> 'replaced'",
            (to_cell(due_at), int(not tried), key),
        )

    def look_later(self, key: str, due_at: datetime) -> None:
        self.db.execute(
            "UPDATE outbox SET due_at = ? WHERE key = ? AND state <> 'replaced'",
            (to_cell(due_at), key),
        )

    def reroute(self, key: str, place: Place) -> None:
        self.db.execute(
            "UPDATE outbox SET state = 'pending', due_at = coalesce(last_try, due_at), detour = ?, "
            "detour_private = ? WHERE key = ? AND state <> 'replaced'",
            (codec.place_out(place), int(place.private), key),
        )


def _is_card(outgoing: Outgoing) -> bool:
    """Whether it is its ticket's card; an edit of that kind stands where the card was before."""
    return outgoing.kind is SendKind.CARD and outgoing.ticket is not None and not outgoing.edits
