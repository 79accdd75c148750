"""Who names a choice by its place, or by what it is about, has picked it: in numbers, or without."""

from datetime import timedelta

import pytest

from bot.desk.verbs.earlier import mark, said_by
from knowledge.entry import Entry
from knowledge.text.ordinals import chosen
from tests.desk.harness import ANA, Desk

ENTRIES = (
    Entry(
        id="return",
        question="How do I return an item?",
        answer="Print a *label*.",
        variants=("send back an item",),
    ),
    Entry(
        id="exchange",
        question="How do I exchange an item?",
        answer="Press *Exchange*.",
        variants=("swap an item",),
    ),
    Entry(id="opening", question="When are you open?", answer="From nine.", variants=("hours",)),
)
QUESTION = "item"
RETURN, EXCHANGE = "Print a label.", "Press Exchange."


def asked() -> Desk:
    desk = Desk(entries=ENTRIES)
    desk.say(ANA, QUESTION)
    assert desk.to(ANA) == ["choices"]
    return desk


def order(desk: Desk) -> list[str]:
    labels = [each.label for each in desk.sent[-1][1].buttons]
    return [RETURN if "return" in label else EXCHANGE for label in labels[:2]]


FIRST = """
the first one
first one please
the first
1st
number 1
option one
I mean the first one
the first one please, thanks
das erste
die erste bitte
Nummer 1
la primera
el primero por favor
le premier
la première s'il vous plaît
il primo
o primeiro
""".strip().splitlines()
SECOND = """
the second
second one
number 2
no 2
option two
the last one
the latter
the 2nd one please
das zweite bitte
die letzte
la segunda
la última
le deuxième
le dernier
il secondo
a segunda
""".strip().splitlines()
BOTH = """
both
both of them please
the first and the second
beide
beides bitte
ambas
las dos por favor
les deux
entrambi
""".strip().splitlines()
NEITHER = """
neither
none of these
nope, something else
no, something else
something else
etwas anderes
nein, was anderes
otra cosa
autre chose
""".strip().splitlines()


@pytest.mark.parametrize(
    ("words", "places"),
    [
        *((words, (0,)) for words in FIRST),
        *((words, (1,)) for words in SECOND),
        *((words, (0, 1)) for words in BOTH),
    ],
)
def test_the_choice_that_is_named_is_shown(words: str, places: tuple[int, ...]) -> None:
    desk = asked()
    shown = order(desk)

    told = desk.say(ANA, words)

    assert len(told) == len(places)
    for text, place in zip(told, places, strict=True):
        assert shown[place] in text


@pytest.mark.parametrize("words", NEITHER)
def test_none_of_them_passes_the_question_on_and_not_these_words(words: str) -> None:
    desk = asked()

    desk.say(ANA, words)

    assert desk.to(ANA)[-1] == "handed_over"
    assert desk.ticket().text == QUESTION


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("the one about returns", RETURN),
        ("the one about exchanging", EXCHANGE),
        ("the one with the exchange", EXCHANGE),
    ],
)
def test_a_choice_is_named_by_what_it_is_about(words: str, answer: str) -> None:
    [told] = asked().say(ANA, words)

    assert answer in told


@pytest.mark.parametrize("words", ["the third one", "number 7", "das dritte"])
def test_a_place_that_is_not_there_opens_no_ticket(words: str) -> None:
    desk = asked()

    desk.say(ANA, words)

    assert desk.to(ANA)[-1] == "number_open"


@pytest.mark.parametrize("words", ["the first one", "number 2", "la primera"])
def test_a_place_among_nothing_opens_no_ticket(words: str) -> None:
    desk = Desk(entries=ENTRIES)

    desk.say(ANA, words)

    assert desk.to(ANA) == ["number_none"]


@pytest.mark.parametrize(
    "words",
    [
        "the first one is broken",
        "is the first one open?",
        "both lamps hum",
        "my first order",
        "the last order never came",
        "second hand bikes",
        "number 2 bus",
        "all my orders",
        "let me talk to the first agent",
        "",
    ],
)
def test_whoever_says_more_names_no_choice(words: str) -> None:
    assert chosen(words) is None


def test_several_answers_are_all_remembered_as_had() -> None:
    desk = asked()

    desk.say(ANA, "both")

    question = desk.journal.question(1)
    assert set(question.shown) == {"return", "exchange"}
    for each in ENTRIES[:2]:
        assert {mark(each.answer), said_by(each.id, each.answer)} <= {*question.had}


@pytest.mark.parametrize(
    "words", ["none of these", "neither", "none", "keine davon", "ninguna de estas", "aucune"]
)
def test_none_of_the_choices_passes_the_question_on_the_next_day_too(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "how can I log in please")
    desk.wait(timedelta(days=1))

    desk.say(ANA, words)

    assert desk.to(ANA)[-2:] == ["ask_choices", "handed_over"]


@pytest.mark.parametrize("words", ["no", "no thanks", "nein danke"])
def test_a_plain_no_declines_the_offer(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "how can I log in please")
    desk.wait(timedelta(days=1))

    desk.say(ANA, words)

    assert "offer_declined" == desk.to(ANA)[-1]


@pytest.mark.parametrize("words", ["no thanks", "nein danke", "no, gracias", "non merci"])
def test_a_kind_no_declines_titles_and_opens_no_ticket(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "how can I log in please")

    desk.say(ANA, words)

    assert "title_declined" == desk.to(ANA)[-1]
    assert None is desk.journal.question(1).ticket
    assert desk.journal.question(1).open


@pytest.mark.parametrize("words", ["no", "none of these"])
def test_a_bare_no_to_titles_goes_to_the_team(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "how can I log in please")

    desk.say(ANA, words)

    assert "handed_over" == desk.to(ANA)[-1]
