"""What stands on a button can be typed, its command's word and words of its label too."""

from collections.abc import Iterator

import pytest

from bot.desk.hearing.quick_replies import bare_words
from bot.desk.nouns.conversation import Offer
from bot.desk.words.wording import Value, Wording
from bot.locales import read_locales
from knowledge.text.normalise import surface
from tests.desk.harness import ANA, Desk

TABLES = read_locales()
WORDING = Wording(TABLES)
FACTS: dict[str, Value] = {
    **dict.fromkeys(("among", "held", "till", "last", "right", "wrong"), 1),
    "q": 7,
    "task": "q7",
    "mark": "ab",
    "n": 3,
    "code": "AB",
    "person": "x",
    "entry": "e",
    "number": 1,
    "version": 1,
    "issue": 3,
    "snippet": "parking",
    "topic": "billing",
    "consulted": 4,
    **dict.fromkeys(("among", "held", "till", "last", "right", "wrong"), 1),
}
KINDS = [
    kind
    for kind, row in TABLES["en"].items()
    if row.get("buttons") and not kind.startswith(("staff_r", "card", "draft", "entry"))
]


def offered() -> Iterator[tuple[str, str, tuple[Offer, ...]]]:
    for language in TABLES:
        for kind in KINDS:
            names = TABLES["en"][kind]["buttons"]
            buttons = [WORDING._button(name, WORDING.language(language), FACTS) for name in names]
            yield (
                language,
                kind,
                tuple(Offer(label=each.label, command=each.command) for each in buttons),
            )


@pytest.mark.parametrize(("language", "kind", "offers"), list(offered()))
def test_words_of_a_label_press_it_or_nothing(
    language: str, kind: str, offers: tuple[Offer, ...]
) -> None:
    for each in offers:
        label = surface(each.label)
        assert bare_words(each.label, offers) in {each.command, ""}
        for words in (*label, " ".join(label[:2]), each.verb):
            alike = [o for o in offers if words in (surface(o.label)[0], o.verb)]
            found = bare_words(words, offers)
            assert found in {"", each.command} or len(alike) != 1 or alike[0].command == found


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "none"), ("en", "None."), ("en", "none of these"), ("de", "nichts"), ("es", "ninguna"),
        ("fr", "aucune"), ("pt", "nenhuma"), ("it", "nessuna"), ("de", "none"),
    ],
)  # fmt: skip
def test_none_is_none_of_these_in_every_language(language: str, words: str) -> None:
    offers = (
        Offer(label="How do I pay?", command="pick 7 pay"),
        Offer(label=WORDING.label("none", language), command="none 7"),
    )
    assert "none 7" == bare_words(words, offers)


@pytest.mark.parametrize("words", ["how", "pay", "that", "it", "none?", "i"])
def test_what_may_ask_or_only_points_presses_nothing(words: str) -> None:
    offers = (
        Offer(label="How do I pay?", command="pick 7 pay"),
        Offer(label="None of these", command="none 7"),
        Offer(label="That solved it", command="solved 7"),
    )
    assert "" == bare_words(words, offers)


@pytest.mark.parametrize("words", ["none", "none of these", "neither", "no", "None!"])
def test_none_after_choices_keeps_the_question(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "my invoice wants a password")
    desk.say(ANA, words)

    assert "my invoice wants a password" == desk.ticket().text


def test_the_command_itself_without_a_number_keeps_it_too() -> None:
    desk = Desk()
    desk.say(ANA, "my invoice wants a password")
    desk.command(ANA, "none")

    assert "my invoice wants a password" == desk.ticket().text


@pytest.mark.parametrize("words", ["help!!", "please help!", "hilfe!!!", "ayuda!"])
def test_a_cry_for_help_is_asked_what_it_is_about_and_offered_a_person(words: str) -> None:
    desk = Desk()

    desk.say(ANA, words)

    assert ["say_more"] == desk.to(ANA)


def test_who_asks_what_can_be_asked_is_told() -> None:
    desk = Desk()

    desk.say(ANA, "help?")

    assert ["help"] == desk.to(ANA)


@pytest.mark.parametrize("line", ["claim 1", "reply", "queue", "/claim 1"])
def test_a_command_of_the_teams_typed_by_a_customer_is_no_question(line: str) -> None:
    desk = Desk()
    desk.say(ANA, line)

    assert [] == list(desk.journal.open_questions())
    assert [] == list(desk.journal.open_tickets())


@pytest.mark.parametrize(
    "text",
    ["yes pass it on", "yes please pass it on", "ok, pass it on please", "sure pass it on"],
)
def test_a_label_with_a_yes_around_it_presses_its_button(text: str) -> None:
    offers = (
        Offer(label="Pass it on", command="pass 7"),
        Offer(label="No thanks", command="nothanks 7"),
    )

    assert "pass 7" == bare_words(text, offers)


@pytest.mark.parametrize("text", ["the lamp", "lamp one please", "yes, my lamp"])
def test_which_of_two_tickets_is_named_by_its_thing(text: str) -> None:
    desk = Desk()
    desk.say(ANA, "my lamp hums")
    desk.say(ANA, "new question: do you have gift cards")
    desk.say(ANA, "it works now")
    desk.say(ANA, text)

    assert not desk.ticket(1).is_open
    assert desk.ticket(2).is_open


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("so why cant i get in", "still cant get in"),
        ("it doesn't work", "it doesn't work"),
        ("es geht nicht", "es geht immer noch nicht"),
        ("help!!", "it doesn't work"),
        ("ça ne marche pas", "ça ne marche toujours pas"),
        ("non funziona", "non funziona ancora"),
    ],
)
def test_a_trouble_said_twice_is_offered_to_the_team_with_all_its_words(
    first: str, again: str
) -> None:
    desk = Desk()
    desk.say(ANA, first)
    desk.say(ANA, again)

    assert ["say_more", "offer"] == desk.to(ANA)

    desk.command(ANA, "pass")

    assert list(dict.fromkeys((first, again))) == desk.ticket().text.splitlines()
