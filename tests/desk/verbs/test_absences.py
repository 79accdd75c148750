"""Who is away keeps nothing and is given nothing; customers who wait hear whose it is now."""

from datetime import datetime, timedelta

import pytest

from bot.desk.nouns.departed import Departed, Gone
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import TicketState
from bot.store import audit
from tests.desk.harness import ANA, BEN, KIM, LEA, SAM, Desk


def two_with_sam() -> Desk:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.say(BEN, "do you tune harps?")
    desk.command(SAM, "claim 1,2")
    desk.sent.clear()
    return desk


def test_what_somebody_has_goes_back_whatever_its_state_and_its_times_stand() -> None:
    desk = two_with_sam()
    desk.say(ANA, "another thing")
    desk.command(SAM, "hold 1 until Thursday: strings")
    desk.command(SAM, "promise 2 tomorrow 12:00")
    before = [desk.journal.promises(n)[-1].due_at for n in (1, 2)]
    desk.command(SAM, "away until Friday")

    assert [None, None] == [desk.ticket(n).owner for n in (1, 2)]
    assert [TicketState.HOLD, TicketState.NEW] == [desk.ticket(n).state for n in (1, 2)]
    assert before == [desk.journal.promises(n)[-1].due_at for n in (1, 2)]
    assert "released" in desk.to(ANA)
    assert "released" in desk.to(BEN)
    assert audit(desk.journal, desk.now) == []


def test_nothing_of_a_colleague_goes_with_it() -> None:
    desk = two_with_sam()
    desk.command(KIM, "away until Friday")

    assert [SAM.id, SAM.id] == [getattr(desk.ticket(n).owner, "id", "") for n in (1, 2)]
    assert [] == desk.to(ANA)


def test_nothing_is_given_to_them_until_they_are_back_or_the_time_is_over() -> None:
    desk = two_with_sam()
    desk.command(KIM, "away until Friday")
    (refused,) = desk.command(SAM, "transfer 1 kim")
    desk.command(KIM, "back")
    desk.command(SAM, "transfer 1 kim")
    desk.command(KIM, "away until tomorrow")
    desk.command(SAM, "claim 1")
    desk.wait(timedelta(days=1))
    desk.command(SAM, "transfer 1 kim")

    assert "Kim is away until Fri 20 Nov, 09:00. Ticket 1 stays as it was." in refused
    owner = desk.ticket(1).owner
    assert owner
    assert KIM.id == owner.id


def test_another_time_takes_the_place_of_the_first_and_undo_ends_it() -> None:
    desk = two_with_sam()
    desk.command(SAM, "away until Friday")
    desk.command(SAM, "away until Thursday")
    (listed,) = desk.command(KIM, "absent")
    desk.command(SAM, "undo")
    (nobody,) = desk.command(KIM, "absent")

    assert "1 of the team is away" in listed
    assert "Thu 19 Nov, 09:00" in listed
    assert "Nobody has said that they are away." in nobody


def test_a_ticket_that_stayed_with_the_absent_is_found_out() -> None:
    desk = two_with_sam()
    desk.now += timedelta(minutes=1)
    desk.command(SAM, "away until Friday")
    desk.journal.db.execute(
        "UPDATE ticket SET owner = (SELECT person FROM absence), owner_id = ?, state = 'open', "
        "state_since = state_since - 120000000",
        (SAM.id,),
    )

    assert {"kept-by-the-absent"} == {each.rule for each in audit(desk.journal, desk.now)}


def test_a_customer_cannot_say_it() -> None:
    desk = two_with_sam()
    (told,) = desk.command(ANA, "away until Friday")

    assert "Only the team can" in told


