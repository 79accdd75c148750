"""What came of a span of time, counted in the database: `bot.desk.nouns.results`, filled.

Every figure is of one cohort: what was asked, opened, closed or, of promises, ended in the span.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.nouns.lengths import Lengths
from bot.desk.nouns.results import Asked, Closed, End, Held, Issues, Opened, Promised, Results, Sums
from bot.store import codec
from bot.store.base import Connected
from bot.store.questions import QUESTION
from bot.store.shape import from_cell, maybe_time, to_cell

NAMED = 20
"""Answers called wrong that are told in full; how many there are is counted."""
WEEK = timedelta(days=7)
"""Who comes back within it, or opens a ticket again, was not helped."""
WEEK_CELL = WEEK // timedelta(microseconds=1)
"""As times are stored."""

_HOW = """CASE
  WHEN feedback = 'solved' OR ending = 'confirmed' THEN 'solved'
  WHEN feedback = 'withdrawn' OR ending = 'withdrawn' THEN 'left'
  WHEN ticket IS NOT NULL THEN 'person'
  WHEN told_entry <> '' AND open = 0 THEN 'no_word'
  WHEN outcome = 'dont_know' THEN 'unknown'
  -- An answer that did not arrive has shown nothing.
  WHEN shown <> '[]' AND (feedback = 'picked' OR outcome = 'answer' AND feedback IS NULL)
    THEN 'no_word'
  ELSE 'left' END AS how
FROM question LEFT JOIN ticket ON number = ticket WHERE"""
HOW = f"{_HOW} asked_at >= :since AND asked_at < :until"
"""How each question of a span ended: what stands before it is selected beside it."""
HOW_ALONE = f"{_HOW} question.id IN (SELECT CAST(value AS BIGINT) FROM json_each(:numbers))"  # noqa: S608
"""The same of questions by number."""
ENDS = f"SELECT question.id, person_id, asked_at, shown, {HOW}"
_THEIRS = """(SELECT counted.person_id UNION ALL SELECT theirs.person FROM identity_link mine
  JOIN identity_link theirs USING (same_as) WHERE mine.person = counted.person_id)"""
SILENT = "how = 'no_word' AND asked_at <= :now - :week"
# CASE looks for nobody else; of AND both sides are looked at.
CAME_BACK = f"""CASE WHEN silent THEN
  EXISTS (SELECT 1 FROM question later WHERE later.person_id IN {_THEIRS} AND later.id > counted.id
    AND later.asked_at <= counted.asked_at + :week
    AND json_extract(later.guesses, '$[0].entry') IN (SELECT value FROM json_each(counted.shown)))
  OR EXISTS (SELECT 1 FROM ticket WHERE requester_id IN {_THEIRS}
    AND opened_at >= counted.asked_at AND opened_at <= counted.asked_at + :week)
ELSE 1 = 0 END"""  # noqa: S608
"""Whether the asker of a row of `counted` was back within the week."""
_ASKED = f"""
WITH ended AS ({ENDS}), counted AS (SELECT *, {SILENT} AS silent FROM ended)
SELECT how, count(*), count(*) FILTER (WHERE silent), count(*) FILTER (WHERE {CAME_BACK})
FROM counted GROUP BY how
"""  # noqa: S608
_JUDGED = """
SELECT feedback, count(*) FROM question WHERE asked_at >= :since AND asked_at < :until
  AND outcome = 'answer' AND incident IS NULL AND feedback IN ('solved', 'not_solved')
GROUP BY feedback
"""
# What the team has answered, or its asker took back, waits for nobody but the guide; a ticket that was
# merged waits with the other one. Few are open: they are found by that, not by when they were asked.
_OPEN = """
SELECT count(*) FROM question WHERE open = 1 AND +asked_at >= :since AND +asked_at < :until
  AND NOT EXISTS (
    WITH RECURSIVE followed AS (
      SELECT merged_into, first_response_at, state FROM ticket WHERE number = question.ticket
      UNION ALL SELECT other.merged_into, other.first_response_at, other.state
      FROM followed JOIN ticket other ON other.number = followed.merged_into
    )
    SELECT 1 FROM followed
    WHERE first_response_at IS NOT NULL OR (state = 'closed' AND merged_into IS NULL))
