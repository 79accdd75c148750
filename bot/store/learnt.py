"""What a span teaches, one by one: tickets that went well or wrong, words to read.

What is counted of it is counted in `bot.store.results`.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.desk.nouns.listed import Turn, Turned, Worded
from bot.store.parted import Parted
from bot.store.results import CLOSINGS, MISSED, RATED, WEEK, WEEK_CELL
from bot.store.shape import from_cell, to_cell

_WELL = f"SELECT at, 'rated_good', ticket {RATED} AND text = 'good'"
_WRONG = f"""
SELECT at, 'rated_bad', ticket {RATED} AND text = 'bad'
UNION ALL SELECT ended_at, 'missed', ticket {MISSED}
UNION ALL SELECT at, 'reopened', ticket FROM ({CLOSINGS}) ends WHERE again
"""  # noqa: S608
_TURNED = """
SELECT at, what, ticket,
  CASE WHEN title <> '' THEN title WHEN ticket.text = '[erased]' THEN '' ELSE ticket.text END
FROM (SELECT 0 AS at, '' AS what, 0 AS ticket WHERE 1 = 0 UNION ALL {which}) turned
JOIN ticket ON number = turned.ticket ORDER BY at DESC, number DESC LIMIT :most
"""
_WORDS = """
SELECT id, person_id, text FROM question
WHERE asked_at >= :since AND asked_at < :until AND text <> '[erased]'
ORDER BY asked_at DESC, id DESC LIMIT :most
"""


class Learnt(Parted):
    """Part of the records."""

    def turned(self, which: Turn, since: datetime, until: datetime, most: int) -> Sequence[Turned]:
        # Looked for from the end, in twice as long a part of the span each time: the newest are wanted.
        sql = _TURNED.format(which=_WELL if which is Turn.WELL else _WRONG)
        cells, reach, found = {"week": WEEK_CELL, "most": most}, WEEK, list[Turned]()
        while len(found) < most:
            part = max(since, until - reach)
            span = {"since": to_cell(part), "until": to_cell(until)}
            found = [
                Turned(at=from_cell(at), what=what, ticket=ticket, text=text)
                for at, what, ticket, text in self.rows(sql, {**cells, **span})
            ]
            if part == since:
                break
            reach *= 2
        return found

    def words_asked(self, since: datetime, until: datetime, most: int) -> Sequence[Worded]:
        cells = {"since": to_cell(since), "until": to_cell(until), "most": most}
        return [
            Worded(question=number, by=by, text=text)
            for number, by, text in self.rows(_WORDS, cells)
        ]
