"""A known issue: like questions get it instead of an answer, each who has it hears each word once."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.message import Readership
from bot.desk.nouns.person import Person
from bot.desk.verbs import announcing, rising
from tests.desk.harness import ANA, BEN, KIM, SAM, Desk

START = "incident start Login is down / can't log in / login error | We are working on it. | 14:00"
ASKED = "i can't log in"


def people(number: int) -> list[Person]:
    return [Person(id=f"console:p{n}", name=f"p{n}") for n in range(number)]


def down(*who: Person, line: str = START) -> Desk:
    """A desk whose customers can't log in, and these have said so."""
    desk = Desk()
    desk.command(SAM, line)
    for each in who:
        desk.say(each, ASKED)
    return desk


def heard(desk: Desk, who: Person) -> list[str]:
    """What they were told of known issues."""
    return [each for each in desk.to(who) if each.startswith("known_issue")]


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
    text = "password of the salon"
    likely = [each.desk.library.guesses(text)[0] for each in (before, after)]

    assert "reset-password" == likely[1].entry
    assert likely[0].probability == pytest.approx(likely[1].probability, abs=0.1)


def test_who_has_it_is_counted_and_told_how_many_others_do() -> None:
    desk = down(*people(6))
    [told] = desk.say(ANA, ASKED)

    assert "6 others have this open." in told


@given(have=st.integers(0, 3), others=st.integers(0, 2), times=st.integers(1, 2))
@settings(max_examples=15)  # a desk each, and there are few ways
def test_each_who_has_it_hears_each_word_once_and_nobody_else(
    have: int, others: int, times: int
) -> None:
    everybody = people(have + others)
    desk = down()
    for each in everybody[:have]:
        for _ in range(times):
            desk.say(each, ASKED)
    for each in everybody[have:]:
        desk.say(each, "where is my invoice?")
    desk.command(SAM, "incident update 1 | We found it. | 15:00")
    desk.command(SAM, "incident update 1 | It is nearly mended. | 16:00")
    desk.command(SAM, "incident end 1 | It is mended.")
    for each in everybody[:have]:
        words = ["known_issue_news", "known_issue_news", "known_issue_over"]
        assert [*["known_issue"] * times, *words] == heard(desk, each)
    for each in everybody[have:]:
        assert [] == heard(desk, each)


def test_all_of_many_are_told_some_at_a_time() -> None:
    everybody = people(2 * announcing.AT_ONCE + 3)
    desk = down(*everybody)
    desk.command(SAM, "incident end 1 | It is mended.")

    assert len(everybody) == len(desk.texts_of("known_issue_over"))


def test_words_between_two_pieces_of_work_are_each_heard_once() -> None:
    """Whoever asks while a word is going out has it already, and hears the next."""
    desk = down(ANA)
    desk.command(SAM, "incident update 1 | We found it. | 15:00")
    desk.say(BEN, ASKED)
    desk.command(SAM, "incident update 1 | Nearly there. | 16:00")

    assert ["known_issue", "known_issue_news", "known_issue_news"] == heard(desk, ANA)
    assert ["known_issue", "known_issue_news"] == heard(desk, BEN)


def test_who_asked_before_it_was_known_is_told() -> None:
    desk = Desk()
    desk.say(ANA, ASKED)
    desk.say(BEN, "where is my invoice?")
    desk.command(SAM, START)

    assert ["known_issue_since"] == heard(desk, ANA)
    assert [] == heard(desk, BEN)


def test_long_before_is_left_alone() -> None:
    desk = Desk()
    desk.say(ANA, ASKED)
    desk.now += announcing.BEFORE + timedelta(minutes=1)
    desk.command(SAM, START)

    assert [] == heard(desk, ANA)


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


def test_once_over_it_is_told_to_nobody() -> None:
    desk = down()
    desk.command(SAM, "incident end 1 | It is mended.")
    desk.say(ANA, ASKED)

    assert [] == heard(desk, ANA)


def test_an_answer_in_the_guide_can_be_what_is_told() -> None:
    desk = down(line="incident start Login is down / can't log in | reset-password | 14:00")
    [told] = desk.say(ANA, ASKED)

    assert "Settings > Security" in told


# Time


