"""What a span teaches, one by one: tickets that went well or wrong, who solved what, words to read.

What is counted of it is counted in `bot.store.results`.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.desk.nouns.results import Helper, Turn, Turned, Worded
from bot.store.results import CLOSINGS, MISSED, RATED, WEEK_CELL
from bot.store.rows import ENTRY, NEWEST, Rows
from bot.store.shape import from_cell, to_cell

_WELL = f"SELECT at, 'rated_good', ticket {RATED} AND text = 'good'"
_WRONG = f"""
SELECT at, 'rated_bad', ticket {RATED} AND text = 'bad'
UNION ALL SELECT ended_at, 'missed', ticket {MISSED}
UNION ALL SELECT at, 'reopened', ticket FROM ({CLOSINGS}) WHERE again
"""  # noqa: S608
_TURNED = """
SELECT at, what, ticket,
  CASE WHEN title <> '' THEN title WHEN ticket.text = '[erased]' THEN '' ELSE ticket.text END
FROM (SELECT 0 AS at, '' AS what, 0 AS ticket WHERE 0 UNION ALL {which}) turned
JOIN ticket ON number = turned.ticket ORDER BY at DESC, number DESC LIMIT :most
"""
# Whose words reached the customer of a ticket that is solved, by what it asked.
_HELPERS = f"""
WITH {NEWEST}, solved AS (
  SELECT number AS ticket, (SELECT {ENTRY} FROM question WHERE question.ticket = number
    ORDER BY question.id LIMIT 1) AS entry
  FROM ticket WHERE closed_at >= :since AND closed_at < :until AND ending = 'confirmed'
), helped AS (
  SELECT DISTINCT coalesce(category, '') AS category, history."by" AS who, name, history.ticket AS ticket
  FROM solved JOIN history ON history.ticket = solved.ticket LEFT JOIN newest USING (entry)
  WHERE what IN ('reply', 'asked back', 'proposed') AND name NOT IN ('', '[erased]')
)
SELECT category, max(name), count(DISTINCT ticket) FROM helped GROUP BY category, who
ORDER BY category, 2, who
"""  # noqa: S608
_WORDS = """
SELECT id, person_id, text FROM question
WHERE asked_at >= :since AND asked_at < :until AND text <> '[erased]'
ORDER BY asked_at DESC, id DESC LIMIT :most
"""


class Learnt(Rows):
    """Part of the records."""

    def turned(self, which: Turn, since: datetime, until: datetime, most: int) -> Sequence[Turned]:
        sql = _TURNED.format(which=_WELL if which is Turn.WELL else _WRONG)
        cells = {
            "since": to_cell(since),
            "until": to_cell(until),
            "week": WEEK_CELL,
            "most": most,
        }
        return [
            Turned(at=from_cell(at), what=what, ticket=ticket, text=text)
            for at, what, ticket, text in self.rows(sql, cells)
        ]

    def helpers(self, since: datetime, until: datetime) -> Sequence[Helper]:
        cells = {"since": to_cell(since), "until": to_cell(until)}
        return [
            Helper(category=category, name=name, tickets=tickets)
            for category, name, tickets in self.rows(_HELPERS, cells)
        ]

    def words_asked(self, since: datetime, until: datetime, most: int) -> Sequence[Worded]:
        cells = {"since": to_cell(since), "until": to_cell(until), "most": most}
        return [
            Worded(question=number, by=by, text=text)
            for number, by, text in self.rows(_WORDS, cells)
        ]
