"""What is said in passing while something is open: taken back with a word more, over, asked back, enough."""

from datetime import timedelta

import pytest

from bot.desk.nouns.ticket import Ending
from tests.desk.harness import ANA, SAM, Desk

SCARF, LAMP, SOFA = (
    "my scarf arrived with a hole in it", "the lamp hums since tuesday", "my sofa has three legs",
)  # fmt: skip


def asked(words: str, *commands: str) -> Desk:
    desk = Desk()
    desk.say(ANA, words)
    for each in commands:
        desk.command(SAM, each)
    return desk


def told(desk: Desk, words: str) -> list[str]:
    before = len(desk.to(ANA))
    desk.say(ANA, words)
    return desk.to(ANA)[before:]


@pytest.mark.parametrize(
    "words",
    [
        "forget it, its only a scarf", "nah forget it got one from my sister", "no forget it, got my own",
        "nvm found it myself lol", "no leave it, its not worth the hassle", "never mind, sorted now lol",
        "dont bother, my flatmate had one", "forget it, no big deal",
        "vergiss es, ist nur ein Schal", "ach egal, hab eins gefunden", "laissez tomber, c'est juste une écharpe",  "olvídalo, es solo una bufanda", "lascia perdere, è solo una sciarpa",
        "deixa pra lá, já consegui",
    ],
)  # fmt: skip
def test_taken_back_with_a_word_more_is_taken_back(words: str) -> None:
    desk = asked(SCARF)

    desk.say(ANA, words)

    assert Ending.WITHDRAWN is desk.ticket().ending


def test_what_is_said_behind_it_and_may_be_more_is_asked() -> None:
    desk = asked(SCARF)

    assert ["mind_changed"] == told(desk, "forget it, the hole is on the other side")
    assert desk.ticket().is_open


@pytest.mark.parametrize(
    "words",
    [
        "forget it, I'll never buy from you again", "forget it, you people are useless",
        "vergiss es, ich bin stinksauer auf euch",
    ],
)  # fmt: skip
def test_anger_behind_it_is_no_word_that_it_is_over(words: str) -> None:
    desk = asked(SCARF, "reply 1 Which one?")

    desk.say(ANA, words)

    assert desk.ticket().is_open


@pytest.mark.parametrize(
    "words", ["never mind", "leave it", "egal", "nvm found another one", "works now, forget it"]
)
def test_what_is_urgent_is_not_closed_in_passing(words: str) -> None:
    desk = asked(SOFA)
    desk.command(ANA, "urgent 1")

    assert ["mind_changed"] == told(desk, words)
    assert desk.ticket().is_open
    desk.say(ANA, "yes")
    assert Ending.WITHDRAWN is desk.ticket().ending


@pytest.mark.parametrize(
    "words",
    [
        "works now cheers", "all good, sam fixed it", "its fine now thx", "working again, thank you sam",
        "everything is working now ty", "no worries, it got sorted", "jetzt läuft es wieder, danke sam",
        "ya funciona, gracias sam", "c'est réparé, merci sam", "adesso va, grazie sam",
        "voltou a funcionar, obrigado",
    ],
)  # fmt: skip
def test_that_it_is_well_again_closes_what_was_answered(words: str) -> None:
    desk = asked(SOFA, "reply 1 Try turning it round.")

    desk.say(ANA, words)

    assert Ending.CONFIRMED is desk.ticket().ending


def test_gone_may_be_said_of_what_was_ordered_too() -> None:
    desk = asked(SOFA, "reply 1 So.")

    assert ["mind_changed"] == told(desk, "its gone now, thanks ben")


