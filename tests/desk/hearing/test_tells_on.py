"""Somebody tells one trouble in several messages: all of it reaches the ticket, whatever lies near; what is asked,
or wished for, beside it is a question of its own."""

import pytest

from bot.running.building import starter_entries
from knowledge.entry import Entry
from tests.desk.harness import ANA, SAM, Desk

KNOWN = (
    "My order is late",
    "Is there wifi?",
    "Can I bring my dog?",
    "I was charged twice",
    "Is breakfast included?",
    "Kann ich per Rechnung bezahlen?",
)
STORIES = (
    (
        "my lamp hums",
        "i ordered it on monday",
        "it came broken",
        "and the box was open",
        "my order was late too",
    ),
    (
        "the heating in room 12 clanks",
        "we booked two nights",
        "breakfast was cold",
        "wifi was down as well",
    ),
    (
        "my guitar sounds odd",
        "i brought my dog along",
        "then i was charged twice",
        "paid by card already",
    ),
    (
        "mein Regal wackelt",
        "das Paket war offen",
        "ich habe per Rechnung bezahlt",
        "eine Schraube fehlte auch",
    ),
    (
        "mon vase est fendu",
        "j'ai payé 40 euros",
        "le colis était ouvert",
        "on a attendu une semaine",
    ),
    ("mi silla cojea", "la compré hace una semana", "el paquete estaba abierto", "pagué 90 euros"),
    ("la mia sedia traballa", "ho pagato 90 euro", "il pacco era aperto", "è arrivata anche tardi"),
    ("minha cadeira balança", "paguei 90 reais", "o pacote estava aberto", "chegou tarde também"),
)


def a_desk() -> Desk:
    known = (Entry(id=f"known-{n}", question=q, answer="Yes.") for n, q in enumerate(KNOWN))
    return Desk(entries=(*starter_entries(), *known))


@pytest.mark.parametrize("story", STORIES, ids=lambda each: each[0])
def test_what_goes_on_reaches_the_ticket_and_nothing_is_asked(story: tuple[str, ...]) -> None:
    desk = a_desk()
    for each in story:
        desk.say(ANA, each)

    read = "\n".join((desk.ticket().text, *desk.texts_of("staff_customer")))
    assert [each for each in story if each not in read] == []
    assert {"handed_over", "added"} == set(desk.to(ANA))


@pytest.mark.parametrize(
    "text",
    [
        "is there wifi",
        "can i bring my dog",
        "how do i reset my password",
        "i want to change my address",
        "i need an invoice",
        "ich brauche eine Rechnung",
        "quiero una factura",
        "do you have a newsletter",
    ],
)
def test_what_is_asked_or_wished_for_beside_it_is_a_question_of_its_own(text: str) -> None:
    desk = a_desk()
    desk.say(ANA, STORIES[0][0])
    desk.say(ANA, STORIES[0][1])
    desk.say(ANA, text)

    assert desk.to(ANA)[-1] in {"answer", "choice", "choices", "handed_over"}


@pytest.mark.parametrize(
    "text", ["my order is late", "i was charged twice", "i want to change my address"]
)
def test_the_team_reads_a_statement_that_the_guide_answered(text: str) -> None:
    desk = a_desk()
    desk.say(ANA, STORIES[0][0])
    desk.say(ANA, text)

    assert any(text in each for each in desk.texts_of("staff_overheard"))


def test_a_statement_that_goes_on_has_the_answer_below_it_as_a_button() -> None:
    desk = a_desk()
    desk.say(ANA, STORIES[0][0])
    desk.say(ANA, "my order is late too")

    assert "My order is late" in [each.label for each in desk.sent[-1][1].buttons]


def test_after_a_reply_what_an_entry_answers_is_asked_about() -> None:
    desk = a_desk()
    desk.say(ANA, STORIES[0][0])
    desk.command(SAM, "reply 1 Please turn the bulb once.")
    desk.say(ANA, "my order is late")

    assert "which_matter" == desk.to(ANA)[-1]


@pytest.mark.parametrize(
    "text", ["can't log in", "doesn't start", "didn't arrive on time", "won't open"]
)
def test_a_denial_without_its_subject_tells(text: str) -> None:
    desk = a_desk()
    desk.say(ANA, STORIES[0][0])
    desk.say(ANA, text)

    assert "answer" not in desk.to(ANA)