@pytest.mark.parametrize(
    "line", ["claim 1", "take 1", "take", "claim 1,2", "take q1", "take invoice"]
)
def test_who_is_away_takes_nothing_on_and_no_customer_hears_that_they_did(line: str) -> None:
    desk = two_with_sam()
    desk.command(SAM, "away until Thursday")
    desk.sent.clear()

    (told,) = desk.command(SAM, line)

    assert "You are away until Thu 19 Nov, 09:00. If you are there again, write back first." in told
    assert [None, None] == [desk.ticket(n).owner for n in (1, 2)]
    assert [] == desk.to(ANA)

    desk.command(SAM, "back")
    desk.command(SAM, "claim 1")
    assert desk.ticket(1).owner == SAM


@pytest.mark.parametrize("line", ["reply 1 It is on its way.", "resolve 1 because it was sent"])
def test_who_writes_while_away_keeps_nothing_by_it(line: str) -> None:
    desk = two_with_sam()
    desk.command(SAM, "away until Thursday")
    desk.command(SAM, line)

    assert desk.ticket(1).owner is None
    assert desk.to(ANA)[-1] in {"staff_reply", "resolved_because"}
    assert audit(desk.journal, desk.now) == []


def test_who_is_away_gives_a_time_only_for_a_colleague_who_has_it() -> None:
    desk = two_with_sam()
    desk.command(SAM, "away until Thursday")
    (refused,) = desk.command(SAM, "promise 1 tomorrow 12:00")
    desk.command(KIM, "claim 1")
    desk.command(SAM, "promise 1 tomorrow 12:00")

    assert "write back first" in refused
    owner = desk.ticket(1).owner
    assert owner
    assert KIM.id == owner.id
    assert "promise_moved" == desk.to(ANA)[-1]


def test_tasks_of_who_goes_away_are_everybodys() -> None:
    desk = two_with_sam()
    desk.say(KIM, "could you ship to brazil please")
    desk.command(SAM, "take q1")
    desk.command(SAM, "away until Friday")

    assert {None} == {each.owner for each in desk.journal.open_questions()}
    assert audit(desk.journal, desk.now) == []


def test_a_task_that_stayed_with_the_absent_is_found_out() -> None:
    desk = two_with_sam()
    desk.command(SAM, "away until Friday")
    desk.journal.db.execute(
        "UPDATE question SET owner = (SELECT person FROM absence), owner_id = ?", (SAM.id,)
    )

    assert {"task-with-the-absent"} == {each.rule for each in audit(desk.journal, desk.now)}


def test_a_colleagues_ticket_is_given_back_only_by_who_knows_whose_it_is() -> None:
    desk = two_with_sam()
    (refused,) = desk.command(KIM, "release 1")
    assert (
        "Sam has ticket 1. Ask them to release it, or give it back for them: release 1 anyway"
        in (refused)
    )
    assert [] == desk.to(ANA)

    desk.command(KIM, "release 1,2 anyway")
    assert [None, None] == [desk.ticket(n).owner for n in (1, 2)]
    assert "Kim has given this back to the team." in desk.texts_of("released")[0]


def test_that_customers_are_told_is_said_only_of_those_who_are() -> None:
    desk = two_with_sam()
    desk.command(SAM, "reply 2 Which one is it?")
    desk.sent.clear()
    said = desk.command(SAM, "away until tomorrow")
    nobody = desk.command(KIM, "away until tomorrow")

    assert "Given back to the team: 1, 2.\nThe customer of ticket 1 waits for us" in "\n".join(said)
    assert "released" in desk.to(ANA)
    assert [] == desk.to(BEN)
    assert "customer" not in "\n".join(nobody)


@pytest.mark.parametrize(
    "day", ["tomorrow", "next week", "morgen", "17 Nov to 19 Nov", "Tue 14:00 to 16:00"]
)
def test_a_plan_takes_nothing_today_and_begins_and_ends_by_itself(day: str) -> None:
    desk = two_with_sam()
    (said,) = desk.command(SAM, f"away {day}")

    assert "You are away from" in said
    assert [SAM, SAM] == [desk.ticket(n).owner for n in (1, 2)]
    assert [] == desk.to(ANA)

    begins, ends = absences_of(desk, SAM)
    desk.wait(begins - desk.now - timedelta(minutes=1))
    desk.command(SAM, "claim 1,2")
    desk.sent.clear()
    desk.wait(timedelta(minutes=1))
    assert [None, None] == [desk.ticket(n).owner for n in (1, 2)]
    assert "owner_gone" in desk.to(ANA)
    (refused,) = desk.command(SAM, "claim 1")
    assert "You are away until" in refused
    assert audit(desk.journal, desk.now) == []

    desk.wait(ends - desk.now)
    desk.command(SAM, "claim 1")
    assert SAM == desk.ticket(1).owner


