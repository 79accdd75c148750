"""What takes back the question before and asks another: the one is over, the other has its outcome."""

import pytest

from bot.desk.nouns.ticket import Ending
from knowledge.text.reading import read
from tests.desk.harness import ANA, Desk

WAYS = (
    "forget my question, where is my invoice?",
    "never mind my last message, where is my invoice?",
    "oh sorry, forget that - where is my invoice?",
    "forget what I asked. where is my invoice?",
    "cancel my ticket, where is my invoice?",
    "vergiss meine frage, where is my invoice?",
    "vergessen Sie meine letzte Nachricht, where is my invoice?",
    "olvida mi pregunta, where is my invoice?",
    "olvídalo, where is my invoice?",
    "oubliez ma question, where is my invoice ?",
    "laissez tomber ma question, where is my invoice ?",
    "dimentica la mia domanda, where is my invoice?",
    "lascia perdere, where is my invoice?",
    "esqueça minha pergunta, where is my invoice?",
    "deixa pra lá, where is my invoice?",
)
"""The team's languages in front, so that one entry is asked for behind all of them."""


@pytest.mark.parametrize("words", WAYS)
def test_the_ticket_is_over_and_the_question_answered(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.say(ANA, words)

    assert Ending.WITHDRAWN is desk.ticket(1).ending
    assert ["handed_over", "withdrawn", "answer"] == desk.to(ANA)


def test_of_a_ticket_that_goes_on_only_what_was_said_last_is_dropped() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.say(ANA, "my order is number 1234")
    desk.say(ANA, "never mind my last message, where is my invoice?")

    assert desk.ticket(1).is_open
    assert "answer" == desk.to(ANA)[-1]


def test_what_has_no_answer_is_a_ticket_of_its_own() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.say(ANA, "forget my question, do you tune harps?")

    assert [False, True] == [desk.ticket(n).is_open for n in (1, 2)]
    assert "do you tune harps" in desk.ticket(2).text


def test_where_nothing_was_asked_it_is_only_answered() -> None:
    desk = Desk()
    desk.say(ANA, WAYS[0])

    assert ["answer"] == desk.to(ANA)


@pytest.mark.parametrize(
    "words",
    [
        "forget my password, how do i reset it?",
        "I don't need it anymore, can I return it?",
        "ignore the noise, can i sleep there?",
        "never mind the gap, where is it?",
        "forget the ticket price, is there parking?",
        "egal, wie lange dauert die Lieferung?",
        "forget it, my lamp is broken",
        "forget the first, where is it?",
    ],
)
def test_what_takes_back_nothing_that_was_asked_is_read_whole(words: str) -> None:
    assert not read(words).takes_back


@pytest.mark.parametrize(
    "words",
    [
        "forget my question",
        "never mind my last message",
        "vergiss meine Frage",
        "olvida mi pregunta",
        "oubliez ma question",
        "dimentica la mia domanda",
        "esqueça minha pergunta",
    ],
)
def test_by_itself_it_closes_what_was_asked(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.say(ANA, words)

    assert Ending.WITHDRAWN is desk.ticket(1).ending
    assert ["handed_over", "withdrawn"] == desk.to(ANA)


def test_what_is_meant_of_the_same_message_closes_nothing_asked_before() -> None:
    desk = Desk()
    desk.say(ANA, "do you tune harps?")
    desk.say(ANA, "do you ship to brazil? and where is my invoice? forget the first")

    assert desk.ticket(1).is_open
    assert "choice" in desk.to(ANA)
