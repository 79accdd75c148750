"""Tickets, promises and history as rows.

History only grows; a ticket's alarm is an index of what the desk reckoned, never read to decide.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.place import Place
from bot.desk.nouns.promise import Promise
from bot.desk.nouns.ticket import Happened, Ticket
from bot.desk.ports.outbox import room_key
from bot.desk.rules.promises import FOR_LEADS
from bot.errors import NotFound
from bot.store.base import Connected
from bot.store.shape import Shape, from_cell, maybe_time, to_cell

TICKET: Shape[Ticket] = Shape(
    Ticket,
    "ticket",
    key="number",
    extra={
        "requester_id": lambda ticket: ticket.requester.id,
        "place_key": lambda ticket: ticket.place.key,
        "owner_id": lambda ticket: ticket.owner.id if ticket.owner else None,
        "staff_room_key": lambda ticket: room_key(ticket.staff_room) if ticket.staff_room else "",
    },
)
PROMISE: Shape[Promise] = Shape(Promise, "promise", key="id")
HAPPENED: Shape[Happened] = Shape(Happened, "history")
_OWED = """WHERE state = 'open' AND moving_at IS NULL AND (moves >= :after OR CASE :leads
  WHEN 1 THEN EXISTS (
    SELECT 1 FROM ticket WHERE number = promise.ticket AND escalated = 1 AND owner_id IS NULL
  )
  ELSE reminded_at IS NOT NULL END)
  AND (SELECT staff_room_key FROM ticket WHERE number = promise.ticket) = :room
