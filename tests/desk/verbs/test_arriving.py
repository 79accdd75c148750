"""Only what happened is said: what could not be delivered has not been given, told or promised."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.nouns.inbound import Delivered, Place
from bot.desk.nouns.message import Mention
from bot.desk.nouns.model import Ending, PromiseState, TicketState, Turn
from bot.desk.nouns.results import End
from bot.desk.rules import promises
from bot.desk.rules.lifecycle import turn
from bot.store import audit
from tests.desk.harness import ANA, KIM, LEA, SAM, Desk, a_policy

DAY = timedelta(days=1)
LEAD = Mention(person=LEA.id, name="Lea")
HALL = Place(platform="console", room="hall", thread="t1")


def asked(**more: object) -> Desk:
    """ana's question is with the team."""
    desk = Desk(**more)  # type: ignore[arg-type]
    desk.command(KIM, "queue")
    desk.say(ANA, "do you ship to brazil?")
    return desk


def cut_off(desk: Desk) -> Desk:
    """Nothing reaches ana any more."""
    desk.refuse.add(ANA.id)
    return desk


def not_arrived(desk: Desk) -> list[int]:
    """The numbers of what did not arrive, as the notices name them."""
    rows = desk.journal.rows("SELECT seq FROM outbox WHERE state = 'failed' ORDER BY seq")
    return [seq for (seq,) in rows]


def happened(desk: Desk) -> list[str]:
    return [line.what for line in desk.journal.history(1)]


def test_a_reply_that_was_refused_has_not_been_given() -> None:
    desk = cut_off(asked())
    (promised,) = desk.journal.promises(1)

    desk.command(SAM, "reply 1 Yes, we do.")

    ticket = desk.ticket()
    assert (TicketState.OPEN, SAM, None) == (ticket.state, ticket.owner, ticket.first_response_at)
    assert [promised] == list(desk.journal.promises(1))
    assert "reply" not in happened(desk)
    assert () == desk.journal.results(desk.now, desk.now + DAY, desk.now).opened.replies


def test_staff_are_told_why_and_what_to_do_next() -> None:
    desk = cut_off(asked())

    said = desk.command(SAM, "reply 1 Yes, we do.")

    (warned,) = [each for each in said if "Not delivered" in each]
    assert "their messages are closed" in warned
    assert all(word in warned for word in ("[Try again]", "[Hold]", "[Close as unreachable]"))


def test_no_check_in_is_sent_for_a_reply_that_did_not_arrive() -> None:
    desk = cut_off(asked())
    desk.command(SAM, "reply 1 Yes, we do.")
    desk.refuse.clear()

    desk.wait(3 * DAY)

    assert not {"check_in", "last_notice", "parked"} & set(desk.to(ANA))


def test_a_reply_in_the_customers_turn_that_is_refused_makes_it_ours() -> None:
    desk = asked()
    desk.command(SAM, "reply 1 Yes, we do.")
    cut_off(desk).command(SAM, "reply 1 It costs 30 EUR.")

    ticket = desk.ticket()
    assert (TicketState.OPEN, Turn.OURS) == (ticket.state, turn(ticket))
    (owed,) = [p for p in desk.journal.promises(1) if p.state is PromiseState.OPEN]
    assert owed.told_at is None


def test_what_was_refused_can_be_sent_again_and_counts_once_it_arrives() -> None:
    desk = cut_off(asked())
    desk.command(SAM, "reply 1 Yes, we do.")
    desk.refuse.clear()

    (number,) = not_arrived(desk)

    desk.command(KIM, f"resend {number}")

    assert TicketState.PENDING is desk.ticket().state
    assert "staff_reply" == desk.to(ANA)[-1]
    assert [("reply", "Yes, we do.")] == [
        (line.what, line.text) for line in desk.journal.history(1) if line.what == "reply"
    ]
    refused = desk.command(KIM, f"resend {number}")[0]
    assert f"Message {number} needs no sending" in refused