"""
_OPENED = """
SELECT opened_at, first_response_at FROM ticket
WHERE (first_response_at IS NOT NULL OR state = 'closed') AND opened_at >= :since AND opened_at < :until AND coalesce(ending, '') <> 'merged'
"""
WAITING = "opened_at < :until AND state <> 'closed' AND first_response_at IS NULL"
_WAITING = f"SELECT opened_at FROM ticket WHERE {WAITING} ORDER BY opened_at, number"  # noqa: S608
_WAITING_COUNT = f"SELECT count(*) FROM ticket WHERE {WAITING} AND opened_at >= :since"  # noqa: S608
_TOLD = (
    "FROM promise WHERE ended_at >= :since AND ended_at < :until AND told_at IS NOT NULL AND state"
)
PROMISED = f"{_TOLD} IN ('kept', 'moved', 'missed')"
MISSED = f"{_TOLD} = 'missed'"
_PROMISED = f"SELECT state, due_at, ended_at {PROMISED}"
_CLOSED = "('confirmed', 'parked', 'unreachable')"
# What a ticket came to before it was opened again is counted too, each time of it once: whose customer
# says later that it was solved has closed it then.
CLOSINGS = f"""
SELECT ticket, what, EXISTS (SELECT 1 FROM history later WHERE later.ticket = ended.ticket
  AND later.id > ended.id AND later.what = 'reopened' AND later.at <= ended.at + :week) AS again, at,
  id
FROM history ended WHERE at >= :since AND at < :until AND what IN {_CLOSED}
  AND NOT EXISTS (SELECT 1 FROM history later
  WHERE later.ticket = ended.ticket AND later.id > ended.id AND later.what IN {_CLOSED}
  AND NOT EXISTS (SELECT 1 FROM history WHERE ticket = ended.ticket
  AND id > ended.id AND id < later.id AND what = 'reopened'))
"""  # noqa: S608
_SOLVED = """
SELECT opened_at, closed_at FROM ticket
WHERE closed_at >= :since AND closed_at < :until AND ending = 'confirmed'
"""
RATED = """
FROM history rated WHERE at >= :since AND at < :until AND what = 'rated'
  AND NOT EXISTS (SELECT 1 FROM history later
  WHERE later.ticket = rated.ticket AND later.id > rated.id AND later.what = 'rated'
  AND NOT EXISTS (SELECT 1 FROM history WHERE ticket = rated.ticket
  AND id > rated.id AND id < later.id AND what = 'reopened'))
"""
"""Each rating that its customer did not change later."""
# Of the times that a ticket was closed in the span: what was said of each last, before the next.
_RATINGS = f"""
SELECT text, count(*) FROM history WHERE text IN ('good', 'ok', 'bad') AND id IN (
  SELECT (SELECT max(rated.id) FROM history rated
    WHERE rated.ticket = ends.ticket AND rated.id > ends.id AND rated.what = 'rated'
    AND NOT EXISTS (SELECT 1 FROM history later WHERE later.ticket = ends.ticket
    AND later.id > ends.id AND later.id < rated.id AND later.what IN {_CLOSED}))
  FROM ({CLOSINGS}) ends)
GROUP BY text
"""  # noqa: S608
_BLOCKED = (
    "SELECT count(*), coalesce(sum(unheard), 0) FROM block WHERE at >= :since AND at < :until"
)
_HELD = """
SELECT count(*), count(*) FILTER (WHERE outcome NOT IN ('quarantined', 'discarded')),
  count(*) FILTER (WHERE outcome = 'discarded')
FROM inbox WHERE error IN ('blocked_word', 'newcomer') AND at >= :since AND at < :until
"""
WRITTEN = """
SELECT question, author, entry, at FROM entry_version WHERE version = 1 AND why NOT IN ('sample', 'imported')
  AND at >= :since AND at < :until ORDER BY at, entry
"""
_ISSUES = """
SELECT (SELECT count(*) FROM incident WHERE started_at >= :since AND started_at < :until
    AND (ended_at IS NULL OR EXISTS (
      SELECT 1 FROM incident_word WHERE incident = number AND kind = 'end'))),
  (SELECT count(DISTINCT person_id) FROM question
    WHERE incident IS NOT NULL AND +asked_at >= :since AND +asked_at < :until),
  (SELECT count(*) FROM incident_word
    WHERE state = 'kept' AND ended_at >= :since AND ended_at < :until),
  (SELECT count(*) FROM incident_word
    WHERE state = 'missed' AND ended_at >= :since AND ended_at < :until)
