"""What Slack refuses has not been said: a customer whose direct messages are closed, a room that is gone."""

import re
from datetime import timedelta
from pathlib import Path

from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.ticket import TicketState
from tests.platforms.slack.stage import stage

UNKNOWN = "when are the gates of the northern annex painted"


async def test_a_reply_to_closed_messages_is_not_given_and_can_be_sent_again(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ana, "dm", UNKNOWN)
        [card] = s.cards()
        s.d.world.users[s.ana].refuses_dm = "user_disabled"
        await s.slash(s.sam, s.staff, "reply 1 On Wednesdays.")

        [warned] = [text for text in s.under(card) if "Not delivered to ana" in text]
        assert "It doesn't count as said" in warned
        assert "On Wednesdays." in warned
        await s.slash(s.lea, s.staff, "ticket 1")
        assert "On Wednesdays." in s.whispers(s.lea)[-1]
        ticket = await s.ticket()
        assert (TicketState.OPEN, None) == (ticket.state, ticket.first_response_at)
        [owed] = await s.store.read(lambda journal: journal.promises(1))
        assert (PromiseState.OPEN, True) == (owed.state, owed.told_at is not None)

        s.d.world.users[s.ana].refuses_dm = None
        [number] = re.findall(r"resend (\d+)", warned)
        await s.slash(s.sam, s.staff, f"resend {number}")
        ticket = await s.ticket()
        assert TicketState.PENDING is ticket.state
        assert "On Wednesdays." in s.dm(s.ana)[-1]["text"]


async def test_without_its_room_the_team_is_not_said_to_have_a_question(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.d.archive(s.staff)
        await s.say(s.ana, "dm", UNKNOWN)
        await s.later(seconds=timedelta(seconds=30).total_seconds())

        said = s.dm(s.ana)[-1]["text"]
        assert "saved as ticket 1" in said
        assert "The team has" not in said
