"""Who asks for more below the team's last words asks the team, not the manual."""

import pytest

from bot.desk.nouns.ticket import TicketState
from tests.desk.harness import ANA, SAM, Desk


def a_replied() -> Desk:
    desk = Desk()
    desk.say(ANA, "does the quantum flux capacitor support werewolves")
    desk.command(SAM, "reply 1 It does. Which one have you got?")
    return desk


@pytest.mark.parametrize(
    "words",
    [
        "i need some more information please",
        "ich brauche noch eine Auskunft",
        "I have another question",
    ],
)
def test_it_reaches_the_team(words: str) -> None:
    desk = a_replied()
    desk.say(ANA, words)

    assert desk.ticket().state is not TicketState.PENDING
    assert any(words in line.text for line in desk.journal.history(1))


def test_help_alone_is_the_manual() -> None:
    desk = a_replied()

    assert any("Ask me in your own words" in text for text in desk.say(ANA, "help"))
    assert desk.ticket().state is TicketState.PENDING


@pytest.mark.parametrize("words", ["perfect 👌", "sounds good", "ok"])
@pytest.mark.parametrize("more", [(), ("promise 1 tomorrow 12:00",)])
def test_an_agreement_to_the_teams_last_words_reaches_it(words: str, more: tuple[str, ...]) -> None:
    desk = Desk()
    desk.say(ANA, "does the quantum flux capacitor support werewolves")
    for line in ("reply 1 Hello, I can call you at 5 pm.", *more):
        desk.command(SAM, line)

    desk.say(ANA, words)

    assert any(words in each for each in desk.texts_of("staff_customer"))


def test_an_ok_to_the_desk_alone_is_not_told_to_the_team() -> None:
    desk = Desk()
    desk.say(ANA, "does the quantum flux capacitor support werewolves")

    desk.say(ANA, "ok")

    assert not desk.texts_of("staff_customer")
