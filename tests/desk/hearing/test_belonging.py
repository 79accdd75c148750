"""Whether words while a ticket waits belong to it, are another matter, or have to be asked about."""

from datetime import timedelta

import pytest

from bot.desk.nouns.ticket import Ticket
from tests.desk.harness import ANA, SAM, Desk

LAMP = "my lamp hums since tuesday and the shade is cracked"


def desk_with_a_ticket(*, replied: bool = False) -> Desk:
    desk = Desk()
    desk.say(ANA, LAMP)
    if replied:
        desk.command(SAM, "reply 1 Please turn the bulb once.")
    return desk


def numbers(desk: Desk) -> list[int]:
    """Of her open tickets, the oldest first."""
    theirs: list[Ticket] = list(desk.journal.tickets_of(ANA.id))
    return sorted(each.number for each in theirs if each.is_open)


@pytest.mark.parametrize(
    "text",
    [
        "do you have a newsletter",
        "do you tune pianos?",
        "are there gift cards?",
        "habt ihr sonntags geöffnet?",
        "¿hay descuentos para estudiantes?",
        "livrez-vous en Norvège ?",
        "czy wysyłacie do Norwegii?",
        "Norveç'e gönderim yapıyor musunuz?",
        "Is it possible to rent the whole place for a company party on Dec 12? We'd need food and a "
        "projector. Budget about 800€. Please get back to me by Tuesday, Pia",
    ],
)
def test_what_is_asked_of_something_else_is_a_question_of_its_own(text: str) -> None:
    desk = desk_with_a_ticket()

    desk.say(ANA, text)

    assert [1, 2] == numbers(desk)


@pytest.mark.parametrize("replied", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "when will somebody look at it?",
        "is the lamp covered by the warranty?",
        "and the shade?",
        "it is the green one",
        "i ordered it on the 3rd",
        "wann kommt jemand?",
        "what are you going to do about it",
        "what now?",
    ],
)
def test_what_leans_on_the_ticket_belongs_to_it(text: str, replied: bool) -> None:
    desk = desk_with_a_ticket(replied=replied)

    desk.say(ANA, text)

    assert [1] == numbers(desk)
    assert "which_matter" not in desk.to(ANA)


@pytest.mark.parametrize(
    ("text", "replied"),
    [
        ("should i send a photo?", False),
        ("do you need the serial number?", False),
        ("soll ich ein Foto schicken?", False),
        ("do you tune pianos?", True),
    ],
)
def test_where_it_is_unclear_the_desk_asks(text: str, replied: bool) -> None:
    desk = desk_with_a_ticket(replied=replied)

    desk.say(ANA, text)

    assert "which_matter" == desk.to(ANA)[-1]
    assert text in [each.text for each in desk.journal.open_questions()]

    _, new = desk.sent[-1][1].buttons
    desk.say(ANA, str(new.number))

    assert [1, 2] == numbers(desk)


def test_words_that_were_added_can_be_taken_out_again() -> None:
    desk = desk_with_a_ticket()
    desk.say(ANA, "my neighbour bought three chairs yesterday")

    desk.say(ANA, "new question")

    assert "my neighbour bought three chairs yesterday" == desk.ticket(2).text
    assert "staff_other_matter" in desk.to_staff()


def test_it_works_now_asks_which_of_several_unless_one_waits_for_its_customer() -> None:
    desk = desk_with_a_ticket()
    desk.say(ANA, "do you tune pianos?")

    desk.say(ANA, "it works now")
    assert "which_ticket" == desk.to(ANA)[-1]
    assert [1, 2] == numbers(desk)

    desk.command(SAM, "reply 1 Please turn the bulb once.")
    desk.say(ANA, "it works now")
    assert [2] == numbers(desk)


def test_forget_it_means_what_was_said_last() -> None:
    desk = desk_with_a_ticket()
    desk.say(ANA, "where is my invoice?")

    desk.say(ANA, "forget it")
    assert [1] == numbers(desk)
    assert "dropped" == desk.to(ANA)[-1]

    desk.say(ANA, "forget it")
    assert [] == numbers(desk)


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("it hums again", True),
        ("the lamp is dark now", True),
        ("my neighbour bought three chairs", False),
        ("where can i buy another lamp?", False),
    ],
)
def test_what_tells_of_a_confirmed_ticket_opens_it_again(text: str, *, again: bool) -> None:
    desk = desk_with_a_ticket(replied=True)
    desk.say(ANA, "that solved it")

    desk.say(ANA, text)

    assert desk.ticket(1).is_open is again
    assert ([1] if again else [2]) == numbers(desk)


@pytest.mark.parametrize("text", ["forget it", "vergiss es", "olvídalo", "laisse tomber"])
def test_forget_it_means_the_last_words_that_were_added_then_the_ticket(text: str) -> None:
    desk = desk_with_a_ticket()
    desk.say(ANA, "the shade is green")

    desk.say(ANA, text)
    assert desk.ticket(1).is_open
    assert ("dropped", "staff_unsaid") == (desk.to(ANA)[-1], desk.to_staff()[-1])

    desk.say(ANA, text)
    assert not desk.ticket(1).is_open


