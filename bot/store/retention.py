"""Blanks and removes what has been kept long enough, a few rows at a time.

Only what is over: nothing open, nothing promised, nothing waiting is ever touched.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from bot.desk.ports.journal import Journal, Store
from bot.store.base import UNCLEAN, Connected
from bot.store.shape import to_cell

AT_ONCE = 50
"""Rows found in one look."""
LONGEST = 0.02
"""Seconds that one transaction works. What is not done by then is done in the next."""

# Each finds rows by their number, from :after on.
_FIND = {
    "questions": """
SELECT id FROM question
WHERE id > :after AND asked_at < :limit AND open = 0 AND ask_at IS NULL AND text <> '[erased]'
  AND NOT EXISTS (SELECT 1 FROM incident WHERE number = question.incident AND ended_at IS NULL)
  AND (ticket IS NULL OR EXISTS (
    SELECT 1 FROM ticket WHERE number = question.ticket AND state = 'closed'
  ))
ORDER BY id LIMIT :most
""",
    "tickets": """
SELECT number FROM ticket
WHERE number > :after AND closed_at < :limit AND state = 'closed'
  AND (text <> '[erased]' OR EXISTS (
    SELECT 1 FROM history WHERE ticket = number AND what <> 'rated' AND history.text NOT IN ('', '[erased]')
  ))
  AND NOT EXISTS (SELECT 1 FROM promise WHERE ticket = number AND promise.state = 'open')
  AND NOT EXISTS (SELECT 1 FROM outbox WHERE ticket = number AND due_at IS NOT NULL)
ORDER BY number LIMIT :most
""",
    "known issues": """
SELECT number FROM incident
WHERE number > :after AND ended_at < :limit AND told <> '[erased]'
ORDER BY number LIMIT :most
""",
    "inbox": """
SELECT seq FROM inbox
WHERE seq > :after AND received_at < :limit AND done_at < :limit AND state <> 'waiting'
  AND body <> '{}'
ORDER BY seq LIMIT :most
""",
    "inbox ids": """
SELECT seq FROM inbox
WHERE seq > :after AND received_at < :limit AND done_at < :limit AND state <> 'waiting'
  AND body = '{}' AND NOT EXISTS (
    SELECT 1 FROM scan WHERE through < inbox.received_at + 1800000000
      AND substr(inbox.conversation, 1, length(scan.place_key)) = scan.place_key
  )
ORDER BY seq LIMIT :most
""",
    "absences": """
SELECT number FROM absence
WHERE number > :after AND coalesce(ended_at, until) < :limit
ORDER BY number LIMIT :most
""",
    "blocks": """
SELECT number FROM block
WHERE number > :after AND (coalesce(ended_at, until) < :limit OR coalesce(until, ended_at) < :limit)
ORDER BY number LIMIT :most
""",
    "help": """
SELECT number FROM help WHERE number > :after AND at < :limit
  -- What somebody lets be counted is counted until they say otherwise.
  AND NOT EXISTS (SELECT 1 FROM leave WHERE topic = '' AND state IN ('yes', 'unnamed')
    AND leave.person_id IN (SELECT help.person_id UNION ALL SELECT theirs.person
      FROM identity_link mine JOIN identity_link theirs USING (same_as)
      WHERE mine.person = help.person_id))
ORDER BY number LIMIT :most
""",
    "leave": """
SELECT number FROM leave WHERE number > :after AND at < :limit AND state = 'asked'
ORDER BY number LIMIT :most
""",
    "consulted": """
SELECT number FROM consulted WHERE number > :after AND at < :limit
ORDER BY number LIMIT :most
""",
    "outbox": """
SELECT seq FROM outbox
WHERE seq > :after AND due_at IS NULL AND coalesce(ended_at, last_try, queued_at) < :limit
  AND NOT EXISTS (SELECT 1 FROM outbox later WHERE later.after = outbox.key
    AND later.after <> '' AND later.due_at IS NOT NULL)
  -- What is still edited where it stands is found by its row.
  AND NOT EXISTS (SELECT 1 FROM kept WHERE name = 'live queue'
    AND instr(kept.text, '\t' || outbox.key || '\t') > 0)
