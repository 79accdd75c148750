"""Tickets handed on in people's own words: which, and to whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import handing
from tests.commands.at_hand import two_tickets
from tests.desk.harness import KIM, SAM

HANDED = (
    "assign 1 to kim", "assign 1 kim please", "give 1 to @kim", "give ticket 1 to kim", "give kim 1",
    "transfer #1 Kim", "hand 1 over to kim, thanks", "assign 1: kim", "give 1 an Kim bitte", "assign 1 to Kim.",
)  # fmt: skip


@pytest.mark.parametrize("line", HANDED)
def test_a_ticket_is_handed_on_in_peoples_own_words(line: str) -> None:
    desk = two_tickets()

    shown = desk.command(SAM, line)

    assert KIM == desk.ticket(1).owner, shown
    assert None is desk.ticket(2).owner


def test_the_ticket_at_hand_is_handed_on_without_its_number() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    desk.command(SAM, "give it to kim")

    assert KIM == desk.ticket(1).owner


def test_several_are_handed_to_oneself() -> None:
    desk = two_tickets()

    desk.command(SAM, "assign 1 and 2 to me")

    assert [SAM, SAM] == [desk.ticket(1).owner, desk.ticket(2).owner]


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=40))
def test_nobody_but_the_one_named_is_handed_a_ticket(words: str) -> None:
    """Words around a name are no name: whoever is found is a word of the line."""
    _, name = handing.parted(f"1 {words}")

    assert all(each in words for each in name.split())


def test_a_ticket_goes_to_somebody_of_the_team_who_never_wrote() -> None:
    desk = two_tickets()

    desk.command(SAM, "assign 1 Kim")

    assert KIM == desk.ticket(1).owner


def test_a_ticket_goes_to_no_customer() -> None:
    desk = two_tickets()

    shown = desk.command(SAM, "assign 1 ben")

    assert None is desk.ticket(1).owner
    assert 'Nobody of the team is called "ben".' in shown[0]
