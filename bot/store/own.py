"""What came of one member of the team's own work in a span: for themselves, and for nobody else."""

import json
from collections.abc import Sequence
from datetime import datetime

from bot.desk.nouns.results import Own, Promised
from bot.store.base import Connected
from bot.store.results import PROMISED, RATED
from bot.store.shape import from_cell, to_cell

_MINE = '"by" IN (SELECT value FROM json_each(:people))'
_WORDS = "what IN ('reply', 'asked back', 'proposed')"
_TICKETS = f"""
SELECT count(DISTINCT ticket) FROM history
WHERE at >= :since AND at < :until AND {_WORDS} AND {_MINE}
"""  # noqa: S608
_FIRST = f"""
SELECT opened_at, at FROM history said JOIN ticket ON number = ticket
WHERE at >= :since AND at < :until AND {_WORDS} AND {_MINE} AND NOT EXISTS (
  SELECT 1 FROM history WHERE ticket = said.ticket AND id < said.id AND {_WORDS})
ORDER BY at
"""  # noqa: S608
_HELPED = f"EXISTS (SELECT 1 FROM history WHERE ticket = %s AND {_WORDS} AND {_MINE})"  # noqa: S608
_SOLVED = f"""
SELECT count(*) FROM ticket WHERE closed_at >= :since AND closed_at < :until
  AND ending = 'confirmed' AND {_HELPED % "ticket.number"}
"""  # noqa: S608
_PROMISED = f"""
SELECT state, count(*) {PROMISED} AND made_by IN (SELECT value FROM json_each(:people))
GROUP BY state
"""  # noqa: S608
_RATED = f"SELECT text, count(*) {RATED} AND {_HELPED % 'rated.ticket'} GROUP BY text"
_ANSWERS = """
SELECT count(*) FROM entry_version WHERE version = 1 AND why NOT IN ('sample', 'imported')
  AND at >= :since AND at < :until AND author_id IN (SELECT value FROM json_each(:people))
"""


class OwnFigures(Connected):
    """Part of the records."""

    def own(self, people: Sequence[str], since: datetime, until: datetime) -> Own:
        span = {
            "since": to_cell(since),
            "until": to_cell(until),
            "people": json.dumps(list(people)),
        }
        promised = dict(self.rows(_PROMISED, span))
        return Own(
            tickets=self.rows(_TICKETS, span)[0][0],
            first=tuple((from_cell(at), from_cell(said)) for at, said in self.rows(_FIRST, span)),
            solved=self.rows(_SOLVED, span)[0][0],
            promised=Promised(
                kept=promised.get("kept", 0),
                moved=promised.get("moved", 0),
                missed=promised.get("missed", 0),
            ),
            ratings=dict(self.rows(_RATED, span)),
            answers=self.rows(_ANSWERS, span)[0][0],
        )
