"""`report me`: what somebody's own work came to, told to them alone."""

from datetime import timedelta

from bot.desk.nouns.message import SendKind
from tests.desk.harness import ANA, BEN, ENTRIES, KIM, SAM, Desk

DAY = timedelta(days=1)


def a_week() -> Desk:
    desk = Desk()
    desk.say(ANA, "my lamp hums since tuesday")
    desk.command(SAM, "claim 1")
    desk.command(SAM, "promise 1 1h")
    desk.now += timedelta(minutes=30)
    desk.command(SAM, "reply 1 Turn the bulb.")
    desk.command(KIM, "reply 1 Or take a new one.")
    desk.command(ANA, "sorted 1")
    desk.command(ANA, "rate 1 good")
    desk.say(BEN, "do you ship to brazil")
    desk.command(KIM, "add Do you ship to Brazil? | Yes, in ten days.")
    return desk


def told(desk: Desk, line: str, who: object = SAM) -> list[str]:
    said = "\n".join(desk.command(who, line)).splitlines()  # type: ignore[arg-type]
    return [each.removeprefix("team: ") for each in said]


def test_ones_own_work_is_counted_and_nobody_elses() -> None:
    said = told(a_week(), "report me")

    assert "Your own work in the last 7 days (in brackets: the 7 days before)" == said[0]
    assert "Tickets whose customer got words from you: 1 (0)" in said
    assert any(
        line.startswith("First words of a person to them, from you: 1 (0); in working time: ")
        for line in said
    )
    assert any(line.startswith("Promises: 1 kept, 0 moved in time, 0 missed") for line in said)
    assert "Called solved and closed, with words from you: 1 (0)" in said
    assert "Ratings of tickets with words from you: 1 good, 0 OK, 0 not good" in said
    assert f"Answers written: {len(ENTRIES)} (0)" in said
    assert not any("kim" in line.casefold() for line in said)


def test_a_colleague_has_figures_of_their_own() -> None:
    said = told(a_week(), "report me", KIM)

    assert "Tickets whose customer got words from you: 1 (0)" in said
    assert "Answers written: 1 (0)" in said
    assert not any(line.startswith(("First words", "Promises")) for line in said)


def test_it_is_for_whoever_asks_alone() -> None:
    desk = a_week()
    told(desk, "report me")
    out, _ = desk.sent[-1]

    assert (out.kind, out.to) == (SendKind.PRIVATE, SAM.id)


def test_two_accounts_of_one_person_are_counted_as_one() -> None:
    desk = a_week()
    desk.journal.link(KIM.id, SAM.id)

    assert "Tickets whose customer got words from you: 1 (0)" in told(desk, "report me", KIM)
    assert any(line.startswith("First words") for line in told(desk, "report me", KIM))


def test_where_nothing_happened_that_is_said() -> None:
    desk = a_week()
    desk.now += 30 * DAY

    assert "Nothing of yours happened in them." in told(desk, "report me")
    assert "Tickets whose customer got words from you: 0 (1)" in told(desk, "report me 29")


def test_nobody_asks_for_somebody_elses() -> None:
    desk = a_week()

    assert any("a month, a quarter or a year" in line for line in told(desk, "report kim", SAM))
    assert not any("Your own work" in line for line in told(desk, "report me", ANA))
