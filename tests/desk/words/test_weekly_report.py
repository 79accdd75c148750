"""The weekly report: each question stands in one of them, also where the clocks are changed."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.desk.nouns.chart import Chart
from bot.desk.time.hours import Hours
from bot.desk.time.weekly import Weekly
from bot.desk.words import charts
from bot.desk.words.report import Report
from bot.desk.words.spans import Spans
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.store import in_memory
from tests.store.examples import a_question

_ASKED = re.compile(r"Questions asked: (\d+) \((\d+)\)")
WEEKS = 4


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Europe/Berlin", datetime(2026, 10, 12, 12, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2027, 3, 15, 12, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 10, 19, 18, tzinfo=UTC)),
        ("Asia/Tokyo", datetime(2026, 10, 12, 12, tzinfo=UTC)),
    ],
    ids=["an hour more", "an hour less", "elsewhere", "never changed"],
)
def test_every_question_stands_in_one_weekly_report(zone: str, first: datetime) -> None:
    """One is asked every half an hour."""
    hours = Hours.parse("Mon-Fri 09:00-17:00", ZoneInfo(zone))
    when = Weekly.parse("Mon 09:00")
    times = [when.last(first, hours.zone)]
    while len(times) <= WEEKS:
        times.append(when.next(times[-1], hours.zone))
    records = in_memory()
    asked = int((times[-1] - times[0]) / timedelta(minutes=30))
    for n in range(asked):
        records.add_question(a_question(asked_at=times[0] + n * timedelta(minutes=30)))
    report = Report(words=Wording(read_locales(), "en"), hours=hours)
    told, before, drawn = [], [], []
    for until in times[1:]:
        text = "\n".join(report.weekly(records, until, until))
        found = _ASKED.search(text)
        assert found is not None
        told.append(int(found[1]))
        before.append(int(found[2]))
        spans = Spans(records=records, now=until, hours=hours)
        ended, *by_week = charts.of_week(report, spans, until)
        drawn.append(sum(ended.runs[0].values))

    assert asked == sum(told)
    assert [0, *told[:-1]] == before
    assert told == drawn == list(_run(by_week[0]))


def _run(chart: Chart) -> tuple[int, ...]:
    return chart.runs[0].values
