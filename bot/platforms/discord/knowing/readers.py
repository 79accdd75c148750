"""Who can read a channel on Discord. Judged by what each role and person may see, not by its name."""

from collections.abc import Collection

import discord

from bot.desk.nouns.readers import Readers


def readers(client: discord.Client, team: Collection[int], room: str) -> Readers:
    """`team`: ids of roles and people by which somebody is staff. Who may do everything on the server
    reads everywhere, and is not counted."""
    channel = client.get_channel(int(room)) if room.isdecimal() else None
    if not isinstance(channel, discord.TextChannel | discord.ForumChannel):
        return Readers.UNSEEN
    guild = channel.guild
    if not channel.permissions_for(guild.me).view_channel:
        return Readers.UNSEEN
    if channel.permissions_for(guild.default_role).view_channel:
        return Readers.ANYBODY
    own = {role.id for role in guild.me.roles}
    for role in guild.roles:
        closed = role.id in own or role.id in team or role.permissions.administrator
        if not closed and channel.permissions_for(role).view_channel:
            return Readers.OTHERS
    for who, rights in channel.overwrites.items():
        person = not isinstance(who, discord.Role) and who.id not in {*team, guild.me.id}
        if person and rights.view_channel:
            return Readers.OTHERS
    return Readers.TEAM
