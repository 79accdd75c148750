"""What is a known issue's words gets it instead of an answer; what its customers say of it then."""

from datetime import timedelta

import pytest

from tests.desk.harness import ANA, SAM, Desk
from tests.desk.issues import ASKED, down, heard, people


def test_a_like_question_gets_it_instead_of_an_answer() -> None:
    desk = down()
    [told] = desk.say(ANA, "hello, I can't log in to my account")

    assert "Login is down" in told
    assert "We are working on it." in told
    assert "14:00" in told
    assert [] == desk.journal.open_tickets()


@pytest.mark.parametrize(
    "text", ["where is my invoice?", "how do i reset my password?", "do you ship to brazil?"]
)
def test_other_questions_get_what_they_always_got(text: str) -> None:
    before, after = Desk().say(ANA, text), down().say(ANA, text)

    assert before == after


FLOODED = "incident start Salon flooded / no baths today | We are closed until noon. | 14:00"


@pytest.mark.parametrize(
    "text",
    ["Ich mag Ihren Salon, danke!", "I love your salon", "where is the salon?", "a bath, how much"],
)
def test_a_word_in_common_with_it_tells_nobody_of_it(text: str) -> None:
    desk = down(line=FLOODED)
    told = desk.say(ANA, text)

    assert [] == heard(desk, ANA)
    assert "Salon flooded" not in str(told)


def test_its_words_within_a_longer_message_are_heard() -> None:
    desk = down(line=FLOODED)
    told = desk.say(ANA, "can you still groom my dog today? I heard no baths today")

    assert "Salon flooded" in str(told)


def test_what_is_left_without_it_is_as_likely_as_it_was() -> None:
    before, after = Desk(), down(line=FLOODED)
    text = "reset the password of the salon"
    likely = [each.desk.library.guesses(text)[0] for each in (before, after)]

    assert "reset-password" == likely[1].entry
    assert likely[0].probability == pytest.approx(likely[1].probability, abs=0.1)


def test_who_has_it_is_counted_and_told_how_many_others_do() -> None:
    desk = down(*people(6))
    [told] = desk.say(ANA, ASKED)

    assert "6 others have this open." in told


def test_who_says_that_it_is_something_else_hears_no_more() -> None:
    desk = down(ANA)
    desk.say(ANA, "something else")
    desk.command(SAM, "incident update 1 | We found it. | 15:00")

    assert ["known_issue"] == heard(desk, ANA)
    assert 0 == desk.journal.people_with(1)


@pytest.mark.parametrize(("said", "feedback"), [("yes", "solved"), ("no", "not_solved")])
def test_at_the_end_it_is_asked_whether_it_works_for_them(said: str, feedback: str) -> None:
    desk = down(ANA)
    desk.command(SAM, "incident end 1 | It is mended.")
    [over] = desk.texts_of("known_issue_over")
    desk.say(ANA, said)

    assert "[It works] [Not yet] [Talk to a person]" in over
    assert feedback == desk.journal.question(1).feedback


@pytest.mark.parametrize(
    "said", ["nein, es geht immer noch nicht", "no, still the same error", "else 2"]
)
def test_not_yet_at_the_end_goes_to_their_ticket_and_is_counted(said: str) -> None:
    desk = down()
    desk.say(ANA, "I need a person, my parcel is torn")
    desk.say(ANA, ASKED)
    desk.command(SAM, "incident end 1 | It is mended.")
    number = max(each.id for each in desk.journal.asked_by(ANA.id, 9))
    if said.startswith("else"):
        desk.command(ANA, f"else {number}")
    else:
        desk.say(ANA, said)
    words = [each.text for each in desk.journal.history(1)]

    assert ASKED in words
    assert said in words or said.startswith("else")
    assert 1 == desk.journal.question(number).ticket
    assert 1 == desk.journal.people_with(1)