def absences_of(desk: Desk, person: Person) -> tuple[datetime, datetime]:
    (found,) = (e for e in desk.journal.absences_of(person.id) if e.ended_at is None)
    return found.since, found.until


def test_a_moment_alone_may_be_the_end_or_the_beginning() -> None:
    desk = two_with_sam()
    (said,) = desk.command(SAM, "away Fri 14:00")

    assert "away until 2026-11-20 14:00" in said
    assert [SAM, SAM] == [desk.ticket(n).owner for n in (1, 2)]


def test_a_plan_is_called_off_and_stands_beside_being_away_now() -> None:
    desk = two_with_sam()
    desk.command(SAM, "away 24 Dec to 2 Jan")
    desk.command(SAM, "away today")
    (listed,) = desk.command(KIM, "absent")
    desk.command(SAM, "back")
    (planned,) = desk.command(KIM, "absent")
    (off,) = desk.command(SAM, "back")
    (nobody,) = desk.command(KIM, "absent")
    (none,) = desk.command(SAM, "back")

    assert "1 of the team is away" in listed
    assert "Thu 24 Dec" in listed
    assert "Nobody is away now. Planned:" in planned
    assert "Called off: you are there from Thu 24 Dec" in off
    assert "Nobody has said that they are away." in nobody
    assert "nothing is planned" in none


def test_undo_takes_back_the_plan_and_not_what_stood_before() -> None:
    desk = two_with_sam()
    desk.command(SAM, "away today")
    desk.command(SAM, "away 24 Dec to 2 Jan")
    desk.command(SAM, "undo")
    (listed,) = desk.command(KIM, "absent")

    assert "1 of the team is away" in listed
    assert "Dec" not in listed


def test_times_that_fall_into_a_plan_are_named() -> None:
    desk = two_with_sam()
    desk.command(SAM, "promise 1 Thursday 12:00")
    said = "\n".join(desk.command(SAM, "away Wed to Fri"))

    assert "1 (Thu 19 Nov, 12:00)" in said
    assert "2 (" not in said


def test_who_is_of_the_team_no_longer_keeps_nothing_and_is_in_no_team() -> None:
    desk = two_with_sam()
    desk.command(LEA, "team add strings rest")
    desk.command(SAM, "join strings")
    desk.command(LEA, "team assign strings round-robin")
    desk._took(
        Departed(
            id="test:left",
            at=desk.now,
            gone=Gone.LEFT,
            place=Place(platform="console", room=""),
            person=SAM.id,
        )
    )

    assert [None, None] == [desk.ticket(n).owner for n in (1, 2)]
    assert 2 == len(desk.texts_of("staff_owner_left"))
    assert "owner_gone" in desk.to(ANA)
    assert [()] == [each.people for each in desk.journal.teams()]
    assert audit(desk.journal, desk.now) == []


def test_whose_shift_begins_is_given_what_waits() -> None:
    desk = Desk()
    desk.command(LEA, "team add strings rest")
    desk.command(SAM, "join strings")
    desk.command(KIM, "join strings")
    desk.command(LEA, "team assign strings round-robin")
    desk.command(LEA, "shift kim Mon-Fri 11:00-17:00")
    desk.say(ANA, "do you tune harps?")
    desk.command(SAM, "release 1")
    assert desk.ticket(1).owner is None

    desk.wait(timedelta(hours=1))

    assert KIM == desk.ticket(1).owner
