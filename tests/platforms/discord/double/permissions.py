"""Who may do what where, by Discord's own order of roles and overwrites.

The order is the one in topics/permissions; nothing else in the double decides about rights.
"""

from __future__ import annotations

from enum import IntFlag

from .wire import PRIVATE_THREAD, Refused, refuse
from .world import Channel, Guild, World


class Permission(IntFlag):
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38


P = Permission
EVERYTHING = (1 << 53) - 1
IN_DM = int(
    P.ADD_REACTIONS
    | P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.EMBED_LINKS
    | P.ATTACH_FILES
    | P.READ_MESSAGE_HISTORY
)
EVERYONE = IN_DM | int(
    P.USE_APPLICATION_COMMANDS | P.CREATE_PUBLIC_THREADS | P.SEND_MESSAGES_IN_THREADS
)
BOT = 395137109056
"""What the invite link asks for: view, send, threads, embed, attach, history, reactions."""


def in_guild(guild: Guild, user_id: str) -> int:
    member = guild.members.get(user_id)
    if member is None:
        return 0
    if user_id == guild.owner_id:
        return EVERYTHING
    rights = guild.roles[guild.id].permissions
    for role_id in member.roles:
        rights |= guild.roles[role_id].permissions if role_id in guild.roles else 0
    return EVERYTHING if rights & P.ADMINISTRATOR else rights


def in_channel(world: World, user_id: str, channel: Channel) -> int:
    """The rights in one channel; a thread has those of its parent, except private ones."""
    if channel.guild_id is None:
        return IN_DM if user_id in (channel.recipient_id, world.bot.id) else 0
    guild = world.guilds[channel.guild_id]
    rights = in_guild(guild, user_id)
    if rights == EVERYTHING or user_id not in guild.members:
        return rights
    parent = world.channels.get(channel.parent_id or "") if channel.is_thread else channel
    if parent is None:
        return 0
    rights = _overwritten(rights, guild, user_id, parent)
    return rights if _lets_in(channel, user_id, rights) else rights & ~P.VIEW_CHANNEL


def _overwritten(rights: int, guild: Guild, user_id: str, channel: Channel) -> int:
    everyone = channel.overwrites.get(guild.id)
    if everyone is not None:
        rights = rights & ~everyone.deny | everyone.allow
    mine = [channel.overwrites[r] for r in guild.members[user_id].roles if r in channel.overwrites]
    for overwrite in mine:
        rights &= ~overwrite.deny
    for overwrite in mine:
        rights |= overwrite.allow
    own = channel.overwrites.get(user_id)
    return rights if own is None else rights & ~own.deny | own.allow


def _lets_in(channel: Channel, user_id: str, rights: int) -> bool:
    if channel.type != PRIVATE_THREAD or channel.thread is None:
        return True
    return user_id in channel.thread.members or bool(rights & P.MANAGE_THREADS)


def may(world: World, user_id: str, channel: Channel, wanted: Permission) -> bool:
    rights = in_channel(world, user_id, channel)
    return bool(rights & P.VIEW_CHANNEL) and rights & wanted == wanted


def why_not(world: World, channel: Channel, wanted: Permission) -> Refused | None:
    """The refusal the bot gets, or None if it may."""
    rights = in_channel(world, world.bot.id, channel)
    if not rights & P.VIEW_CHANNEL:
        return refuse(50001)
    return None if rights & wanted == wanted else refuse(50013)


def require(world: World, channel: Channel, wanted: Permission) -> None:
    refusal = why_not(world, channel, wanted)
    if refusal is not None:
        raise refusal