@pytest.mark.parametrize(
    "words",
    [
        "the lamp works but the switch is loose", "it works now, but the handle is loose", "tuesday works",
        "that works for me", "is the sofa fixed now?", "it is fixed only on mondays", "yes?",
        "it still does not work now", "works now with android?",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_closes_nothing(words: str) -> None:
    desk = asked(SOFA, "reply 1 So.")

    desk.say(ANA, words)

    assert desk.ticket().is_open


@pytest.mark.parametrize(
    "words", ["the lamp works now", "the lamp is fixed, thanks", "my lamp is fine again"]
)
def test_the_ticket_whose_thing_is_named_is_closed(words: str) -> None:
    desk = asked(LAMP)
    desk.say(ANA, SOFA)
    desk.command(ANA, "afresh 2")
    desk.command(SAM, "reply 1 Try another bulb.")
    desk.command(SAM, "reply 2 Which leg?")

    desk.say(ANA, words)

    assert (False, True) == (desk.ticket(1).is_open, desk.ticket(2).is_open)


def test_a_thing_that_no_ticket_tells_of_closes_none() -> None:
    desk = asked(SOFA, "reply 1 So.")

    desk.say(ANA, "the tram works again")

    assert desk.ticket().is_open


@pytest.mark.parametrize(
    "words",
    [
        "ok so yes?",
        "so thats a yes?",
        "meaning yes?",
        "soooo no?",
        "also ja?",
        "donc c'est oui ?",
        "quindi sì?",
    ],
)
def test_who_asks_whether_it_means_yes_hears_that_a_person_can_tell(words: str) -> None:
    desk = asked("where is my invoice")

    assert ["yes_or_no"] == told(desk, words)
    assert not desk.journal.tickets_of(ANA.id)


@pytest.mark.parametrize(
    "words",
    [
        "grazie mille siete grandi", "merci c'est parfait", "valeu, resolveu", "gracias crack, me salvaste",
        "danke dir, hat super geklappt", "grazie, siete stati velocissimi", "super merci beaucoup vous êtes au top",
        "thanks sam", "thank u so much ur amazing",
    ],
)  # fmt: skip
def test_praise_in_ones_own_words_asks_nothing(words: str) -> None:
    desk = asked("where is my invoice")

    desk.say(ANA, words)

    assert not desk.journal.tickets_of(ANA.id)


STOP = [
    "pls dont ask me anymore", "stop asking", "quit asking me this", "no more reminders please",
    "hör auf zu fragen", "frag mich bitte nicht mehr", "deja de preguntarme", "arrête de me demander",
    "smettila di chiedermelo", "para de me perguntar",
]  # fmt: skip


@pytest.mark.parametrize("words", STOP)
def test_who_wants_no_more_asking_is_asked_no_more(words: str) -> None:
    desk = asked("where is my invoice")
    desk.wait(timedelta(days=1, hours=1))

    assert ["ask_no_more"] == told(desk, words)
    before = len(desk.to(ANA))
    desk.wait(timedelta(days=9))
    assert before == len(desk.to(ANA))


@pytest.mark.parametrize("words", STOP)
def test_the_ticket_that_waits_for_them_is_closed_by_it(words: str) -> None:
    desk = asked(SOFA, "reply 1 Turn it round.")
    desk.wait(timedelta(days=2))

    assert "withdrawn" in told(desk, words)
    assert not desk.ticket().is_open


@pytest.mark.parametrize(
    "words",
    [
        "how do i stop the app asking for my password",
        "stop sending the newsletter",
        "please ask the team",
    ],
)
def test_what_else_is_to_stop_is_asked(words: str) -> None:
    desk = asked("where is my invoice")

    assert "ask_no_more" not in told(desk, words)


@pytest.mark.parametrize(
    "words",
    [
        "lol are you single",
        "tell me a joke",
        "do you like pizza lol",
        "erzähl mir einen Witz",
        "cuéntame un chiste",
    ],
)
def test_a_joke_opens_no_ticket(words: str) -> None:
    assert ["bot"] == told(Desk(), words)


@pytest.mark.parametrize(
    "words", ["my cat died at your clinic", "unsere Katze ist in eurer Praxis gestorben"]
)
def test_who_died_in_our_hands_is_a_complaint_and_no_emergency(words: str) -> None:
    desk = Desk()

    assert ["complaint_coming"] == told(desk, words)
    assert desk.ticket().escalated


def test_a_ticket_is_named_by_what_of_a_message_became_its_own() -> None:
    desk = asked("where is my invoice and why does my sofa have three legs?")

    for command in ("status", "mydata"):
        desk.command(ANA, command)
        row = next(
            line
            for line in desk.texts_of({"status": "my_tickets", "mydata": "my_data"}[command])[
                0
            ].splitlines()
            if line.startswith("1 ")
        )
        assert "sofa" in row
        assert "invoice" not in row


def test_topics_a_line_are_one_question_each() -> None:
    desk = asked("reset my password\ninvoice copy\ngarden gnome repairs\nis there a sauna")

    assert {"answer", "handed_over"} < set(desk.to(ANA))
    assert "garden gnome repairs / is there a sauna" in desk.texts_of("handed_over")[0]
