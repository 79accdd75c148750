"""How it was, in people's own words, and what could be better: a lead reads it, no ticket comes of it."""

import pytest

from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Rating
from tests.desk.harness import ANA, KIM, SAM, Desk


def solved() -> Desk:
    desk = Desk()
    desk.say(ANA, "my lamp hums since tuesday")
    desk.command(SAM, "reply 1 Please turn the bulb once.")
    desk.say(ANA, "it works now")
    return desk


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("bad", "bad"), ("terrible", "bad"), ("10/10", "good"), ("great", "good"), ("👍", "good"), ("👎", "bad"),
        ("⭐⭐⭐⭐⭐", "good"), ("3 stars", "ok"), ("1 of 5", "bad"), ("it was fine", "ok"), ("prima", "good"),
        ("schlecht", "bad"), ("genial", "good"), ("pésimo", "bad"), ("très bien", "good"), ("harika", "good"),
        ("świetnie", "good"), ("berbat", "bad"),
    ],
)  # fmt: skip
def test_ratings_in_own_words_are_ratings(words: str, rating: str) -> None:
    desk = solved()

    desk.say(ANA, words)

    assert Rating(rating) is desk.ticket().rating
    assert not desk.ticket().is_open


def test_what_could_be_better_reaches_a_lead_and_is_no_ticket() -> None:
    desk = solved()
    desk.say(ANA, "terrible")

    desk.say(ANA, "nobody told me how long it would take")

    assert "staff_feedback" == desk.to_staff()[-1]
    assert "feedback_bad" == desk.to(ANA)[-1]
    assert [1] == [each.number for each in desk.journal.tickets_of(ANA.id)]


def test_a_rating_that_says_why_is_both() -> None:
    desk = solved()

    desk.say(ANA, "terrible, i waited three days")

    assert Rating.BAD is desk.ticket().rating
    assert "terrible, i waited three days" in desk.texts_of("staff_feedback")[0]


def test_a_question_after_a_rating_is_a_question() -> None:
    desk = solved()
    desk.say(ANA, "terrible")

    desk.say(ANA, "where is my invoice?")

    assert "answer" == desk.to(ANA)[-1]
    assert "staff_feedback" not in desk.to_staff()


def test_what_could_be_better_is_asked_and_heard_where_they_rated_it() -> None:
    thread = Place(platform="slack", room="help", thread="1")
    alone = Place(platform="slack", room="D1", private=True)
    desk = Desk()
    desk.say(ANA, "do you tune harps?", place=thread)
    desk.command(SAM, "reply 1 Yes.")
    desk.say(ANA, "thanks, that solved it", place=alone)
    desk.say(ANA, "bad", place=alone)

    desk.say(ANA, "it took three weeks", place=alone)

    told = [
        out.place for out, message in desk.sent if message.kind in {"rated_bad", "feedback_bad"}
    ]
    assert [alone, alone] == told
    assert [1] == [each.number for each in desk.journal.tickets_of(ANA.id)]


def bettered() -> Desk:
    desk = solved()
    desk.say(ANA, "terrible")
    desk.say(ANA, "nobody told me how long it would take")
    return desk


def test_what_could_be_better_is_answered_once_and_opens_nothing() -> None:
    desk = bettered()

    desk.command(SAM, "thank 1 From now on we do.")
    [refused] = desk.command(KIM, "thank 1 From now on we will.")

    [read] = desk.texts_of("feedback_answered")
    assert "From now on we do." in read
    assert "has answered that" in refused
    assert not desk.ticket().is_open


def test_where_nobody_said_what_could_be_better_nothing_is_sent() -> None:
    desk = solved()

    [refused] = desk.command(SAM, "thank 1 We do better now.")

    assert "has not said what could be better" in refused
    assert desk.texts_of("feedback_answered") == []


def test_a_customer_answers_no_feedback() -> None:
    desk = bettered()

    desk.command(ANA, "thank 1 Myself.")

    assert desk.texts_of("feedback_answered") == []


def test_somebody_who_is_erased_reads_no_answer() -> None:
    desk = bettered()
    desk.command(ANA, "forgetme yes")

    desk.command(SAM, "thank 1 From now on we do.")

    assert desk.texts_of("feedback_answered") == []


def test_an_answer_that_did_not_arrive_is_said_and_may_be_written_again() -> None:
    desk = bettered()
    desk.refuse.add(ANA.id)
    desk.command(SAM, "thank 1 From now on we do.")
    told = desk.texts_of("staff_not_delivered")
    desk.refuse.clear()

    desk.command(KIM, "thank 1 From now on we will.")

    assert "From now on we do." in told[-1]
    events = [each.what for each in desk.journal.history(1) if each.what == "feedback answered"]
    assert events == ["feedback answered"]