def test_the_team_is_reminded_and_then_customers_hear_before_the_time_passes() -> None:
    desk = down(ANA)
    desk.wait(timedelta(hours=3, minutes=55))  # 13:55

    assert 1 == desk.to_staff().count("staff_issue_due")
    assert ["known_issue", "known_issue_late"] == heard(desk, ANA)
    assert 1 == desk.to_staff().count("staff_issue_slipped")
    assert "by Mon 16 Nov, 14:00. There is no news yet" in desk.texts_of("known_issue_late")[0]


def test_after_the_second_time_none_is_named_until_the_team_gives_one() -> None:
    desk = down(ANA)
    desk.wait(timedelta(days=7))

    late = desk.texts_of("known_issue_late")
    assert 2 == len(late)
    assert "I can't say yet by when you'll hear." in late[1]
    assert "known_issue_still" in heard(desk, ANA)
    assert all("I can't say yet" in each for each in desk.texts_of("known_issue_still"))

    desk.command(SAM, "incident update 1 | We found it. | tomorrow 10:00")
    assert "by Tue 24 Nov, 10:00" in desk.texts_of("known_issue_news")[0]


def test_a_word_in_time_keeps_the_promise_and_a_late_one_misses_it() -> None:
    desk = down(ANA)
    desk.command(SAM, "incident update 1 | We found it. | 15:00")
    desk.wait(timedelta(hours=6))
    desk.command(SAM, "incident end 1 | It is mended.")

    states = [each.state for each in desk.journal.incident_words(1) if each.state]
    assert ["kept", "missed", "kept"] == states


def test_what_was_promised_to_nobody_was_no_promise() -> None:
    desk = down()
    desk.command(SAM, "incident end 1 | It is mended.")

    assert ["released"] == [each.state for each in desk.journal.incident_words(1) if each.state]


def test_without_a_time_the_reply_time_is_promised() -> None:
    desk = down(ANA, line="incident start Login is down / can't log in | We are working on it.")

    assert "14:00" in desk.texts_of("known_issue")[0]


# Arriving


def test_whom_a_word_did_not_reach_is_named_to_the_team() -> None:
    desk = down(ANA, BEN)
    desk.refuse.add(BEN.id)
    desk.command(SAM, "incident update 1 | We found it. | 15:00")

    [missed] = desk.texts_of("staff_issue_missed")
    assert "ben was not reached" in missed
    assert "Not reached by the last word: ben" in desk.command(SAM, "incident show 1")[0]


# Rights and privacy


@pytest.mark.parametrize(
    "line", [START, "incident update 1 | No.", "incident end 1 | No.", "issueend 1 No."]
)
def test_a_customer_can_do_nothing_with_them(line: str) -> None:
    desk = down(ANA)
    before = heard(desk, ANA)
    desk.command(BEN, line)

    assert before == heard(desk, ANA)
    assert 1 == len(desk.journal.newest_incidents(9))
    assert desk.journal.incident(1).open


def test_a_note_stays_with_the_team() -> None:
    desk = down(ANA)
    desk.command(SAM, "incident note 1 | The pelican broke it.")
    desk.command(SAM, "incident update 1 | We found it. | 15:00")
    desk.say(BEN, ASKED)
    desk.command(SAM, "incident end 1 | It is mended.")

    read = [m for out, m in desk.sent if out.readership is Readership.CUSTOMER]
    assert not [each for each in read if "pelican" in str(each)]
    assert "pelican" in desk.command(KIM, "incident show 1")[0]


@pytest.mark.parametrize(
    "line",
    [
        "incident start Login is down | The key is sk_live_4eC39HqLyjWDarjtT1zdp7dc",
        "incident update 1 | The key is sk_live_4eC39HqLyjWDarjtT1zdp7dc",
        "incident end 1 | The key is sk_live_4eC39HqLyjWDarjtT1zdp7dc",
    ],
)
def test_words_with_a_secret_go_to_nobody(line: str) -> None:
    desk = down(ANA)
    before = heard(desk, ANA)
    desk.command(SAM, line)

    assert before == heard(desk, ANA)


# Taking back


def test_a_start_nobody_has_heard_of_is_taken_back() -> None:
    desk = down()
    desk.command(SAM, "undo")
    desk.say(ANA, ASKED)

    assert [] == heard(desk, ANA)