"""


Working = Callable[[datetime, datetime], timedelta]
"""Working time between two moments."""


_PROGRAMS = "desk:"
"""How the ids of the desk's own programs begin: what an import brought is nobody's work to be thanked for."""


class Reported(Connected):
    """Part of the records."""

    def sums(self, since: datetime, until: datetime, now: datetime, working: Working) -> Sums:
        span = {"since": to_cell(since), "until": to_cell(until)}
        return Sums(
            asked=self._asked(span, now),
            opened=self._opened(span, working),
            promised=self._promised(span),
            closed=self._closed(span),
        )

    def results(self, sums: Sums, since: datetime, until: datetime) -> Results:
        span = {"since": to_cell(since), "until": to_cell(until)}
        waiting = self._waiting(span["until"])
        blocked, unheard = self.rows(_BLOCKED, span)[0]
        return Results(
            asked=replace(sums.asked, open=self.rows(_OPEN, span)[0][0]),
            opened=replace(sums.opened, waiting=tuple(at for at in waiting if at >= since)),
            waiting=waiting,
            promised=sums.promised,
            closed=sums.closed,
            entries_added=tuple(
                (title, by.name)
                for title, author, *_ in self.rows(WRITTEN, span)
                if not (by := codec.person_in(author)).id.startswith(_PROGRAMS)
            ),
            blocked=blocked,
            unheard=unheard,
            held=Held(*self.rows(_HELD, span)[0]),
            wrong_answers=self._wrong_answers(span),
            issues=Issues(*self.rows(_ISSUES, span)[0]),
        )

    def first_asked(self) -> datetime | None:
        return maybe_time(self.rows("SELECT min(asked_at) FROM question")[0][0])

    def opened_waiting(self, since: datetime, until: datetime) -> int:
        cells = {"since": to_cell(since), "until": to_cell(until)}
        return int(self.rows(_WAITING_COUNT, cells)[0][0])

    def _waiting(self, until: int) -> tuple[datetime, ...]:
        return tuple(from_cell(row[0]) for row in self.rows(_WAITING, {"until": until}))

    def _asked(self, span: dict[str, int], now: datetime) -> Asked:
        cells = {**span, "now": to_cell(now), "week": WEEK_CELL}
        found = {End(how): counts for how, *counts in self.rows(_ASKED, cells)}
        judged = dict(self.rows(_JUDGED, span))
        return Asked(
            ends={end: found[end][0] if end in found else 0 for end in End},
            silent=sum(silent for _, silent, _ in found.values()),
            came_back=sum(back for *_, back in found.values()),
            right=judged.get("solved", 0),
            wrong=judged.get("not_solved", 0),
        )

    def _opened(self, span: dict[str, int], working: Working) -> Opened:
        replies, wordless = [], 0
        for opened, first in self.each(_OPENED, span):
            if first is None:
                wordless += 1
            else:
                replies.append((from_cell(opened), from_cell(first)))
        return Opened(
            working=Lengths.of(working(*pair) for pair in replies),
            calendar=Lengths.of(first - opened for opened, first in replies),
            wordless=wordless,
        )

    def _promised(self, span: dict[str, int]) -> Promised:
        states: Counter[str] = Counter()
        early = []
        for state, due, ended in self.each(_PROMISED, span):
            states[state] += 1
            if state == "kept":
                early.append(from_cell(due) - from_cell(ended))
        return Promised(
            kept=states["kept"],
            moved=states["moved"],
            missed=states["missed"],
            early=Lengths.of(early),
        )

    def _closed(self, span: dict[str, int]) -> Closed:
        ways: Counter[str] = Counter()
        tickets: dict[int, bool] = {}
        for ticket, what, again, *_ in self.each(CLOSINGS, {**span, "week": WEEK_CELL}):
            ways[what] += 1
            tickets[ticket] = tickets.get(ticket, False) or bool(again)
        return Closed(
            confirmed=ways["confirmed"],
            unconfirmed=ways.total() - ways["confirmed"],
            numbers=frozenset(tickets),
            again=frozenset(ticket for ticket, again in tickets.items() if again),
            solved_in=Lengths.of(
                from_cell(closed) - from_cell(opened) for opened, closed in self.each(_SOLVED, span)
            ),
            ratings=dict(self.rows(_RATINGS, {**span, "week": WEEK_CELL})),
        )

    def _wrong_answers(self, span: dict[str, int]) -> tuple[tuple[str, str], ...]:
        wrong = self.loaded(
            QUESTION,
            "WHERE asked_at >= :since AND asked_at < :until AND feedback = 'not_solved' "
            "AND outcome = 'answer' AND incident IS NULL ORDER BY asked_at, id LIMIT :most",
            {**span, "most": NAMED},
        )
        return tuple(
            (question.text, guess.title)
            for question in wrong
            for guess in question.guesses
            if guess.entry in question.shown[:1]
        )