ORDER BY seq LIMIT :most
""",
}

# Each is given one of these numbers. The conditions that may have changed meanwhile stand again.
_DO: Mapping[str, Sequence[str]] = {
    "questions": (
        "UPDATE question SET text = '[erased]', words = '[erased]', files = '[]', owner = NULL, owner_id = NULL, \"by\" = json_object('id', person_id, 'name', "
        "'[erased]') WHERE id = ? AND open = 0 AND ask_at IS NULL",
    ),
    "tickets": (
        "UPDATE history SET text = CASE WHEN text = '' OR what = 'rated' THEN text ELSE '[erased]' END, "
        "name = CASE \"by\" WHEN 'desk' THEN name ELSE '[erased]' END WHERE ticket = ?",
        "UPDATE ticket SET text = '[erased]', title = '', tags = '[]', details = '[]', link = '', hold_reason = '', requester = "
        "json_object('id', requester_id, 'name', '[erased]'), files = (SELECT json_group_array("
        "json_object('name', '[erased]', 'link', '')) FROM json_each(files)) WHERE number = ?",
    ),
    "known issues": (
        "UPDATE incident_word SET text = CASE text WHEN '' THEN '' ELSE '[erased]' END, \"by\" = CASE WHEN \"by\" IS NULL "
        "THEN NULL ELSE json_object('id', by_id, 'name', '[erased]') END WHERE incident = ?",
        "UPDATE incident SET name = '[erased]', told = '[erased]', phrasings = '[]', "
        "\"by\" = json_object('id', by_id, 'name', '[erased]') WHERE number = ?",
    ),
    "inbox": ("UPDATE inbox SET body = '{}' WHERE seq = ? AND state <> 'waiting'",),
    "inbox ids": ("DELETE FROM inbox WHERE seq = ? AND state <> 'waiting' AND body = '{}'",),
    "absences": ("DELETE FROM absence WHERE number = ?",),
    "blocks": ("DELETE FROM block WHERE number = ?",),
    "help": ("DELETE FROM help WHERE number = ?",),
    "leave": ("DELETE FROM leave WHERE number = ? AND state = 'asked'",),
    "consulted": ("DELETE FROM consulted WHERE number = ?",),
    "outbox": ("DELETE FROM outbox WHERE seq = ? AND due_at IS NULL",),
}
# A name, a language, a time zone: gone once nothing is kept any more that they said or were told.
_NOTHING_KEPT = """
  NOT EXISTS (SELECT 1 FROM inbox WHERE person_id = person.id)
  AND NOT EXISTS (SELECT 1 FROM outbox WHERE "to" = person.id)
  AND NOT EXISTS (
    SELECT 1 FROM question WHERE person_id = person.id AND (text <> '[erased]' OR open = 1)
  )
  AND NOT EXISTS (
    SELECT 1 FROM ticket
    WHERE requester_id = person.id AND (text <> '[erased]' OR state <> 'closed')
  )
  AND NOT EXISTS (SELECT 1 FROM block WHERE person_id = person.id)
  AND NOT EXISTS (SELECT 1 FROM leave WHERE person_id = person.id)
"""
_PEOPLE = f"""
SELECT id FROM person WHERE id > ? AND {_NOTHING_KEPT}
  AND id NOT IN (SELECT "by" FROM history WHERE name <> '[erased]')
ORDER BY id LIMIT ?
"""  # noqa: S608
_LET_GO = f"DELETE FROM person WHERE id = ? AND {_NOTHING_KEPT}"  # noqa: S608
# What went with answers and does no more: with no version as new as that, with nothing that waits.
_FILES = """
SELECT name FROM kept WHERE name > ? AND substr(name, 1, 5) = 'file:'
  AND NOT EXISTS (
    SELECT 1 FROM entry_version WHERE instr(body, substr(kept.name, 6)) > 0 AND (at >= ? OR version = (
      SELECT max(version) FROM entry_version newest WHERE newest.entry = entry_version.entry
    ))
  )
  AND NOT EXISTS (
    SELECT 1 FROM kept held WHERE substr(held.name, 1, 5) = 'held:'
      AND instr(held.text, substr(kept.name, 6)) > 0
  )
  AND NOT EXISTS (
    SELECT 1 FROM outbox WHERE due_at IS NOT NULL AND instr(message, substr(kept.name, 6)) > 0
  )