def test_what_is_sent_again_is_the_message_that_the_notice_names() -> None:
    desk = cut_off(asked())
    desk.command(SAM, "reply 1 Yes, we do.")
    desk.command(SAM, "reply 1 It costs 30 EUR.")
    first, second = not_arrived(desk)
    desk.refuse.clear()

    desk.command(KIM, f"resend {first}")

    assert [f"resend {first}", f"resend {second}"] == [
        button.command
        for _, message in desk.sent
        for button in message.buttons
        if button.command.startswith("resend")
    ]
    assert ["Yes, we do."] == [
        line.text for line in desk.journal.history(1) if line.what == "reply"
    ]


def test_what_names_a_time_that_has_passed_is_not_sent_again() -> None:
    desk = cut_off(asked())
    desk.command(SAM, "promise 1 1h")
    desk.wait(timedelta(hours=2))

    (refused,) = desk.command(SAM, f"resend {not_arrived(desk)[0]}")

    assert "has passed" in refused


def test_a_proposal_that_was_refused_is_no_proposal() -> None:
    desk = cut_off(asked())

    desk.command(SAM, "resolve 1 because we ship there now")

    assert TicketState.OPEN is desk.ticket().state
    assert "" == desk.ticket().proposed_by


def test_nothing_is_called_solved_before_a_word_was_sent() -> None:
    desk = asked()

    (refused,) = desk.command(SAM, "resolve 1")
    assert "reply 1 TEXT" in refused
    assert "resolve 1 because REASON" in refused
    assert TicketState.NEW is desk.ticket().state

    said = "".join(desk.command(SAM, "resolve 1 because we ship there now"))
    assert "says why:\nwe ship there now" in said
    assert TicketState.RESOLVED is desk.ticket().state


def test_a_reply_that_is_still_on_its_way_may_have_solved_it() -> None:
    desk = asked()
    desk.silent = True
    desk.command(SAM, "reply 1 Yes, we do.")

    assert "thinks this is solved" in "".join(desk.command(SAM, "resolve 1"))


@pytest.mark.parametrize(
    ("line", "ended"),
    [
        ("resolve 1", PromiseState.OPEN),
        ("resolve 1 because we ship there now", PromiseState.KEPT),
        ("reply 1 Yes, we do.", PromiseState.KEPT),
    ],
)
def test_a_promise_of_an_answer_is_kept_by_words_that_arrived(
    line: str, ended: PromiseState
) -> None:
    desk = asked()
    desk.command(SAM, "reply 1 Where exactly to?")
    desk.say(ANA, "to rio")
    desk.command(SAM, "promise 1 2h")

    desk.command(SAM, line)

    assert ended is desk.journal.promises(1)[-1].state


def test_a_lead_reads_since_when_nobody_has_it() -> None:
    desk = asked(policy=a_policy(leads={"console": (LEAD,)}))
    desk.command(SAM, "claim 1")
    desk.wait(timedelta(hours=1))
    desk.command(SAM, "release 1")
    desk.wait(DAY)

    called = desk.texts_of("staff_leads")
    assert called
    assert [text for text in called if "nobody yet  Mon 16 Nov, 11:00" not in text] == []


def test_a_time_that_was_not_delivered_moves_no_promise() -> None:
    desk = cut_off(asked())
    desk.command(SAM, "promise 1 tomorrow 12:00")

    first, given = desk.journal.promises(1)
    assert (PromiseState.OPEN, None) == (first.state, first.moving_at)
    assert (PromiseState.OPEN, None) == (given.state, given.told_at)

    desk.refuse.clear()
    desk.command(SAM, "promise 1 tomorrow 13:00")

    first, given, third = desk.journal.promises(1)
    assert PromiseState.MOVED is first.state
    assert PromiseState.RELEASED is given.state  # nobody ever knew of it
    assert desk.now == third.told_at
    assert "instead of Mon 16 Nov, 14:00" in "".join(desk._texts(0))


