"""Accounts that are one person: what follows of it, what does not, and how it ends."""

from dataclasses import replace

import pytest

from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from tests.commands.test_linking import (
    ANA_ON_SLACK,
    EVE,
    EVES_DM,
    SLACK_DM,
    a_code,
    are_one,
    linked,
    sent,
    words,
)
from tests.desk.harness import ANA, BEN, LEA, SAM, STAFF_ROOM, Desk

PLAZA = Place(platform="slack", room="C1")


def test_the_same_person_sees_their_tickets_on_both_platforms() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    linked(desk)

    (status,) = desk.command(ANA_ON_SLACK, "status", place=SLACK_DM)
    assert "do you ship to brazil?" in status
    assert desk.command(ANA_ON_SLACK, "nevermind 1", place=SLACK_DM)
    assert not desk.ticket(1).is_open


def test_the_card_shows_what_they_asked_elsewhere() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    linked(desk)

    shown = desk.say(ANA_ON_SLACK, "xylophone repairs in oslo", place=SLACK_DM)

    assert any("Also asked: 1 (waiting for somebody): do you ship to brazil?" in s for s in shown)


def test_a_third_account_is_told_of_all_and_all_are_told_of_it() -> None:
    desk = Desk()
    linked(desk)
    code = a_code(desk)
    desk.command(EVE, f"link {code}", place=EVES_DM)
    asked = words(desk, EVE)
    desk.command(EVE, f"link {code} yes", place=EVES_DM)
    begun = len(desk.sent)
    desk.command(ANA, f"link {code} yes")

    assert "ana on this terminal (ana) and ana on Slack (T1:U1)" in asked
    assert {to for to, kind in sent(desk, begun) if kind == "linked"} == {
        ANA.id,
        ANA_ON_SLACK.id,
        EVE.id,
    }


def test_who_was_asked_of_one_account_does_not_agree_to_others() -> None:
    """An account that was linked since the question was put: the code is void."""
    desk = Desk()
    code = a_code(desk)
    desk.command(EVE, f"link {code}", place=EVES_DM)
    desk.command(EVE, f"link {code} yes", place=EVES_DM)
    other = a_code(desk, EVE, EVES_DM)
    desk.command(BEN, f"link {other}")
    desk.command(BEN, f"link {other} yes")
    desk.command(EVE, f"link {other} yes", place=EVES_DM)

    assert "not known, or too old" in desk.command(ANA, f"link {code} yes")[0]
    assert not are_one(desk, ANA, BEN)


@pytest.mark.parametrize("leaver", [ANA, ANA_ON_SLACK], ids=["owner", "taker"])
def test_either_side_can_unlink_and_both_are_told(leaver: Person) -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    linked(desk)
    begun = len(desk.sent)
    desk.command(leaver, "unlink", place=SLACK_DM if leaver is ANA_ON_SLACK else None)

    assert {(ANA.id, "unlinked"), (ANA_ON_SLACK.id, "unlinked")} == set(sent(desk, begun))
    assert not are_one(desk, ANA, ANA_ON_SLACK)
    assert desk.journal.rows("SELECT * FROM identity_link") == []
    assert "no open" in desk.command(ANA_ON_SLACK, "status", place=SLACK_DM)[0]
    assert "not linked" in desk.command(ANA, "unlink")[0]


@pytest.mark.parametrize("leaver", [ANA.id, ANA_ON_SLACK.id, EVE.id])
def test_of_three_the_other_two_stay_one_person(leaver: str) -> None:
    desk = Desk()
    desk.journal.link(ANA_ON_SLACK.id, ANA.id)
    desk.journal.link(EVE.id, ANA_ON_SLACK.id)
    desk.journal.unlink(leaver)

    rest = {ANA.id, ANA_ON_SLACK.id, EVE.id} - {leaver}
    assert all(set(desk.journal.identities(each)) == rest for each in rest)
    assert list(desk.journal.identities(leaver)) == [leaver]


