"""What a span is made of, row by row, and parted: by category, by how sure the desk was, by time.

How a question ended is decided in one place, which stands in `bot.store.results`.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from bot.desk.nouns.results import AskedRow, Covered, End, PromiseRow, Said, Shown, TicketRow, Trend
from bot.store.results import (
    CAME_BACK,
    CLOSINGS,
    HOW,
    PROMISED,
    SILENT,
    WAITING,
    WEEK_CELL,
    Reported,
)
from bot.store.shape import Row, from_cell, maybe_time, to_cell

# What was shown, or else came nearest.
ENTRY = """CASE WHEN told_entry <> '' THEN told_entry
  ELSE coalesce(json_extract(shown, '$[0]'), json_extract(question.guesses, '$[0].entry'), '') END"""
_ANSWERED = """told_entry <> '' OR coalesce(feedback, '') = 'picked'
    OR (outcome = 'answer' AND shown <> '[]' AND coalesce(feedback, '') <> 'not_solved')"""
NEWEST = """newest AS (
  SELECT entry, category FROM entry_version known WHERE version =
    (SELECT max(version) FROM entry_version WHERE entry = known.entry)
)"""
_COVERED = f"""
WITH {NEWEST}, asked AS (
  SELECT person_id, {ENTRY} AS entry, {_ANSWERED} AS answered
  FROM question WHERE asked_at >= :since AND asked_at < :until
)
SELECT coalesce(category, '') AS called, count(DISTINCT person_id), count(*) AS many, sum(answered)
FROM asked LEFT JOIN newest USING (entry) GROUP BY called ORDER BY many DESC, called
"""  # noqa: S608
_SAID = """
SELECT least, count(*), sum(feedback = 'solved') FROM (
  SELECT feedback, json_extract(guesses, '$[0].probability') AS sure FROM question
  WHERE asked_at >= :since AND asked_at < :until AND outcome = 'answer'
    AND incident IS NULL AND feedback IN ('solved', 'not_solved')
) JOIN (
  SELECT 0.98 AS least, 2 AS most UNION ALL SELECT 0.95, 0.98 UNION ALL SELECT 0.9, 0.95
  UNION ALL SELECT 0.8, 0.9 UNION ALL SELECT 0, 0.8
) ON sure >= least AND sure < most
GROUP BY least ORDER BY least DESC
"""
_TRENDS = f"""
SELECT entry, count(DISTINCT CASE WHEN asked_at >= :since THEN person_id END),
  sum(asked_at >= :since) AS many, sum(asked_at < :since)
FROM (SELECT asked_at, person_id, {ENTRY} AS entry FROM question
  WHERE asked_at >= :before AND asked_at < :until)
WHERE entry <> '' GROUP BY entry HAVING many > 0 ORDER BY many DESC, entry
"""  # noqa: S608
_SHOWN = """
WITH asked AS (
  SELECT * FROM question WHERE asked_at >= :since AND asked_at < :until AND incident IS NULL
)
SELECT entry, count(*), sum(outright AND feedback = 'solved'),
  sum(outright AND feedback = 'not_solved') AS wrong FROM (
  SELECT value AS entry, coalesce(feedback, '') AS feedback, outcome = 'answer' AS outright
  FROM asked, json_each(shown)
  UNION ALL SELECT told_entry, '', 0 FROM asked WHERE told_entry <> ''
) GROUP BY entry ORDER BY wrong DESC, entry
"""
_ASKED = f"""
WITH {NEWEST}, asked AS (
  SELECT question.id AS id, asked_at, outcome, {ENTRY} AS entry, question.guesses AS guesses,
    coalesce(feedback, '') AS feedback, ticket, question.language AS language,
    CASE question.text WHEN '[erased]' THEN '' ELSE question.text END AS text, person_id, shown,
    {_ANSWERED} AS answered, told_entry, {HOW}
), counted AS (SELECT *, {SILENT} AS silent FROM asked)
SELECT id, asked_at, outcome, entry,
  (SELECT value FROM json_each(guesses) WHERE json_extract(value, '$.entry') = entry),
  feedback, ticket, language, text, how, {CAME_BACK},
  coalesce(category, ''), answered, json_extract(guesses, '$[0].probability'), shown, told_entry
FROM counted LEFT JOIN newest USING (entry) ORDER BY asked_at, id
"""  # noqa: S608
_TICKETS = """
SELECT number, opened_at, first_response_at, closed_at, state, coalesce(ending, ''), priority,
  coalesce(rating, ''), reopened, CASE WHEN title <> '' THEN title WHEN text = '[erased]' THEN ''
  ELSE text END
