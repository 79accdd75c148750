"""Slack's end of the load: `python -m tests.chaos.load.slack_side`, started by the suites.

An event that is not acknowledged in three seconds comes again as Slack does it: at once, after one
minute, after five more.
"""

import asyncio
import contextlib

from tests.chaos.load.side import JSON, Side, asked, serve
from tests.platforms.slack.double import SlackDouble, Timing
from tests.platforms.slack.double.delivery import Delivery, State
from tests.platforms.slack.double.world import Channel

HURRIED = (0.0, 12.0, 60.0)
"""Seconds to Slack's tries again, a fifth of what they are: for the short form."""
KEPT = 300.0
"""Seconds for which history is kept: what is unclear is looked up after a minute."""


class Counted(SlackDouble):
    """The double, telling of each post that has come to stand in a room."""

    def __init__(self, side: "SlackSide") -> None:
        super().__init__(timing=Timing(retries=HURRIED) if side.hurried else None)
        self._side = side

    def emit_message(self, channel: Channel, event: JSON) -> None:
        """A message stands, a person's or the bot's."""
        if event.get("bot_id") == self.world.bot_id and not event.get("subtype"):
            self._side.posted(channel, event)
        super().emit_message(channel, event)


class SlackSide(Side):
    """People in direct messages, one each."""

    name = "slack"

    async def start(self) -> JSON:
        """Start the double."""
        self.double = Counted(self)
        await self.double.start()
        world = self.double.world
        self.users = [world.add_user(f"p{number}") for number in range(self.people)]
        self.rooms = [world.dm(user) for user in self.users]
        self.private = set(self.rooms)
        self.prefix = f"slack:{world.team_id}"
        self.due: dict[str, float] = {}
        self.late_before = 0
        self.standing: list[tuple[float, Channel, str]] = []
        sam = world.add_user("sam")
        staff = world.add_channel("desk", members=[sam], private=True)
        return {
            "SLACK_BOT_TOKEN": self.double.bot_token,
            "SLACK_APP_TOKEN": self.double.app_token,
            "SLACK_API_URL": self.double.api_url,
            "SLACK_STAFF_CHANNEL": staff,
            "SLACK_STAFF_USERS": sam,
        }

    async def ready(self) -> None:
        """Both connections are open."""
        await self.double.connected(2, within=60)

    async def say(self, number: int, text: str, due: float) -> None:
        """In the person's direct message."""
        who = number % self.people
        ts = await self.double.say(self.users[who], self.rooms[who], text)
        self.due[ts] = due
        channel = self.double.world.channels[self.rooms[who]]
        self.standing.append((float(ts), channel, ts))

    def posted(self, channel: Channel, event: JSON) -> None:
        """The bot's words stand in a room."""
        told = (event.get("metadata") or {}).get("event_payload") or {}
        self.tally.note(post=told.get("key", ""), room=channel.id, at=float(event["ts"]))
        if channel.id in self.private:  # the team's cards are written under for as long as it takes
            self.standing.append((float(event["ts"]), channel, str(event["ts"])))

    def sweep(self) -> None:
        """Note what was acknowledged or given up; forget what is too old to be looked up."""
        double = self.double
        over = [each for each in double.deliveries if each.done.is_set()]
        double.deliveries = [each for each in double.deliveries if not each.done.is_set()]
        for delivery in over:
            self.late_before += _late(delivery)
            self._note(delivery)
        double.calls.clear()
        double.socket.acks.clear()
        old = double.clock.now() - KEPT
        while self.standing and self.standing[0][0] < old:
            _, channel, ts = self.standing.pop(0)
            with contextlib.suppress(KeyError):
                channel.drop(ts)

    def _note(self, delivery: Delivery) -> None:
        for attempt in delivery.attempts:
            if attempt.acked_at is not None:
                self.double.socket._past.pop(attempt.envelope_id, None)
        ts = str(delivery.event.get("ts"))
        if ts not in self.due:
            return
        last = delivery.attempts[-1]
        self.tally.note(
            said=f"{self.prefix}:{delivery.event['channel']}:{ts}",
            due=self.due.pop(ts),
            at=float(ts),
            sent=last.sent_at,
            acked=last.acked_at,
            tries=len(delivery.attempts),
            late=_late(delivery),
            given_up=delivery.state is State.GIVEN_UP,
        )

    def under_way(self) -> int:
        """Waiting for an ack, or for their next try."""
        return len(self.due)

    def late_acks(self) -> int:
        """After three seconds Slack has given the try up."""
        return self.late_before + sum(map(_late, self.double.deliveries))

    def faults(self) -> list[str]:
        """What no well-made client does."""
        return [f"{each.where}: {each.what} {each.detail}" for each in self.double.violations]

    async def stop(self) -> None:
        """Close."""
        await self.double.stop()


def _late(delivery: Delivery) -> int:
    return sum(each.late_ack_at is not None for each in delivery.attempts)


if __name__ == "__main__":
    asyncio.run(serve(SlackSide(*asked())))
