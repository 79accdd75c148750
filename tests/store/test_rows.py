"""Rows and parts of a span: counted as the whole is, and without words that are no longer kept."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.desk.nouns.parts import Covered, Said, Shown, Trend
from bot.desk.nouns.person import Person
from bot.desk.nouns.question import Feedback, Guess, OutcomeKind, Question
from bot.desk.nouns.results import End
from bot.desk.words import weeks
from bot.desk.words.spans import Spans
from bot.pages.gathering import covered, trends
from bot.store.journal import StoredJournal
from knowledge.entry import Entry
from tests.pages.sample import HOURS
from tests.store.examples import ANA, NOW, SAM, a_question, a_ticket, minutes
from tests.store.kept_weeks import keep
from tests.store.test_results import YEAR, Year, year

__all__ = ["year"]

SPAN = (NOW, NOW + minutes(60))


def test_rows_end_as_the_figures_say(year: Year) -> None:
    span = (NOW + timedelta(days=50), NOW + timedelta(days=80))
    rows = year.records.asked_rows(*span)
    figures = Spans(records=year.records, now=NOW + YEAR, hours=HOURS).results(*span)
    parts = year.records.parts(*span, HOURS.zone)

    assert dict(figures.asked.ends) == {end: sum(row.how is end for row in rows) for end in End}
    assert len(rows) == sum(each.asked for each in parts.moments.values())
    assert len(rows) == sum(each.asked for each in parts.near.values())
    assert figures.asked.right == sum(each.right for each in parts.said.values())
    merged = sum(row.ending == "merged" for row in year.records.ticket_rows(*span))
    assert figures.opened.all == len(year.records.ticket_rows(*span)) - merged


def test_what_was_shown_is_named_and_what_is_erased_is_not(records: StoredJournal) -> None:
    records.add_question(a_question())
    records.add_question(
        a_question(text="[erased]", guesses=(), shown=(), outcome=OutcomeKind.DONT_KNOW)
    )
    records.add_ticket(a_ticket(text="[erased]"))
    records.add_ticket(a_ticket(title="Key is stuck"))

    first, second = records.asked_rows(*SPAN)

    assert (first.entry, first.probability, first.text) == ("Lost keys", 0.91, "Where are my keys?")
    assert (second.entry, second.probability, second.text) == ("", None, "")
    assert ["", "Key is stuck"] == [row.text for row in records.ticket_rows(*SPAN)]


def test_a_category_is_answered_as_far_as_nobody_called_it_wrong(records: StoredJournal) -> None:
    records.save_entry(
        Entry(id="keys", question="Lost keys", answer="A", category="Doors"), SAM, NOW, ""
    )
    records.add_question(a_question())
    records.add_question(a_question(by=Person(id="test:eve", name="Eve")))
    records.add_question(a_question(feedback=Feedback.NOT_SOLVED, feedback_at=NOW))
    records.add_question(a_question(outcome=OutcomeKind.DONT_KNOW, shown=(), guesses=()))

    assert covered(records, records.parts(*SPAN, HOURS.zone)) == [
        Covered(category="Doors", people=2, asked=3, answered=2),
        Covered(category="", people=1, asked=1, answered=0),
    ]


def test_answers_are_parted_by_how_sure_the_desk_was(records: StoredJournal) -> None:
    for sure, feedback in (
        (0.99, "solved"),
        (0.96, "solved"),
        (0.96, "not_solved"),
        (0.5, "solved"),
    ):
        guess = Guess(entry="keys", version=1, probability=sure, title="Lost keys")
        records.add_question(
            a_question(guesses=(guess,), feedback=Feedback(feedback), feedback_at=NOW, by=ANA)
        )

    assert list(records.parts(*SPAN, HOURS.zone).said.values()) == [
        Said(least=0.98, judged=1, right=1),
        Said(least=0.95, judged=2, right=1),
        Said(least=0.0, judged=1, right=1),
    ]


def test_what_was_shown_in_any_way_counts_and_what_was_given_outright_is_judged(
    records: StoredJournal,
) -> None:
    wrong = {"feedback": Feedback.NOT_SOLVED, "feedback_at": NOW}
    records.add_question(a_question(**wrong))
    records.add_question(a_question(outcome=OutcomeKind.CHOICES, shown=("keys", "doors"), **wrong))
    records.add_question(a_question(outcome=OutcomeKind.DONT_KNOW, shown=(), told_entry="lamps"))

    assert list(records.parts(*SPAN, HOURS.zone).shown.values()) == [
        Shown(entry="keys", shown=2, right=0, wrong=1),
        Shown(entry="doors", shown=1, right=0, wrong=0),
        Shown(entry="lamps", shown=1, right=0, wrong=0),
    ]


@pytest.mark.parametrize("kept", [(), range(30), range(3, 30, 4)], ids=["none", "all", "some"])
def test_what_rises_is_counted_as_one_counts_it(year: Year, kept: Sequence[int]) -> None:
    """Whether its weeks were counted before, or some of them, or none."""
    since, until = year.end - timedelta(days=30), year.end
    before = since - timedelta(days=120)
    asked: dict[str, list[Question]] = {}
    for each in year.questions:
        entry = each.told_entry or (each.shown[0] if each.shown else each.guesses[0].entry)
        if before <= each.asked_at < until:
            asked.setdefault(entry, []).append(each)
    mondays = weeks.uncounted(year.records, year.end, HOURS)
    keep(year.records, [mondays[-1 - n] for n in kept], year.end, HOURS)
    plain = {
        entry: Trend(
            entry=entry,
            people=len({each.by.id for each in those if each.asked_at >= since}),
            asked=sum(each.asked_at >= since for each in those),
            before=sum(each.asked_at < since for each in those),
        )
        for entry, those in asked.items()
        if any(each.asked_at >= since for each in those)
    }
    spans = Spans(records=year.records, now=year.end, hours=HOURS)
    told = trends(spans, spans.parts(since, until), until, until - since)
    year.records.db.execute("DELETE FROM week")

    assert plain == {each.entry: each for each in told}
    assert list(told) == sorted(told, key=lambda each: (-each.asked, each.entry))


@pytest.mark.parametrize("kept", [slice(None), slice(None, None, 3)], ids=["all", "some"])
@pytest.mark.parametrize(
    ("back", "days"),
    [(0, 365), (0, 90.3), (3.5, 30), (200, 10), (60, 150.01)],
    ids=lambda each: f"{each:g}",
)
def test_a_span_is_put_together_of_weeks_as_if_it_were_counted(
    year: Year, back: float, days: float, kept: slice
) -> None:
    until = year.end - timedelta(days=back)
    since = until - timedelta(days=days)
    spans = Spans(records=year.records, now=year.end, hours=HOURS)
    at_once = spans.results(since, until), spans.parts(since, until), spans.ends(since, until)
    keep(year.records, weeks.uncounted(year.records, year.end, HOURS)[kept], year.end, HOURS)
    together = spans.results(since, until), spans.parts(since, until), spans.ends(since, until)
    year.records.db.execute("DELETE FROM week")

    assert at_once == together