FROM ticket WHERE {which} ORDER BY opened_at, number
"""
_OPENED = "opened_at >= :since AND opened_at < :until"
_COUNTED = f"{_OPENED} AND coalesce(ending, '') <> 'merged'"
_WHICH = {
    "every": _OPENED,
    "opened": _COUNTED,
    "replied": f"{_COUNTED} AND first_response_at IS NOT NULL",
    "opened_waiting": f"{_COUNTED} AND first_response_at IS NULL AND state <> 'closed'",
    "waiting": WAITING,
    "open": "state <> 'closed'",
    "closed": f"number IN (SELECT ticket FROM ({CLOSINGS}))",  # noqa: S608
    "reopened": f"number IN (SELECT ticket FROM ({CLOSINGS}) WHERE again)",  # noqa: S608
}
_PROMISES = f"SELECT ticket, state, made_at, due_at, ended_at {PROMISED} ORDER BY ended_at, id"


class Rows(Reported):
    """Part of the records."""

    def covered(self, since: datetime, until: datetime) -> Sequence[Covered]:
        return [
            Covered(category=category, people=people, asked=asked, answered=answered)
            for category, people, asked, answered in self.rows(_COVERED, _span(since, until))
        ]

    def said(self, since: datetime, until: datetime) -> Sequence[Said]:
        found = self.rows(_SAID, _span(since, until))
        return [Said(least=least, judged=judged, right=right) for least, judged, right in found]

    def shown(self, since: datetime, until: datetime) -> Sequence[Shown]:
        return [
            Shown(entry=entry, shown=shown, right=right, wrong=wrong)
            for entry, shown, right, wrong in self.rows(_SHOWN, _span(since, until))
        ]

    def trends(self, before: datetime, since: datetime, until: datetime) -> Sequence[Trend]:
        cells = {"before": to_cell(before), **_span(since, until)}
        return [
            Trend(entry=entry, people=people, asked=asked, before=earlier)
            for entry, people, asked, earlier in self.rows(_TRENDS, cells)
        ]

    def moments(self, since: datetime, until: datetime) -> Sequence[tuple[datetime, str]]:
        found = self.rows(
            "SELECT asked_at, person_id FROM question "
            "WHERE asked_at >= :since AND asked_at < :until",
            _span(since, until),
        )
        return [(from_cell(at), person) for at, person in found]

    def asked_rows(
        self, since: datetime, until: datetime, now: datetime | None = None
    ) -> Sequence[AskedRow]:
        cells = {**_span(since, until), "now": to_cell(now or until), "week": WEEK_CELL}
        return [_asked(row) for row in self.rows(_ASKED, cells)]

    def promise_rows(self, since: datetime, until: datetime) -> Sequence[PromiseRow]:
        return [
            PromiseRow(
                ticket=ticket,
                state=state,
                made_at=from_cell(made),
                due_at=from_cell(due),
                ended_at=from_cell(ended),
            )
            for ticket, state, made, due, ended in self.rows(_PROMISES, _span(since, until))
        ]

    def ticket_rows(
        self, since: datetime, until: datetime, which: str = "every"
    ) -> Sequence[TicketRow]:
        sql, cells = _TICKETS.format(which=_WHICH[which]), _span(since, until)
        return [
            TicketRow(
                number=number,
                opened_at=from_cell(opened),
                first_reply_at=maybe_time(first),
                closed_at=maybe_time(closed),
                state=state,
                ending=ending,
                priority=priority,
                rating=rating,
                reopened=reopened,
                text=text,
            )
            for number, opened, first, closed, state, ending, priority, rating, reopened, text in (
                self.rows(sql, {**cells, "week": WEEK_CELL})
            )
        ]


def _asked(row: Row) -> AskedRow:
    number, asked, outcome, entry, guess, feedback, ticket, language, text, how, back, *more = row
    category, answered, sure, shown, told = more
    known = json.loads(guess) if guess else {}
    return AskedRow(
        number=number,
        asked_at=from_cell(asked),
        how=End(how),
        outcome=outcome,
        entry=str(known.get("title", entry)),
        probability=known.get("probability"),
        feedback=feedback,
        ticket=ticket,
        language=language,
        text=text,
        came_back=bool(back),
        nearest=entry,
        category=category,
        answered=bool(answered),
        sure=sure,
        shown=(*json.loads(shown), *([told] if told else [])),
    )


def _span(since: datetime, until: datetime) -> dict[str, int]:
    return {"since": to_cell(since), "until": to_cell(until)}
