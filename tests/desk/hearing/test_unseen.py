"""What a customer wrote before they had a ticket reaches the team with it, and words for one of several
tickets go to that one."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.inbound import Address
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from tests.desk.harness import ANA, BEN, SAM, STAFF_ROOM, Desk

THREAD = Place(platform="slack", room="help", thread="1")


def overheard(desk: Desk, who: Person, *words: str) -> None:
    for each in words:
        desk.say(who, each, place=THREAD, address=Address.OVERHEARD)


def of_team(desk: Desk) -> str:
    """All that the team's room was told."""
    return "\n".join(text for text in _texts(desk) if text.startswith("team: "))


def _texts(desk: Desk) -> list[str]:
    kinds = {message.kind for _, message in desk.sent}
    return [text for kind in kinds for text in desk.texts_of(kind)]


def test_words_among_people_below_an_answer_come_with_a_later_wish_for_a_person() -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice?", place=THREAD)
    overheard(desk, SAM, "Look under Billing.")

    overheard(desk, ANA, "i looked, it shows error 47", "the order was in May", "I need a person")

    [told] = desk.texts_of("staff_said_before")
    assert told == (
        "team: ana had written there before:\n| i looked, it shows error 47\n| the order was in May"
    )
    assert "error 47" in "".join(desk.command(SAM, "ticket 1"))


def test_a_button_brings_them_too() -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice?", place=THREAD)
    overheard(desk, SAM, "Look under Billing.")
    overheard(desk, ANA, "i looked, it shows error 47")

    desk.command(ANA, "person 1", place=THREAD)

    assert "error 47" in of_team(desk)


def test_what_the_team_has_read_comes_once_and_what_others_wrote_is_not_theirs() -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice?", place=THREAD)
    overheard(desk, SAM, "Look under Billing.")
    overheard(desk, ANA, "i looked, it shows error 47")
    overheard(desk, BEN, "mine shows error 48")
    overheard(desk, ANA, "I need a person")
    desk.command(ANA, "sorted 1", place=THREAD)

    overheard(desk, SAM, "Good.")
    overheard(desk, ANA, "I need a person")

    assert 1 == of_team(desk).count("| i looked, it shows error 47")
    assert "error 48" not in of_team(desk)


def test_in_a_flat_room_only_the_last_hour_counts() -> None:
    desk = Desk()
    flat = Place(platform="slack", room="help")
    for text in ("mind the tuba", "mind the lute"):
        desk.say(ANA, "where is my invoice?", place=flat)
        desk.say(SAM, "Look under Billing.", place=flat, address=Address.OVERHEARD)
        desk.say(ANA, text, place=flat, address=Address.OVERHEARD)
        desk.wait(timedelta(minutes=50))

    desk.say(ANA, "I need a person", place=flat, address=Address.OVERHEARD)

    assert "lute" in of_team(desk)
    assert "tuba" not in of_team(desk)


def test_words_taken_back_before_a_ticket_reach_nobody() -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice?", place=THREAD)
    overheard(desk, SAM, "Look under Billing.")
    overheard(desk, ANA, "my neighbour is a crook")
    desk.take_back(ANA)

    overheard(desk, ANA, "I need a person")

    assert "crook" not in of_team(desk)


_LINES = st.tuples(st.sampled_from(["ana", "ana", "sam", "direct"]), st.integers(10, 99))


@given(st.lists(_LINES, max_size=6, unique_by=lambda line: line[1]))
@settings(max_examples=60)
def test_every_word_of_theirs_is_with_the_team_once_a_person_was_asked_for(
    lines: list[tuple[str, int]],
) -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice?", place=THREAD)
    for who, number in lines:
        words = f"line{number} of the tuba"
        match who:
            case "sam":
                overheard(desk, SAM, f"Try page {number}.")
            case "ana":
                overheard(desk, ANA, words)
            case _:
                desk.say(ANA, words, place=THREAD)

    overheard(desk, ANA, "I need a person")

    told = of_team(desk)
    assert [] == [n for who, n in lines if who != "sam" and f"line{n} of the tuba" not in told]


def two_tickets() -> Desk:
    """Ticket 1 is about a harp and was spoken of first, ticket 2 about a lute, both in one thread."""
    desk = Desk()
    desk.say(ANA, "do you tune harps with brass pedals?", place=THREAD)
    desk.command(SAM, "reply 1 Yes.", place=STAFF_ROOM)
    desk.say(ANA, "do you sell brass strings for a walnut lute?", place=THREAD)
    asked = desk.journal.asked_by(ANA.id, 1)[0].id
    desk.command(ANA, f"afresh {asked}", place=THREAD)
    assert 2 == desk.ticket(2).number
    return desk


