"""What a customer says of a ticket counts for all that it looks after, once, and until they unsay it."""

from datetime import timedelta

from bot.desk.nouns.place import Place
from tests.desk.harness import ANA, LEA, SAM, Desk

HOUR = timedelta(hours=1)


def report(desk: Desk) -> str:
    return "\n".join(desk.command(LEA, "report 30"))


def merged() -> Desk:
    """Two tickets of one customer, the first looked after in the second, that in a third."""
    desk = Desk()
    for text in ("can you paint my bicycle purple?", "my stove smokes", "the sofa sings"):
        desk.say(ANA, text, place=Place(platform="console", room=text, private=True))
    desk.command(SAM, "merge 1 2")
    desk.command(SAM, "merge 2 3")
    return desk


def test_what_was_merged_waits_with_the_other_ticket() -> None:
    desk = merged()
    waiting = report(desk)
    desk.command(SAM, "reply 3 We look at all of it.")

    assert "without an answer so far: 3" in waiting
    assert "without an answer so far: 0" in report(desk)


def test_who_says_that_it_is_solved_says_it_of_what_was_merged_too() -> None:
    desk = merged()
    desk.command(SAM, "reply 3 We look at all of it.")
    desk.command(ANA, "sorted 3")
    solved = report(desk)
    desk.command(ANA, "reopen 3")

    assert "How they ended: said solved 3" in solved
    assert "said solved" not in report(desk)


def test_what_its_customer_opens_again_is_not_solved() -> None:
    desk = Desk()
    desk.say(ANA, "can you paint my bicycle purple?")
    desk.command(SAM, "reply 1 Yes.")
    desk.command(ANA, "sorted 1")
    solved = report(desk)
    desk.wait(HOUR)
    desk.command(ANA, "reopen 1")
    again = report(desk)
    desk.command(SAM, "reply 1 And now?")
    desk.say(ANA, "solved")

    assert "said solved 1" in solved
    assert "How they ended: went to a person 1" in again
    assert "opened again within a week so far: 1 (0)" in again
    assert "said solved 1" in report(desk)


def test_who_says_yes_after_silence_has_closed_it_once() -> None:
    desk = Desk()
    desk.say(ANA, "can you paint my bicycle purple?")
    desk.command(SAM, "reply 1 Yes.")
    desk.wait(timedelta(days=20))
    silent = report(desk)
    desk.say(ANA, "solved")

    assert "Tickets closed: 1 (0); 0 confirmed by the customer, 1 without word" in silent
    assert "Tickets closed: 1 (0); 1 confirmed by the customer, 0 without word" in report(desk)


def test_a_rating_counts_with_the_closing_that_it_is_of() -> None:
    """Not with those of the days in which it was given: a share is of one cohort."""
    desk = Desk()
    desk.say(ANA, "can you paint my bicycle purple?")
    desk.command(SAM, "reply 1 Yes.")
    desk.command(ANA, "sorted 1")
    desk.wait(timedelta(days=10))
    desk.command(ANA, "rate 1 good")

    assert "Ratings:" not in "\n".join(desk.command(LEA, "report 7"))
    assert "Ratings: 1 good, 0 OK, 0 not good; 1 of 1 rated" in report(desk)


def test_silence_of_the_last_days_is_looked_at_again_a_week_later() -> None:
    """The week of those who were silent in a span of seven days is never over within it."""
    desk = Desk()
    desk.say(ANA, "how do I reset my password?")
    desk.wait(timedelta(days=3))
    desk.say(ANA, "how do I reset my password?")
    now = "\n".join(desk.command(LEA, "report 7"))
    desk.wait(timedelta(days=8))
    later = "\n".join(desk.command(LEA, "report 7"))

    assert "without a word" not in now
    said = (
        "Of those without a word in the span before, asked again or opened a ticket within a week"
    )
    assert f"{said}: 1 of 2, too few for a share" in later
