"""With a ticket open, what is said beside an ask for news, or beside taking it back, reaches the team."""

from itertools import product

import pytest

from bot.desk.nouns.message import Readership
from tests.desk.harness import ANA, SAM, Desk, shown

_ACTS = (
    "and",
    "any news",
    "hello",
    "still waiting",
    "what about my harp",
    "any update on the harp",
    "what is happening with my ticket",
    "i need a person",
    "cancel my ticket",
    "i found it myself",
)
_MORE = (" the harp is chartreuse", ", the harp is chartreuse", ". The harp is chartreuse.")


@pytest.mark.parametrize(("act", "more"), [*product(_ACTS, _MORE)])
def test_what_is_told_beside_it_reaches_the_team(act: str, more: str) -> None:
    desk = Desk()
    desk.say(ANA, "Do you tune harps?")
    before = len(desk.sent)

    desk.say(ANA, act + more)

    staff = [shown(*each) for each in desk.sent[before:] if each[0].readership is Readership.STAFF]
    assert any("chartreuse" in each for each in staff)


@pytest.mark.parametrize(
    "words", ["and the harp is old", "and the harp is new", "what about my harp from last week"]
)
def test_common_words_tell_something_too(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "Do you tune harps?")
    desk.command(SAM, "claim 1")

    desk.say(ANA, words)

    assert desk.to_staff()[-1] == "staff_customer"


@pytest.mark.parametrize(
    "words",
    [
        "and the harp?",
        "what about my harp",
        "any news on my question",
        "is there any news on my harp problem yet?",
        "still waiting for an answer from you",
        "what is happening with my question about harps",
    ],
)
def test_what_asks_for_news_alone_is_told_them(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "Do you tune harps?")

    desk.say(ANA, words)

    assert desk.to(ANA)[-1].startswith("news")
