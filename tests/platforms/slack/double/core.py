"""The double's memory and the ways things leave it; both doors (people and Web API) use this.

Whatever happened is appended to a list here and never taken away, so that tests hold the truth.
"""

import asyncio
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from .clock import Clock
from .delivery import Delivery, Mischief, State
from .faults import Faults
from .pulse import Pulse
from .settings import (
    CALLERS_FAULT,
    JSON,
    Call,
    Options,
    Refusal,
    Refused,
    Timing,
    Violation,
)
from .shapes import copied
from .socket_mode import SocketMode
from .world import Channel, World


@dataclass
class Trigger:
    """A trigger_id: whose press it stands for, when, in which modal if any, and if it was used."""

    user: str
    issued: float
    view_id: str | None = None
    used: bool = False


@dataclass
class ResponseUrl:
    """A response_url: where it leads, and how often it was used."""

    user: str
    channel: str
    issued: float
    message_ts: str | None = None
    uses: int = 0


class Core:
    """State, records, and delivery of events."""

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        timing: Timing | None = None,
        options: Options | None = None,
    ) -> None:
        self.clock = clock or Clock()
        self.timing = timing or Timing()
        self.options = options or Options()
        self.pulse = Pulse()
        self.world = World(self.clock)
        self.world.enterprise_id = self.options.enterprise
        self.socket = SocketMode(
            self.clock, self.timing, self.options, self.pulse, self.world.app_id
        )
        self.faults = Faults()
        self.mischief = Mischief()
        self.bot_token = "xoxb-frontdesk-double"  # noqa: S105  opens nothing
        self.app_token = f"xapp-1-{self.world.app_id}-1-double"
        self.token_error: str | None = None
        self.calls: list[Call] = []
        self.refused: list[Refused] = []
        self.rate_limited: list[Call] = []
        self.deliveries: list[Delivery] = []
        self.ephemeral_posts: list[JSON] = []
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.uploads: dict[str, JSON] = {}
        self.stopping = asyncio.Event()
        self.base = ""
        self._notes: list[Violation] = []
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def violations(self) -> list[Violation]:
        """What no well-made client does; stays empty in a good test."""
        return [*self._notes, *self.socket.violations]

    def note(self, where: str, what: str, detail: str = "") -> None:
        """Remember something that no well-made client does."""
        self._notes.append(Violation(where, what, detail))

    def remember_refusal(self, method: str, refusal: Refusal, args: JSON) -> None:
        """Remember a call that was refused for its own sake."""
        self.refused.append(Refused(method, refusal.code, refusal.messages, args))
        if refusal.code in CALLERS_FAULT and not refusal.expected:
            self.note(method, refusal.code, "; ".join(refusal.messages))

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something beside; it is stopped with the double."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop_tasks(self) -> None:
        """End whatever is still under way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def emit(
        self, event: JSON, subscription: str, channel: Channel | None = None
    ) -> Delivery | None:
        """Send an event to the app, if it subscribed to it and is where it happened."""
        if subscription not in self.options.events:
            return None
        if channel is not None and self.world.bot_user not in channel.members:
            return None
        shared = channel is not None and channel.ext_shared
        delivery = Delivery("events_api", self._event_callback(event, shared=shared))
        self.deliveries.append(delivery)
        if self.mischief.loses(event):
            delivery.finish(State.LOST)
        elif self.mischief.holding:
            self.mischief.held.append(delivery)
        else:
            self.launch(delivery)
        self.pulse.bump()
        return delivery

    def _event_callback(self, event: JSON, *, shared: bool) -> JSON:
        world = self.world
        return {
            "token": "verification-token",
            "team_id": world.team_id,
            "context_team_id": world.team_id,
            "context_enterprise_id": None,
            "api_app_id": world.app_id,
            "event": copied(event),
            "type": "event_callback",
            "event_id": world.new_id("Ev"),
            "event_time": int(world.clock.now()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": world.team_id,
                    "user_id": world.bot_user,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": shared,
            "event_context": f"4-{uuid.uuid4().hex}",
        }

    def launch(self, delivery: Delivery) -> None:
        """Send an event on its way, with the copies and the delay that mischief asks for."""
        late = self.mischief.lateness(delivery.event)
        self.spawn(self._later(delivery, late))
        for _ in range(self.mischief.extra_copies(delivery.event)):
            copy = replace(delivery, attempts=[], done=asyncio.Event(), state=State.WAITING)
            self.deliveries.append(copy)
            self.spawn(self._later(copy, late))

    async def _later(self, delivery: Delivery, seconds: float) -> None:
        if seconds:
            await self.clock.sleep(seconds)
        await self.socket.deliver(delivery)

    async def release(
        self, order: Callable[[list[Delivery]], list[Delivery]] | None = None
    ) -> None:
        """Let held events go, in this order (default: backwards), and hold no more."""
        held, self.mischief.held = self.mischief.held, []
        self.mischief.holding = False
        for delivery in order(held) if order else list(reversed(held)):
            self.launch(delivery)
        await asyncio.sleep(0)

    def emit_message(self, channel: Channel, event: JSON) -> None:
        """Send a message event of one room."""
        plural = {"channel": "channels", "group": "groups"}
        kind = plural.get(channel.event_type, channel.event_type)
        shown = {k: v for k, v in event.items() if k != "metadata"}
        self.emit(
            {
                **shown,
                "channel": channel.id,
                "event_ts": event["ts"],
                "channel_type": channel.event_type,
            },
            f"message.{kind}",
            channel,
        )

    def new_trigger(self, user: str, view_id: str | None = None) -> str:
        """A trigger_id for a press by this person."""
        trigger_id = f"{len(self.triggers) + 1}.{uuid.uuid4().int % 10**12}.{uuid.uuid4().hex}"
        self.triggers[trigger_id] = Trigger(user, self.clock.now(), view_id)
        return trigger_id

    def use_trigger(self, trigger_id: str) -> Trigger:
        """Spend a trigger_id, or refuse."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise Refusal("invalid_trigger_id")
        if trigger.used:
            raise Refusal("exchanged_trigger_id")
        if self.clock.now() - trigger.issued > self.timing.trigger:
            raise Refusal("expired_trigger_id")
        trigger.used = True
        return trigger

    def new_response_url(
        self, kind: str, user: str, channel: str, message_ts: str | None = None
    ) -> str:
        """A response_url for a press or a command."""
        key = uuid.uuid4().hex
        self.response_urls[key] = ResponseUrl(user, channel, self.clock.now(), message_ts)
        return f"{self.base}/{kind}/{self.world.team_id}/{len(self.response_urls)}/{key}"
