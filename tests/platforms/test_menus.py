"""A message's own menu stands for the same on Slack and Discord."""

from bot.commands.menu import OnMessage, in_name_of, lesson
from bot.desk.nouns.person import Person
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms.discord.hearing import slash
from bot.platforms.slack.setup.manifest import SHORTCUTS

ANA, SAM = Person(id="slack:T1:U1", name="ana"), Person(id="slack:T1:U2", name="sam")


def test_both_show_all_of_it_by_the_same_names() -> None:
    on_slack = {name for kind, name, _, _ in SHORTCUTS if kind == "message"}
    on_discord = {
        each["name"]
        for each in slash.definitions(Wording(read_locales()))
        if each["type"] == slash.MESSAGE_MENU
    }

    assert set(OnMessage) == on_slack == on_discord


def test_a_customer_says_of_their_own_that_it_is_sorted() -> None:
    assert ("resolve", "sorted") == tuple(OnMessage.SOLVED.line(staff=is_) for is_ in (True, False))


def test_only_staff_hand_over_in_anothers_name_and_never_in_an_apps() -> None:
    assert ANA == in_name_of(SAM, ANA, staff=True)
    assert SAM == in_name_of(SAM, None, staff=True)
    assert SAM == in_name_of(SAM, ANA, staff=False)


def test_a_lesson_begins_with_the_words_and_without_their_secrets() -> None:
    begun = lesson("Use the card 4111 1111 1111 1111.", "How do I pay?").begun

    assert "How do I pay?" == begun["question"]
    assert "4111" not in begun["answer"]
