"""What people do in Discord: write, edit, delete, react, post in forums, open threads.

People can do only what Discord's client would let them; otherwise `CannotDo` is raised.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from . import payloads, threads
from .core import Core
from .permissions import P, Permission, in_channel, may
from .rest import Upload
from .wire import PRIVATE_THREAD, PUBLIC_THREAD, CannotDo, Json
from .world import Attachment, Channel, Message, User

_LINKS_LAST = timedelta(hours=24)


class People(Core):
    def dm(self, user: User) -> Channel:
        """The private conversation between a person and the bot."""
        return self.world.dm_with(user.id)

    def say(
        self,
        user: User,
        channel: Channel,
        text: str,
        *,
        reply_to: Message | None = None,
        ping: bool = True,
        files: Iterable[Upload] = (),
        heard: bool = True,
    ) -> Message:
        """Write a message; `heard=False` puts it into history without a gateway event."""
        self._must_write(user, channel)
        message = self._written(user, channel, text, files)
        message.heard = heard
        if reply_to is not None:
            message.type = 19
            message.reference = {"type": 0, "channel_id": channel.id, "message_id": reply_to.id}
            if channel.guild_id is not None:
                message.reference["guild_id"] = channel.guild_id
        self.settle_mentions(message, pings_replied=ping)
        message.mention_everyone &= self._may(user, channel, P.MENTION_EVERYONE)
        return self.post(message)

    def _written(self, user: User, channel: Channel, text: str, files: Iterable[Upload]) -> Message:
        _short_enough(user, text)
        message = Message(self.world.mint(), channel.id, user.id, self.clock(), content=text)
        message.attachments = [
            self._attached(upload.filename, upload.content, upload.content_type) for upload in files
        ]
        return message

    def _attached(self, name: str, content: bytes, kind: str | None) -> Attachment:
        """A file, under a link that says itself when it ends."""
        identity = self.world.mint()
        ends = int((self.clock() + _LINKS_LAST).timestamp())
        signed = hashlib.sha256(identity.encode()).hexdigest()
        url = f"{self.base}/attachments/{identity}/{name}?ex={ends:x}&is={ends:x}&hm={signed}&"
        return Attachment(identity, name, content, url, kind)

    def _may(self, user: User, channel: Channel, wanted: Permission) -> bool:
        return may(self.world, user.id, channel, wanted)

    def _must_write(self, user: User, channel: Channel) -> None:
        if channel.is_dm:
            if channel.recipient_id != user.id:
                raise CannotDo(f"{user.name} is not in this conversation")
            return
        wanted = P.SEND_MESSAGES_IN_THREADS if channel.thread is not None else P.SEND_MESSAGES
        if channel.is_forum or not self._may(user, channel, wanted):
            raise CannotDo(f"{user.name} can't write in {channel.name}")
        manages = self._may(user, channel, P.MANAGE_THREADS)
        if channel.thread is not None and channel.thread.locked and not manages:
            raise CannotDo(f"{user.name} can't write in {channel.name}: it is locked")

    def edit(self, message: Message, text: str) -> Message:
        _short_enough(self.world.users[message.author_id], text)
        message.earlier.append(message.content)
        message.content = text
        message.edited(self.clock())
        kept = message.mentions
        self.settle_mentions(message, pings_replied=False)
        message.mentions = list(dict.fromkeys([*kept, *message.mentions]))
        self.announce("MESSAGE_UPDATE", message)
        return message

    def delete(self, message: Message) -> None:
        self.remove(message)

    def react(self, user: User, message: Message, emoji: str, *, on: bool = True) -> None:
        self.set_reaction(message, user.id, emoji, on=on)

    def repeat(self, message: Message) -> None:
        """Send MESSAGE_CREATE for an existing message once more."""
        self.announce("MESSAGE_CREATE", message)

    def new_post(
        self,
        user: User,
        forum: Channel,
        title: str,
        text: str,
        tags: Iterable[str] = (),
        *,
        heard: bool = True,
    ) -> Channel:
        """Open a forum post; its first message has the id of the returned thread."""
        if not forum.is_forum or not self._may(user, forum, P.SEND_MESSAGES):
            raise CannotDo(f"{user.name} can't post in {forum.name}")
        by_name = {tag["name"]: tag["id"] for tag in forum.available_tags}
        thread = threads.new(self, forum, title, PUBLIC_THREAD, user.id)
        assert thread.thread is not None
        thread.thread.tags = [by_name[tag] for tag in tags]
        first = self._written(user, thread, text, ())
        first.heard = heard
        self.settle_mentions(first, pings_replied=False)
        threads.publish_post(self, thread, first)
        return thread

    def open_thread(
        self,
        user: User,
        name: str,
        *,
        message: Message | None = None,
        channel: Channel | None = None,
        private: bool = False,
    ) -> Channel:
        """Start a thread from a message, or in a channel."""
        if message is not None:
            return threads.from_message(self, message, name, user.id)
        if channel is None:
            raise CannotDo("a thread starts from a message or in a channel")
        wanted = P.CREATE_PRIVATE_THREADS if private else P.CREATE_PUBLIC_THREADS
        if not self._may(user, channel, wanted):
            raise CannotDo(f"{user.name} can't open threads in {channel.name}")
        kind = PRIVATE_THREAD if private else PUBLIC_THREAD
        thread = threads.new(self, channel, name, kind, user.id)
        threads.announce(self, thread)
        return thread

    def interaction_member(self, user: User, channel: Channel) -> Json:
        """Who pressed or typed, as interactions tell it."""
        if channel.guild_id is None:
            return {"user": payloads.user(user)}
        guild = self.world.guilds[channel.guild_id]
        if user.id not in guild.members:
            raise CannotDo(f"{user.name} is not in the server")
        if not self._may(user, channel, P.VIEW_CHANNEL):
            raise CannotDo(f"{user.name} can't see {channel.name}")
        rights = in_channel(self.world, user.id, channel)
        told = payloads.member(self.world, guild.members[user.id])
        return {"member": told | {"permissions": str(int(rights))}}

    def send_interaction(self, body: Json) -> None:
        self.gateway.dispatch_now("INTERACTION_CREATE", body)


def _short_enough(user: User, text: str) -> None:
    if len(text) > 2000:
        raise CannotDo(f"{user.name} can't write {len(text)} characters, at most 2000")
