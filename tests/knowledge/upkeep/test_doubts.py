"""Entries that somebody reads before customers do: a password in the answer to a question that names it, a
private number beside a name; and what reads alike and is meant for everybody."""

import pytest

from knowledge.entry import Entry
from knowledge.upkeep.doubts import doubts
from knowledge.upkeep.structure import told_to_all

TOLD = [
    ("Wie ist das WLAN-Passwort?", "Wuerfel2024!"),
    ("Wie ist das WLAN-Passwort?", "Das ist Wuerfel2024!"),
    ("Wie lautet das Passwort?", "Sonnenblume"),
    ("office Wi-Fi password?", "Sunflower22!"),
    ("Code für die Hintertür?", "4711#"),
    ("What is the door code?", "It is 4711."),
]
OWN = [
    "Petra Hollmann, Tel. 0171 2345678",
    "Ask Petra Hollmann unter 0171 2345678.",
    "Maria Lopez, cell +1 415 555 2671",
]
FOR_ALL = [
    ("How do I reset my password?", "Click Forgot2."),
    ("What is the postal code?", "80331"),
    ("Is the password case sensitive?", "Yes."),
    ("What is the minimum password length?", "12"),
    ("What does error code 4711 mean?", "4711"),
    ("What is the Wi-Fi password?", "It stands on your receipt."),
    ("How do I reach you?", "Customer Service, Tel. 0171 2345678"),
    ("How do I reach you?", "Call our hotline, mobile 0171 2345678."),
]


def entry(question: str, answer: str) -> Entry:
    return Entry(id="it", question=question, answer=answer)


@pytest.mark.parametrize(("question", "answer"), TOLD)
def test_a_secret_that_the_question_names_is_read_first(question: str, answer: str) -> None:
    it = entry(question, answer)

    assert [each.kind for each in doubts(it)] == ["password"]
    assert told_to_all(it)


@pytest.mark.parametrize("answer", OWN)
def test_a_number_that_a_person_carries_is_read_first(answer: str) -> None:
    assert [each.kind for each in doubts(entry("Whom do I ask?", answer))] == ["private"]


@pytest.mark.parametrize(("question", "answer"), FOR_ALL)
def test_what_is_for_everybody_goes_out(question: str, answer: str) -> None:
    it = entry(question, answer)

    assert not list(doubts(it))
    assert not told_to_all(it)
