"""Nobody is told of as new what they have had already; what is new to them they are told."""

import pytest

from tests.desk.harness import ANA, BEN, SAM, Desk

PAY = ("add How do I pay? | Cash, card or PayPal.",)


def refused(words: str = "how do i pay") -> Desk:
    """Ana had the answer, and it was not it."""
    desk = Desk()
    for line in PAY:
        desk.command(SAM, line)
    desk.say(ANA, words)
    desk.say(ANA, "that doesn't help")
    assert desk.journal.question(1).open
    return desk


@pytest.mark.parametrize(
    "lines",
    [
        ("variant how-do-i-pay how can I pay",),
        ("retire how-do-i-pay", "restore how-do-i-pay"),
        ("edit how-do-i-pay Cash only.", "retire how-do-i-pay", "restore how-do-i-pay 1"),
        ("checked how-do-i-pay",),
        ("edit how-do-i-pay Cash, **card** or  PayPal",),
        ("retire how-do-i-pay", "add How do I pay for it? | cash, card or PayPal"),
    ],
)
def test_an_answer_that_was_refused_is_no_news(lines: tuple[str, ...]) -> None:
    desk = refused()
    for line in lines:
        desk.command(SAM, line)

    told = desk.texts_of("now_answered")
    assert not any("PayPal" in each for each in told)
    assert desk.journal.question(1).open is not any("Cash only" in each for each in told)


def test_other_words_are_news_also_after_they_were_told_once() -> None:
    desk = refused()
    desk.command(SAM, "edit how-do-i-pay Cash only.")
    assert 1 == len(desk.texts_of("now_answered"))
    desk.say(ANA, "that doesn't help")

    desk.command(SAM, "variant how-do-i-pay how can I pay")
    assert 1 == len(desk.texts_of("now_answered"))
    desk.command(SAM, "edit how-do-i-pay By cheque.")
    assert 2 == len(desk.texts_of("now_answered"))


def test_the_teams_own_reply_made_an_entry_is_no_news() -> None:
    desk = Desk()
    for who in (ANA, BEN):
        desk.say(who, "do you ship to brazil?")
    for line in ("reply 1 Yes, in 14 days.", "draft 1", "approve do-you-ship-to-brazil"):
        desk.command(SAM, line)

    [told] = desk.texts_of("now_answered")
    assert told.startswith("ben:")
    assert () == tuple(desk.journal.open_questions())


def test_a_reply_that_was_not_it_is_no_news_either_and_the_question_stays_open() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.command(SAM, "reply 1 Yes, in 14 days.")
    desk.say(ANA, "not yet")
    for line in ("draft 1", "approve do-you-ship-to-brazil"):
        desk.command(SAM, line)

    assert [] == desk.texts_of("now_answered")
    assert desk.journal.question(1).open


def test_whoever_asked_the_same_twice_is_told_once() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.say(ANA, "never mind")
    for _ in range(2):
        desk.say(BEN, "do you ship to brazil?")
    desk.command(SAM, "add Do you ship to Brazil? | Yes.")

    [told] = desk.texts_of("now_answered")
    assert told.startswith("ben:")
    assert () == tuple(desk.journal.open_questions())


def test_what_solved_it_once_is_news_to_who_asks_while_it_is_gone() -> None:
    desk = Desk()
    desk.command(SAM, "add Do you ship to Brazil? | Yes.")
    for words in ("do you ship to brazil?", "that worked"):
        desk.say(ANA, words)
    desk.command(SAM, "retire do-you-ship-to-brazil")
    desk.say(ANA, "do you ship to brazil?")
    desk.command(SAM, "restore do-you-ship-to-brazil")

    assert 1 == len(desk.texts_of("now_answered"))


def test_what_did_not_arrive_was_not_had() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.refuse.add(ANA.id)
    desk.command(SAM, "add Do you ship to Brazil? | Yes.")
    desk.refuse.clear()
    desk.command(SAM, "variant do-you-ship-to-brazil shipping to brazil")

    assert 1 == len(desk.texts_of("now_answered"))


def test_a_second_draft_names_the_first() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.command(SAM, "reply 1 Yes, in 14 days.")
    desk.command(SAM, "draft 1")

    [again] = desk.command(SAM, "draft 1")
    assert "There is a draft from ticket 1 already: do-you-ship-to-brazil." in again
    desk.command(SAM, "approve do-you-ship-to-brazil")
    assert "There is an entry from ticket 1 already" in desk.command(SAM, "draft 1")[0]
    desk.command(SAM, "draft 1 And to Peru? | No.")
    assert {"do-you-ship-to-brazil", "and-to-peru"} <= {each.id for each in desk.journal.entries()}
