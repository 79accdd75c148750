"""What came of each week: counted, and kept as long as nothing that it counts is changed.

Triggers strike out what is no longer so; what is being counted meanwhile is then not kept.
"""

import json
from datetime import datetime, timedelta

from bot.desk.nouns.results import End, OfWeek, Opened, Promised
from bot.store.learnt import Learnt
from bot.store.results import ENDS
from bot.store.shape import to_cell

_HOW = f"SELECT how, count(*) FROM ({ENDS}) GROUP BY how"  # noqa: S608


class Weeks(Learnt):
    """Part of the records."""

    def ends(self, since: datetime, until: datetime) -> dict[End, int]:
        cells = {"since": to_cell(since), "until": to_cell(until)}
        return {End(how): number for how, number in self.rows(_HOW, cells)}

    def opened(self, since: datetime, until: datetime) -> Opened:
        return self._opened({"since": to_cell(since), "until": to_cell(until)})

    def promised(self, since: datetime, until: datetime) -> Promised:
        return self._promised({"since": to_cell(since), "until": to_cell(until)})

    def week(self, since: datetime, hours: str) -> OfWeek | None:
        found = self.row(
            "SELECT told FROM week WHERE since = ? AND hours = ? AND told <> ''",
            (to_cell(since), hours),
        )
        return _in(found[0]) if found else None

    def begin_week(self, since: datetime, until: datetime, hours: str) -> None:
        self.db.execute(
            "INSERT OR REPLACE INTO week VALUES (?, ?, ?, '')",
            (to_cell(since), to_cell(until), hours),
        )

    def keep_week(self, since: datetime, hours: str, found: OfWeek) -> None:
        self.db.execute(
            "UPDATE week SET told = ? WHERE since = ? AND hours = ? AND told = ''",
            (_out(found), to_cell(since), hours),
        )


def _out(found: OfWeek) -> str:
    seconds = {
        name: None if span is None else span.total_seconds()
        for name, span in (("half", found.half), ("most", found.most))
    }
    numbers = {
        name: getattr(found, name) for name in ("replied", "waiting", "kept", "moved", "missed")
    }
    return json.dumps({"ends": dict(found.ends), **seconds, **numbers})


def _in(text: str) -> OfWeek:
    told = json.loads(text)
    ends = {End(how): number for how, number in told.pop("ends").items()}
    half, most = (_span(told.pop(name)) for name in ("half", "most"))
    return OfWeek(ends=ends, half=half, most=most, **told)


def _span(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)
