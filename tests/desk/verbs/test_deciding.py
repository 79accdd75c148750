"""A setting that is changed by command counts at once, for all that time does too."""

from datetime import timedelta

from bot.settings.loading import load
from bot.store import audit
from tests.desk.harness import ANA, BEN, LEA, MONDAY, SAM, Desk


def a_desk() -> Desk:
    desk = Desk(settings=load({}))
    desk.say(ANA, "do you ship to brazil?")
    return desk


def test_times_from_then_on_are_by_it_and_those_given_stand() -> None:
    desk = a_desk()
    desk.command(LEA, "set reply-within 2h")
    (told, *_) = desk.say(BEN, "do you tune harps?")

    assert "Mon 16 Nov, 12:00" in told
    assert [MONDAY + timedelta(hours=4)] == [p.due_at for p in desk.journal.promises(1)]


def test_what_time_does_next_to_all_that_is_open_is_reckoned_anew() -> None:
    desk = a_desk()
    desk.command(LEA, "incident start Payments fail | We look into it | today 16:00")
    before = desk.ticket().alarm_at
    desk.command(LEA, "set remind-before 2h")
    issue = desk.journal.incident(1)

    assert MONDAY + timedelta(hours=3, minutes=30) == before
    assert MONDAY + timedelta(hours=2) == desk.ticket().alarm_at
    assert MONDAY + timedelta(hours=4) == issue.alarm_at
    assert [] == audit(desk.journal, desk.now)


def test_all_that_was_decided_is_kept_with_who_and_when() -> None:
    desk = a_desk()
    desk.command(LEA, "set reply-within 2h")
    desk.wait(timedelta(minutes=5))
    desk.command(LEA, "set reply-within default")
    (shown,) = desk.command(LEA, "settings reply-within")

    assert ["Mon 16 Nov, 10:05  Lea  the environment", "Mon 16 Nov, 10:00  Lea  2h"] == [
        line.strip() for line in shown.splitlines()[-2:]
    ]
    assert {} == desk.journal.decided()


def test_only_leads_see_or_change_settings() -> None:
    desk = a_desk()
    told = desk.command(SAM, "set reply-within 2h") + desk.command(SAM, "settings")
    desk.command(ANA, "settings reply-within 2h")

    assert [True, True] == ['Only a lead can use "settings"' in each for each in told]
    assert {} == desk.journal.decided()


def test_a_value_that_cannot_be_used_changes_nothing() -> None:
    desk = a_desk()
    (told,) = desk.command(LEA, "set reply-within 10m")

    assert "DESK_REMIND_BEFORE is not shorter" in told
    assert {} == desk.journal.decided()
