"""What came of each week: counted, and kept as long as nothing that it counts is changed.

Triggers strike out what is no longer so; what is being counted meanwhile is then not kept.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from bot.desk.nouns.parts import Parts
from bot.desk.nouns.results import End, OfWeek, Sums
from bot.store.learnt import Learnt
from bot.store.results import ENDS
from bot.store.shape import to_cell
from bot.store.wholes import parts_in, parts_out, sums_in, sums_out

_HOW = f"SELECT how, count(*) FROM ({ENDS}) ended GROUP BY how"  # noqa: S608
T = TypeVar("T")


class Weeks(Learnt):
    """Part of the records."""

    def ends(self, since: datetime, until: datetime) -> dict[End, int]:
        cells = {"since": to_cell(since), "until": to_cell(until)}
        return {End(how): number for how, number in self.rows(_HOW, cells)}

    def week(self, since: datetime, hours: str) -> OfWeek | None:
        return self._week("told", since, hours, _in)

    def week_sums(self, since: datetime, hours: str) -> Sums | None:
        return self._week("sums", since, hours, sums_in)

    def week_parts(self, since: datetime, hours: str) -> Parts | None:
        return self._week("parts", since, hours, parts_in)

    def is_kept(self, since: datetime, hours: str, *, whole: bool) -> bool:
        sql = "SELECT sums IS NOT NULL FROM week WHERE since = ? AND hours = ? AND told <> ''"
        found = self.row(sql, (to_cell(since), hours))
        return found is not None and (bool(found[0]) or not whole)

    def begin_week(self, since: datetime, until: datetime, hours: str, *, whole: bool) -> None:
        begun = "" if whole else None
        self.db.execute(
            "INSERT INTO week VALUES (?, ?, ?, '', ?, ?) ON CONFLICT (since) DO UPDATE SET until = "
            "excluded.until, hours = excluded.hours, told = '', "
            "sums = excluded.sums, parts = excluded.parts",
            (to_cell(since), to_cell(until), hours, begun, begun),
        )

    def keep_week(
        self, since: datetime, hours: str, told: OfWeek, whole: tuple[Sums, Parts] | None
    ) -> None:
        sums, parts = (sums_out(whole[0]), parts_out(whole[1])) if whole else (None, None)
        self.db.execute(
            "UPDATE week SET told = ?, sums = ?, parts = ? "
            "WHERE since = ? AND hours = ? AND told = ''",
            (_out(told), sums, parts, to_cell(since), hours),
        )

    def _week(self, which: str, since: datetime, hours: str, read: Callable[[str], T]) -> T | None:
        sql = f"SELECT {which} FROM week WHERE since = ? AND hours = ? AND {which} <> ''"  # noqa: S608
        found = self.row(sql, (to_cell(since), hours))
        return read(found[0]) if found else None


def _out(found: OfWeek) -> str:
    seconds = {
        name: None if span is None else span.total_seconds()
        for name, span in (("half", found.half), ("most", found.most))
    }
    numbers = {
        name: getattr(found, name) for name in ("replied", "waiting", "kept", "moved", "missed")
    }
    counts = {"ends": dict(found.ends), "nearest": dict(found.nearest)}
    return json.dumps({**counts, **seconds, **numbers})


def _in(text: str) -> OfWeek:
    told = json.loads(text)
    ends = {End(how): number for how, number in told.pop("ends").items()}
    half, most = (_span(told.pop(name)) for name in ("half", "most"))
    return OfWeek(ends=ends, half=half, most=most, **told)


def _span(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)
