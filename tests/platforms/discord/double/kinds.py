"""What people can send on Discord besides text: forwards, polls, stickers, voice messages.

Shapes as Discord's own clients make them; what the client does not let a person do is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from . import payloads
from .people import People
from .wire import CannotDo, stamp
from .world import Channel, Message, User

VOICE = 1 << 13


class Kinds(People):
    def forward(self, user: User, message: Message, to: Channel, *, heard: bool = True) -> Message:
        """Forward a message; a forward has no words of one's own."""
        if message.poll is not None:
            raise CannotDo("polls can't be forwarded")
        made = self._blank(user, to)
        made.heard = heard
        origin = self.world.channels[message.channel_id]
        made.reference = {"type": 1, "channel_id": origin.id, "message_id": message.id}
        made.reference |= {"guild_id": origin.guild_id} if origin.guild_id else {}
        made.snapshots = [{"message": payloads.snapshot(self.world, message)}]
        made.flags |= 1 << 14
        return self.post(made)

    def ask_poll(
        self, user: User, channel: Channel, question: str, answers: Iterable[str], text: str = ""
    ) -> Message:
        """Start a poll."""
        made = self._blank(user, channel, text)
        ends = self.clock() + timedelta(hours=24)
        made.poll = {
            "question": {"text": question},
            "answers": [
                {"answer_id": number, "poll_media": {"text": answer}}
                for number, answer in enumerate(answers, start=1)
            ],
            "expiry": stamp(ends),
            "allow_multiselect": False,
            "layout_type": 1,
            "results": {"answer_counts": [], "is_finalized": False},
        }
        self.settle_mentions(made, pings_replied=False)
        return self.post(made)

    def stick(self, user: User, channel: Channel, name: str, text: str = "") -> Message:
        """Send a sticker."""
        made = self._blank(user, channel, text)
        made.stickers = [{"id": self.world.mint(), "name": name, "format_type": 1}]
        return self.post(made)

    def speak(self, user: User, channel: Channel, seconds: float) -> Message:
        """Send a voice message: one file, and no words."""
        made = self._blank(user, channel)
        made.flags |= VOICE
        made.attachments = [self._attached("voice-message.ogg", b"OggS" * 100, "audio/ogg")]
        made.attachments[0].duration, made.attachments[0].waveform = seconds, "AAECAw=="
        return self.post(made)

    def of_type(self, user: User, channel: Channel, kind: int, text: str = "") -> Message:
        """A message of a type that Discord makes for people: joined, pinned, boosted."""
        made = self._blank(user, channel, text)
        made.type = kind
        return self.post(made)

    def _blank(self, user: User, channel: Channel, text: str = "") -> Message:
        self._must_write(user, channel)
        return Message(self.world.mint(), channel.id, user.id, self.clock(), content=text)