def test_a_hold_stands_without_the_customer_and_moves_nothing_they_were_promised() -> None:
    desk = cut_off(asked())

    desk.command(SAM, "hold 1 2d waiting for the carrier")

    assert TicketState.HOLD is desk.ticket().state
    told = [p for p in desk.journal.promises(1) if p.told_at]
    assert [PromiseState.OPEN] == [p.state for p in told]


def test_merging_keeps_the_time_that_the_customer_was_given() -> None:
    desk = asked()
    (first,) = desk.journal.promises(1)
    desk.wait(timedelta(hours=1))
    desk.say(ANA, "xylophone repairs in oslo", place=HALL)

    desk.command(SAM, "merge 1 2")

    owed = [p for p in desk.journal.promises(2) if p.state is PromiseState.OPEN]
    assert first.due_at == min(each.due_at for each in owed)
    assert "by Mon 16 Nov, 14:00" in "".join(desk._texts(0)[-4:])


def test_a_slip_that_could_not_be_told_is_a_promise_missed_and_never_one_moved() -> None:
    desk = cut_off(asked())

    desk.wait(timedelta(hours=5))

    first, *rest = desk.journal.promises(1)
    assert PromiseState.MISSED is first.state
    assert all(each.told_at is None for each in rest)
    assert [PromiseState.OPEN] == [each.state for each in rest if each.ended_at is None]


def test_staff_hear_once_that_the_desk_reaches_nobody() -> None:
    desk = cut_off(asked())

    desk.wait(4 * DAY)

    assert 1 == desk.to_staff().count("staff_unreached")
    assert desk.ticket().is_open


def test_who_can_be_reached_again_is_told_again_and_the_times_count() -> None:
    desk = cut_off(asked())
    desk.wait(timedelta(hours=5))
    desk.refuse.clear()

    desk.wait(2 * DAY)

    assert desk.ticket().unreached_at is None
    assert "still_waiting" in desk.to(ANA)
    (owed,) = [p for p in desk.journal.promises(1) if p.state is PromiseState.OPEN]
    assert owed.told_at


@pytest.mark.parametrize("line", ["canwait 1", "leaveit 1", "rate 1 good", "news 1"])
def test_whoever_speaks_of_a_ticket_after_the_last_notice_is_not_silent(line: str) -> None:
    desk = asked()
    desk.command(SAM, "reply 1 Yes, we do.")
    while "last_notice" not in desk.to(ANA):
        desk.wait(DAY)

    if line == "news 1":
        desk.say(ANA, "any news?")
    else:
        desk.command(ANA, line)
    desk.wait(30 * DAY)

    assert ["check_in", "last_notice", "parked"] == desk.to(ANA)[-3:]
    assert 2 == desk.to(ANA).count("last_notice")


@pytest.mark.parametrize("arrive", [0, 1])
def test_a_ticket_closes_for_silence_after_two_notices_that_arrived(arrive: int) -> None:
    desk = asked()
    desk.command(SAM, "reply 1 Yes, we do.")
    if arrive:
        desk.wait(DAY)
    cut_off(desk)

    desk.wait(30 * DAY)

    assert (TicketState.PENDING, arrive) == (desk.ticket().state, desk.ticket().rung)
    assert 1 == desk.to_staff().count("staff_unreached")
    assert "parked" not in desk.to(ANA)

    desk.refuse.clear()
    desk.wait(6 * DAY)
    assert Ending.UNCONFIRMED is desk.ticket().ending
    assert ["check_in", "last_notice", "parked"] == desk.to(ANA)[-3:]


def test_staff_may_close_what_reaches_nobody_and_nothing_else() -> None:
    desk = asked()
    (refused,) = desk.command(SAM, "unreachable 1")
    assert "arrived" in refused

    cut_off(desk).command(SAM, "reply 1 Yes, we do.")
    desk.command(SAM, "unreachable 1")

    assert Ending.UNCONFIRMED is desk.ticket().ending
    assert "staff_parked" not in desk.to_staff()
    assert {PromiseState.RELEASED} == {p.state for p in desk.journal.promises(1)}


