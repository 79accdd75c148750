"""What doctor finds on Slack, and that the manifest asks for what is used and no more."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.platforms.slack import checks, live, manifest
from bot.platforms.slack.setup.manifest import AGENT_SCOPES, SCOPES, WITHOUT
from bot.settings.loading import load
from bot.settings.settings import Settings
from bot.settings.values import StaffRoom

from .double import Options, SlackDouble

WRONG_BOT, WRONG_APP = "xoxb-1-1-wrong", "xapp-1-A0-1-wrong"


@asynccontextmanager
async def workspace(
    options: Options | None = None, /, **env: str
) -> AsyncIterator[tuple[SlackDouble, Settings]]:
    async with SlackDouble(options=options) as double:
        sam = double.world.add_user("sam")
        staff = double.world.add_channel("desk", members=[sam], private=True)
        given = {
            "SLACK_BOT_TOKEN": double.bot_token,
            "SLACK_APP_TOKEN": double.app_token,
            "SLACK_API_URL": double.api_url,
            "SLACK_STAFF_CHANNEL": staff,
            "SLACK_LEADS": sam,
        }
        yield double, load({**given, **env})


def wrong(found: list[object]) -> str:
    return "\n".join(f"{c.ok} {c.what}" for c in found if c.ok is not True)  # type: ignore[attr-defined]


async def test_all_is_well_in_a_well_made_workspace() -> None:
    async with workspace() as (double, settings):
        found = await checks(settings)

        assert "" == wrong(list(found))
        assert double.posts() == []
        assert double.violations == []


async def test_every_fault_has_an_effect_and_a_fix() -> None:
    options = Options(scopes={"chat:write", "channels:read", "users:read"}, user_groups=False)
    env = {
        "SLACK_STAFF_GROUP": "S0000TEAM",
        "SLACK_ANSWER_CHANNELS": "C0000HELP,C0000GONE",
        "SLACK_LEADS": "",
        "SLACK_STAFF_USERS": "U0000EVE",
    }
    async with workspace(options, **env) as (double, settings):
        double.world.add_user("eve", id="U0000EVE", team_id="T0ELSEWHERE")
        double.world.add_channel("help", bot=False)

        found = await checks(settings)

        faults = [each for each in found if each.ok is False]
        assert all(each.effect and each.fix for each in faults)
        text = wrong(list(found))
        for words in (
            "permission im:history is missing",
            "The app is not in #help",
            "C0000GONE can't be looked at",
            "members of the staff group can't be read",
            "Eve is of another workspace",
            "No lead is named",
        ):
            assert words in text


async def test_a_bad_bot_token_is_said_at_once() -> None:
    async with workspace(SLACK_BOT_TOKEN=WRONG_BOT) as (_, settings):
        [check] = await checks(settings)

        assert check.ok is False
        assert "does not take the bot token" in check.what


async def test_a_bad_app_token_and_other_copies_are_found() -> None:
    async with workspace(SLACK_APP_TOKEN=WRONG_APP) as (_, settings):
        assert "No connection with the app token" in wrong(list(await checks(settings)))


async def test_a_throttled_app_is_found() -> None:
    async with workspace(Options(history_page=15)) as (double, settings):
        [sam] = [u.id for u in double.world.users.values() if u.name == "sam"]
        for number in range(20):
            await double.say(sam, settings.slack_staff_channel, f"{number}", event=False)

        assert "fifteen messages" in wrong(list(await checks(settings)))


async def test_what_is_not_heard_is_said_and_a_private_staff_channel_is_well() -> None:
    async with workspace() as (_, settings):
        said = "\n".join(each.what for each in await checks(settings))

        assert "The staff channel: #desk (private)" in said
        assert "workflows, polls and other apps that mention the bot are not answered" in said


async def test_a_group_message_is_no_staff_channel() -> None:
    async with workspace() as (double, settings):
        room = double.world.add_group_dm([double.world.add_user("lea")])
        changed = replace(settings, slack_staff_channel=room)

        assert "direct message of several people" in wrong(list(await checks(changed)))


async def test_the_one_staff_room_for_all_is_looked_at_like_slacks_own() -> None:
    async with workspace() as (_, settings):
        room = settings.slack_staff_channel
        shared = replace(settings, slack_staff_channel="", staff_room=StaffRoom("slack", room))
        found = await checks(shared)

        assert "" == wrong(list(found))
        assert "The staff channel: #desk (private)" in [each.what for each in found]


async def test_the_channel_of_the_weekly_report_has_to_have_the_app_in_it() -> None:
    async with workspace() as (double, settings):
        heads, other = (double.world.add_channel(n, bot=n == "heads") for n in ("heads", "other"))
        well = replace(settings, weekly_room=StaffRoom("slack", heads))
        absent = replace(settings, weekly_room=StaffRoom("slack", other))

        assert "" == wrong(list(await checks(well)))
        assert "False The app is not in #other" == wrong(list(await checks(absent)))


async def test_a_team_that_works_on_discord_is_no_fault_of_slacks() -> None:
    async with workspace() as (_, settings):
        alone = replace(settings, slack_staff_channel="")
        chosen = replace(alone, staff_room=StaffRoom("discord", "1234567890"))

        assert "None SLACK_STAFF_CHANNEL is empty" == wrong(list(await checks(alone)))
        assert "" == wrong(list(await checks(chosen)))


async def test_staff_named_by_their_id_in_the_organisation_are_known() -> None:
    async with workspace(Options(enterprise="E0000ORG"), SLACK_LEADS="W0000SAM") as (double, found):
        double.world.add_user("sam2", id="W0000SAM", team_id="T0SISTER")
        double.world.users["W0000SAM"].org_id = "W0000SAM"

        assert "" == wrong(list(await checks(found)))


async def test_live_leaves_nothing_behind() -> None:
    async with workspace() as (double, settings):
        found = await live(settings)

        assert "" == wrong(list(found))
        assert double.posts() == []
        assert double.violations == []


@pytest.mark.parametrize("agent", [True, False])
def test_the_manifest_explains_each_permission(agent: bool) -> None:
    text = manifest(agent=agent)
    wanted = {**SCOPES, **(AGENT_SCOPES if agent else {})}

    scopes = re.findall(r"^      - ([\w:.]+)  # \S", text, re.MULTILINE)
    assert sorted(wanted) == scopes[: len(wanted)]
    assert set(SCOPES) == set(WITHOUT)
    assert agent == ("  agent_view:" in text)
    assert agent == ("agent_session_stopped\n" in text)
    assert all(len(line) - len(line.lstrip()) in {0, 2, 4, 6} for line in text.splitlines())


def test_every_call_in_the_code_has_its_permission_in_the_manifest() -> None:
    needs = {
        "users_info": "users:read",
        "usergroups_users_list": "usergroups:read",
        "conversations_open": "im:write",
        "chat_postMessage": "chat:write",
        "users.conversations": "channels:read",
        "conversations.history": "channels:history",
    }
    folder = Path(__file__).parents[3] / "bot/platforms/slack"
    code = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.py"))

    assert all(call in code and scope in SCOPES for call, scope in needs.items())
    assert "reactions_add" not in code
