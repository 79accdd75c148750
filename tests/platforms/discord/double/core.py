"""The heart of the double: the world, its gateway, and how one tells the other what happened.

Everything here is synchronous, so whatever a request or a person does is one indivisible step.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from discord.utils import utcnow

from . import payloads, sessions
from .components import text_of
from .faults import Bucket, Faults
from .gateway import Gateway
from .interaction import Interaction
from .permissions import P, may
from .wire import PRIVATE_THREAD, Clock, Json, Refused, refuse
from .world import Channel, Member, Message, World

_USER, _ROLE = re.compile(r"<@!?(\d+)>"), re.compile(r"<@&(\d+)>")


@dataclass
class Request:
    """One HTTP request that reached the double, whatever became of it."""

    method: str
    path: str
    template: str
    query: dict[str, str]
    at: datetime
    body: Any = None
    files: list[str] = field(default_factory=list)
    status: int | None = None
    answer: Any = None
    code: int | None = None


class Core:
    def __init__(self, token: str, clock: Clock = utcnow) -> None:
        self.clock = clock
        self.world = World(clock)
        self.faults = Faults()
        self.gateway = Gateway(self.world, token, self.changed)
        self.token = token
        self.content_intent = False
        self.requests: list[Request] = []
        self.violations: list[str] = []
        self.own_faults: list[str] = []
        """Answers of the double that Discord's own description would not allow."""
        self.interactions: list[Interaction] = []
        self.commands: dict[str | None, list[Json]] = {None: []}
        self.limits: dict[str, tuple[int, float]] = {}
        self.global_limit: Bucket | None = None
        self.interaction_window = 3.0
        self.token_life = 900.0
        self.nonce_window = 180.0
        self.history_only = False
        self.validate = True
        self.base = ""
        self._waiters: set[asyncio.Future[None]] = set()

    def allow_intents(self, *, content: bool = False, members: bool = False) -> None:
        """The privileged intents switched on in the developer portal."""
        self.content_intent = content
        barred = sessions.PRESENCES
        barred |= 0 if content else sessions.CONTENT
        barred |= 0 if members else sessions.MEMBERS
        self.gateway.allowed_intents = ~barred

    def changed(self) -> None:
        """Wake whoever waits for something to become true."""
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)
        self._waiters.clear()

    def violation(self, place: str, problems: list[str]) -> Refused:
        """Put on record what Discord's limits do not allow, and make the refusal for it."""
        self.violations += [f"{place}: {problem}" for problem in problems]
        return refuse(50035, {"_errors": [{"code": "INVALID", "message": p} for p in problems]})

    async def until(self, holds: Callable[[], Any], *, timeout: float = 5.0) -> Any:  # noqa: ASYNC109
        """Wait until `holds()` is truthy and return it; asked again after every change."""
        async with asyncio.timeout(timeout):
            while not (found := holds()):
                waiter = asyncio.get_running_loop().create_future()
                self._waiters.add(waiter)
                # The condition may look at the program under test, which changes unseen by us.
                await asyncio.wait([waiter], timeout=0.02)
                self._waiters.discard(waiter)
            return found

    # Telling the gateway

    def sees(self, channel: Channel) -> bool:
        return may(self.world, self.world.bot.id, channel, P.VIEW_CHANNEL)

    def announce(self, event: str, message: Message) -> None:
        """MESSAGE_CREATE or MESSAGE_UPDATE, if the bot may see the channel."""
        channel = self.world.channels[message.channel_id]
        if message.ephemeral or not message.heard or not self.sees(channel):
            return
        intent = sessions.DM_MESSAGES if channel.is_dm else sessions.MESSAGES
        full = payloads.event(self.world, message, words=True)
        self.gateway.dispatch(event, intent, full, payloads.event(self.world, message, words=False))

    def announce_channel(self, event: str, channel: Channel, **more: Any) -> None:
        """CHANNEL_* and THREAD_*; threads only where the bot may see them."""
        if channel.is_thread and not self.sees(channel):
            return
        told = payloads.channel(self.world, channel) | more
        self.gateway.dispatch(event, sessions.GUILDS, told)

    # Things that both people and the bot do

    def post(self, message: Message) -> Message:
        """Put a message into its channel and tell the gateway."""
        channel = self.world.channels[message.channel_id]
        message.heard = message.heard and not self.history_only
        self.world.messages[channel.id][message.id] = message
        if not message.ephemeral:
            channel.last_message_id = message.id
            if channel.thread is not None:
                self._into_thread(channel, message)
        self.announce("MESSAGE_CREATE", message)
        self.changed()
        return message

    def _into_thread(self, channel: Channel, message: Message) -> None:
        assert channel.thread is not None
        if channel.thread.archived:
            self.set_archived(channel, archived=False)
        if message.id != channel.id:
            channel.thread.message_count += 1
            channel.thread.total_sent += 1
        for person in (message.author_id, *message.mentions):
            self.join_thread(channel, person)

    def system(self, channel: Channel, kind: int, author_id: str, **more: Any) -> Message:
        """A message that Discord writes itself, such as 'thread created'."""
        identity = self.world.mint()
        return self.post(Message(identity, channel.id, author_id, self.clock(), type=kind, **more))

    def set_archived(self, thread: Channel, *, archived: bool) -> None:
        assert thread.thread is not None
        thread.thread.archived = archived
        thread.thread.archived_at = self.clock()
        self.announce_channel("THREAD_UPDATE", thread)

    def join_thread(self, thread: Channel, user_id: str) -> bool:
        """Make somebody a member of a thread; false if they already are or can't be."""
        state = thread.thread
        assert state is not None
        assert thread.guild_id is not None
        if user_id in state.members or user_id not in self.world.guilds[thread.guild_id].members:
            return False
        state.members[user_id] = self.clock()
        is_bot = user_id == self.world.bot.id
        if is_bot and thread.type == PRIVATE_THREAD:
            self.announce_channel("THREAD_CREATE", thread)
        told = {
            "id": thread.id,
            "guild_id": thread.guild_id,
            "member_count": len(state.members),
            "added_members": [payloads.thread_member(self.world, thread, user_id, full=True)],
        }
        intent = sessions.GUILDS if is_bot else sessions.MEMBERS
        self.gateway.dispatch("THREAD_MEMBERS_UPDATE", intent, told)
        return True

    def leave_thread(self, thread: Channel, user_id: str) -> None:
        assert thread.thread is not None
        if thread.thread.members.pop(user_id, None) is None:
            return
        told = {
            "id": thread.id,
            "guild_id": thread.guild_id,
            "member_count": len(thread.thread.members),
            "removed_member_ids": [user_id],
        }
        intent = sessions.GUILDS if user_id == self.world.bot.id else sessions.MEMBERS
        self.gateway.dispatch("THREAD_MEMBERS_UPDATE", intent, told)

    def remove(self, message: Message) -> None:
        message.deleted = True
        channel = self.world.channels[message.channel_id]
        if channel.thread is not None:
            channel.thread.message_count -= 1
        told = {"id": message.id, "channel_id": channel.id}
        if channel.guild_id is not None:
            told["guild_id"] = channel.guild_id
        intent = sessions.DM_MESSAGES if channel.is_dm else sessions.MESSAGES
        if not message.ephemeral and self.sees(channel):
            self.gateway.dispatch("MESSAGE_DELETE", intent, told)
        self.changed()

    def set_reaction(self, message: Message, user_id: str, emoji: str, *, on: bool) -> None:
        people = message.reactions.setdefault(emoji, [])
        if on == (user_id in people):
            return
        people.append(user_id) if on else people.remove(user_id)
        if not people:
            del message.reactions[emoji]
        channel = self.world.channels[message.channel_id]
        told: Json = {
            "user_id": user_id,
            "channel_id": channel.id,
            "message_id": message.id,
            "emoji": {"id": None, "name": emoji},
            "type": 0,
            "burst": False,
            "message_author_id": message.author_id,
        }
        if channel.guild_id is not None:
            told["guild_id"] = channel.guild_id
            who = self.world.guilds[channel.guild_id].members.get(user_id)
            if on and who is not None:
                told["member"] = payloads.member(self.world, who)
        intent = sessions.DM_REACTIONS if channel.is_dm else sessions.REACTIONS
        if self.sees(channel):
            self.gateway.dispatch(f"MESSAGE_REACTION_{'ADD' if on else 'REMOVE'}", intent, told)
        self.changed()

    def member_event(self, event: str, guild_id: str, member: Member) -> None:
        told: Json = {"guild_id": guild_id}
        if event == "GUILD_MEMBER_REMOVE":
            told["user"] = payloads.user(self.world.users[member.user_id])
        else:
            told |= payloads.member(self.world, member)
        self.gateway.dispatch(event, sessions.MEMBERS, told)

    def settle_mentions(self, message: Message, *, pings_replied: bool) -> None:
        """Fill in who is pinged, as the text, `allowed_mentions` and the reply say."""
        text = f"{message.content}\n{text_of(message.components)}"
        allowed = message.allowed_mentions
        parsed = ("users", "roles", "everyone") if allowed is None else allowed.get("parse") or []
        listed = allowed or {}
        message.mentions = [
            user_id
            for user_id in dict.fromkeys(_USER.findall(text))
            if user_id in self.world.users
            and ("users" in parsed or user_id in map(str, listed.get("users") or []))
        ]
        message.mention_roles = [
            role_id
            for role_id in dict.fromkeys(_ROLE.findall(text))
            if "roles" in parsed or role_id in map(str, listed.get("roles") or [])
        ]
        message.mention_everyone = "everyone" in parsed and "@everyone" in text
        if message.reference is not None and pings_replied:
            found = self.world.message(
                message.reference["channel_id"], message.reference["message_id"]
            )
            if found is not None and found.author_id not in message.mentions:
                message.mentions.append(found.author_id)