def test_words_written_while_a_reply_was_on_its_way_are_still_ours_to_answer() -> None:
    desk = asked()
    out = on_its_way(desk, "reply 1 Yes, we do.")
    desk.say(ANA, "to manaus, I mean")

    arrives(desk, out)

    assert TicketState.OPEN is desk.ticket().state
    assert desk.ticket().first_response_at
    assert [p for p in desk.journal.promises(1) if p.state is PromiseState.OPEN]


def test_a_time_given_while_a_reply_was_on_its_way_is_still_owed() -> None:
    desk = asked()
    out = on_its_way(desk, "reply 1 We look into it.")
    desk.command(SAM, "promise 1 tomorrow 12:00")

    arrives(desk, out)

    assert TicketState.OPEN is desk.ticket().state
    (owed,) = [p for p in desk.journal.promises(1) if p.state is PromiseState.OPEN]
    assert desk.now == owed.told_at


def test_a_reply_that_arrives_in_a_closed_ticket_opens_it_no_more() -> None:
    desk = asked()
    out = on_its_way(desk, "reply 1 Yes, we do.")
    desk.command(ANA, "nevermind 1")

    arrives(desk, out)

    assert Ending.WITHDRAWN is desk.ticket().ending


def test_what_is_unclear_counts_only_once_it_is_found() -> None:
    desk = asked()
    out = on_its_way(desk, "reply 1 Yes, we do.")

    arrives(desk, out, ok=False, unclear=True, reason="It may or may not have arrived.")

    assert TicketState.OPEN is desk.ticket().state
    assert desk.ticket().unreached_at is None
    assert "staff_unclear" in desk.to_staff()

    arrives(desk, out)
    assert TicketState.PENDING is desk.ticket().state


def on_its_way(desk: Desk, line: str) -> str:
    """A staff command whose words don't arrive yet; the key of what is on its way."""
    cut_off(desk)
    desk.silent = True
    desk.command(SAM, line)
    desk.silent = False
    desk.refuse.clear()
    rows = desk.journal.rows("SELECT key FROM outbox WHERE state = 'failed' ORDER BY seq DESC")
    return str(rows[0][0])


def arrives(desk: Desk, key: str, **how: object) -> None:
    report = Delivered(id=f"late:{how}", at=desk.now, ticket=1, key=key, ok=True)
    desk.journal.enqueue(replace(report, **how))  # type: ignore[arg-type]
    desk.settle()


# The team.


def test_without_a_staff_room_nobody_is_said_to_have_the_question() -> None:
    desk = Desk(staff_rooms={})
    (said,) = desk.say(ANA, "do you ship to brazil?")

    assert "saved as ticket 1" in said
    assert "The team has" not in said
    assert "haven't reached the team" in "".join(desk.say(ANA, "xylophone repairs in oslo"))
    assert "haven't reached the team" in "".join(desk.wait(timedelta(hours=5)))


def test_a_lead_is_said_to_be_told_only_where_one_is_known() -> None:
    desk = asked()
    assert "told the team" in "".join(desk.command(ANA, "urgent 1"))

    led = asked(policy=a_policy(leads={"console": (LEAD,)}))
    assert "told a lead" in "".join(led.command(ANA, "urgent 1"))


@pytest.mark.parametrize("words", ["I want to complain", "i want to complain: the lamp broke"])
@pytest.mark.parametrize("before", [False, True], ids=["alone", "with a ticket"])
def test_a_complaint_is_said_to_be_told_by_what_arrived(words: str, *, before: bool) -> None:
    def complaining(**more: object) -> str:
        desk = Desk(**more)  # type: ignore[arg-type]
        if before:
            desk.say(ANA, "do you ship to brazil?")
        return "".join(desk.say(ANA, words))

    led = a_policy(leads={"console": (LEAD,)})
    assert "told a lead" in complaining(policy=led)
    assert "told the team" in complaining()
    assert "haven't reached the team" in complaining(policy=led, staff_rooms={})


