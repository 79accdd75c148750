"""A week of the simulated month: what must hold of it whatever the people do."""

from collections import Counter

import pytest

from bot.desk.nouns.message import Readership
from bot.desk.nouns.promise import PromiseState
from tests.benchmarks.month import SILENT, judged
from tests.benchmarks.month_people import Month


@pytest.fixture(scope="module")
def week() -> Month:
    month = Month(customers=40, days=8)
    month.play()
    return month


def test_no_message_is_without_an_outcome(week: Month) -> None:
    assert [] == week.unheard


def test_no_time_is_broken_in_silence(week: Month) -> None:
    assert [] == [row for row, truth in judged(week) if truth == SILENT]


def test_what_the_ledger_calls_kept_was_kept_by_words(week: Month) -> None:
    truths = {truth for row, truth in judged(week) if row.state is PromiseState.KEPT}

    assert {"a person wrote by then"} == truths


def test_nobody_reads_the_same_apology_twice(week: Month) -> None:
    said = Counter(
        (out.to, repr(message.parts))
        for out, message in week.sent
        if out.readership is Readership.CUSTOMER and message.tone == "warning"
    )

    assert 1 == max(said.values())
