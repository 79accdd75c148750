"""What did not arrive with the team, or of an answer, is not said to have; the auditor finds it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.nouns.results import End
from bot.desk.rules import promises
from bot.desk.words.spans import Spans
from bot.store import audit
from tests.desk.harness import ANA, LEA, SAM, Desk, a_policy
from tests.desk.verbs.test_arriving import DAY, LEAD, asked, cut_off
from tests.pages.sample import HOURS


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


def test_nobody_is_asked_whether_an_answer_helped_that_never_came() -> None:
    desk = cut_off(Desk())
    desk.say(ANA, "how do i reset my password")
    desk.refuse.clear()

    desk.wait(3 * DAY)

    assert [] == desk.to(ANA)
    spans = Spans(records=desk.journal, now=desk.now, hours=HOURS)
    found = spans.results(desk.now - 9 * DAY, desk.now + DAY)
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