def test_forget_it_after_a_reply_means_the_ticket() -> None:
    desk = desk_with_a_ticket()
    desk.say(ANA, "the shade is green")
    desk.command(SAM, "reply 1 Please turn the bulb once.")

    desk.say(ANA, "forget it")

    assert not desk.ticket(1).is_open


WIFI = "add Is there wifi? | Yes, near the wash house."


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("the wifi is not working", True),
        ("no wifi on my pitch", True),
        ("it is the green one", False),
        ("order 4711", False),
        ("the lamp is green", False),
    ],
)
def test_a_statement_that_an_entry_may_be_about_is_asked_about(text: str, asked: bool) -> None:
    desk = desk_with_a_ticket()
    desk.command(SAM, WIFI)

    desk.say(ANA, text)

    assert [1] == numbers(desk)
    assert asked is ("which_matter" in desk.to(ANA))


def test_what_was_added_with_none_of_the_tickets_words_has_a_button_for_something_new() -> None:
    desk = desk_with_a_ticket()

    assert any("[New question]" in each for each in desk.say(ANA, "my neighbour"))


@pytest.mark.parametrize("replied", [False, True])
def test_who_asks_again_what_an_entry_answers_now_is_answered(replied: bool) -> None:
    desk = Desk()
    desk.say(ANA, "Do you have bungalows?")
    if replied:
        desk.command(SAM, "reply 1 I will look.")
    desk.command(SAM, "add Do you have bungalows? | Yes, four of them.")

    assert any("four of them" in each for each in desk.say(ANA, "Do you have bungalows?"))


CALL = "reply 1 May I call you? What is your number?"


@pytest.mark.parametrize(
    "text", ["are you still calling me??", "will you call me on monday?", "when do you call?"]
)
def test_what_has_only_words_of_the_ticket_belongs_to_it_the_teams_too(text: str) -> None:
    desk = desk_with_a_ticket()
    desk.command(SAM, CALL)
    desk.say(ANA, "0171 2345")

    desk.say(ANA, text)

    assert [1] == numbers(desk)
    assert "which_matter" not in desk.to(ANA)
    assert any(text in each for each in desk.texts_of("staff_customer"))


@pytest.mark.parametrize("text", ["do you call taxis for customers?", "do you sell phones?"])
def test_a_word_of_the_teams_beside_others_makes_nothing_the_tickets(text: str) -> None:
    desk = desk_with_a_ticket()
    desk.command(SAM, CALL)

    desk.say(ANA, text)

    assert "which_matter" == desk.to(ANA)[-1]


def test_the_team_reads_what_is_asked_about_meanwhile_and_it_goes_with_what_follows() -> None:
    desk = desk_with_a_ticket()

    desk.say(ANA, "should i send a photo?")
    assert any("should i send a photo?" in each for each in desk.texts_of("staff_which"))
    desk.say(ANA, "the lamp still hums, by the way")
    desk.wait(timedelta(days=3))

    assert [1] == numbers(desk)
    assert "ask_choices" not in desk.to(ANA)


@pytest.mark.parametrize("replied", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "ok thanks, another question: can i book a piano tuner with you",
        "new question: how do i rent a cargo bike",
        "one more question - do you sell kites",
        "btw can you tune pianos for us?",
        "andere frage: kann ich bei euch ein klavier mieten",
        "otra pregunta: ¿puedo alquilar una bici?",
        "autre question : est-ce que je peux louer un piano ?",
        "altra domanda: posso noleggiare una bici?",
        "outra pergunta: posso alugar uma bicicleta?",
    ],
)
def test_what_is_called_another_question_is_one(text: str, *, replied: bool) -> None:
    desk = desk_with_a_ticket(replied=replied)

    desk.say(ANA, text)

    assert [1, 2] == numbers(desk)


@pytest.mark.parametrize(
    "text", ["great thanks!! and do you have gift cards", "and is there parking near your shop"]
)
def test_what_is_asked_behind_thanks_or_an_and_is_asked(text: str) -> None:
    desk = desk_with_a_ticket()

    desk.say(ANA, text)

    assert [1, 2] == numbers(desk)


def test_what_tells_in_french_asks_nothing() -> None:
    desk = Desk()
    desk.say(ANA, "je voudrais parler à quelqu'un")

    desk.say(ANA, "c'est pour une réservation de groupe")

    assert [1] == numbers(desk)


@pytest.mark.parametrize(
    "text",
    [
        "sorry was angry. its the blue one btw",
        "sorry had no time. its the one by the window",
        "hello? sam?",
    ],
)
def test_what_is_told_behind_a_sorry_stays_with_the_ticket(text: str) -> None:
    desk = desk_with_a_ticket()

    desk.say(ANA, text)

    assert [1] == numbers(desk)
