"""What a report counts: all that happened in its span, also to a ticket that was opened again."""

from datetime import timedelta

import pytest

from bot.desk.words.spans import Spans
from tests.desk.harness import ANA, MONDAY, SAM, Desk, a_policy

DAY = timedelta(days=1)


def counts(desk: Desk) -> dict[str, int]:
    spans = Spans(records=desk.journal, now=desk.now, hours=a_policy().hours)
    found = spans.results(MONDAY - DAY, desk.now + DAY)
    closed = found.closed
    named = {name: getattr(closed, name) for name in ("confirmed", "unconfirmed", "reopened")}
    return {name: number for name, number in {**named, **closed.ratings}.items() if number}


@pytest.mark.parametrize(
    "again",
    [
        lambda desk: desk.command(ANA, "reopen 1"),
        lambda desk: desk.command(SAM, "reopen 1"),
        lambda desk: desk.command(SAM, "reply 1 Here is more."),
        lambda desk: desk.command(ANA, "details 1 it hums again"),
    ],
    ids=["she reopens", "staff reopen", "staff reply", "more words"],
)
def test_what_was_before_a_ticket_opened_again_stays_counted(again: object) -> None:
    desk = Desk()
    desk.say(ANA, "my lamp hums since tuesday")
    desk.command(SAM, "reply 1 Turn the bulb.")
    desk.command(ANA, "sorted 1")
    desk.command(ANA, "rate 1 good")

    again(desk)  # type: ignore[operator]

    assert {"confirmed": 1, "reopened": 1, "good": 1} == counts(desk)

    desk.command(SAM, "reply 1 A new one is on its way.")
    desk.command(ANA, "sorted 1")
    desk.command(ANA, "rate 1 bad")

    assert {"confirmed": 2, "reopened": 1, "good": 1, "bad": 1} == counts(desk)
