"""What a span's questions part into: by the entry that came nearest, by how sure the desk was, by time.

Counted week by week and added up, so it knows of no name or category, which may be another one later.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b
from zoneinfo import ZoneInfo

from bot.desk.nouns.parts import ENOUGH, Moment, Near, Parts, Said, Shown
from bot.store.rows import ANSWERED, ENTRY, Rows
from bot.store.shape import from_cell, to_cell

_ASKED = f"""
SELECT person_id, asked_at, {ENTRY}, {ANSWERED}
FROM question WHERE asked_at >= :since AND asked_at < :until
"""  # noqa: S608
_SAID = """
SELECT least, count(*), count(*) FILTER (WHERE feedback = 'solved') FROM (
  SELECT feedback, CAST(json_extract(guesses, '$[0].probability') AS DOUBLE PRECISION) AS sure
  FROM question
  WHERE asked_at >= :since AND asked_at < :until AND outcome = 'answer'
    AND incident IS NULL AND feedback IN ('solved', 'not_solved')
) judged JOIN (
  SELECT 0.98 AS least, 2 AS most UNION ALL SELECT 0.95, 0.98 UNION ALL SELECT 0.9, 0.95
  UNION ALL SELECT 0.8, 0.9 UNION ALL SELECT 0, 0.8
) bands ON sure >= least AND sure < most
GROUP BY least ORDER BY least DESC
"""
_NEAR = f"""
SELECT entry, count(*)
FROM (SELECT {ENTRY} AS entry FROM question WHERE asked_at >= :since AND asked_at < :until) came
WHERE entry <> '' GROUP BY entry
"""  # noqa: S608
_SHOWN = """
WITH asked AS (
  SELECT * FROM question WHERE asked_at >= :since AND asked_at < :until AND incident IS NULL
)
SELECT entry, count(*), count(*) FILTER (WHERE outright AND feedback = 'solved'),
  count(*) FILTER (WHERE outright AND feedback = 'not_solved') AS wrong FROM (
  SELECT value AS entry, coalesce(feedback, '') AS feedback, outcome = 'answer' AS outright
  FROM asked, json_each(shown)
  UNION ALL SELECT told_entry, '', 1 = 0 FROM asked WHERE told_entry <> ''
) given GROUP BY entry ORDER BY wrong DESC, entry
"""
# Whose words reached the customer of a ticket that is solved, by what it asked.
_HELPED = f"""
WITH solved AS (
  SELECT number AS ticket, (SELECT {ENTRY} FROM question WHERE question.ticket = number
    ORDER BY question.id LIMIT 1) AS entry
  FROM ticket WHERE closed_at >= :since AND closed_at < :until AND ending = 'confirmed'
)
SELECT coalesce(entry, '') AS near, history."by" AS who, count(DISTINCT history.ticket)
FROM solved JOIN history ON history.ticket = solved.ticket
WHERE what IN ('reply', 'asked back', 'proposed') AND name NOT IN ('', '[erased]')
GROUP BY near, who
"""  # noqa: S608


class Parted(Rows):
    """Part of the records."""

    def parts(self, since: datetime, until: datetime, zone: ZoneInfo) -> Parts:
        span = {"since": to_cell(since), "until": to_cell(until)}
        near: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
        moments: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        for person, at, entry, answered in self.each(_ASKED, span):
            local = from_cell(at).astimezone(zone)
            near[entry].append((person, bool(answered)))
            moments[local.weekday(), local.hour].append(person)
        return Parts(
            near={
                entry: Near(
                    asked=len(found),
                    answered=sum(answered for _, answered in found),
                    people=frozenset(map(_number, {who for who, _ in found})),
                )
                for entry, found in near.items()
            },
            moments={
                moment: Moment(
                    asked=len(found),
                    people=frozenset(sorted(map(_number, set(found)))[:ENOUGH]),
                )
                for moment, found in moments.items()
            },
            said={
                least: Said(least=least, judged=judged, right=right)
                for least, judged, right in self.rows(_SAID, span)
            },
            shown={
                entry: Shown(entry=entry, shown=shown, right=right, wrong=wrong)
                for entry, shown, right, wrong in self.rows(_SHOWN, span)
            },
            helped={(entry, who): tickets for entry, who, tickets in self.rows(_HELPED, span)},
        )

    def near(self, since: datetime, until: datetime) -> Mapping[str, int]:
        found = self.rows(_NEAR, {"since": to_cell(since), "until": to_cell(until)})
        return dict(found)


def _number(person: str) -> int:
    """What stands for somebody: the same in every week, and not their id."""
    return int.from_bytes(blake2b(person.encode(), digest_size=8).digest(), signed=True)