# Answers.


def test_nobody_is_asked_whether_an_answer_helped_that_never_came() -> None:
    desk = cut_off(Desk())
    desk.say(ANA, "how do i reset my password")
    desk.refuse.clear()

    desk.wait(3 * DAY)

    assert [] == desk.to(ANA)
    found = desk.journal.results(desk.now - 9 * DAY, desk.now + DAY, desk.now)
    assert {End.LEFT: 1} == {end: number for end, number in found.asked.ends.items() if number}


def test_an_asker_who_could_not_be_told_keeps_the_question() -> None:
    desk = cut_off(asked())
    desk.command(LEA, "add Do you ship to Brazil? | We do.")
    assert "do you ship to brazil?" in [q.text for q in desk.journal.open_questions()]

    desk.refuse.clear()
    (entry,) = [e for e in desk.journal.entries() if "Brazil" in e.question]
    desk.command(LEA, f"checked {entry.id}")
    desk.command(LEA, f"retire {entry.id}")
    desk.command(LEA, f"restore {entry.id}")
    assert "now_answered" in desk.to(ANA)
    assert [] == list(desk.journal.open_questions())


def test_the_alarm_never_stands_still_while_word_is_on_its_way() -> None:
    desk = cut_off(asked())
    desk.silent = True  # nothing that was sent is ever heard of again
    desk.wait(20 * DAY)

    ticket = desk.ticket()
    ledger = desk.journal.promises(1)
    due = promises.alarm(ticket, ledger, desk.policy)
    assert due
    assert desk.now < due.at
    assert due.at == ticket.alarm_at


# The auditor compares what the books take for said with what had arrived.


def broken(desk: Desk, change: str) -> list[str]:
    desk.journal.db.execute(change)
    return [finding.rule for finding in audit(desk.journal, desk.now)]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("UPDATE outbox SET state = 'failed' WHERE key = ?", "counted-before-it-arrived"),
        ("UPDATE outbox SET ended_at = ended_at + 1 WHERE key = ?", "counted-before-it-arrived"),
    ],
)
def test_the_auditor_finds_a_reply_that_counts_and_never_came(change: str, rule: str) -> None:
    desk = asked()
    desk.command(SAM, "reply 1 Yes, we do.")
    assert [] == audit(desk.journal, desk.now)
    (key,) = desk.journal.rows("SELECT key FROM outbox WHERE message_kind = 'staff_reply'")[0]

    assert [rule] == broken(desk, change.replace("?", f"'{key}'"))


def test_the_auditor_finds_times_that_nobody_was_told() -> None:
    desk = cut_off(asked())
    desk.command(SAM, "promise 1 tomorrow 12:00")
    assert [] == audit(desk.journal, desk.now)

    assert ["promise-never-told"] == broken(
        desk, "UPDATE promise SET state = 'kept', ended_at = 1 WHERE told_at IS NULL"
    )


def test_the_auditor_finds_what_was_said_of_the_team_too_soon() -> None:
    desk = asked()
    desk.say(ANA, "xylophone repairs in oslo")
    assert [] == audit(desk.journal, desk.now)

    late = "UPDATE outbox SET ended_at = ended_at + 1 WHERE message_kind = 'staff_customer'"
    assert ["said-of-the-team-too-soon"] == broken(desk, late)


def test_the_auditor_finds_silence_that_nobody_was_asked_to_break() -> None:
    desk = asked()
    desk.command(SAM, "reply 1 Yes, we do.")
    desk.wait(6 * DAY)
    assert [] == audit(desk.journal, desk.now)

    desk.journal.add_happened(replace(desk.journal.history(1)[-2], what="reply", message="m"))
    again = desk.journal.history(1)[-2]
    assert "parked" == again.what
    desk.journal.add_happened(again)
    assert "closed-without-two-notices" in broken(desk, "SELECT 1")