def test_a_link_gives_nobody_a_member_of_staff_s_rights() -> None:
    desk = Desk()
    desk.say(BEN, "do you ship to brazil?")
    code = a_code(desk, LEA)
    desk.command(EVE, f"link {code}", place=EVES_DM)
    desk.command(EVE, f"link {code} yes", place=EVES_DM)
    desk.command(LEA, f"link {code} yes")

    assert are_one(desk, LEA, EVE)
    for line in ("queue", "ticket 1", "claim 1", "persondata ben", "erase ben yes", "reply 1 hi"):
        assert "Only" in desk.command(EVE, line, place=EVES_DM)[0]
    assert "no ticket 1 here" in desk.command(EVE, "sorted 1", place=EVES_DM)[0]


@pytest.mark.parametrize("gone", [ANA, EVE], ids=["owner", "taker"])
def test_an_erased_account_leaves_no_open_code(gone: Person) -> None:
    desk = Desk()
    code = a_code(desk)
    desk.command(EVE, f"link {code}", place=EVES_DM)
    desk.command(EVE, f"link {code} yes", place=EVES_DM)
    desk.command(gone, "forgetme yes", place=EVES_DM if gone is EVE else None)

    assert "not known" in desk.command(ANA, f"link {code} yes")[0]
    assert "not known" in desk.command(EVE, f"link {code} yes", place=EVES_DM)[0]
    assert not are_one(desk, ANA, EVE)


def test_all_of_it_is_said_in_private_wherever_it_was_typed() -> None:
    desk = Desk()
    code = a_code(desk, ANA_ON_SLACK, PLAZA)
    begun = len(desk.sent)
    for who, line, place in (
        (EVE, f"link {code}", replace(PLAZA, platform="discord")),
        (EVE, f"link {code} yes", replace(PLAZA, platform="discord")),
        (ANA_ON_SLACK, f"link {code} yes", PLAZA),
        (ANA_ON_SLACK, "unlink", PLAZA),
    ):
        desk.command(who, line, place=place)

    assert len(desk.sent) > begun + 5
    assert {out.kind for out, _ in desk.sent} == {SendKind.PRIVATE}


def test_who_works_here_is_asked_alone_and_no_colleague_reads_it() -> None:
    desk = Desk()
    code = a_code(desk, SAM)
    desk.command(ANA, f"link {code}")
    desk.command(ANA, f"link {code} yes")
    asked: tuple[Outgoing, Message] = desk.sent[-1]

    assert (asked[1].kind, asked[0].place) == ("link_ask_owner", STAFF_ROOM)
    assert (asked[0].kind, asked[0].readership) == (SendKind.PRIVATE, Readership.CUSTOMER)


def test_what_is_shown_and_erased_names_every_account_first() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    linked(desk)
    names = "ana on this terminal and ana on Slack"

    assert f"what you wrote as {names}" in desk.command(ANA_ON_SLACK, "forgetme", place=SLACK_DM)[0]
    assert f"as {names}." in desk.command(ANA, "mydata")[0]
    erasing = desk.command(LEA, f"erase {ANA.id}")[0]
    assert "ana on this terminal (ana) and ana on Slack (T1:U1)" in erasing


def test_a_failed_delivery_is_told_to_staff_with_the_reason() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.refuse.add(ANA.id)

    desk.command(SAM, "reply 1 Yes, we do.")

    assert "staff_not_delivered" in desk.to_staff()


def test_a_yes_erases_no_account_that_was_not_named_before() -> None:
    desk = Desk()
    desk.command(ANA, "forgetme")
    linked(desk)
    asked = desk.command(ANA, "forgetme yes")[0]
    done = desk.command(ANA, "forgetme yes")[0]

    assert "what you wrote as ana on this terminal and ana on Slack" in asked
    assert "Done. I've erased" in done