def test_what_customers_have_heard_is_not_taken_back() -> None:
    desk = down(ANA)

    assert "can't be taken back" in desk.command(SAM, "undo")[0]
    assert desk.journal.incident(1).open


def test_a_phrasing_is_taken_back_alone() -> None:
    desk = down()
    desk.command(SAM, "incident like 1 | the sign in page spins")
    desk.command(SAM, "undo")

    assert ("can't log in", "login error") == desk.journal.incident(1).phrasings


# Proposed


def burst(desk: Desk, number: int, texts: tuple[str, ...] = ("the map is empty",)) -> None:
    for at, who in enumerate(people(number)):
        desk.say(who, texts[at % len(texts)])


def test_a_burst_of_like_questions_is_shown_to_the_team_once() -> None:
    desk = Desk()
    burst(desk, rising.PEOPLE + 3, ("the map is empty", "why is the map empty?", "map empty"))

    [proposed] = desk.texts_of("staff_issue_rising")
    assert f"{rising.PEOPLE} people have asked alike" in proposed
    assert "Their tickets: 1, 2, 3, 4, 5" in proposed
    assert "map" not in proposed
    assert "[Make it a known issue]" in proposed


@pytest.mark.parametrize(
    "texts", [("the map is empty", "do you ship to brazil?", "the lift smells", "who won?")]
)
def test_different_questions_are_no_burst(texts: tuple[str, ...]) -> None:
    desk = Desk()
    burst(desk, 2 * rising.PEOPLE, texts)

    assert [] == desk.texts_of("staff_issue_rising")


def test_one_person_is_no_burst() -> None:
    desk = Desk()
    for _ in range(2 * rising.PEOPLE):
        desk.say(ANA, "the map is empty")

    assert [] == desk.texts_of("staff_issue_rising")


def test_what_is_asked_every_day_at_that_hour_is_no_burst() -> None:
    desk = Desk()
    for _ in range(rising.DAYS):
        burst(desk, 3)
        desk.wait(timedelta(days=1))
    burst(desk, rising.PEOPLE)

    assert [] == desk.texts_of("staff_issue_rising")


def test_what_is_known_already_is_proposed_no_more() -> None:
    desk = down(*people(2 * rising.PEOPLE))

    assert [] == desk.texts_of("staff_issue_rising")


def test_the_press_below_it_starts_one_and_all_of_them_are_told() -> None:
    desk = Desk()
    burst(desk, rising.PEOPLE)
    desk.command(SAM, "issuestart", name="The map is empty", words="We are on it.")

    assert rising.PEOPLE == len(desk.texts_of("known_issue_since"))


# Where the team sees it


def test_it_is_among_what_is_due() -> None:
    assert "Login is down" in down().command(SAM, "due")[0]


def test_why_says_what_customers_are_told() -> None:
    told = down().command(SAM, "why i can't log in")[0]

    assert 'Customers are told of known issue 1, "Login is down"' in told
    assert "variant issue:1" not in told


def test_results_count_it_and_no_wrong_answer() -> None:
    desk = down(ANA, BEN)
    desk.say(BEN, "something else")
    desk.command(SAM, "incident update 1 | We found it. | 15:00")
    desk.wait(timedelta(hours=6))
    report = desk.command(SAM, "report")[0]

    words = "the next word came in time 1 times, 1 times not"
    assert f"Known issues: 1 started, 2 people told of one; {words}" in report
    assert "wrong" not in report


def test_whoever_asks_for_their_data_sees_of_which_they_were_told() -> None:
    desk = down(ANA)

    assert '"known issue": "Login is down"' in "".join(desk.command(ANA, "mydata export"))


# What is refused


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("incident start Login is down | Again.", "known issue 1 already"),
        ("incident start Checkout fails", "needs a name and what customers are told"),
        ("incident update 9 | Hm.", "no known issue 9"),
        ("incident update 1", "Something is missing"),
        ("incident update one | Hm.", "number"),
        ("incident like 1 | can't log in", "already"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_would(line: str, why: str) -> None:
    assert why in down().command(SAM, line)[0]


def test_a_number_needs_no_bar_behind_it() -> None:
    desk = down(ANA)
    desk.command(SAM, "incident update 1 We found it. | 15:00")

    assert "We found it." in desk.texts_of("known_issue_news")[0]
    assert "15:00" in desk.texts_of("known_issue_news")[0]