@pytest.mark.parametrize("among_people", [False, True])
@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("the harps have pedals from 1920", 1),
        ("one of the brass pedals is loose", 1),
        ("the brass strings of the lute are gone", 2),
        ("I need a person for the harps", 1),
        ("I need a person for the lute", 2),
        ("it is getting late for me", 2),
    ],
)
def test_words_go_to_the_ticket_that_has_most_of_them(
    words: str, number: int, *, among_people: bool
) -> None:
    desk = two_tickets()
    if among_people:
        overheard(desk, SAM, "Let me see about the lute.")
        overheard(desk, SAM, "Let me see about the harps.")
        overheard(desk, SAM, "Let me see about the lute.")

    overheard(desk, ANA, words)

    held = [each for each in (1, 2) if _holds(desk, each, words)]
    assert [number] == held


def _holds(desk: Desk, number: int, words: str) -> bool:
    return any(words in line.text for line in desk.journal.history(number)[1:])


def test_words_of_the_team_count_for_the_ticket_whose_words_they_use() -> None:
    desk = two_tickets()

    overheard(desk, SAM, "We tune harps on Mondays.")

    assert ["pending", "new"] == [desk.ticket(number).state.value for number in (1, 2)]


def test_what_follows_the_teams_own_words_answers_those() -> None:
    desk = two_tickets()
    overheard(desk, SAM, "We tune harps on Mondays.")

    overheard(desk, ANA, "that suits me well")

    assert _holds(desk, 1, "that suits me well")


@pytest.mark.parametrize("words", ["any news?", "hello?", "gibt es etwas Neues?"])
def test_who_asks_for_news_hears_what_the_team_had_said_through_the_desk_last(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "do you tune harps?", place=THREAD)
    overheard(desk, SAM, "Let me look.")
    desk.command(SAM, "reply 1 Yes, on Mondays.", place=STAFF_ROOM)

    overheard(desk, ANA, words)

    assert "news_replied" == desk.to(ANA)[-1]


def test_where_the_team_spoke_last_itself_the_desk_keeps_out() -> None:
    desk = Desk()
    desk.say(ANA, "do you tune harps?", place=THREAD)
    desk.command(SAM, "reply 1 Yes, on Mondays.", place=STAFF_ROOM)
    overheard(desk, SAM, "Or on Tuesdays.")
    before = desk.to(ANA)

    overheard(desk, ANA, "any news?")

    assert before == desk.to(ANA)
    assert "| any news?" in of_team(desk)


@pytest.mark.parametrize(
    "between", [None, BEN, SAM], ids=["nobody", "another customer", "the team"]
)
def test_a_wish_for_a_person_below_ones_own_post_is_heard_without_a_mention(
    between: Person | None,
) -> None:
    desk = Desk()
    post = "My bike makes a strange noise when I brake"
    desk.say(ANA, post, place=THREAD, address=Address.WATCHED)
    if between:
        overheard(desk, between, "Have you oiled it?")
    overheard(desk, ANA, "did not help, order 5512", "I need a person")

    [told] = desk.texts_of("staff_said_before")
    assert told.endswith(f"| {post}\n| did not help, order 5512")
    assert ["person_subject"] == desk.to(ANA)


def test_who_asks_for_a_person_below_anothers_post_speaks_to_people() -> None:
    desk = Desk()
    desk.say(ANA, "My bike makes a strange noise", place=THREAD, address=Address.WATCHED)
    overheard(desk, BEN, "I need a person")

    assert [] == desk.journal.tickets_of(BEN.id)
    assert [] == desk.sent


@pytest.mark.parametrize("line", ["pass 1", "person 1"])
def test_a_button_pressed_elsewhere_brings_what_was_written_where_it_was_asked(line: str) -> None:
    desk = Desk()
    post = "how can I return my broken frame? please help"
    desk.say(ANA, post, place=THREAD, address=Address.WATCHED)
    overheard(desk, SAM, "Bring it to the shop.")
    overheard(desk, ANA, "did not help, order 5512")

    desk.command(ANA, line)

    [told] = desk.texts_of("staff_said_before")
    assert told.endswith(":\n| did not help, order 5512")