@pytest.mark.parametrize(
    "said",
    [
        "still not",
        "no, it is still not fired",
        "not yet",
        "it still doesn't work here",
        "no, I still can't",
        "nein, immer noch nicht",
        "noch nicht",
        "nein, der Login geht noch immer nicht",
        "todavía no",
        "no, aún no entra",
        "toujours pas",
        "non, ce n'est pas encore réglé",
        "no, non ancora",
        "non è ancora a posto",
        "ainda não",
        "não, ainda não entra",
        "still crashes for me on 4.2",
        "no, still error 500",
        "immer noch kaputt",
        "sigue fallando",
        "toujours en panne",
    ],
)
def test_still_not_at_the_end_is_what_not_yet_is(said: str) -> None:
    typed, pressed = down(ANA), down(ANA)
    for desk in (typed, pressed):
        desk.command(SAM, "incident end 1 | It is mended.")
    typed.say(ANA, said)
    pressed.command(ANA, "else 1")

    assert "not_solved" == typed.journal.question(1).feedback
    assert pressed.to(ANA) == typed.to(ANA)


@pytest.mark.parametrize("said", ["I have not tried yet", "noch nicht probiert", "is it not yet?"])
def test_who_has_not_looked_yet_has_not_said_how_it_is(said: str) -> None:
    desk = down(ANA)
    desk.command(SAM, "incident end 1 | It is mended.")
    desk.say(ANA, said)

    assert "not_solved" != desk.journal.question(1).feedback


def test_who_says_nothing_at_the_end_is_asked_once_more() -> None:
    desk = down(ANA)
    desk.wait(timedelta(hours=3))
    desk.command(SAM, "incident end 1 | It is mended.")
    desk.wait(timedelta(days=5))

    assert 1 == desk.to(ANA).count("ask_answer")


_NEWS = """
any news?
when will it be fixed?
is it fixed?
is it working again?
how long will it take?
gibt es etwas neues?
wann ist es behoben?
wann geht es wieder?
¿hay novedades?
¿cuándo se arregla?
du nouveau ?
quand sera-t-il réparé ?
ci sono novità?
quando sarà risolto?
alguma novidade?
quando volta a funcionar?
""".strip().splitlines()


@pytest.mark.parametrize("text", _NEWS)
def test_who_asks_for_news_of_it_reads_what_holds_and_by_when_there_is_more(text: str) -> None:
    desk = down(ANA)
    desk.command(SAM, "incident update 1 | We found it. | 15:00")
    [told] = desk.say(ANA, text)

    assert "known_issue" == desk.to(ANA)[-1]
    assert "We found it." in told
    assert "15:00" in told
    assert 1 == desk.journal.people_with(1)


def test_once_it_is_over_who_asks_for_news_is_asked_whether_it_works() -> None:
    desk = down(ANA)
    desk.command(SAM, "incident end 1 | It is mended.")
    desk.say(ANA, "any news?")

    assert ["known_issue", "known_issue_over", "known_issue_over"] == heard(desk, ANA)


def test_who_said_that_it_is_something_else_gets_no_news_of_it() -> None:
    desk = down(ANA)
    desk.say(ANA, "something else")
    desk.say(ANA, "any news?")

    assert ["known_issue"] == heard(desk, ANA)


def test_it_stands_among_what_they_have_open() -> None:
    desk = down(ANA)
    told = desk.command(ANA, "status")
    desk.command(SAM, "incident end 1 | It is mended.")
    after = desk.command(ANA, "status")

    assert "We are working on it." in str(told)
    assert "14:00" in str(told)
    assert "Login is down" not in str(after)


def test_the_team_hears_of_who_says_that_it_is_not_over_but_not_of_each_of_many() -> None:
    many = people(5)
    desk = down(*many)
    desk.command(SAM, "incident end 1 | It is mended.")
    for each in many:
        desk.say(each, "not yet")
        desk.say(each, "no")
    told = desk.texts_of("staff_issue_not_over")

    assert ["1.", "2.", "4."] == [each.splitlines()[0].split()[-1] for each in told]
    assert all("known_issue_not_over" in desk.to(each) for each in many)
    desk.command(SAM, "incident show 1")
    assert "Not over for: p0, p1, p2, p3, p4" in desk.texts_of("staff_issue_shown")[-1]


def test_who_says_while_it_goes_on_that_it_is_something_else_tells_the_team_nothing() -> None:
    desk = down(ANA)
    desk.say(ANA, "something else")
    desk.command(SAM, "incident end 1 | It is mended.")

    assert [] == desk.texts_of("staff_issue_not_over")
