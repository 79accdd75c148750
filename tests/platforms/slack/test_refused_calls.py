"""What Slack refuses or can't say: the desk does without it, or says in words what is wrong."""

import asyncio
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from slack_sdk.errors import SlackApiError

from bot.desk.nouns.ticket import TicketState
from bot.platforms.slack.connection.refusals import retry_after
from bot.platforms.slack.knowing.people import StandingUnknown

from .double import Options, State, faults
from .double.world import Group
from .stage import KNOWN, UNKNOWN, stage


async def test_a_broken_auth_test_does_not_make_us_deaf(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.faults.add("auth.test", faults.server_error(), times=None)

        ts = await s.ask(s.ana, KNOWN)

        assert 1 == len(s.in_thread(ts))
        s.sound()


async def test_names_that_cannot_be_looked_up_hold_nothing_up(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.faults.add("users.info", faults.server_error(), times=None)

        ts = await s.ask(s.ana, KNOWN)

        assert [State.ACKED] * 2 == [d.state for d in s.d.deliveries_of(ts)]
        assert 1 == len(s.in_thread(ts))


async def test_rights_that_cannot_be_known_are_refused(tmp_path: Path) -> None:
    env = {"SLACK_STAFF_USERS": "", "SLACK_STAFF_GROUP": "S0000TEAM"}
    async with stage(tmp_path, env) as s:
        s.d.world.groups["S0000TEAM"] = Group("S0000TEAM", "team", [s.sam])
        s.d.faults.add("usergroups.users.list", faults.server_error(), times=None)
        person = s.slack._people.person(s.sam)

        with pytest.raises(StandingUnknown):
            await s.slack.role(person)


@pytest.mark.parametrize(
    "refused",
    [{"context_actions"}, {"context_actions", "rich_text"}, {"rich_text", "actions", "context"}],
    ids=["no-thumbs", "no-rich-text", "text-only"],
)
async def test_blocks_that_a_workspace_refuses_give_way_to_plainer_ones(
    tmp_path: Path, refused: set[str]
) -> None:
    async with stage(tmp_path, workspace=Options(refused_blocks=refused)) as s:
        first, second = await s.ask(s.ana, KNOWN), await s.ask(s.ben, KNOWN)

        assert [1, 1] == [len(s.in_thread(ts)) for ts in (first, second)]
        assert {} == s.d.duplicates()
        attempts = len(s.d.calls_of("chat.postMessage"))
        assert attempts <= 5


async def test_without_agent_features_everything_works_and_they_are_left_off(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, workspace=Options(agent_features=False)) as s:
        for _ in range(3):
            await s.ask(s.ana, KNOWN)
            await s.say(s.ben, "dm", KNOWN)
            await s.d.open_home(s.ana, "messages")
            await s.settle()

        agent = [c for c in s.d.calls if c.method.startswith(("assistant.", "agents."))]
        once_each = {c.method for c in agent}
        assert len(agent) <= len(once_each) + 1, "a mention comes as two events, side by side"
        assert 3 == len(s.dm(s.ben))
        s.sound()


async def test_a_removed_app_stops_with_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage(tmp_path) as s:
        await s.d.uninstall()
        await s.d.until(lambda: not s.d.connections, within=10)
        for _ in range(50):
            await asyncio.sleep(0.02)

        assert "The app was removed from the Slack workspace" in caplog.text


async def test_a_refused_call_is_told_in_words(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        [card] = s.cards()
        s.d.world.users[s.ana].refuses_dm = "user_disabled"
        await s.d.archive(s.help)
        await s.press(s.sam, card["ts"], "Reply")
        await s.submit(s.sam, text="On Wednesdays.")

        told = [text for text in s.under(card) if "Not delivered to ana" in text]
        assert "Not delivered to ana: their account is deactivated" in told[0]
        assert 1 == len(s.in_thread(ts))
        ticket = await s.ticket()
        assert (TicketState.OPEN, None) == (ticket.state, ticket.first_response_at)
        with pytest.raises(SlackApiError):
            await s.slack._calls.web.chat_postMessage(channel=s.help, text="x")


@pytest.mark.parametrize(
    ("code", "accepted"),
    [
        ("a_word_of_next_year", False),
        ("a_word_of_next_year", True),
        ("team_added_to_org", False),
        ("external_channel_migrating", False),
        ("update_failed", False),
    ],
)
async def test_an_answer_of_slack_s_that_is_not_known_gives_no_reply_up(
    tmp_path: Path, code: str, accepted: bool
) -> None:
    async with stage(tmp_path) as s:
        s.d.faults.add("chat.postMessage", faults.error(code, accepted=accepted), times=1)

        ts = await s.ask(s.ana, KNOWN)
        await s.app.advance(timedelta(minutes=6))

        assert 1 == len(s.in_thread(ts))
        assert {} == s.d.duplicates()


async def test_an_answer_that_names_no_message_is_looked_for(tmp_path: Path) -> None:
    nameless = faults.Fault(faults.Kind.ANSWER, accepted=True, body={"ok": True})
    async with stage(tmp_path) as s:
        s.d.faults.add("chat.postMessage", nameless, times=1)

        ts = await s.ask(s.ana, KNOWN)
        await s.app.advance(timedelta(minutes=6))

        assert 1 == len(s.in_thread(ts))
        rows = s.store.read_now(lambda journal: journal.rows("SELECT posted FROM outbox"))  # type: ignore[attr-defined]
        assert "None" not in {row[0] for row in rows}


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("7", 7), ("1e30", 30), ("9" * 40, 3600), ("-1", 30), ("nan", 30), ("", 30)],
)
def test_a_wait_that_slack_asks_for_has_bounds(said: str, seconds: float) -> None:
    response = SimpleNamespace(headers={"Retry-After": said}, data={}, status_code=429)
    assert seconds == retry_after(SlackApiError("", response))  # type: ignore[no-untyped-call]
