"""Discord's end of the load: `python -m tests.chaos.load.discord_side`, started by the suites.

The gateway has no acknowledgement: it pushes, and what it has pushed it does not bring again.
"""

import asyncio
from collections import deque

from tests.chaos.load.side import JSON, Side, asked, serve
from tests.platforms.discord.double import DiscordDouble
from tests.platforms.discord.double.world import Message

CHECKED = 500
"""Posts held against Discord's own description; the rest are like them, and each check costs
a hundred times what its post does."""
KEPT = 300.0
"""Seconds for which history is kept: what is unclear is looked up after a minute."""
_WORDS = (0, 19)
"""Messages and replies; the rest are lines that Discord writes itself."""
_TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GdOuBl.opens-nothing-it-is-the-doubles-own"  # noqa: S105


class Counted(DiscordDouble):
    """The double, telling of each post that has come to stand in a room."""

    def __init__(self, side: "DiscordSide") -> None:
        super().__init__(_TOKEN)
        self._side = side

    def post(self, message: Message) -> Message:
        """A message stands, a person's or the bot's."""
        if message.channel_id in self._side.private:  # the team's cards are written under for long
            self._side.standing.append(message)
        if message.author_id == self.bot.id and message.type in _WORDS:
            self._side.posted(message)
        return super().post(message)


class DiscordSide(Side):
    """People in direct messages, one each."""

    name = "discord"

    async def start(self) -> JSON:
        """Start the double."""
        self.standing: deque[Message] = deque()
        self.posts = 0
        self.double = double = Counted(self)
        await double.start()
        self.users = [double.add_user(f"p{number}") for number in range(self.people)]
        self.rooms = [double.dm(user) for user in self.users]
        self.private = {room.id for room in self.rooms}
        staff = double.add_text("desk")
        return {
            "DISCORD_TOKEN": double.token,
            "DISCORD_API_URL": double.api_url,
            "DISCORD_GATEWAY_URL": double.gateway_url,
            "DISCORD_STAFF_CHANNEL": staff.id,
            "DISCORD_STAFF_USERS": double.add_user("sam").id,
        }

    async def ready(self) -> None:
        """A session is there."""
        await self.double.ready(timeout=60)

    async def say(self, number: int, text: str, due: float) -> None:
        """In the person's direct message."""
        who = number % self.people
        message = self.double.say(self.users[who], self.rooms[who], text)
        at = message.created_at.timestamp()
        self.tally.note(said=f"discord:{message.id}", due=due, at=at, sent=at)

    def posted(self, message: Message) -> None:
        """The bot's words stand in a room."""
        self.posts += 1
        self.double.validate = self.posts < CHECKED
        at = message.created_at.timestamp()
        self.tally.note(post=str(message.nonce), room=message.channel_id, at=at)

    def sweep(self) -> None:
        """Forget what is too old to be looked up or replayed."""
        double = self.double
        double.requests.clear()
        for session in double.gateway.sessions.values():
            del session.sent[:-5000]
        old = double.clock().timestamp() - KEPT
        while self.standing and self.standing[0].created_at.timestamp() < old:
            gone = self.standing.popleft()
            double.world.messages[gone.channel_id].pop(gone.id, None)
            double.world.by_nonce.pop((gone.channel_id, str(gone.nonce)), None)

    def under_way(self) -> int:
        """Frames not yet taken by the socket."""
        return sum(each._frames.qsize() for each in self.double.gateway.connections)

    def faults(self) -> list[str]:
        """What Discord would refuse, and what Discord would not answer."""
        return [*self.double.violations, *self.double.own_faults]

    async def stop(self) -> None:
        """Close."""
        await self.double.stop()


if __name__ == "__main__":
    asyncio.run(serve(DiscordSide(*asked())))
