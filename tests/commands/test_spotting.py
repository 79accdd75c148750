"""Answers to past questions, checked by hand: each once, by buttons that carry how far one has come."""

from bot.desk.nouns.message import Message
from bot.desk.nouns.person import Person
from tests.desk.harness import ANA, BEN, SAM, Desk

ASKED = ("where is my invoice", "how do i reset my password")


def asked(times: int) -> Desk:
    desk = Desk()
    for number in range(times):
        who = Person(id=f"console:{number}", name=f"customer {number}")
        desk.say(who, ASKED[number % 2])
    return desk


def last(desk: Desk) -> Message:
    return desk.sent[-1][1]


def judged(desk: Desk, label: str) -> str:
    """What stands there once the button was pressed."""
    button = next(each for each in last(desk).buttons if each.label == label)
    assert len(button.command) <= 100  # as long as Discord carries one
    [told] = desk.command(SAM, button.command)
    return told


def test_twenty_answers_are_judged_and_the_share_is_said_with_how_sure_it_is() -> None:
    desk = asked(24)
    [told] = desk.command(SAM, "rehearse")
    told = judged(desk, "Check 20 answers by hand")
    seen = []
    for number in range(1, 21):
        assert f"{number} of up to 20." in told
        seen.append(next(each.command for each in last(desk).buttons).split()[3])
        told = judged(desk, "Right" if number % 10 else "Wrong")

    assert 20 == len(set(seen))
    assert "right: 18 of 20 (90 %, likely 70 to 97 %). Your wish is 95 %." in told
    assert () == last(desk).buttons


def test_what_was_skipped_counts_for_nothing_and_what_is_asked_meanwhile_is_not_drawn() -> None:
    desk = asked(3)
    desk.command(SAM, "spotcheck")
    begun = last(desk)
    desk.say(ANA, "where is my invoice")
    [told] = desk.command(SAM, next(b.command for b in begun.buttons if b.label == "Skip"))
    for number in (1, 2):
        assert f"{number} of up to 3." in told
        told = judged(desk, "Right")

    assert "right: 2 of 2, too few for a share." in told
    assert "I found no more answers among those questions." in told


def test_of_a_wrong_one_it_is_said_how_it_is_kept_away() -> None:
    desk = asked(1)
    desk.command(SAM, "spotcheck")

    assert "So that it isn't answered so: notfor invoice where is my invoice" in judged(
        desk, "Wrong"
    )


def test_it_changes_nothing_and_is_the_teams_alone() -> None:
    desk = asked(2)
    before = list(desk.journal.newest_asked(9))
    desk.command(SAM, "spotcheck")
    judged(desk, "Right")

    assert before == list(desk.journal.newest_asked(9))
    assert not any("of up to" in each for each in desk.command(BEN, "spotcheck"))
