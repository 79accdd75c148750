"""Building and changing the server: people, roles, rooms, rights. For the arranging part of a test.

Each change tells the gateway what Discord would tell it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from . import payloads, sessions
from .core import Core
from .permissions import BOT, EVERYONE, P, Permission
from .wire import FORUM, LONG, TEXT, Clock, Json
from .world import Channel, Guild, Member, Overwrite, Role, User


class Places(Core):
    def __init__(self, token: str, clock: Clock) -> None:
        super().__init__(token, clock)
        self.guild = self.world.add_guild("Community", int(EVERYONE), BOT)

    @property
    def bot(self) -> User:
        return self.world.bot

    # People

    def add_user(
        self, name: str, *, roles: Iterable[Role] = (), dms_open: bool = True, joined: bool = True
    ) -> User:
        """Somebody who has been there for long, or is not `joined` yet."""
        user = self.world.add_user(name, dms_open=dms_open)
        if joined:
            self.join(user, roles=roles, ago=LONG)
        return user

    def join(
        self,
        user: User,
        guild: Guild | None = None,
        roles: Iterable[Role] = (),
        ago: timedelta = timedelta(0),
    ) -> None:
        guild = guild or self.guild
        guild.members[user.id] = Member(user.id, self.clock() - ago, [role.id for role in roles])
        self.member_event("GUILD_MEMBER_ADD", guild.id, guild.members[user.id])

    def leave(self, user: User, guild: Guild | None = None) -> None:
        guild = guild or self.guild
        member = guild.members.pop(user.id)
        for thread in self.world.threads_of(guild.id):
            self.leave_thread(thread, user.id)
        self.member_event("GUILD_MEMBER_REMOVE", guild.id, member)

    def close_dms(self, user: User) -> None:
        user.dms_open = False

    def take_role(self, user: User, role: Role) -> None:
        self._member(user).roles.remove(role.id)
        self.member_event("GUILD_MEMBER_UPDATE", self.guild.id, self._member(user))

    def _member(self, user: User) -> Member:
        return self.guild.members[user.id]

    # Rights

    def add_role(self, name: str, permissions: int = 0) -> Role:
        role = Role(self.world.mint(), name, int(permissions))
        self.guild.roles[role.id] = role
        told = {"guild_id": self.guild.id, "role": payloads.role(role)}
        self.gateway.dispatch("GUILD_ROLE_CREATE", sessions.GUILDS, told)
        return role

    @property
    def bot_role(self) -> Role:
        """The role that carries the rights given by the invite link."""
        return self.guild.roles[self.guild.members[self.bot.id].roles[0]]

    def set_permissions(self, role: Role, permissions: int) -> None:
        role.permissions = int(permissions)
        told = {"guild_id": self.guild.id, "role": payloads.role(role)}
        self.gateway.dispatch("GUILD_ROLE_UPDATE", sessions.GUILDS, told)

    def overwrite(
        self,
        channel: Channel,
        who: User | Role,
        *,
        allow: Permission | int = 0,
        deny: Permission | int = 0,
    ) -> None:
        of_role = isinstance(who, Role)
        channel.overwrites[who.id] = Overwrite(who.id, of_role, int(allow), int(deny))
        self.announce_channel("CHANNEL_UPDATE", channel)

    # Rooms

    def add_text(self, name: str, guild: Guild | None = None) -> Channel:
        return self._add(name, TEXT, guild)

    def add_forum(self, name: str, tags: Iterable[str] = ()) -> Channel:
        forum = self._add(name, FORUM, None)
        forum.available_tags = [self._tag(tag) for tag in tags]
        return forum

    def add_private(self, name: str, allowed: Iterable[User | Role] = ()) -> Channel:
        """A text channel that only the bot and those named can see."""
        channel = self._add(name, TEXT, None)
        everyone = self.guild.roles[self.guild.id]
        self.overwrite(channel, everyone, deny=P.VIEW_CHANNEL)
        for who in (*allowed, self.bot_role):
            self.overwrite(channel, who, allow=P.VIEW_CHANNEL)
        return channel

    def _add(self, name: str, kind: int, guild: Guild | None) -> Channel:
        guild_id = (guild or self.guild).id
        channel = Channel(
            self.world.mint(), kind, name, guild_id, position=len(self.world.channels)
        )
        self.world.add_channel(channel)
        self.announce_channel("CHANNEL_CREATE", channel)
        return channel

    def _tag(self, name: str) -> Json:
        identity = self.world.mint()
        emoji: Json = {"emoji_id": None, "emoji_name": None}
        return {"id": identity, "name": name, "moderated": False} | emoji

    def delete_channel(self, channel: Channel) -> None:
        del self.world.channels[channel.id]
        event = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        told = payloads.channel(self.world, channel)
        self.gateway.dispatch(event, sessions.GUILDS, told)

    def archive(self, thread: Channel) -> None:
        self.set_archived(thread, archived=True)

    def lock(self, thread: Channel, *, locked: bool = True) -> None:
        assert thread.thread is not None
        thread.thread.locked = locked
        self.announce_channel("THREAD_UPDATE", thread)
