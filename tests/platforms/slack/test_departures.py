"""Customers whose account was deactivated, and rooms that are gone: staff hear of it once, and nothing is
sent to nobody."""

from pathlib import Path

import pytest

from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.ticket import Ending, TicketState
from tests.platforms.slack.double.settings import JSON
from tests.platforms.slack.stage import KNOWN, UNKNOWN, Stage, stage

HURT = "my son was hurt by your bike, he is bleeding"


def told(s: Stage, card: JSON, words: str) -> list[str]:
    return [text for text in s.under(card) if words in text]


async def test_a_deactivated_customer_s_ticket_is_settled_and_said_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ana, "dm", UNKNOWN)
        [card] = s.cards()
        said = len(s.dm(s.ana))
        for _ in range(2):
            await s.d.deactivate(s.ana)
            await s.settle()
        await s.later(days=30)

        [words] = told(s, card, "ana is gone: their account was deactivated.")
        assert "ticket 1 is closed, unconfirmed" in words
        assert said == len(s.dm(s.ana))
        ticket = await s.ticket()
        assert (TicketState.CLOSED, Ending.UNCONFIRMED) == (ticket.state, ticket.ending)
        promises = await s.store.read(lambda journal: journal.promises(1))
        assert {PromiseState.RELEASED} == {each.state for each in promises}


@pytest.mark.parametrize("heard", [True, False])
async def test_a_reply_in_a_channel_to_a_deactivated_account_is_not_called_delivered(
    tmp_path: Path, *, heard: bool
) -> None:
    async with stage(tmp_path) as s:
        if not heard:
            s.d.options.events.discard("user_change")
        await s.say(s.ana, s.help, f"<@{s.d.world.bot_user}> {UNKNOWN}")
        [card] = s.cards()
        said = len(s.d.posts(s.help))
        await s.d.deactivate(s.ana)
        await s.restart()
        await s.slash(s.sam, s.staff, "reply 1 On Tuesdays.")
        await s.later(days=30)

        [words] = told(s, card, "Not delivered to ana: their account is deactivated")
        assert "On Tuesdays." in words
        assert said == len(s.d.posts(s.help))


@pytest.mark.parametrize("heard", [True, False])
async def test_a_reply_to_to_a_deactivated_account_is_not_called_delivered(
    tmp_path: Path, *, heard: bool
) -> None:
    async with stage(tmp_path) as s:
        if not heard:
            s.d.options.events.discard("user_change")
        await s.say(s.ana, "dm", HURT)
        [card] = s.cards()
        said = len(s.dm(s.ana))
        await s.d.deactivate(s.ana)
        await s.restart()
        await s.slash(s.sam, s.staff, "reply 1 Is he well?")

        assert heard == bool(told(s, card, "Ticket 1 is urgent, so it stays open"))
        [words] = told(s, card, "Not delivered to ana: their account is deactivated")
        assert "Is he well?" in words
        assert said == len(s.dm(s.ana))
        assert TicketState.OPEN is (await s.ticket()).state


async def test_who_comes_back_and_writes_opens_it_again(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ana, "dm", UNKNOWN)
        await s.d.deactivate(s.ana)
        await s.settle()
        await s.d.deactivate(s.ana, back=True)
        await s.say(s.ana, "dm", "I am back. Any news on my bicycle?")
        await s.slash(s.sam, s.staff, "reply 1 Yes, we can.")

        assert "Yes, we can." in s.dm(s.ana)[-1]["text"]


@pytest.mark.parametrize(
    ("act", "why"),
    [("archive", "that channel was archived."), ("leave", "I was taken out of it.")],
)
async def test_where_the_room_is_gone_they_are_written_to_directly(
    tmp_path: Path, act: str, why: str
) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ana, s.help, f"<@{s.d.world.bot_user}> {UNKNOWN}")
        await s.say(s.ben, "dm", UNKNOWN)
        card, other = s.cards()
        if act == "archive":
            await s.d.archive(s.help)
        else:
            await s.d.leave(s.d.world.bot_user, s.help)
        await s.settle()
        await s.slash(s.sam, s.staff, "reply 1 On Tuesdays.")

        [words] = told(s, card, "The place where ana asked is gone")
        assert why in words
        assert [] == told(s, other, "is gone")
        assert "On Tuesdays." in s.dm(s.ana)[-1]["text"]
        assert TicketState.PENDING is (await s.ticket()).state


async def test_that_they_are_gone_is_erased_with_them(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ana, "dm", UNKNOWN)
        await s.d.deactivate(s.ana)
        await s.settle()
        await s.slash(s.lea, s.staff, "erase ana yes")
        await s.settle()

        kept = await s.store.read(
            lambda journal: journal.db.execute("SELECT * FROM inbox").fetchall()  # type: ignore[attr-defined]
        )
        assert [] == [row for row in kept if "deactivated" in str(row)]


async def test_nothing_is_said_of_whom_nobody_works_for(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ana, "dm", KNOWN)
        await s.d.deactivate(s.ana)
        await s.settle()

        assert [] == s.cards()


async def test_what_somebody_of_the_team_had_is_everybody_s_once_their_account_is_gone(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ana, "dm", UNKNOWN)
        [card] = s.cards()
        await s.slash(s.sam, s.staff, "claim 1")
        for _ in range(2):
            await s.d.deactivate(s.sam)
            await s.settle()

        [words] = told(s, card, "sam of the team is gone: their account was deactivated.")
        assert "Ticket 1 is free again" in words
        [word] = [
            each["text"] for each in s.dm(s.ana) if "sam is no longer on this" in each["text"]
        ]
        assert "I've told the team. You'll hear by" in word
        ticket = await s.ticket()
        assert (TicketState.NEW, None) == (ticket.state, ticket.owner)


async def test_a_deactivated_account_is_staff_no_longer_from_that_moment(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        sam = Person(id=f"slack:{s.d.world.team_id}:{s.sam}", name="sam")
        assert Role.AGENT is await s.slack.role(sam)
        await s.d.deactivate(s.sam)
        await s.settle()

        assert Role.CUSTOMER is await s.slack.role(sam)
