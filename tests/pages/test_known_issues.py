"""What is told of a known issue is no answer of the guide's: neither in a figure nor in its rows."""

import pytest

from bot.desk.time.hours import Hours
from bot.pages import behind
from bot.pages.cards import figures
from bot.pages.gathering import gather
from tests.desk.harness import ANA, BEN, LEA, Desk

ISSUE = "incident start Door is jammed / the door is stuck | We are on it. | 14:00"


@pytest.fixture
def desk() -> Desk:
    """Two were told of an issue: to one it is something else, the other says nothing."""
    desk = Desk()
    desk.command(LEA, ISSUE)
    for who in (ANA, BEN):
        desk.say(who, "the door is stuck")
    desk.command(ANA, "else 1")
    return desk


def rows(desk: Desk, which: str, of: str = "") -> int:
    wanted = behind.Wanted(kind="questions", which=which, of=of, hours=hours(desk), words=True)
    return len(behind.find(desk.journal, wanted, behind.last(desk.now, 7)).told.rows)


def hours(desk: Desk) -> Hours:
    return desk.policy.hours


@pytest.mark.parametrize(
    ("which", "figure"), [("all", "asked"), ("wrong", "judged_wrong"), ("back", "came_back")]
)
def test_its_rows_are_as_many_as_the_figure_says(desk: Desk, which: str, figure: str) -> None:
    found = gather(desk.journal, desk.now, 7, hours(desk))
    known = {name: now for name, now, _ in figures(found).rows}

    assert known[figure] == rows(desk, which)
    assert known["people_told_of_one"] == 2


def test_it_is_in_no_chart_of_what_the_guide_answers(desk: Desk) -> None:
    found = gather(desk.journal, desk.now, 7, hours(desk))

    assert [0] == [each.answered for each in found.covered]
    assert (0, 0) == (rows(desk, "answered"), rows(desk, "shown", "issue:1"))
