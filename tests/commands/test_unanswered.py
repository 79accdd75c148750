"""What nobody has answered is in the list, every wording of it."""

import pytest

from tests.desk.harness import ANA, BEN, SAM, Desk


@pytest.mark.parametrize(
    "more", ["do you have gift cards", "and do you have gift cards?", "also do you have gift cards"]
)
def test_a_question_added_to_a_ticket_is_there(more: str) -> None:
    desk = Desk()
    desk.say(ANA, "do you ship a purple harmonium to brazil?")
    desk.say(ANA, more)
    assert desk.ticket().is_open

    [told] = desk.command(SAM, "unanswered")
    assert more in told


def test_alike_ones_are_counted_once_and_each_wording_stands_there() -> None:
    desk = Desk()
    for who, words in ((ANA, "do you ship to brazil?"), (BEN, "could you ship to brazil please")):
        desk.say(who, words)
    desk.say(BEN, "never mind")

    [told] = desk.command(SAM, "unanswered")
    assert "do you ship to brazil?" in told
    assert "could you ship to brazil please" in told


def test_a_long_list_goes_on() -> None:
    desk = Desk()
    animals = [f"who feeds the q{chr(97 + n % 26)}{chr(97 + n // 26)}zebu" for n in range(33)]
    for at, words in enumerate(animals):
        desk.say(ANA if at % 2 else BEN, words)
        desk.command(
            ANA if at % 2 else BEN,
            f"nevermind {len(desk.journal.open_tickets()) and desk.journal.open_tickets()[-1].number}",
        )

    first, second = desk.command(SAM, "unanswered")[0], desk.command(SAM, "unanswered 2")[0]
    assert "More: unanswered 2" in first
    assert all(words in first + second for words in animals)
