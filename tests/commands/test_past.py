"""Past questions asked again in chat: only looked at, and said in numbers."""

from bot.desk.nouns.message import Readership
from tests.desk.harness import ANA, BEN, SAM, Desk


def test_what_would_become_of_past_questions_is_said() -> None:
    desk = Desk()
    for text in (
        "where is my invoice",
        "do you ship to brazil?",
        "could you ship to brazil please",
    ):
        desk.say(ANA, text)
    before = [(each.id, each.version) for each in desk.journal.entries()]
    heard = len(desk.sent)
    [told] = desk.command(SAM, "rehearse")

    assert "answered outright: 1 of 3" in told
    assert "told that I don't know: 2 of 3" in told
    assert "2: do you ship to brazil?" in told
    assert before == [(each.id, each.version) for each in desk.journal.entries()]
    assert all(out.readership is Readership.STAFF for out, _ in desk.sent[heard:])


def test_so_many_of_the_newest_are_asked() -> None:
    desk = Desk()
    for text in ("do you ship to brazil?", "where is my invoice"):
        desk.say(ANA, text)
    [told] = desk.command(SAM, "rehearse 1")

    assert "answered outright: 1 of 1" in told


def test_a_customer_is_told_nothing_of_it() -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice")
    told = desk.command(BEN, "rehearse")

    assert not any("answered outright" in each for each in told)
