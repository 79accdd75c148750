"""What a test can see of Discord afterwards: conversations, controls, tags, doubles.

Reading only; nothing here changes the world.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from .components import buttons_of, options_of, text_of
from .core import Core
from .wire import Json
from .world import Channel, Message, User


@dataclass(frozen=True)
class Seen:
    """A message as a person sees it."""

    author: str
    text: str
    buttons: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    ephemeral: bool = False


class Looking(Core):
    def messages(self, channel: Channel, *, system: bool = False) -> list[Message]:
        """What stands in a channel, oldest first; without Discord's own lines unless asked."""
        found = self.world.history(channel.id)
        return [m for m in found if system or m.type in (0, 19, 20, 23)]

    def look(self, message: Message) -> Seen:
        embeds = [e.get("title", "") + e.get("description", "") for e in message.embeds]
        parts = [message.content, *embeds, text_of(message.components)]
        return Seen(
            author=self.world.users[message.author_id].name,
            text="\n".join(part for part in parts if part),
            buttons=tuple(buttons_of(message.components)),
            options=tuple(options_of(message.components)),
            files=tuple(a.filename for a in message.attachments),
            ephemeral=message.ephemeral,
        )

    def seen(self, channel: Channel) -> list[Seen]:
        return [self.look(message) for message in self.messages(channel)]

    def by_bot(self, channel: Channel | None = None) -> list[Message]:
        """Everything the bot wrote that still stands, in a channel or anywhere."""
        rooms = [channel] if channel is not None else list(self.world.channels.values())
        found = [m for room in rooms for m in self.messages(room)]
        return [m for m in found if m.author_id == self.world.bot.id]

    def ephemerals(self, user: User) -> list[Message]:
        """What only this person was shown."""
        kept = [m for room in self.world.messages.values() for m in room.values()]
        mine = [m for m in kept if m.shown_only_to == user.id and not m.deleted]
        return sorted(mine, key=lambda m: int(m.id))

    def deleted(self, channel: Channel) -> list[Message]:
        return [m for m in self.world.messages[channel.id].values() if m.deleted]

    def threads(self, channel: Channel) -> list[Channel]:
        return [
            c for c in self.world.channels.values() if c.is_thread and c.parent_id == channel.id
        ]

    def tags(self, thread: Channel) -> list[str]:
        """The names of the tags on a forum post, in order."""
        assert thread.thread is not None
        forum = self.world.channels[thread.parent_id or ""]
        names = {tag["id"]: tag["name"] for tag in forum.available_tags}
        return [names[tag] for tag in thread.thread.tags]

    def synced(self, guild_id: str | None = None) -> dict[str, Json]:
        """The commands the bot synced, by name."""
        return {c["name"]: c for c in self.commands.get(guild_id, [])}

    def calls(self, method: str, ending: str = "") -> int:
        """How many requests of a method reached paths with this template's ending."""
        return sum(1 for r in self.requests if r.method == method and r.template.endswith(ending))

    def duplicates(self) -> list[list[Message]]:
        """Messages of the bot that stand more than once: by nonce, or by words in one room."""
        groups: dict[tuple[str, str, str], list[Message]] = defaultdict(list)
        for message in self.by_bot():
            if message.nonce is not None:
                groups[message.channel_id, "nonce", str(message.nonce)].append(message)
            groups[message.channel_id, "words", self.look(message).text].append(message)
        return [group for group in groups.values() if len(group) > 1]

    @property
    def invalid_requests(self) -> int:
        """Answers that count towards Discord's ban: 401, 403 and 429."""
        return sum(1 for r in self.requests if r.status in (401, 403, 429))
