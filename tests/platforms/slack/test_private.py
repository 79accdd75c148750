"""What is for one person's eyes is read by nobody else, wherever it was asked and whatever fails.

Judged by who can read the place in which each message stands, never by whom it names.
"""

from pathlib import Path

import pytest

from bot.platforms.slack.saying.urls import ResponseUrls
from tests.eyes import Confided, leaks

from .double import faults
from .eyes import shown
from .stage import UNKNOWN, Stage, stage

PRIVATE = "The door code of my flat is the birthday of my grandmother"
NOTE = "she is a known grumbler, be brief"
OWN = ("mydata", "status", "link", "forgetme")
LISTS = ("queue", "ticket 1", "due", "unanswered", "mine", "report", "help")


async def _begun(s: Stage) -> None:
    """Ana has a ticket from a direct message, Ben one from a room, staff noted something."""
    await s.say(s.ana, "dm", PRIVATE)
    await s.ask(s.ben, UNKNOWN)
    await s.slash(s.sam, s.staff, f"note 1 {NOTE}")


def _leaks(s: Stage) -> list[str]:
    staff = frozenset({s.sam, s.lea})
    confided = [
        Confided(words=PRIVATE, to=frozenset({s.ana}) | staff),
        Confided(words=NOTE, to=staff),
    ]
    return leaks(shown(s.d), confided)


@pytest.mark.parametrize("line", OWN)
async def test_what_is_ones_own_is_seen_by_nobody_else(tmp_path: Path, line: str) -> None:
    async with stage(tmp_path) as s:
        await _begun(s)
        ts = await s.ask(s.ana, line)

        assert [] == s.in_thread(ts)
        assert 1 == len(s.whispers(s.ana))
        assert [] == _leaks(s)


@pytest.mark.parametrize("code", ["not_in_channel", "channel_not_found", "restricted_action"])
async def test_where_nothing_ephemeral_can_be_shown_it_goes_directly(
    tmp_path: Path, code: str
) -> None:
    async with stage(tmp_path) as s:
        await _begun(s)
        s.d.faults.add("chat.postEphemeral", faults.error(code), times=None)
        before = len(s.dm(s.ana))
        ts = await s.ask(s.ana, "mydata")

        assert [] == s.in_thread(ts)
        assert before + 1 == len(s.dm(s.ana))
        assert [] == _leaks(s)


async def test_where_nothing_private_is_taken_nothing_is_said(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await _begun(s)
        s.d.faults.add("chat.postEphemeral", faults.error("user_not_in_channel"), times=None)
        s.d.world.users[s.ana].refuses_dm = "messages_tab_disabled"
        ts = await s.ask(s.ana, "mydata")

        assert [] == s.in_thread(ts)
        assert [] == _leaks(s)


async def test_staff_are_answered_directly_wherever_others_read(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await _begun(s)
        for line in LISTS:
            before = len(s.dm(s.sam))
            ts = await s.ask(s.sam, line)

            assert before + 1 == len(s.dm(s.sam)), line
            assert [] == s.in_thread(ts)
        assert [] == _leaks(s)


async def test_staff_are_answered_in_the_staff_room_where_all_are_staff(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await _begun(s)
        before = len(s.whispers(s.sam))
        for line in LISTS:
            await s.ask(s.sam, line, s.staff)

        assert before + len(LISTS) == len(s.d.ephemerals(s.sam, s.staff))
        assert [] == _leaks(s)


async def test_staff_whose_direct_messages_are_refused_find_it_in_the_staff_room(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        await _begun(s)
        s.d.world.users[s.sam].refuses_dm = "messages_tab_disabled"
        before = len(s.d.ephemerals(s.sam, s.staff))
        await s.ask(s.sam, "queue")

        assert before + 1 == len(s.d.ephemerals(s.sam, s.staff))
        assert [] == _leaks(s)


async def test_a_slash_command_is_answered_to_whoever_gave_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await _begun(s)
        await s.slash(s.sam, s.help, "queue")
        await s.slash(s.ana, s.help, "mydata")

        assert [] == _leaks(s)


def test_what_another_is_told_does_not_take_the_way_of_who_acted() -> None:
    """Staff who hand a message over act, and its author is answered."""
    urls = ResponseUrls(lambda: 0.0)
    urls.keep("slack:i:1", "https://hooks.slack.com/actions/1", "U0SAM")

    assert urls.take("slack:i:1", "U0ANA") is None
    assert urls.take("slack:i:1", "U0SAM") is not None


async def test_home_shows_each_only_what_is_theirs(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await _begun(s)
        for user in (s.ana, s.ben, s.sam):
            await s.d.open_home(user)
        await s.settle()

        assert [] == _leaks(s)


async def test_an_erasure_is_announced_to_nobody_else(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        await s.say(s.ana, "dm", "forgetme")
        await s.say(s.ana, "dm", "forgetme yes")

        assert "Ticket 1 is closed." == s.in_thread(ts)[-1]
        assert not any("erased" in each for each in s.in_thread(ts))


async def test_an_erasure_by_a_lead_is_told_to_its_person_alone(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        await s.slash(s.lea, s.staff, "erase ana yes")

        assert "Ticket 1 is closed." == s.in_thread(ts)[-1]
        assert ["has been erased" in each for each in s.whispers(s.ana)] == [True]


async def test_a_command_in_front_of_the_customer_is_no_answer(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        await s.say(s.sam, s.help, f"note 1 {NOTE}", ts)

        ticket = await s.ticket()
        assert ticket.first_response_at is None
        assert not ticket.person_present
        assert "so I have done nothing" in s.dm(s.sam)[-1]["text"]
