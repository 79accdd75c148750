"""Who is away keeps nothing and is given nothing; customers who wait hear whose it is now."""

from datetime import timedelta

import pytest

from bot.desk.nouns.ticket import TicketState
from bot.store import audit
from tests.desk.harness import ANA, BEN, KIM, SAM, Desk


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
