"""What a span is made of, row by row: questions, tickets, promises, answers written.

How a question ended is decided in one place, which stands in `bot.store.results`.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from bot.desk.nouns.listed import AnswerRow, AskedRow, PromiseRow, TicketRow
from bot.desk.nouns.results import End
from bot.store import codec
from bot.store.results import (
    CAME_BACK,
    CLOSINGS,
    HOW,
    HOW_ALONE,
    PROMISED,
    SILENT,
    WAITING,
    WEEK_CELL,
    WRITTEN,
    Reported,
)
from bot.store.shape import Row, from_cell, maybe_time, to_cell

# What was shown, or else came nearest.
ENTRY = """CASE WHEN told_entry <> '' THEN told_entry
  ELSE coalesce(json_extract(shown, '$[0]'), json_extract(question.guesses, '$[0].entry'), '') END"""
ANSWERED = """told_entry <> '' OR coalesce(feedback, '') = 'picked'
    OR (outcome = 'answer' AND incident IS NULL AND shown <> '[]'
      AND coalesce(feedback, '') <> 'not_solved')"""
NEWEST = """newest AS (
  SELECT entry, category FROM entry_version known WHERE version =
    (SELECT max(version) FROM entry_version WHERE entry = known.entry)
)"""
_EACH = f"""
WITH {NEWEST}, asked AS (
  SELECT question.id AS id, asked_at, outcome, {ENTRY} AS entry, question.guesses AS guesses,
    coalesce(feedback, '') AS feedback, ticket, question.language AS language,
    CASE question.text WHEN '[erased]' THEN '' ELSE question.text END AS text, person_id, shown,
    {ANSWERED} AS answered, told_entry, incident IS NOT NULL AS of_issue, %s
), counted AS (SELECT *, {SILENT} AS silent FROM asked)
SELECT id, asked_at, outcome, entry,
  (SELECT value FROM json_each(guesses) WHERE json_extract(value, '$.entry') = entry LIMIT 1),
  feedback, ticket, language, text, how, {CAME_BACK},
  coalesce(category, ''), answered,
  CAST(json_extract(guesses, '$[0].probability') AS DOUBLE PRECISION), shown, told_entry,
  of_issue
FROM counted LEFT JOIN newest USING (entry) ORDER BY asked_at, id
"""  # noqa: S608
_ASKED, _ALONE = (_EACH % how for how in (HOW, HOW_ALONE))
_TICKETS = """
SELECT number, opened_at, first_response_at, closed_at, state, coalesce(ending, ''), priority,
  coalesce(rating, ''), reopened, CASE WHEN title <> '' THEN title WHEN text = '[erased]' THEN ''
  ELSE text END, details
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
    "closed": f"number IN (SELECT ticket FROM ({CLOSINGS}) ends)",  # noqa: S608
    "reopened": f"number IN (SELECT ticket FROM ({CLOSINGS}) ends WHERE again)",  # noqa: S608
}
_PROMISES = f"SELECT ticket, state, made_at, due_at, ended_at {PROMISED} ORDER BY ended_at, id"


class Rows(Reported):
    """Part of the records."""

    def asked_rows(
        self, since: datetime, until: datetime, now: datetime | None = None
    ) -> Sequence[AskedRow]:
        cells = {**_span(since, until), "now": to_cell(now or until), "week": WEEK_CELL}
        return [_asked(row) for row in self.rows(_ASKED, cells)]

    def asked_alone(self, numbers: Sequence[int], now: datetime) -> Sequence[AskedRow]:
        cells = {"numbers": json.dumps(list(numbers)), "now": to_cell(now), "week": WEEK_CELL}
        return [_asked(row) for row in self.rows(_ALONE, cells)]

    def answer_rows(self, since: datetime, until: datetime) -> Sequence[AnswerRow]:
        return [
            AnswerRow(entry=entry, title=title, at=from_cell(at), by=codec.person_in(author).name)
            for title, author, entry, at in self.rows(WRITTEN, _span(since, until))
        ]

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
        return [_ticket(row) for row in self.rows(sql, {**cells, "week": WEEK_CELL})]


def _ticket(row: Row) -> TicketRow:
    number, opened, first, closed, state, ending, priority, rating, reopened, text, details = row
    return TicketRow(
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
        form="\n".join(f"{each['label']}: {each['text']}" for each in json.loads(details)),
    )


def _asked(row: Row) -> AskedRow:
    number, asked, outcome, entry, guess, feedback, ticket, language, text, how, back, *more = row
    category, answered, sure, shown, told, of_issue = more
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
        of_issue=bool(of_issue),
    )


def _span(since: datetime, until: datetime) -> dict[str, int]:
    return {"since": to_cell(since), "until": to_cell(until)}
