"""The charts below a report: how the span's questions ended, and how many were asked before it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from bot.desk.nouns.chart import Chart, Run
from bot.desk.nouns.results import End
from bot.desk.rules.shares import FEWEST
from bot.desk.time.weekly import days_before
from bot.desk.words.report import Report
from bot.desk.words.spans import Spans

STEPS = 8
"""Weeks beside one another, up to a span of as many; a longer one is put into as many parts."""
WEEK = timedelta(days=7)

_NOW = timedelta()
_Ends = Mapping[End, int]
_Back = Callable[[timedelta], datetime]
"""When so long before the end of the span was."""


def of(report: Report, spans: Spans, until: datetime, days: int) -> tuple[Chart, ...]:
    """None of so few questions that no share of them is given either."""
    span = timedelta(days=days)
    return _drawn(report, spans, lambda ago: until - ago, span)


def of_week(report: Report, spans: Spans, until: datetime) -> tuple[Chart, ...]:
    """The same of the week up to then; each begins where the one before it ends, on the wall's clock."""
    zone = report.hours.zone
    return _drawn(report, spans, lambda ago: days_before(until, ago.days, zone), WEEK)


def _drawn(report: Report, spans: Spans, back: _Back, span: timedelta) -> tuple[Chart, ...]:
    now, was = spans.ends(back(span), back(_NOW)), spans.ends(back(2 * span), back(span))
    if sum(now.values()) < FEWEST:
        return ()
    return (_ended(report, now, was), *_asked(report, spans, back, span))


def _ended(report: Report, now: _Ends, was: _Ends) -> Chart:
    shown = [end for end in End if now.get(end, 0) or was.get(end, 0)]
    runs = [("chart_now", now), *([("chart_before", was)] if any(was.values()) else [])]
    return Chart(
        title=_put(report, "report_ended_chart"),
        labels=tuple(_put(report, f"chart_{end}") for end in shown),
        runs=tuple(
            Run(name=_put(report, name), values=tuple(ends.get(end, 0) for end in shown))
            for name, ends in runs
        ),
    )


def _asked(report: Report, spans: Spans, back: _Back, span: timedelta) -> Iterator[Chart]:
    """From the first step that anything was asked in; one alone is no course of time."""
    step = max(WEEK, span / STEPS)
    steps: Sequence[tuple[datetime, _Ends]] = [
        (back((n + 1) * step), spans.ends(back((n + 1) * step), back(n * step)))
        for n in reversed(range(STEPS))
    ]
    first = next(n for n, (_, ends) in enumerate(steps) if any(ends.values()))
    shown, zone = steps[first:], report.hours.zone
    if len(shown) == 1:
        return
    yield Chart(
        title=_put(report, "report_weeks_chart" if step == WEEK else "report_parts_chart"),
        labels=tuple(
            report.words.day(since.astimezone(zone).date(), report.language) for since, _ in shown
        ),
        runs=(
            Run(
                name=_put(report, "chart_asked"),
                values=tuple(sum(ends.values()) for _, ends in shown),
            ),
            Run(
                name=_put(report, "chart_solved_run"),
                values=tuple(ends.get(End.SOLVED, 0) for _, ends in shown),
            ),
        ),
    )


def _put(report: Report, name: str) -> str:
    return report.words.said(name, report.language)
