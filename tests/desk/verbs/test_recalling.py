"""Wrong words are taken back: all who read them hear what is right, each once, and nobody else."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.verbs import recalling
from bot.desk.verbs.earlier import mark
from tests.desk.harness import ANA, BEN, KIM, SAM, Desk, room

ADD = "add Do you repair lamps? | Yes, it costs 20 euros."
EDIT = "edit do-you-repair-lamps Yes, it costs 40 euros."
ID = "do-you-repair-lamps"
ASKED = "do you repair lamps?"


def people(number: int) -> list[Person]:
    return [Person(id=f"console:p{n}", name=f"p{n}") for n in range(number)]


def told(desk: Desk) -> list[str]:
    return [each.partition(":")[0] for each in desk.texts_of("recalled")]


def wronged(*who: Person, times: int = 1) -> Desk:
    """A desk that told each of them a wrong price, mended since."""
    desk = Desk()
    desk.command(SAM, ADD)
    for each in who:
        for _ in range(times):
            desk.say(each, ASKED)
    desk.command(SAM, EDIT)
    return desk


@given(wrong=st.integers(1, 3), times=st.integers(1, 2), right=st.integers(0, 2))
@settings(max_examples=20)  # a desk each, and there are few ways
def test_each_who_read_the_wrong_words_is_told_once_and_nobody_else(
    wrong: int, times: int, right: int
) -> None:
    everybody = people(wrong + right)
    desk = wronged(*everybody[:wrong], times=times)
    for each in everybody[wrong:]:
        desk.say(each, ASKED)
    assert [] == told(desk)

    for _ in range(2):
        desk.command(SAM, f"recallall {ID} 1")

    assert sorted(each.name for each in everybody[:wrong]) == sorted(told(desk))


def test_all_of_many_are_told_some_at_a_time() -> None:
    everybody = people(2 * recalling.AT_ONCE + 3)
    desk = wronged(*everybody)
    desk.command(SAM, f"recallall {ID} 1")

    assert sorted(each.name for each in everybody) == sorted(told(desk))


def test_whoever_has_asked_again_since_knows() -> None:
    desk = wronged(ANA, BEN)
    desk.say(ANA, "hello, do you repair lamps")
    desk.command(SAM, f"recallall {ID} 1")

    assert ["ben"] == told(desk)


def test_they_are_told_where_they_asked() -> None:
    desk = wronged(ANA)
    desk.command(SAM, f"recallall {ID} 1")

    [place] = [out.place for out, message in desk.sent if message.kind == "recalled"]
    assert room(ANA) == place


def test_who_read_them_in_two_places_hears_what_is_right_in_each() -> None:
    desk = wronged(ANA)
    thread = Place(platform="console", room="lobby", thread="t1")
    desk.command(SAM, "restore do-you-repair-lamps 1")
    for _ in range(2):
        desk.say(ANA, ASKED, place=thread)
    desk.command(SAM, EDIT)
    for _ in range(2):
        desk.command(SAM, f"recallall {ID} 1")

    places = [out.place for out, message in desk.sent if message.kind == "recalled"]
    assert [room(ANA), thread] == places


def test_what_did_not_reach_somebody_has_not_been_said() -> None:
    desk = wronged(ANA, BEN)
    desk.refuse.add(BEN.id)
    desk.command(SAM, f"recallall {ID} 1")
    desk.command(SAM, f"recall {ID}")
    assert "did not reach them" in desk.texts_of("staff_recall")[-1]
    assert ["ana"] == told(desk)

    desk.refuse.clear()
    desk.command(SAM, f"recallall {ID} 1")
    assert ["ana", "ben"] == told(desk)


def test_whom_it_did_not_reach_is_named_once_when_they_write_again() -> None:
    desk = wronged(ANA, BEN)
    desk.refuse.add(BEN.id)
    desk.command(SAM, f"recallall {ID} 1")
    desk.refuse.clear()
    desk.say(ANA, "where is my invoice?")
    assert [] == desk.texts_of("staff_untold")

    desk.say(BEN, "where is my invoice?")
    desk.say(BEN, "how do I reset my password?")
    [named] = desk.texts_of("staff_untold")
    assert f"ben writes again: what was to be set right at {ID} had not reached them" in named


def test_who_has_heard_it_meanwhile_is_not_named() -> None:
    desk = wronged(ANA, BEN)
    desk.refuse.add(BEN.id)
    desk.command(SAM, f"recallall {ID} 1")
    desk.refuse.clear()
    desk.command(SAM, f"recallall {ID} 1")
    desk.say(BEN, "where is my invoice?")

    assert [] == desk.texts_of("staff_untold")


def test_whoever_is_erased_is_told_nothing() -> None:
    desk = wronged(ANA, BEN)
    desk.command(ANA, "forgetme yes")
    desk.command(SAM, f"recallall {ID} 1")

    assert ["ben"] == told(desk)


def test_who_deleted_their_question_is_told_all_the_same() -> None:
    desk = wronged(ANA)
    desk.take_back(ANA, "console:2")
    desk.command(SAM, f"recallall {ID} 1")

    [words] = desk.texts_of("recalled_unquoted")
    assert "was wrong, and I'm sorry" in words
    assert "taken back" not in words


@pytest.mark.parametrize("line", ["", "solved 1", "pass 1"])
@pytest.mark.parametrize("later", [timedelta(), timedelta(minutes=30)])
def test_what_an_edit_took_out_is_quoted_no_more(line: str, later: timedelta) -> None:
    desk = wronged(ANA)
    if line:
        desk.command(ANA, line)
    desk.wait(later)
    desk.edit(ANA, "never mind, thank you", "console:2")
    desk.command(SAM, f"recallall {ID} 1")

    [words] = desk.texts_of("recalled_unquoted")
    assert "repair lamps" not in words


def test_long_ago_is_left_alone() -> None:
    desk = wronged(ANA)
    desk.now += recalling.SPAN + timedelta(days=1)

    assert "nobody" in desk.command(SAM, f"recall {ID} 1")[-1].casefold()


def test_words_with_a_secret_go_to_nobody() -> None:
    desk = wronged(ANA)
    desk.command(SAM, f"recallwith {ID} 1 the password is sk_live_4eC39HqLyjWDarjtT1zdp7dc")

    assert [] == told(desk)


def test_words_of_their_own_are_shown_first_and_then_sent_once_as_they_were_shown() -> None:
    desk = wronged(ANA, BEN)
    desk.command(SAM, f"recallwith {ID} 1 It costs 30 euros.")
    [shown] = desk.command(SAM, f"recallwith {ID} 1 It costs 40 euros, sorry.")
    assert "This would be read by: ana, ben." in shown
    assert "It costs 40 euros, sorry." in shown
    assert [] == told(desk)

    earlier = f"recallwith {ID} 1 anyway {mark('It costs 30 euros.')}"
    for who, line in ((SAM, earlier), (KIM, f"recallwith {ID} 1 anyway")):
        assert "No words were shown" in desk.command(who, line)[0]
    assert [] == told(desk)

    for _ in range(2):
        desk.command(SAM, f"recallwith {ID} 1 anyway")
    assert ["ana", "ben"] == sorted(told(desk))
    assert all("40 euros, sorry" in each for each in desk.texts_of("recalled"))


def test_the_button_below_the_words_sends_them() -> None:
    desk = wronged(ANA)
    desk.command(SAM, f"recallwith {ID} 1 It costs 30 euros.")
    _, message = next(each for each in desk.sent[::-1] if each[1].kind == "staff_recall_with")
    desk.command(SAM, message.buttons[0].command)

    assert ["ana"] == told(desk)


def test_a_ticket_shows_what_its_customer_was_told() -> None:
    desk = wronged(ANA)
    desk.command(ANA, "pass 1")
    desk.command(SAM, f"recallall {ID} 1")

    events = [each.what for each in desk.journal.history(1)]
    assert "recalled" in events


@pytest.mark.parametrize("line", [f"recall {ID} 2", f"recall {ID} 7", f"recallall {ID} 2"])
def test_what_was_right_is_not_taken_back(line: str) -> None:
    desk = wronged(ANA)
    desk.command(SAM, line)

    assert [] == desk.texts_of("staff_recall")
    assert [] == told(desk)


def test_a_customer_can_take_nothing_back() -> None:
    desk = wronged(ANA, BEN)
    desk.command(BEN, f"recallall {ID} 1")

    assert [] == told(desk)


def test_without_a_number_it_is_the_last_wrong_version_that_anybody_was_told() -> None:
    desk = wronged(ANA)
    desk.command(SAM, f"edit {ID} | Yes, it costs 45 euros.")
    desk.command(SAM, f"edit {ID} Yes, it costs 50 euros.")

    desk.command(SAM, f"recall {ID}")

    assert "version 1" in desk.texts_of("staff_recall")[-1]


def test_where_nobody_was_told_any_the_last_is_named() -> None:
    desk = wronged()
    desk.command(SAM, f"edit {ID} Yes, it costs 50 euros.")

    [told] = desk.command(SAM, f"recall {ID}")

    assert "version 2" in told


SAME = "Yes, at the counter."


@given(mine=st.integers(0, 2), others=st.integers(0, 2))
@settings(max_examples=9)  # a desk each, and there are no more ways
def test_who_was_told_the_same_words_by_another_entry_was_told_right(
    mine: int, others: int
) -> None:
    desk = Desk()
    desk.command(SAM, f"add Do you repair lamps? | {SAME}")
    desk.command(SAM, f"add Where can I buy dog food? | {SAME}")
    everybody = people(mine + others)
    for each in everybody[:mine]:
        desk.say(each, ASKED)
    for each in everybody[mine:]:
        desk.say(each, "where can I buy dog food?")

    saved = desk.command(SAM, f"edit {ID} No, not any more.")[-1]
    listed = desk.command(SAM, f"recall {ID}")[-1]
    desk.command(SAM, f"recallall {ID} 1")

    assert bool(mine) == ("shown the old words" in saved)
    assert bool(mine) == ("told this by" in listed)
    assert sorted(each.name for each in everybody[:mine]) == sorted(told(desk))


def test_an_undone_entry_was_told_to_nobody_who_had_its_words_from_another() -> None:
    desk = Desk()
    desk.command(SAM, f"add Where can I buy dog food? | {SAME}")
    desk.say(ANA, "where can I buy dog food?")
    desk.command(SAM, f"add Do you repair lamps? | {SAME}")

    assert "old words" not in desk.command(SAM, "undo")[-1]


def test_right_words_that_another_entry_said_are_news_here() -> None:
    desk = Desk()
    desk.command(SAM, f"add Where can I buy dog food? | {SAME}")
    desk.command(SAM, ADD)
    desk.say(ANA, ASKED)
    desk.say(ANA, "where can I buy dog food?")
    desk.command(SAM, f"edit {ID} {SAME}")
    desk.command(SAM, f"recallall {ID} 1")

    assert ["ana"] == told(desk)
