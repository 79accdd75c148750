"""What `doctor` can find out about Discord: over REST alone, writing nothing.

Every finding says what follows from it and how it is mended.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import discord

from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms.check import Check
from bot.platforms.discord.around.tags import NAMES
from bot.platforms.discord.connection.breaker import Breaker
from bot.platforms.discord.connection.client import DeskClient, Events, Patience
from bot.platforms.discord.connection.connection import REFUSED, point_at
from bot.platforms.discord.connection.refusals import FAILURES
from bot.platforms.discord.hearing import slash
from bot.platforms.discord.setup.manifest import RIGHTS, invite, right_name
from bot.platforms.staff import staff_channel, weekly_channel, worked_on_elsewhere
from bot.settings.settings import Settings

Raw = Mapping[str, Any]
_FORUM = 15
_STAFFS, _TEAMS = "staff channel", "channel of the team"
_NOT_HEARD = (
    "People are heard where they mention the bot, in direct messages and in its threads; bots and "
    "webhooks that mention it are not answered: nobody in particular asks"
)
_EVERYTHING = discord.Permissions.all()


async def checks(settings: Settings, teams: Mapping[str, str] | None = None) -> list[Check]:
    """Token, intents, rooms and rights in them, commands; `teams`: the team that works in a room, by its id."""
    async with _client(settings) as (client, problem):
        if problem is not None:
            return [problem]
        found = [_token(client), _intent(settings, client), *_staff(settings)]
        rooms = {number: f"{_TEAMS} {team}" for number, team in (teams or {}).items()}
        for number, use in {**rooms, **_rooms(settings)}.items():
            found += await _room(client, number, use)
        return [*found, await _commands(client), Check(ok=True, what=_NOT_HEARD)]


@asynccontextmanager
async def _client(settings: Settings) -> AsyncIterator[tuple[discord.Client, Check | None]]:
    """A client that is logged in but never connects to the gateway."""
    point_at(settings.discord_api_url, settings.discord_gateway_url)
    trace = Breaker(lambda: 0.0).trace()
    client = DeskClient(Events(), Patience(), content=False, trace=trace)
    problem = None
    try:
        await client.login(settings.discord_token)
    except discord.LoginFailure:
        problem = Check(
            ok=False,
            what="Discord refuses the token",
            effect="The desk can't connect to Discord at all.",
            fix=REFUSED,
        )
    except FAILURES as error:
        problem = Check(
            ok=False,
            what=f"Discord can't be reached ({type(error).__name__})",
            effect="Nothing is heard and nothing is said there until it can be.",
            fix="Look at this computer's connection, its proxy and DISCORD_API_URL.",
        )
    try:
        yield client, problem
    finally:
        await client.close()


def _token(client: discord.Client) -> Check:
    name = client.user.name if client.user else "the bot"
    return Check(ok=True, what=f"Discord knows the token: {name}")


def _intent(settings: Settings, client: discord.Client) -> Check:
    flags = client.application.flags if client.application else discord.ApplicationFlags()
    allowed = flags.gateway_message_content or flags.gateway_message_content_limited
    wanted = bool(settings.discord_answer_channels)
    if wanted and not allowed:
        return Check(
            ok=False,
            what="DISCORD_ANSWER_CHANNELS is set, but the Message Content intent is off",
            effect="Discord closes the connection: the desk doesn't run there.",
            fix="Developer Portal > Bot > Privileged Gateway Intents > Message Content Intent, "
            "or leave DISCORD_ANSWER_CHANNELS empty.",
        )
    if allowed and not wanted:
        return Check(
            ok=None,
            what="The Message Content intent is on, and nothing uses it",
            effect="The bot may read more than it needs.",
            fix="Switch it off, or name DISCORD_ANSWER_CHANNELS.",
        )
    how = "reads new posts in the answer channels" if wanted else "reads mentions, DMs, commands"
    return Check(ok=True, what=f"Intents fit: it {how}")


def _staff(settings: Settings) -> list[Check]:
    found = []
    if not (settings.discord_staff_roles or settings.discord_staff_users or settings.discord_leads):
        found.append(
            Check(
                ok=False,
                what="Nobody is staff on Discord",
                effect="Tickets can be answered by nobody there.",
                fix="Set DISCORD_STAFF_ROLES or DISCORD_STAFF_USERS.",
            )
        )
    return found + worked_on_elsewhere(settings, "discord")


def _rooms(settings: Settings) -> dict[str, str]:
    rooms = dict.fromkeys(settings.discord_answer_channels, "answer channel")
    if weekly := weekly_channel(settings, "discord"):
        rooms[weekly] = "channel of the weekly report"
    staff = staff_channel(settings, "discord")
    if staff:
        rooms[staff] = _STAFFS
    return rooms


async def _room(client: discord.Client, number: str, use: str) -> list[Check]:
    """Whether the bot sees a room, and has its rights there."""
    try:
        room: Raw = await client.http.get_channel(int(number))
    except (discord.NotFound, discord.Forbidden):
        application = str(client.application_id or "")
        return [
            Check(
                ok=False,
                what=f"The {use} {number} can't be seen",
                effect="What should be said there is not said.",
                fix="Check the id; add the bot to the channel (Edit Channel > Permissions); "
                f"if it is not in the server: {invite(application)}",
            )
        ]
    except FAILURES as error:
        return [Check(ok=None, what=f"The {use} {number} was not looked at: {error}")]
    name = f"#{room.get('name', number)}"
    found = []
    try:
        roles: Sequence[Raw] = await client.http.get_roles(int(room["guild_id"]))
        missing = await _missing(client, room, roles)
    except FAILURES as error:
        return [Check(ok=None, what=f"Rights in {name} are not known: {error}")]
    found += [
        Check(
            ok=False,
            what=f"In {name} the bot lacks {right_name(right)}",
            effect=f"It can't {RIGHTS[right]}.",
            fix=f"Edit Channel > Permissions > the bot's role: allow {right_name(right)}.",
        )
        for right in missing
    ]
    if not missing:
        found.append(Check(ok=True, what=f"In {name} ({use}) the bot has all its rights"))
    if use.startswith((_STAFFS, _TEAMS)) and _open_to_all(room, roles):
        found.append(
            Check(
                ok=None,
                what=f"The {use} {name} can be read by everybody in the server",
                effect="Others can read what customers wrote and what staff say of it.",
                fix="Edit Channel > Permissions: make it private, and add the staff role and me.",
            )
        )
    if room["type"] == _FORUM:
        found += _forum_tags(room, name)
    return found


def _forum_tags(room: Raw, name: str) -> list[Check]:
    there = {str(tag["name"]).casefold() for tag in room.get("available_tags") or ()}
    lacking = [tag for tag in NAMES if tag.casefold() not in there]
    if not lacking:
        return []
    return [
        Check(
            ok=None,
            what=f"The forum {name} lacks the tags {', '.join(lacking)}",
            effect="Its posts don't show whether they are with the team or solved.",
            fix="Edit Channel > Tags: make them, spelled like that.",
        )
    ]


async def _missing(client: discord.Client, room: Raw, roles: Sequence[Raw]) -> list[str]:
    guild, me = int(room["guild_id"]), client.user.id if client.user else 0
    member: Raw = await client.http.get_member(guild, me)
    mine = {str(guild), *map(str, member["roles"])}
    base = _granted(roles, mine)
    has = discord.Permissions(base)
    if not has.administrator:
        has = discord.Permissions(_overwritten(base, room, str(guild), mine, str(me)))
    else:
        has = _EVERYTHING
    return [right for right in RIGHTS if not getattr(has, right)]


def _granted(roles: Sequence[Raw], mine: set[str]) -> int:
    base = 0
    for role in roles:
        if str(role["id"]) in mine:
            base |= int(role["permissions"])
    return base


def _open_to_all(room: Raw, roles: Sequence[Raw]) -> bool:
    """Whether somebody with no role at all can read a room."""
    everyone = str(room["guild_id"])
    granted = _granted(roles, {everyone})
    has = _overwritten(granted, room, everyone, {everyone}, "")
    return discord.Permissions(has).view_channel


def _overwritten(base: int, room: Raw, everyone: str, mine: set[str], me: str) -> int:
    """Discord's order: everyone's, then the roles' together, then one's own."""
    by_id = {str(each["id"]): each for each in room.get("permission_overwrites") or ()}
    groups = [[everyone], [each for each in mine if each != everyone], [me]]
    for group in groups:
        known = [by_id[each] for each in group if each in by_id]
        deny = allow = 0
        for each in known:
            deny |= int(each["deny"])
            allow |= int(each["allow"])
        base = base & ~deny | allow
    return base


async def _commands(client: discord.Client) -> Check:
    wanted = {(each["type"], each["name"]) for each in slash.definitions(Wording(read_locales()))}
    try:
        there: Sequence[Raw] = await client.http.get_global_commands(client.application_id or 0)
    except FAILURES as error:
        return Check(ok=None, what=f"Commands were not looked at: {error}")
    known = {(each["type"], each["name"]) for each in there}
    if wanted - known:
        return Check(
            ok=None,
            what=f"{len(wanted - known)} commands are not known to Discord yet",
            effect="Until then people can't pick them after a slash.",
            fix="Start Front Desk; it tells Discord by itself. Then restart the Discord app.",
        )
    return Check(ok=True, what=f"{len(wanted)} commands are known to Discord")
