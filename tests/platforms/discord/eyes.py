"""What stands on the double of Discord and who can read it, from its own roles and rights."""

from __future__ import annotations

from collections.abc import Iterator

from tests.eyes import Shown

from .double import Channel, DiscordDouble, Message
from .double.components import buttons_of, options_of, text_of
from .double.permissions import EVERYTHING, Permission, in_channel, in_guild, may


def shown(double: DiscordDouble) -> Iterator[Shown]:
    """All that the bot has said or named, also what it changed or took away since."""
    world, bot = double.world, double.world.bot.id
    for channel in world.channels.values():
        name = f"#{channel.name or 'direct message'}"
        if channel.thread is not None and channel.thread.owner_id == bot:
            where = f"the name of the thread {name}"
            yield Shown(text=channel.name, where=where, readers=readers(double, channel))
    for room, messages in world.messages.items():
        for message in messages.values():
            if message.author_id != bot or room not in world.channels:
                continue
            channel = world.channels[room]
            for text in (_words(double, message), *message.earlier):
                where = f"#{channel.name or 'direct message'} ({message.id})"
                yield Shown(text=text, where=where, readers=_eyes(double, channel, message))
    for it in double.interactions:
        for what, told in (("a form", it.modal), ("suggestions", it.choices)):
            if told:
                yield Shown(text=str(told), where=what, readers=frozenset({it.user_id}))


def readers(double: DiscordDouble, channel: Channel) -> frozenset[str]:
    """All people who can read a room, a thread or a direct message."""
    world = double.world
    people = [user for user in world.users.values() if not user.bot]
    if channel.guild_id is None:
        return frozenset({channel.recipient_id or ""})
    guild = world.guilds[channel.guild_id]
    return frozenset(
        user.id
        for user in people
        if in_guild(guild, user.id) != EVERYTHING
        and in_channel(world, user.id, channel)
        and may(world, user.id, channel, Permission.VIEW_CHANNEL)
    )


def _eyes(double: DiscordDouble, channel: Channel, message: Message) -> frozenset[str]:
    if message.shown_only_to is not None:
        return frozenset({message.shown_only_to})
    return readers(double, channel)


def _words(double: DiscordDouble, message: Message) -> str:
    labels = (*buttons_of(message.components), *options_of(message.components))
    return "\n".join((double.look(message).text, text_of(message.components), *labels))
