"""What exists in the double's Discord: people, servers, rooms, messages.

This is the ground truth; it is changed only by rest_*.py (the bot) and people.py (everyone else).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .wire import DM, FORUM, LONG, THREADS, Clock, Json, Mint


@dataclass
class User:
    id: str
    name: str
    bot: bool = False
    dms_open: bool = True
    locale: str = "en-US"

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


@dataclass
class Role:
    id: str
    name: str
    permissions: int = 0
    position: int = 1
    bot_id: str = ""
    """Of the bot whose own role it is."""


@dataclass
class Member:
    user_id: str
    joined_at: datetime
    roles: list[str] = field(default_factory=list)
    nick: str | None = None


@dataclass
class Overwrite:
    id: str
    of_role: bool
    allow: int = 0
    deny: int = 0


@dataclass
class ThreadState:
    owner_id: str
    created_at: datetime
    archived_at: datetime
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    auto_archive: int = 1440
    message_count: int = 0
    total_sent: int = 0
    tags: list[str] = field(default_factory=list)
    members: dict[str, datetime] = field(default_factory=dict)


@dataclass
class Channel:
    id: str
    type: int
    name: str = ""
    guild_id: str | None = None
    parent_id: str | None = None
    position: int = 0
    topic: str | None = None
    last_message_id: str | None = None
    rate_limit: int = 0
    overwrites: dict[str, Overwrite] = field(default_factory=dict)
    available_tags: list[Json] = field(default_factory=list)
    recipient_id: str | None = None
    thread: ThreadState | None = None

    @property
    def is_dm(self) -> bool:
        return self.type == DM

    @property
    def is_forum(self) -> bool:
        return self.type == FORUM

    @property
    def is_thread(self) -> bool:
        return self.type in THREADS

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"


@dataclass
class Attachment:
    id: str
    filename: str
    content: bytes
    url: str
    content_type: str | None = None
    description: str | None = None
    duration: float | None = None
    waveform: str | None = None


@dataclass
class Message:
    id: str
    channel_id: str
    author_id: str
    created_at: datetime
    content: str = ""
    type: int = 0
    flags: int = 0
    edited_at: datetime | None = None
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    stickers: list[Json] = field(default_factory=list)
    poll: Json | None = None
    snapshots: list[Json] = field(default_factory=list)
    nonce: str | int | None = None
    reference: Json | None = None
    allowed_mentions: Json | None = None
    mentions: list[str] = field(default_factory=list)
    mention_roles: list[str] = field(default_factory=list)
    mention_everyone: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    interaction: Json | None = None
    shown_only_to: str | None = None
    thread_id: str | None = None
    deleted: bool = False
    heard: bool = True
    earlier: list[str] = field(default_factory=list)

    def edited(self, now: datetime) -> None:
        """Note that it was changed: no two changes have one time, however quick they are."""
        least = now if self.edited_at is None else self.edited_at + timedelta(milliseconds=1)
        self.edited_at = max(now, least)

    @property
    def ephemeral(self) -> bool:
        return self.shown_only_to is not None


@dataclass
class Guild:
    id: str
    name: str
    owner_id: str
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)


class World:
    """Everything that exists, by id. Deleted messages stay, marked, so tests can count them."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.mint = Mint(clock)
        self.users: dict[str, User] = {}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, dict[str, Message]] = {}
        self.by_nonce: dict[tuple[str, str], Message] = {}
        self.bot = self.add_user("Front Desk", bot=True)

    def add_user(self, name: str, *, bot: bool = False, dms_open: bool = True) -> User:
        user = User(self._mint_old(), name, bot=bot, dms_open=dms_open)
        self.users[user.id] = user
        return user

    def _mint_old(self) -> str:
        """The id of an account that was made long ago: Discord's ids hold when that was."""
        return str(int(self.mint()) - (int(LONG / timedelta(milliseconds=1)) << 22))

    def add_guild(self, name: str, everyone: int, bot_permissions: int) -> Guild:
        owner = self.add_user(f"owner of {name}")
        guild = Guild(self.mint(), name, owner.id)
        guild.roles[guild.id] = Role(guild.id, "@everyone", everyone, 0)
        managed = Role(self.mint(), self.bot.name, bot_permissions, bot_id=self.bot.id)
        guild.roles[managed.id] = managed
        guild.members[owner.id] = Member(owner.id, self.clock())
        guild.members[self.bot.id] = Member(self.bot.id, self.clock(), [managed.id])
        self.guilds[guild.id] = guild
        return guild

    def add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        self.messages.setdefault(channel.id, {})
        return channel

    def dm_with(self, user_id: str) -> Channel:
        for channel in self.channels.values():
            if channel.is_dm and channel.recipient_id == user_id:
                return channel
        return self.add_channel(Channel(self.mint(), DM, recipient_id=user_id))

    def shares_a_guild(self, user_id: str) -> bool:
        return any(
            user_id in guild.members and self.bot.id in guild.members
            for guild in self.guilds.values()
        )

    def history(self, channel_id: str) -> list[Message]:
        """What the channel still shows, oldest first, without ephemeral messages."""
        kept = self.messages.get(channel_id, {}).values()
        return sorted(
            (m for m in kept if not m.deleted and not m.ephemeral), key=lambda m: int(m.id)
        )

    def message(self, channel_id: str, message_id: str) -> Message | None:
        found = self.messages.get(channel_id, {}).get(message_id)
        return None if found is None or found.deleted else found

    def threads_of(self, guild_id: str) -> list[Channel]:
        return [c for c in self.channels.values() if c.guild_id == guild_id and c.is_thread]