ORDER BY name LIMIT ?
"""
_STILL_CLOSED = "SELECT 1 FROM ticket WHERE number = ? AND state = 'closed'"


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """How long each kind is kept; None keeps it for ever."""

    questions: timedelta | None = None
    tickets: timedelta | None = None
    inbox: timedelta | None = None
    outbox: timedelta | None = None

    def limits(self, now: datetime) -> Iterator[tuple[str, datetime]]:
        """What is swept, and before when it must have ended."""
        spans = {
            "questions": self.questions,
            "tickets": self.tickets,
            "known issues": self.tickets,
            "absences": self.tickets,
            "blocks": self.tickets,
            "help": self.tickets,
            "leave": self.tickets,
            "consulted": self.tickets,
            "inbox": self.inbox,
            "inbox ids": self.inbox,
            "outbox": self.outbox,
        }
        for name, span in spans.items():
            if span is not None:
                yield name, now - span


async def sweep(store: Store, keeping: Keeping, now: datetime) -> Mapping[str, int]:
    """Go through everything once; how many rows of each kind were blanked or removed.

    Found by readers, done by the writer a few at a time, so that nobody waits for it.
    """
    counts: dict[str, int] = {}
    for name, limit in keeping.limits(now):
        counts[name] = await _sweep(store, name, limit)
    if counts:
        counts["people"] = await _sweep_people(store)
    if keeping.tickets is not None:
        counts["files of answers"] = await _sweep_files(store, now - keeping.tickets)
    # What its author took back was taken out of the index of words, and leaves it for good today.
    if any(counts.values()) or await store.read(_unclean):
        await store.write(_scrub)
    return counts


def _unclean(journal: Journal) -> bool:
    return journal.kept(UNCLEAN) != ""


def _scrub(journal: Journal) -> None:
    _of(journal).erased()


async def _sweep(store: Store, name: str, limit: datetime) -> int:
    after, count = 0, 0
    while found := await store.read(_finding(name, limit, after)):
        done = await store.write(_doing(name, found))
        after, count = done[-1], count + len(done)
    return count


async def _sweep_people(store: Store) -> int:
    after, count = "", 0
    while found := await store.read(_forgotten(after)):
        await store.write(_letting_go(found))
        after, count = found[-1], count + len(found)
    return count


async def _sweep_files(store: Store, limit: datetime) -> int:
    after, count = "", 0
    while found := await store.read(_let_lie(after, limit)):
        await store.write(_dropping(found))
        after, count = found[-1], count + len(found)
    return count


def _let_lie(after: str, limit: datetime) -> Callable[[Journal], list[str]]:
    cells = (after, to_cell(limit), AT_ONCE)
    return lambda journal: [row[0] for row in _of(journal).rows(_FILES, cells)]


def _dropping(names: Sequence[str]) -> Callable[[Journal], None]:
    def work(journal: Journal) -> None:
        for each in names:
            _of(journal).db.execute("DELETE FROM kept WHERE name = ?", (each,))

    return work


def _forgotten(after: str) -> Callable[[Journal], list[str]]:
    return lambda journal: [row[0] for row in _of(journal).rows(_PEOPLE, (after, AT_ONCE))]


def _letting_go(ids: Sequence[str]) -> Callable[[Journal], None]:
    def work(journal: Journal) -> None:
        for each in ids:
            _of(journal).db.execute(_LET_GO, (each,))

    return work


def _finding(name: str, limit: datetime, after: int) -> Callable[[Journal], list[int]]:
    cells = {"after": after, "limit": to_cell(limit), "most": AT_ONCE}
    return lambda journal: [row[0] for row in _of(journal).rows(_FIND[name], cells)]


def _doing(name: str, numbers: Sequence[int]) -> Callable[[Journal], Sequence[int]]:
    def work(journal: Journal) -> Sequence[int]:
        until = time.perf_counter() + LONGEST
        for done, number in enumerate(numbers, start=1):
            _do(_of(journal), name, number)
            if time.perf_counter() > until:
                return numbers[:done]
        return numbers

    return work


def _do(journal: Connected, name: str, number: int) -> None:
    if name == "tickets" and journal.row(_STILL_CLOSED, (number,)) is None:
        return
    for sql in _DO[name]:
        journal.db.execute(sql, (number,))


def _of(journal: Journal) -> Connected:
    return cast("Connected", journal)
