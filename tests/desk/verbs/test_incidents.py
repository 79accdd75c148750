"""A known issue as time passes: each who has it hears each word once, and by when there is more."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.place import Place
from bot.desk.verbs import announcing
from tests.desk.harness import ANA, BEN, SAM, Desk
from tests.desk.issues import ASKED, START, down, heard, people


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


def test_who_says_of_their_second_question_that_it_is_something_else_hears_on_of_the_first() -> (
    None
):
    desk = down(ANA, ANA)
    desk.command(ANA, "else 2")
    desk.command(SAM, "incident update 1 | We found it. | 15:00")

    assert ["known_issue", "known_issue", "known_issue_news"] == heard(desk, ANA)


def test_who_asked_in_several_places_hears_each_word_once_in_each() -> None:
    desk, thread = down(ANA, ANA), Place(platform="console", room="help", thread="1")
    for _ in range(2):
        desk.say(ANA, ASKED, place=thread)
    for line in ("update 1 | We found it. | 15:00", "end 1 | It is mended."):
        desk.command(SAM, f"incident {line}")
    places = {
        kind: [out.place.key for out, said in desk.sent if said.kind == kind] for kind in TOLD
    }

    for kind, found in places.items():
        assert 2 == len(found) == len(set(found)), kind


TOLD = ("known_issue_news", "known_issue_over")


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


def test_once_over_it_is_told_to_nobody() -> None:
    desk = down()
    desk.command(SAM, "incident end 1 | It is mended.")
    desk.say(ANA, ASKED)

    assert [] == heard(desk, ANA)


def test_an_answer_in_the_guide_can_be_what_is_told() -> None:
    desk = down(line="incident start Login is down / can't log in | reset-password | 14:00")
    [told] = desk.say(ANA, ASKED)

    assert "Settings > Security" in told


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


def test_whom_a_word_did_not_reach_is_named_to_the_team() -> None:
    desk = down(ANA, BEN)
    desk.refuse.add(BEN.id)
    desk.command(SAM, "incident update 1 | We found it. | 15:00")

    [missed] = desk.texts_of("staff_issue_missed")
    assert "ben was not reached" in missed
    assert "Not reached by the last word: ben" in desk.command(SAM, "incident show 1")[0]


def test_it_goes_by_its_number_wherever_what_was_shown_is_named() -> None:
    desk = down()
    desk.say(ANA, ASKED)
    found = "\n".join(desk.command(SAM, "find log in"))
    data = str(desk.journal.person_data(ANA.id, internal=False)["questions"])

    assert "issue 1" in found
    assert "issue:1" not in found + data


def test_who_was_erased_is_not_counted_among_those_who_are_told() -> None:
    desk = down(ANA, BEN)
    desk.command(BEN, "forgetme yes")
    told = desk.command(SAM, "incident end 1 | It is mended.")

    assert "1 person is told" in str(told)