ORDER BY due_at, id LIMIT :most"""


class Tickets(Connected):
    """Part of the records."""

    def add_ticket(self, ticket: Ticket) -> Ticket:
        self.new_alarms |= ticket.alarm_at is not None
        added = replace(ticket, number=self.added(TICKET, ticket))
        self._note_beside(added)
        return added

    def ticket(self, number: int) -> Ticket:
        found = self.loaded(TICKET, "WHERE number = ?", (number,))
        if not found:
            raise NotFound.of("no_ticket", n=number)
        return found[0]

    def save_ticket(self, ticket: Ticket) -> None:
        self.new_alarms |= ticket.alarm_at is not None
        self.tickets[ticket.number] = None
        changed = self.db.execute(TICKET.update, [*TICKET.cells(ticket), ticket.number])
        if changed.rowcount != 1:
            raise NotFound.of("no_ticket", n=ticket.number)
        self._note_beside(ticket)

    def _note_beside(self, ticket: Ticket) -> None:
        for earlier in ticket.similar:
            self.db.execute(
                "INSERT INTO shown_beside VALUES (?, ?) ON CONFLICT DO NOTHING",
                (earlier, ticket.number),
            )

    def open_tickets(self) -> Sequence[Ticket]:
        return self.loaded(TICKET, "WHERE state <> 'closed' ORDER BY number")

    def tickets_alive(self, since: datetime) -> Sequence[Ticket]:
        return self.loaded(
            TICKET,
            # Each by its index; with OR all tickets there ever were would be read.
            "WHERE number IN (SELECT number FROM ticket WHERE state <> 'closed' "
            "UNION SELECT number FROM ticket WHERE closed_at >= ?) ORDER BY number",
            (to_cell(since),),
        )

    def tickets_of(self, person_id: str) -> Sequence[Ticket]:
        return self.loaded(
            TICKET,
            "WHERE requester_id = ?1 OR requester_id IN (SELECT theirs.person FROM "
            "identity_link mine JOIN identity_link theirs USING (same_as) WHERE mine.person = ?1) "
            "ORDER BY number DESC",
            (person_id,),
        )

    def solved_tickets(self, newest: int) -> Sequence[Ticket]:
        return self.loaded(
            TICKET,
            "WHERE closed_at IS NOT NULL AND ending = 'confirmed' AND first_response_at IS NOT NULL "
            "ORDER BY closed_at DESC LIMIT ?",
            (newest,),
        )

    def moved_tickets(self, newest: int) -> Sequence[Ticket]:
        return self.loaded(TICKET, "WHERE routed = 'staff' ORDER BY number DESC LIMIT ?", (newest,))

    def tickets_like(self, numbers: Sequence[int]) -> Sequence[Ticket]:
        return self.loaded(
            TICKET,
            "WHERE number IN (SELECT ticket FROM shown_beside WHERE earlier IN "
            "(SELECT CAST(value AS BIGINT) FROM json_each(?))) ORDER BY number",
            (json.dumps(list(numbers)),),
        )

    def ticket_of_card(self, place: Place) -> Ticket | None:
        if not place.thread:
            return None
        found = self.loaded(
            TICKET,
            "WHERE card = ? AND staff_room_key = ? AND card <> ''",
            (place.thread, room_key(place)),
        )
        return found[0] if found else None

    def ticket_of_message(self, message: str) -> Ticket | None:
        if not message:
            return None
        found = self.loaded(
            TICKET,
            "WHERE number = (SELECT ticket FROM history WHERE message = ? AND message <> '' "
            "ORDER BY id DESC LIMIT 1)",
            (message,),
        )
        return found[0] if found else None

    def reply_times(self, limit: int) -> Sequence[tuple[datetime, datetime | None]]:
        found = self.rows(
            "SELECT * FROM (SELECT opened_at, first_response_at FROM ticket "
            "WHERE first_response_at IS NOT NULL ORDER BY first_response_at DESC LIMIT ?1) answered "
            "UNION ALL SELECT * FROM (SELECT opened_at, CAST(NULL AS BIGINT) FROM ticket "
            "WHERE state <> 'closed' AND first_response_at IS NULL ORDER BY number LIMIT ?1) waiting",
            (limit,),
        )
        return [(from_cell(opened), maybe_time(answered)) for opened, answered in found]


class Promises(Connected):
    """Part of the records."""

    def add_promise(self, promise: Promise) -> Promise:
        return replace(promise, id=self.added(PROMISE, promise))

    def save_promise(self, promise: Promise) -> None:
        changed = self.db.execute(PROMISE.update, [*PROMISE.cells(promise), promise.id])
        if changed.rowcount != 1:
            raise NotFound(f"There is no promise {promise.id}.")

    def promises(self, number: int) -> Sequence[Promise]:
        return self.loaded(PROMISE, "WHERE ticket = ? ORDER BY id", (number,))

    def open_promises(self) -> Sequence[Promise]:
        return self.loaded(PROMISE, "WHERE state = 'open' ORDER BY due_at, id")

    def owed(self, room: Place, *, leads: bool, most: int) -> Sequence[Promise]:
        after = FOR_LEADS if leads else 1
        cells = {"after": after, "leads": int(leads), "room": room_key(room), "most": most}
        return self.loaded(PROMISE, _OWED, cells)


_OPEN_FEEDBACK = """
WHERE at >= ? AND what = 'feedback' AND text <> '[erased]'
  AND NOT EXISTS (SELECT 1 FROM history later
    WHERE later.ticket = history.ticket AND later.id > history.id AND later.what = 'feedback')
  AND NOT EXISTS (SELECT 1 FROM history answered
    WHERE answered.ticket = history.ticket AND answered.id > history.id
      AND answered.what = 'feedback_owned'
      AND NOT EXISTS (SELECT 1 FROM history returned WHERE returned.ticket = answered.ticket
        AND returned.id > answered.id AND returned.what = 'not_delivered'))
ORDER BY id
"""


class History(Connected):
    """Part of the records."""

    def add_happened(self, happened: Happened) -> None:
        self.tickets[happened.ticket] = None
        last = self.row(
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM history WHERE ticket = ?) "
            "THEN (SELECT max(seq) FROM outbox) END",
            (happened.ticket,),
        )
        self.db.execute(
            HAPPENED.insert, HAPPENED.cells(replace(happened, behind=(last and last[0]) or 0))
        )

    def forget_lines(self, number: int, message: str) -> None:
        self.db.execute(
            "UPDATE history SET text = '[erased]' WHERE text <> '' AND ((ticket = ?1 AND message = ?2) "
            "OR (what = 'merged_from' AND substr(text, 1, length(CAST(?1 AS TEXT)) + 2) = CAST(?1 AS TEXT) || ': ' "
            "AND ticket = (SELECT merged_into FROM ticket WHERE number = ?1)))",
            (number, message),
        )
        self.taken_out()

    def open_feedback(self, since: datetime) -> Sequence[Happened]:
        return self.loaded(HAPPENED, _OPEN_FEEDBACK, (to_cell(since),))

    def history(self, number: int) -> Sequence[Happened]:
        return self.loaded(HAPPENED, "WHERE ticket = ? ORDER BY id", (number,))
