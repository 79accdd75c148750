"""Who is in danger reads first whom to call, and a person is called at once, whatever an entry says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.nouns.inbound import Address
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Priority
from bot.desk.verbs import serious
from knowledge.entry import Entry
from tests.desk.harness import ANA, BEN, ENTRIES, SAM, Desk, a_policy

ELSEWHERE = Place(platform="console", room="dm", private=True)
LATER = {"slipping", "slipped", "still_waiting", "no_time_left", "still_no_time"}
FIRE = Entry(
    id="fire",
    question="There is a fire in the kitchen",
    answer="Read the house rules.",
    variants=("i smell gas", "i can't breathe"),
)


@pytest.mark.parametrize("words", ["There is a fire in the kitchen", "i smell gas", "help fire!"])
def test_no_entry_comes_first(words: str) -> None:
    desk = Desk(entries=(*ENTRIES, FIRE))

    desk.say(ANA, words)

    [told] = desk.to(ANA)
    assert told.startswith("danger")
    [said] = desk.texts_of("danger")
    assert said.startswith("ana: If anybody is in danger, please call the local emergency number")
    assert Priority.URGENT is desk.ticket().priority
    assert desk.texts_of("staff_harm")


@pytest.mark.parametrize(
    "words",
    [
        "how do i reset my password? i hurt my back at yours last week",
        "How do I reset my password? My dog's ear has been bleeding since the groom",
        "My dog is bleeding. How do I reset my password?",
    ],
)
def test_an_injury_beside_a_question_is_heard(words: str) -> None:
    desk = Desk()

    desk.say(ANA, words)

    assert ["harm"] == desk.to(ANA)
    assert Priority.URGENT is desk.ticket().priority
    assert words in desk.ticket().text
    assert desk.texts_of("staff_harm")


def test_who_despairs_is_told_of_a_crisis_line() -> None:
    desk = Desk()

    desk.say(ANA, "ich will nicht mehr leben")

    [said] = desk.texts_of("despair")
    assert "Krisentelefon" in said
    assert Priority.URGENT is desk.ticket().priority


def test_with_a_ticket_open_it_goes_there_and_still_says_whom_to_call() -> None:
    desk = Desk()
    desk.say(ANA, "my lamp hums since tuesday")

    desk.say(ANA, "my son can't breathe")

    [said] = desk.texts_of("danger_noted")
    assert "emergency number" in said
    assert Priority.URGENT is desk.ticket().priority


def test_a_ticket_with_harm_in_it_is_called_by_that_and_no_reply_asks_whether_it_is_solved() -> (
    None
):
    desk = Desk()
    desk.say(ANA, "my lamp hums since tuesday")
    desk.say(ANA, "your lamp exploded and i cut my hand")
    desk.say(ANA, "my son can't breathe")

    desk.command(SAM, f"reply {desk.ticket().number} I am calling you now.")

    assert desk.ticket().text == "your lamp exploded and i cut my hand\nmy lamp hums since tuesday"
    [(_, reply)] = [each for each in desk.sent if each[1].kind == "staff_reply"]
    assert not reply.buttons


def test_who_has_as_many_tickets_as_they_may_is_told_whom_to_call() -> None:
    desk = Desk(policy=a_policy(open_tickets=1))
    desk.say(ANA, "my lamp hums since tuesday")
    desk.say(ANA, "new question")

    desk.say(ANA, "i smell gas")

    assert desk.texts_of("danger_noted")
    assert not desk.texts_of("capped")


def test_after_asking_for_a_person_it_is_what_the_ticket_is_about() -> None:
    desk = Desk()
    desk.say(ANA, "talk to a human")

    desk.say(ANA, "my daughter is missing")

    assert "my daughter is missing" in desk.ticket().text
    assert Priority.URGENT is desk.ticket().priority


@pytest.mark.parametrize("address", [Address.DIRECT, Address.WATCHED, Address.OVERHEARD])
def test_it_is_heard_however_the_desk_is_addressed(address: Address) -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice")

    desk.say(ANA, "somebody collapsed in the hall", address=address)

    assert desk.texts_of("danger")


@pytest.mark.parametrize("address", [Address.DIRECT, Address.WATCHED, Address.OVERHEARD])
def test_danger_is_heard_of_whoever_has_asked_nothing_there(address: Address) -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice")

    desk.say(BEN, "somebody collapsed in the hall", address=address, others=True)

    assert desk.texts_of("danger")


@pytest.mark.parametrize("address", [Address.DIRECT, Address.WATCHED, Address.OVERHEARD])
def test_a_threat_is_heard_however_it_is_addressed_and_whoever_else_speaks(
    address: Address,
) -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice")

    desk.say(BEN, "I know where you live, I'll post your address", address=address, others=True)

    assert desk.texts_of("harm")
    assert Priority.URGENT is desk.ticket().priority
    assert desk.texts_of("staff_harm")


def test_a_person_who_speaks_there_is_told_and_the_desk_stays_out() -> None:
    desk = Desk()
    desk.say(ANA, "my lamp hums since tuesday")
    desk.journal.save_ticket(replace(desk.ticket(), person_present=True))

    desk.say(ANA, "there is a fire in the kitchen", address=Address.OVERHEARD)

    assert not desk.texts_of("danger_noted")
    assert Priority.URGENT is desk.ticket().priority
    assert desk.texts_of("staff_harm")


def test_staff_write_an_entry_about_it() -> None:
    desk = Desk()

    desk.command(SAM, "add What if there is a fire? | There is a fire alarm: leave the house.")

    assert not desk.texts_of("danger")


def test_who_was_hurt_and_tells_the_room_is_heard() -> None:
    desk = Desk()

    desk.say(ANA, "your ladder collapsed and i broke my wrist", address=Address.WATCHED)

    assert desk.texts_of("harm")
    assert Priority.URGENT is desk.ticket().priority


def test_who_tells_the_room_of_an_old_injury_is_left_alone() -> None:
    desk = Desk()

    desk.say(ANA, "i broke my wrist last year", address=Address.WATCHED)

    assert not desk.texts_of("harm")


@pytest.mark.parametrize(
    "words",
    [
        "5 Elm Street, second floor",
        "is anybody coming?",
        "where is my invoice?",
        "the door is open",
    ],
)
def test_what_they_then_write_elsewhere_joins_the_ticket(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "my flat is on fire")

    desk.say(ANA, words, place=ELSEWHERE)

    assert [1] == [each.number for each in desk.journal.tickets_of(ANA.id)]
    assert words in [each.text for each in desk.journal.history(1)]
    assert any(words in each for each in desk.texts_of("staff_customer"))


def test_hours_later_a_question_elsewhere_is_a_question() -> None:
    desk = Desk()
    desk.say(ANA, "my flat is on fire")
    desk.wait(serious.PRESSING + timedelta(minutes=1))

    desk.say(ANA, "where is my invoice?", place=ELSEWHERE)

    assert "answer" == desk.to(ANA)[-1]


def test_of_a_closed_one_nothing_presses() -> None:
    desk = Desk()
    desk.say(ANA, "my flat is on fire")
    desk.command(ANA, "nevermind 1")
    desk.command(ANA, "takeback 1")

    desk.say(ANA, "where is my invoice?", place=ELSEWHERE)

    assert "answer" == desk.to(ANA)[-1]


@pytest.mark.parametrize("first", ["my son's lips are swelling", "my flat is on fire"])
@pytest.mark.parametrize(
    "more", ["what do i do", "yes my throat", "should i call 112?", "was soll ich tun", "help me"]
)
def test_what_somebody_in_danger_writes_next_belongs_to_it(first: str, more: str) -> None:
    desk = Desk()
    desk.say(ANA, first)

    desk.say(ANA, more)

    assert [1] == [each.number for each in desk.journal.tickets_of(ANA.id)]
    assert more in [each.text for each in desk.journal.history(1)]
    assert any(more in each for each in desk.texts_of("staff_customer"))
    [told] = desk.texts_of("danger_added")
    assert told.startswith(("ana: Emergency services come first", "ana: Der Notruf geht vor"))
    assert Priority.URGENT is desk.ticket().priority


def test_once_a_person_has_answered_it_is_a_ticket_like_any_other() -> None:
    desk = Desk()
    desk.say(ANA, "my flat is on fire")
    desk.command(SAM, "reply 1 We called the fire brigade.")

    desk.say(ANA, "they are here now")

    assert not desk.texts_of("danger_added")


def test_who_despairs_and_goes_on_reads_of_the_crisis_line_again() -> None:
    desk = Desk()
    desk.say(ANA, "i don't want to live anymore")

    desk.say(ANA, "what should i do")

    assert "crisis line" in desk.texts_of("despair_noted")[-1]


@pytest.mark.parametrize("words", ["egal", "never mind", "forget it"])
def test_who_despairs_and_gives_up_is_still_read_by_a_person(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "i don't want to live anymore")

    desk.say(ANA, words)

    assert desk.ticket().is_open


@pytest.mark.parametrize(
    ("words", "where"),
    [("i don't want to live anymore", "crisis line"), ("my flat is on fire", "emergency number")],
)
def test_no_later_word_lets_somebody_in_danger_wait_and_each_says_where_help_is(
    words: str, where: str
) -> None:
    desk = Desk()
    desk.say(ANA, words)

    desk.wait(timedelta(days=6))

    assert len(desk.sent) > 2
    told = [each for _, each in desk.sent if each.language and each.kind in LATER]
    assert told
    assert not [each for each in told if each.buttons]
    assert all(where in text for kind in LATER for text in desk.texts_of(kind))
