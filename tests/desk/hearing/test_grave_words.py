"""Theft, loss, damage and anger reach a person at once; a question about them stays a question."""

import pytest

from bot.desk.nouns.ticket import Priority
from bot.running.building import STARTER
from knowledge.entry import Entry
from knowledge.files import read_entries
from knowledge.text.intent import asked
from knowledge.training.small_bases import DEVELOPMENT, read_bases
from tests.desk.harness import ANA, ENTRIES, Desk


@pytest.mark.parametrize(
    "words",
    [
        "My bike was stolen from your workshop!!!",
        "My bag was stolen from the changing room",
        "this is ridiculous, your staff was rude to my daughter and the changing room is filthy",
        "no!! she's still in pain",
        "I want my money back NOW. The bike I bought broke after 2 days",
        "i will sue you",
        "you are useless, I'll go to court",
        "you sold me a sick fish, all my fish are dead, i want to speak to the manager NOW",
        "you gave me the wrong flea drops, unacceptable!!",
        "I'm telling everyone on facebook",
        "Mein Fahrrad wurde gestohlen",
        "me han robado la bici",
        "on m'a volé mon vélo",
    ],
)
def test_what_they_say_has_happened_reaches_a_lead_with_an_apology(words: str) -> None:
    desk = Desk()
    desk.say(ANA, words)
    assert ["complaint_coming"] == [each for each in desk.to(ANA) if each.startswith("complaint")]
    assert Priority.HIGH is desk.ticket().priority
    assert desk.texts_of("staff_complaint")


@pytest.mark.parametrize(
    "words",
    [
        "how do I insure against theft",
        "what if my card is stolen?",
        "what happens if my bike was stolen",
        "my bike was stolen, what do i do?",
        "can i get my money back?",
    ],
)
def test_a_question_about_it_stays_one(words: str) -> None:
    assert asked(words) is None


def test_no_question_of_a_base_is_taken_for_it() -> None:
    questions = [each.question for base in read_bases(DEVELOPMENT) for each in base.entries]
    assert questions
    taken = [each for each in questions if asked(each)]
    assert taken == ["Where are you?"]  # of who waits for somebody it asks for news


def test_who_is_hurt_reads_the_emergency_first() -> None:
    desk = Desk()
    desk.say(ANA, "my kid got hurt on the auto belay")
    [said] = desk.texts_of("harm")
    assert said.startswith("ana: If anybody is in danger now")


@pytest.mark.parametrize(
    "words",
    [
        "somebody hacked my account",
        "i see an order i never made",
        "jemand hat mein Konto gehackt",
        "han hackeado mi cuenta",
    ],
)
def test_who_fears_for_their_account_reaches_a_person_before_any_title(words: str) -> None:
    desk = Desk(entries=tuple(read_entries(STARTER).entries))

    desk.say(ANA, words)

    assert desk.to(ANA) == ["security"]
    assert Priority.URGENT is desk.ticket().priority
    assert desk.texts_of("staff_harm")


def test_an_entry_about_the_very_same_is_given_to_who_fears_for_their_account() -> None:
    entry = Entry(
        id="hacked",
        question="My account was hacked",
        answer="Open **Settings** and choose *Freeze*.",
        variants=("somebody hacked my account", "someone else uses my account"),
    )
    desk = Desk(entries=(*ENTRIES, entry))

    desk.say(ANA, "somebody hacked my account")

    assert desk.to(ANA) == ["answer"]


@pytest.mark.parametrize(
    "words",
    [
        "my brakes failed after your service and i fell off",
        "the battery caught fire",
        "my son ate one and is sick",
    ],
)
def test_who_was_hurt_by_what_they_got_reaches_a_person(words: str) -> None:
    desk = Desk(entries=tuple(read_entries(STARTER).entries))

    desk.say(ANA, words)

    assert len(desk.to(ANA)) == 1
    assert desk.to(ANA)[0] in {"harm", "danger"}
    assert Priority.URGENT is desk.ticket().priority
