"""The workspace: people, groups, rooms, what was said in them.

Holds state and answers questions about it; it sends nothing and refuses nothing.
"""

import itertools
import re
from dataclasses import dataclass, field

from .clock import Clock
from .settings import JSON


@dataclass
class User:
    """One account. `refuses_dm` is the code with which a DM to it is refused, or None."""

    id: str
    name: str
    real_name: str
    team_id: str
    locale: str = "en-GB"
    tz: str = "Europe/London"
    tz_offset: int = 0
    is_bot: bool = False
    deleted: bool = False
    is_admin: bool = False
    is_restricted: bool = False
    org_id: str = ""
    refuses_dm: str | None = None


@dataclass
class Channel:
    """One conversation; `kind` is public, private, mpim or im; `partner` is set in an im."""

    id: str
    name: str
    kind: str
    members: set[str]
    created: int
    ext_shared: bool = False
    is_archived: bool = False
    partner: str = ""
    messages: dict[str, JSON] = field(default_factory=dict)
    _threads: dict[str, dict[str, JSON]] = field(default_factory=dict)
    _newest: float = 0.0
    _in_order: bool = True

    @property
    def event_type(self) -> str:
        """The channel_type that message events carry."""
        return {"public": "channel", "private": "group"}.get(self.kind, self.kind)

    def put(self, message: JSON) -> None:
        """Store a message, or another in its place."""
        ts, root = message["ts"], message.get("thread_ts")
        self._in_order &= ts in self.messages or float(ts) > self._newest
        self._newest = max(self._newest, float(ts))
        self.messages[ts] = message
        if root not in (None, ts):
            self._threads.setdefault(str(root), {})[ts] = message

    def drop(self, ts: str) -> None:
        """Forget a message."""
        root = self.messages.pop(ts).get("thread_ts")
        self._threads.get(str(root), {}).pop(ts, None)

    def in_order(self) -> list[JSON]:
        """Every message, oldest first."""
        if not self._in_order:
            self.messages = {ts: self.messages[ts] for ts in sorted(self.messages, key=float)}
            self._in_order = True
        return list(self.messages.values())

    def replies(self, root: str) -> list[JSON]:
        """The replies to one message, oldest first."""
        return sorted(self._threads.get(root, {}).values(), key=lambda m: float(m["ts"]))


@dataclass
class Group:
    """One user group, such as @support."""

    id: str
    handle: str
    members: list[str]


class World:
    """Everything that Slack remembers about one workspace."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.team_id, self.domain, self.team_name = "T0FRONTDESK", "frontdesk", "Front Desk Co"
        self.app_id, self.bot_id, self.bot_user = "A0FRONTDESK", "B0FRONTDESK", "U0FRONTDESK"
        self.enterprise_id = ""
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, Group] = {}
        self.stacks: dict[str, list[JSON]] = {}
        self.homes: dict[str, JSON] = {}
        self.files: dict[str, JSON] = {}
        self.statuses: dict[tuple[str, str], str] = {}
        self.prompts: dict[tuple[str, str], list[JSON]] = {}
        self.sessions: dict[tuple[str, str], JSON] = {}
        self._serial = itertools.count(1)
        self._last_ts = 0
        self.add_user("frontdesk", id=self.bot_user, real_name="Front Desk", is_bot=True)

    def new_id(self, letter: str) -> str:
        """An id that nothing else has."""
        return f"{letter}0{next(self._serial):08X}"

    def next_ts(self) -> str:
        """A timestamp later than any given out before: Slack's id of a message."""
        micros = max(int(self.clock.now() * 1_000_000), self._last_ts + 1)
        self._last_ts = micros
        return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"

    def _named_id(self, letter: str, name: str, taken: dict[str, User] | dict[str, Channel]) -> str:
        plain = re.sub(r"[^A-Z0-9]", "", name.upper())
        wanted = f"{letter}{plain:0>8}"
        return self.new_id(letter) if wanted in taken else wanted

    def add_user(
        self,
        name: str,
        *,
        id: str | None = None,
        real_name: str | None = None,
        team_id: str | None = None,
        locale: str = "en-GB",
        tz: str = "Europe/London",
        tz_offset: int = 0,
        is_bot: bool = False,
        is_admin: bool = False,
    ) -> str:
        """Create an account; its id is readable: ana is U00000ANA."""
        user = User(
            id=id or self._named_id("U", name, self.users),
            name=name,
            real_name=real_name or name.title(),
            team_id=team_id or self.team_id,
            locale=locale,
            tz=tz,
            tz_offset=tz_offset,
            is_bot=is_bot,
            is_admin=is_admin,
        )
        self.users[user.id] = user
        return user.id

    def add_channel(
        self,
        name: str,
        *,
        members: list[str] | None = None,
        private: bool = False,
        ext_shared: bool = False,
        bot: bool = True,
    ) -> str:
        """Create a room with these members, and the bot unless `bot` is False."""
        everyone = {*(members or []), *([self.bot_user] if bot else [])}
        channel = Channel(
            id=self._named_id("G" if private else "C", name, self.channels),
            name=name,
            kind="private" if private else "public",
            members=everyone,
            created=int(self.clock.now()),
            ext_shared=ext_shared,
        )
        self.channels[channel.id] = channel
        return channel.id

    def add_group_dm(self, members: list[str]) -> str:
        """Create a direct message of several people and the bot."""
        name = "mpdm-" + "--".join(self.users[each].name for each in members) + "-1"
        room = self.add_channel(name, members=members, private=True)
        self.channels[room].kind = "mpim"
        return room

    def add_group(self, handle: str, members: list[str]) -> str:
        """Create a user group."""
        group = Group(self.new_id("S"), handle, list(members))
        self.groups[group.id] = group
        return group.id

    def dm(self, user: str) -> str:
        """The conversation between this person and the bot, opened if need be."""
        for channel in self.channels.values():
            if channel.kind == "im" and channel.partner == user:
                return channel.id
        channel = Channel(
            id=self._named_id("D", user[1:], self.channels),
            name="directmessage",
            kind="im",
            members={user, self.bot_user},
            created=int(self.clock.now()),
            partner=user,
            ext_shared=self.users[user].team_id != self.team_id,
        )
        self.channels[channel.id] = channel
        return channel.id

    def find(self, ts: str) -> tuple[Channel, JSON] | None:
        """The message with this timestamp, in whichever room it is."""
        for channel in self.channels.values():
            if ts in channel.messages:
                return channel, channel.messages[ts]
        return None

    def find_view(self, view_id: str) -> JSON | None:
        """An open modal or a published home, by its id."""
        for stack in self.stacks.values():
            for view in stack:
                if view["id"] == view_id:
                    return view
        return next((v for v in self.homes.values() if v["id"] == view_id), None)
