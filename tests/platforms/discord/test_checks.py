"""What `doctor` finds wrong on Discord, with what follows and how to mend it.

Each test breaks one thing and expects that one thing to be named.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.platforms.check import Check
from bot.platforms.discord import checks
from bot.settings.values import StaffRoom

from .adapter import settings_for
from .double import DiscordDouble, Permission, redirect
from .harness import Desk, Town


@pytest.fixture
async def pointed(double: DiscordDouble) -> AsyncIterator[DiscordDouble]:
    with redirect(double):
        yield double


def wrong(found: list[Check]) -> list[str]:
    assert all(check.effect and check.fix for check in found if check.ok is False)
    return [check.what for check in found if check.ok is False]


async def test_all_is_well_once_it_has_run(desk: Desk, place: Town) -> None:
    found = await checks(desk.settings)

    assert [] == [check.what for check in found if check.ok is not True]
    assert any("#front-desk (staff channel) the bot has all" in check.what for check in found)
    assert any("bots and webhooks that mention it are not answered" in each.what for each in found)


async def test_a_refused_token(pointed: DiscordDouble) -> None:
    settings = settings_for(pointed, pointed.add_text("staff"), discord_token="a.b.c")  # noqa: S106

    assert ["Discord refuses the token"] == wrong(await checks(settings))


async def test_discord_out_of_reach(pointed: DiscordDouble) -> None:
    pointed.fault("GET /users/@me", status=503)
    settings = settings_for(pointed, pointed.add_text("staff"))

    assert ["Discord can't be reached (DiscordServerError)"] == wrong(await checks(settings))


async def test_an_intent_that_is_off(pointed: DiscordDouble) -> None:
    help_ = pointed.add_text("help")
    settings = settings_for(
        pointed, help_, discord_answer_channels=(help_.id,), discord_staff_users=("5",)
    )

    assert ["DISCORD_ANSWER_CHANNELS is set, but the Message Content intent is off"] == wrong(
        await checks(settings)
    )


async def test_a_room_without_a_right_or_out_of_sight(pointed: DiscordDouble) -> None:
    staff, hidden = pointed.add_text("staff"), pointed.add_text("hidden")
    pointed.overwrite(staff, pointed.bot_role, deny=Permission.READ_MESSAGE_HISTORY)
    pointed.overwrite(hidden, pointed.bot_role, deny=Permission.VIEW_CHANNEL)
    pointed.allow_intents(content=True)
    settings = settings_for(
        pointed, staff, discord_answer_channels=(hidden.id,), discord_staff_users=("5",)
    )

    assert [
        f"The answer channel {hidden.id} can't be seen",
        "In #staff the bot lacks Read Message History",
    ] == wrong(await checks(settings))


async def test_a_forum_without_tags_and_nobody_on_the_staff(pointed: DiscordDouble) -> None:
    forum = pointed.add_forum("questions", ["open"])
    pointed.allow_intents(content=True)
    settings = settings_for(pointed, pointed.add_text("staff"), discord_answer_channels=(forum.id,))
    found = await checks(settings)

    assert ["Nobody is staff on Discord"] == wrong(found)
    lacking = "The forum #questions lacks the tags With the team, Solved"
    assert lacking in [check.what for check in found if check.ok is None]


async def test_commands_that_discord_does_not_know_yet(pointed: DiscordDouble) -> None:
    settings = settings_for(pointed, pointed.add_text("staff"), discord_staff_users=("5",))
    found = await checks(replace(settings, discord_staff_channel=""))
    notes = [check.what for check in found if check.ok is None]

    assert "DISCORD_STAFF_CHANNEL is empty" in notes
    assert any("commands are not known to Discord yet" in note for note in notes)


async def test_the_channel_of_the_weekly_report(pointed: DiscordDouble) -> None:
    staff, heads = pointed.add_private("staff"), pointed.add_text("heads")
    given = settings_for(pointed, staff, discord_staff_users=("5",))
    found = await checks(replace(given, weekly_room=StaffRoom("discord", str(heads.id))))

    assert any("#heads (channel of the weekly report) the bot has" in each.what for each in found)


@pytest.mark.parametrize("private", [False, True], ids=["open", "private"])
async def test_a_staff_channel_that_all_can_read(pointed: DiscordDouble, private: bool) -> None:
    staff = pointed.add_private("staff") if private else pointed.add_text("staff")
    pointed.overwrite(staff, pointed.bot_role, allow=Permission.VIEW_CHANNEL)
    found = await checks(settings_for(pointed, staff, discord_staff_users=("5",)))

    said = "The staff channel #staff can be read by everybody in the server"
    assert private is (said not in [check.what for check in found if check.ok is None])


async def test_the_rooms_of_teams(pointed: DiscordDouble) -> None:
    staff, own, hidden = (
        pointed.add_private("staff"),
        pointed.add_text("money"),
        pointed.add_text("hidden"),
    )
    pointed.overwrite(hidden, pointed.bot_role, deny=Permission.VIEW_CHANNEL)
    settings = settings_for(pointed, staff, discord_staff_users=("5",))
    found = await checks(settings, {str(own.id): "billing", str(hidden.id): "strings"})
    notes = [check.what for check in found if check.ok is None]

    assert [f"The channel of the team strings {hidden.id} can't be seen"] == wrong(found)
    assert "The channel of the team billing #money can be read by everybody in the server" in notes
