"""What is said below several answers to one message is said of each, or of the one that it names."""

import pytest

from bot.desk.nouns.question import Feedback
from tests.desk.harness import ANA, Desk

TWO = "where is my invoice and how do i reset my password"


def said(words: str) -> list[Feedback | None]:
    desk = Desk()
    desk.say(ANA, TWO)
    desk.say(ANA, words)
    return [desk.journal.question(number).feedback for number in (1, 2)]


@pytest.mark.parametrize(
    "words",
    [
        "both helped, thanks",
        "that solved it",
        "10/10",
        "beide haben geholfen",
        "ambas me sirvieron",
        "les deux m'ont aidé",
        "entrambe mi hanno aiutato",
        "as duas ajudaram",
    ],
)
def test_solved_is_said_of_all(words: str) -> None:
    assert [Feedback.SOLVED, Feedback.SOLVED] == said(words)


@pytest.mark.parametrize(
    "words",
    [
        "neither",
        "none of them",
        "neither helped",
        "keins von beiden",
        "ninguna de las dos",
        "aucune des deux",
        "nessuna delle due",
        "nenhuma das duas",
    ],
)
def test_neither_is_said_of_all(words: str) -> None:
    assert [Feedback.NOT_SOLVED, Feedback.NOT_SOLVED] == said(words)


def test_what_names_none_of_them_is_said_of_one() -> None:
    assert 1 == said("that is not it").count(Feedback.NOT_SOLVED)


def test_a_bare_both_says_nothing_yet() -> None:
    assert [None, None] == said("both")


def test_a_press_is_said_of_its_own_answer() -> None:
    desk = Desk()
    desk.say(ANA, TWO)
    desk.command(ANA, "solved 2")

    assert desk.journal.question(1).feedback is None


def test_passed_on_with_neither_both_are_the_teams() -> None:
    desk = Desk()
    desk.say(ANA, TWO)
    desk.say(ANA, "neither")
    desk.say(ANA, "yes please")

    assert [1, 1] == [desk.journal.question(number).ticket for number in (1, 2)]
