"""Tickets are given to people of their team by turns, or to who has least to do; fairly, also after a
restart, and each has one owner and one alarm."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.person import Person
from bot.desk.nouns.team import Assign
from bot.desk.rules.teams import Candidate, next_up
from bot.store import audit
from tests.desk.harness import ANA, KIM, LEA, MONDAY, PAT, SAM, Desk

PEOPLE = [Person(id=f"console:staff:{n}", name=f"n{n}") for n in range(6)]


SHIFTS = ("Mon 09:00-11:00", "Mon 12:00-14:00", "Tue 10:00-11:00")


def strings(how: str = "round-robin", *people: Person) -> Desk:
    """A desk with one team for everything, and who is in it."""
    desk = Desk()
    desk.command(LEA, "team add strings rest")
    for each in people or (SAM, KIM):
        desk.command(each, "join strings")
    desk.command(LEA, f"team assign strings {how}")
    return desk


def asks(desk: Desk, number: int) -> Person | None:
    """A customer of their own asks; who was given the ticket."""
    who = Person(id=f"console:c{number}", name=f"c{number}")
    desk.say(who, f"do you tune harp number {number} for me?")
    return desk.ticket(desk.journal.open_tickets()[-1].number).owner


def names(found: list[Person | None]) -> list[str]:
    return [each.name if each else "" for each in found]


@given(st.integers(1, 6), st.integers(1, 60))
def test_by_turns_nobody_is_given_two_more_than_anybody_else(people: int, tickets: int) -> None:
    order: list[str] = []
    had: Counter[str] = Counter({each.id: 0 for each in PEOPLE[:people]})
    for _ in range(tickets):
        there = [
            Candidate(person=each, busy=0, last=order.index(each.id) if each.id in order else -1)
            for each in PEOPLE[:people]
        ]
        chosen = next_up(Assign.ROUND_ROBIN, there)
        assert chosen
        order = [each for each in order if each != chosen.id] + [chosen.id]
        had[chosen.id] += 1

    assert max(had.values()) - min(had.values()) <= 1


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-6, 9)), min_size=1, max_size=6))
def test_who_is_least_busy_has_no_more_to_do_than_anybody(loads: list[tuple[int, int]]) -> None:
    there = [
        Candidate(person=PEOPLE[n], busy=busy, last=last) for n, (busy, last) in enumerate(loads)
    ]
    chosen = next_up(Assign.LEAST_BUSY, there)
    (mine,) = [each for each in there if each.person == chosen]

    assert (mine.busy, mine.last) == min((each.busy, each.last) for each in there)
    assert next_up(Assign.OFF, there) is None


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_whatever_people_do_each_open_ticket_has_one_alarm_and_no_owner_who_is_away(
    data: st.DataObject,
) -> None:
    desk = strings("least-busy", SAM, KIM, PAT)
    lines = ["away for 2h", "back", "release {}", "claim {}", "move {} none", "move {} strings"]
    lines += ["leave strings", "join strings", "shift Tue 09:00-10:00", "shift none", "reply {} ok"]
    for number in range(data.draw(st.integers(1, 6))):
        asks(desk, number)
        for _ in range(data.draw(st.integers(0, 3))):
            line = data.draw(st.sampled_from(lines)).format(data.draw(st.integers(1, number + 1)))
            desk.command(data.draw(st.sampled_from([SAM, KIM, PAT])), line)
        desk.wait(timedelta(minutes=data.draw(st.sampled_from([0, 30, 240]))))

    assert audit(desk.journal, desk.now) == []
    assert all(each.alarm_at for each in desk.journal.open_tickets())


def test_tickets_go_round_and_who_is_away_is_left_out() -> None:
    desk = strings("round-robin", SAM, KIM, PAT)
    first = [asks(desk, n) for n in range(3)]
    desk.command(KIM, "away until tomorrow")
    second = [asks(desk, n) for n in range(3, 5)]

    assert ["Sam", "Kim", "Pat"] == names(first)
    assert "Sam" == names([desk.ticket(2).owner])[0]  # which was Kim's
    assert ["Pat", "Sam"] == names(second)


def test_least_busy_counts_what_waits_for_us() -> None:
    desk = strings("least-busy")
    one, two = asks(desk, 1), asks(desk, 2)
    desk.command(KIM, "reply 2 Which one is it?")
    desk.command(SAM, "claim 1")

    assert ["Sam", "Kim", "Kim"] == names([one, two, asks(desk, 3)])


def test_a_restart_changes_nothing_of_whose_turn_it_is() -> None:
    desk = strings()
    asks(desk, 1)
    again = Desk(now=desk.now)
    again.journal = desk.journal
    again._count = 100

    assert ["Kim", "Sam"] == names([asks(again, 2), asks(again, 3)])


def test_a_customer_hears_of_somebody_once_they_act_and_not_before() -> None:
    desk = strings()
    desk.say(ANA, "do you tune harps?")
    desk.command(SAM, "release 1")
    before = desk.to(ANA)
    desk.command(KIM, "claim 1")

    assert ["handed_over"] == before
    assert ["handed_over", "joined"] == desk.to(ANA)


def test_who_gave_it_back_is_not_given_it_again_and_then_it_is_everybodys() -> None:
    desk = strings()
    desk.say(ANA, "do you tune harps?")
    desk.command(SAM, "release 1")
    desk.command(KIM, "release 1")

    assert desk.ticket().owner is None
    assert "staff_released" in desk.to_staff()


def test_a_quiet_one_goes_on_to_the_next_and_its_customer_is_told_nothing_of_that() -> None:
    desk = strings()
    desk.say(ANA, "do you tune harps?")
    desk.wait(timedelta(hours=4, minutes=1))
    owner = desk.ticket().owner

    assert owner
    assert "Kim" == owner.name
    assert "lapsed" not in desk.to(ANA)
    assert "slipping" in desk.to(ANA)
    assert audit(desk.journal, desk.now) == []


def test_what_waited_is_given_out_once_somebody_is_back() -> None:
    desk = strings("round-robin", SAM)
    desk.command(SAM, "away until tomorrow")
    none = asks(desk, 1)
    desk.command(SAM, "back")

    assert none is None
    assert desk.ticket().owner == SAM


@pytest.mark.parametrize(
    ("shift", "expected"),
    [("Mon 09:00-11:00", "Kim"), ("Mon 12:00-14:00", "Sam"), ("none", "Kim")],
    ids=["on", "later", "none said"],
)
def test_who_is_not_on_their_shift_is_given_none(shift: str, expected: str) -> None:
    desk = strings()
    desk.command(KIM, f"shift {shift}")
    asks(desk, 1)

    assert expected in names([asks(desk, 2)])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["none", *SHIFTS]), min_size=2, max_size=2), st.integers(0, 5))
def test_who_is_not_on_shift_is_given_one_only_where_nobody_is_and_reads_so(
    shifts: list[str], hours: int
) -> None:
    desk = strings()
    for who, each in zip((SAM, KIM), shifts, strict=True):
        desk.command(who, f"shift {each}")
    desk.wait(timedelta(hours=hours))
    there = [each for each in (SAM, KIM) if "not there now" not in _shown(desk, each)]
    desk.sent.clear()
    owner = asks(desk, 1)

    ahead = desk.texts_of("staff_assigned_ahead")
    assert bool(ahead) == (not there)
    assert owner in (there or [SAM, KIM])
    assert not ahead or "nobody of the team is on shift now" in ahead[0]


def _shown(desk: Desk, who: Person) -> str:
    """How the list of teams has somebody."""
    (listed,) = desk.command(LEA, "teams")
    return listed[listed.index(who.name) :].partition(",")[0].partition(" round")[0]


def test_where_nobodys_shift_is_on_it_goes_to_whose_begins_next() -> None:
    desk = strings()
    desk.command(SAM, "shift Mon 14:00-16:00")
    desk.command(KIM, "shift Mon 12:00-14:00")

    assert ["Kim", "Kim"] == names([asks(desk, 1), asks(desk, 2)])


@pytest.mark.parametrize("by_hand", [False, True], ids=["by turns", "by hand"])
def test_who_has_not_begun_is_not_quiet_and_hears_once_when_they_begin(by_hand: bool) -> None:
    desk = strings("off" if by_hand else "round-robin")
    desk.command(SAM, "shift Mon 14:00-18:00")
    desk.command(KIM, "shift Mon 14:30-18:00")
    asks(desk, 1)
    if by_hand:
        desk.command(KIM, "transfer 1 sam")
    owner = desk.ticket().owner
    assert owner is not None
    desk.wait(timedelta(hours=4))
    [told] = desk.texts_of("staff_begun")
    assert f"{owner.name}: your time begins, and ticket 1 is yours." in told
    desk.wait(timedelta(hours=2))

    assert 1 == len(desk.texts_of("staff_begun"))
    [quiet] = [line for line in desk.journal.history(1) if line.what == "nudged"]
    assert MONDAY + timedelta(hours=6) == quiet.at


def test_without_people_or_where_it_is_off_nobody_is_given_anything() -> None:
    desk = strings("off")
    refused = Desk()
    refused.command(LEA, "team add strings rest")
    (why,) = refused.command(LEA, "team assign strings round-robin")

    assert asks(desk, 1) is None
    assert "Nobody is in strings yet" in why


@pytest.mark.parametrize("hours", ["Mo-Fr 09:00-13:00", "Di, Mi 09:00-13:00", "keine"])
def test_a_shift_is_read_in_german_too(hours: str) -> None:
    desk = strings()
    (said,) = desk.command(SAM, f"shift {hours}")

    assert ("no shift" in said) == (hours == "keine")
    assert "name" not in said
