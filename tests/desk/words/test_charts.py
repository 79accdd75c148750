"""The charts below a report: what they show adds up, and of so few that no share is given there is none."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.chart import Chart, Run
from bot.desk.nouns.question import Feedback
from bot.desk.rules.shares import FEWEST
from bot.desk.words import charts
from bot.desk.words.report import Report
from bot.desk.words.spans import Spans
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms import bars
from bot.store import in_memory
from tests.desk.harness import a_policy
from tests.store.examples import NOW, a_question

REPORT = Report(words=Wording(read_locales()), hours=a_policy().hours)


def drawn(*ages: float, days: int = 7) -> tuple[Chart, ...]:
    """Of questions that were asked so many days ago, every second one solved."""
    records = in_memory()
    for n, age in enumerate(ages):
        feedback = Feedback.SOLVED if n % 2 else None
        asked = a_question(asked_at=NOW - timedelta(days=age), feedback=feedback)
        records.add_question(asked)
    spans = Spans(records=records, now=NOW, hours=REPORT.hours)
    return charts.of(REPORT, spans, NOW + timedelta(seconds=1), days)


def test_of_few_questions_there_is_none() -> None:
    assert () == drawn()
    assert () == drawn(*[1.0] * (FEWEST - 1), *[8.0] * 50)


def test_a_first_week_has_nothing_before_it_and_no_course() -> None:
    [ended] = drawn(*[1.0] * FEWEST)

    assert ("solved", "no word") == ended.labels
    assert (Run(name="now", values=(10, 10)),) == ended.runs
    assert "How the questions ended: solved now 10; no word now 10" == ended.said


@pytest.mark.parametrize(
    ("days", "title"), [(7, "in the week"), (56, "in the week"), (365, "eighth")]
)
def test_the_course_adds_up(days: int, title: str) -> None:
    ages = [1.0] * 24 + [9.0] * 10 + [30.0] * 6 + [300.0]
    ended, course = drawn(*ages, days=days)
    asked, solved = course.runs
    within = sum(age < max(days, 8 * 7) for age in ages)

    assert title in course.title
    assert within == sum(asked.values)
    assert all(part <= whole for part, whole in zip(solved.values, asked.values, strict=True))
    assert sum(age < days for age in ages) == sum(ended.runs[0].values)


@given(
    st.lists(st.text(max_size=40), min_size=1, max_size=6).flatmap(
        lambda labels: st.tuples(
            st.just(tuple(labels)),
            st.lists(
                st.lists(st.integers(0, 10**9), min_size=len(labels), max_size=len(labels)),
                min_size=1,
                max_size=3,
            ),
        )
    )
)
def test_bars_in_text_have_each_number_and_fit_a_phone(
    drawn: tuple[tuple[str, ...], list[list[int]]],
) -> None:
    labels, values = drawn
    runs = tuple(Run(name=f"run {n}", values=tuple(each)) for n, each in enumerate(values))
    title, *lines = bars.lines(Chart(title="T", labels=labels, runs=runs))

    assert "T" == title
    told = [int(line.rsplit(" ", 1)[-1]) for line in lines]
    assert [run.values[n] for n in range(len(labels)) for run in runs] == told
    for line, value in zip(lines, told, strict=True):
        assert bool(value) == ("█" in line or "░" in line) or "█" in "".join(labels)
        assert len(line) <= bars.NAME * 2 + bars.WIDE + 16
