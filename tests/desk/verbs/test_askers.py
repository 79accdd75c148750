"""Who is told of an entry: nobody what answers another's question, and everybody whom it answers."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.person import Person
from knowledge.entry import Status
from tests.desk.harness import ANA, BEN, SAM, Desk

BRAZIL = "add Do you ship to Brazil? | Yes, we ship to Brazil, 10 days."
ID = "do-you-ship-to-brazil"
UNSURE = "sending a parcel overseas to brazil, possible?"
COUNTRIES = ("brazil", "argentina", "france", "japan")


def people(number: int) -> list[Person]:
    return [Person(id=f"console:p{n}", name=f"p{n}") for n in range(number)]


def asked(*words: str) -> Desk:
    """As many customers as there are words, each with a question that nobody answers."""
    desk = Desk()
    for who, each in zip(people(len(words)), words, strict=True):
        desk.say(who, each)
    return desk


def told(desk: Desk) -> list[str]:
    return [each.partition(":")[0] for each in desk.texts_of("now_answered")]


@given(st.lists(st.sampled_from(COUNTRIES), min_size=2, max_size=5))
def test_of_several_askers_those_are_told_at_once_of_whom_it_is_sure(countries: list[str]) -> None:
    desk = asked(*(f"do you ship to {each}?" for each in countries))
    desk.command(SAM, BRAZIL)
    right = [n for n, each in enumerate(countries, 1) if each == "brazil"]
    assert sorted(f"p{n - 1}" for n in right) == sorted(told(desk))

    for number in range(1, len(countries) + 1):
        if number not in right:
            desk.command(SAM, f"asker {number} no")
    assert len(right) == len(told(desk))
    still = {each.id for each in desk.journal.open_questions()}
    assert set(range(1, len(countries) + 1)) - set(right) == still


def test_who_is_unsure_keeps_nobody_waiting_who_asked_just_that() -> None:
    desk = asked("do you ship to brazil?", UNSURE, "can you ship to brazil")
    desk.command(SAM, BRAZIL)

    assert ["p0", "p2"] == told(desk)
    [shown] = desk.texts_of("staff_asker")
    assert UNSURE in shown


def test_who_was_shown_the_wrong_entry_hears_of_the_right_one_and_is_not_asked_if_it_helped() -> (
    None
):
    desk = Desk()
    desk.command(SAM, "add Can I pay in instalments? | Yes, in up to six parts.")
    desk.command(SAM, "variant can-i-pay-in-instalments Can I pay cash?")
    desk.say(ANA, "can I pay cash?")
    desk.command(SAM, "notfor can-i-pay-in-instalments Can I pay cash?")
    desk.wait(timedelta(days=2))
    assert ["answer"] == desk.to(ANA)[:1]
    assert "did_it_help" not in desk.to(ANA)
    assert [1] == [each.id for each in desk.journal.open_questions()]

    desk.command(SAM, "add Can I pay cash? | Yes, notes up to 50.")
    assert ["ana"] == told(desk)


def test_one_asker_and_a_sure_match_is_told_at_once() -> None:
    desk = asked("do you ship to brazil?")
    desk.command(SAM, BRAZIL)

    assert ["p0"] == told(desk)


def test_one_asker_and_an_unsure_match_is_shown_first() -> None:
    desk = asked("sending a parcel overseas to brazil, possible?")
    desk.command(SAM, BRAZIL)
    assert [] == told(desk)
    [shown] = desk.texts_of("staff_asker")
    assert "sending a parcel overseas" in shown

    desk.command(SAM, "asker 1 yes")
    assert ["p0"] == told(desk)


def test_whoever_staff_were_asked_about_is_never_told_by_the_desk_itself() -> None:
    desk = asked("do you ship to brazil?", "do you ship to argentina?")
    desk.command(SAM, BRAZIL)
    desk.command(SAM, "asker 1 yes")
    for line in (f"variant {ID} shipping to brazil", f"checked {ID}", f"edit {ID} Yes, 11 days."):
        desk.command(SAM, line)

    assert ["p0"] == told(desk)
    assert "argentina" in desk.texts_of("staff_asker")[-1]


def test_all_tells_those_who_were_shown_and_nobody_who_asked_since() -> None:
    desk = asked(UNSURE, "posting parcels to brazil?")
    desk.command(SAM, BRAZIL)
    late = Person(id="console:late", name="late")
    desk.say(late, "sending a parcel overseas to brazil, possible?")
    desk.say(late, "none of these")
    desk.command(SAM, f"askers {ID} all")

    assert ["p0", "p1"] == sorted(told(desk))


def test_all_pressed_twice_tells_nobody_twice() -> None:
    desk = asked(UNSURE, "posting parcels to brazil?")
    desk.command(SAM, BRAZIL)
    for _ in range(2):
        desk.command(SAM, f"askers {ID} all")

    assert 2 == len(told(desk))


def test_none_tells_nobody_and_they_can_be_looked_at_again() -> None:
    desk = asked(UNSURE, "posting parcels to brazil?")
    desk.command(SAM, BRAZIL)
    desk.command(SAM, f"askers {ID} none")
    assert 2 == len(desk.journal.open_questions())

    [again] = desk.command(SAM, f"askers {ID}")
    assert "p0" in again
    assert "p1" in again


def test_not_their_question_is_kept_from_the_entry_for_whoever_asks_next() -> None:
    desk = asked("do you ship to brazil?", "do you ship to argentina?")
    desk.command(SAM, BRAZIL)
    desk.command(SAM, "asker 2 no")
    entry = desk.journal.entry(ID)
    assert entry
    assert ("do you ship to argentina?",) == entry.not_for

    said = desk.say(BEN, "do you ship to argentina?")
    assert not any("Yes, we ship" in each for each in said)


def test_what_is_retired_meanwhile_is_told_to_nobody() -> None:
    desk = asked(UNSURE, "posting parcels to brazil?")
    desk.command(SAM, BRAZIL)
    desk.command(SAM, f"retire {ID}")
    for line in (f"askers {ID} all", "asker 1 yes"):
        [refused] = desk.command(SAM, line)
        assert "not shown to customers" in refused

    assert [] == told(desk)
    entry = desk.journal.entry(ID)
    assert entry
    assert entry.status is Status.RETIRED


def test_their_ticket_shows_that_they_were_told_once_it_arrived() -> None:
    desk = asked(UNSURE, "posting parcels to brazil?")
    desk.command(SAM, BRAZIL)
    desk.refuse.add("console:p1")
    desk.command(SAM, f"askers {ID} all")

    lines = {n: [each.what for each in desk.journal.history(n)] for n in (1, 2)}
    assert "asker_told" in lines[1]
    assert "asker_told" not in lines[2]
    assert "not_delivered" in lines[2]
    cards = [each for each in desk.texts_of("card") if "Told of: Do you ship to Brazil?" in each]
    assert ["Ticket 1"] == [each.split(": ")[1] for each in cards]
    assert [2] == [each.id for each in desk.journal.open_questions()]


@pytest.mark.parametrize("words", ["notmine 1", "that's not my question", "no", "that's not it"])
def test_that_is_not_my_question_opens_it_again_and_unteaches(words: str) -> None:
    desk = asked("do you ship to brazil?")
    [ana] = people(1)
    desk.command(SAM, BRAZIL)
    desk.command(ana, words) if words.startswith("notmine") else desk.say(ana, words)

    question = desk.journal.question(1)
    assert question.open
    assert "not_solved" == question.feedback
    assert desk.ticket().is_open
    assert 1 == len(desk.texts_of("staff_not_theirs"))
    desk.command(SAM, f"checked {ID}")
    assert 1 == len(told(desk))


def test_a_ticket_that_is_not_solved_after_all_has_its_question_open() -> None:
    desk = asked("do you ship to brazil?")
    [ana] = people(1)
    desk.command(SAM, BRAZIL)
    desk.command(ana, "solved 1")
    desk.command(ana, "notsorted 1")

    question = desk.journal.question(1)
    assert (True, "not_solved") == (question.open, question.feedback)


def test_only_staff_may_say_who_is_told() -> None:
    desk = asked(UNSURE, "posting parcels to brazil?")
    desk.command(SAM, BRAZIL)
    for line in (f"askers {ID} all", "asker 1 yes"):
        desk.command(ANA, line)

    assert [] == told(desk)


def test_who_reads_german_is_asked_in_german() -> None:
    desk = asked("do you ship to argentina?")
    desk.command(SAM, "language de")
    desk.command(SAM, BRAZIL)

    [shown] = desk.texts_of("staff_asker")
    assert "Passt" in shown
    assert "Does the answer" not in shown
