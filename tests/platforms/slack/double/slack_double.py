"""The whole double: starting and stopping it, and looking at what came of a test.

Everything a test asks of it is a method here or of the classes it is made of.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self, TypeVar

from .clock import Clock
from .delivery import Delivery
from .pressing import Pressing
from .settings import JSON, Call, Options, Timing
from .socket_mode import Connection
from .web_api import WebApi

T = TypeVar("T")


class SlackDouble(Pressing):
    """A Slack of one workspace and one app on 127.0.0.1."""

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        timing: Timing | None = None,
        options: Options | None = None,
    ) -> None:
        super().__init__(clock=clock, timing=timing, options=options)
        self._web = WebApi(self)

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; port 0 takes any free one."""
        self.base = await self._web.start(port)

    async def stop(self) -> None:
        """Cut every connection and listen no more."""
        self.stopping.set()
        await self.stop_tasks()
        await self.socket.stop()
        await self._web.stop()

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        await self.stop()

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is to be."""
        return f"{self.base}/api/"

    async def until(self, predicate: Callable[[], T], within: float = 5.0) -> T:
        """Wait until this gives something true, and return that; looks after every change."""
        return await self.pulse.until(predicate, within)

    async def connected(self, count: int = 1, within: float = 5.0) -> None:
        """Wait until so many connections are open."""
        await self.until(lambda: len(self.connections) >= count, within)

    async def settled(self, within: float = 5.0) -> None:
        """Wait until everything sent so far is acked, lost or given up.

        Raises TimeoutError after so many seconds in which nothing was.
        """
        first_open = 0

        def none_open() -> bool:
            nonlocal first_open
            while first_open < len(self.deliveries):
                if not self.deliveries[first_open].done.is_set():
                    return False
                first_open += 1
            return True

        def one_less() -> bool:
            return none_open() or first_open > before

        while not none_open():
            before = first_open
            await self.until(one_less, within)

    @property
    def connections(self) -> list[Connection]:
        """The open Socket Mode connections, oldest first."""
        return [c for c in self.socket.connections if not c.leaving]

    async def refresh(self, connection: Connection | None = None, *, warn: bool = True) -> None:
        """Ask connections (default: all) to reconnect, as Slack does every few hours."""
        for one in [connection] if connection else self.connections:
            if warn:
                await self.socket.say_goodbye(one, "warning")
            await self.socket.say_goodbye(one, "refresh_requested")

    async def disable_link(self) -> None:
        """Switch Socket Mode off: everybody out, nobody in until `socket.link_disabled` is False."""
        self.socket.link_disabled = True
        for one in self.connections:
            await self.socket.say_goodbye(one, "link_disabled")

    def cut(self, connection: Connection | None = None) -> None:
        """Break connections (default: all) without a close frame."""
        for one in [connection] if connection else self.connections:
            self.socket.cut(one)

    def deafen(self, connection: Connection | None = None) -> None:
        """Leave connections (default: all) half-open: they swallow everything and say nothing."""
        for one in [connection] if connection else self.connections:
            self.socket.deafen(one)

    def posts(self, channel: str | None = None, thread: str | None = None) -> list[JSON]:
        """What the bot said and has not deleted, oldest first.

        In all rooms or one; with `thread`, only the replies in that thread.
        """
        rooms = [self.world.channels[channel]] if channel else self.world.channels.values()
        found = [
            {**message, "channel": room.id}
            for room in rooms
            for message in room.in_order()
            if message.get("bot_id") == self.world.bot_id
            and (thread is None or (message.get("thread_ts") == thread != message["ts"]))
        ]
        return sorted(found, key=lambda message: float(message["ts"]))

    def ephemerals(self, user: str, channel: str | None = None) -> list[JSON]:
        """What only this person was shown, oldest first."""
        return [
            m for m in self.ephemeral_posts if m["to"] == user and channel in (None, m["channel"])
        ]

    def views(self, user: str) -> list[JSON]:
        """This person's open modals, the last one on top."""
        return self.world.stacks.get(user, [])

    def home(self, user: str) -> JSON | None:
        """This person's published home."""
        return self.world.homes.get(user)

    def calls_of(self, *methods: str) -> list[Call]:
        """The calls of these methods in their order."""
        return [call for call in self.calls if call.method in methods]

    def deliveries_of(self, ts: str) -> list[Delivery]:
        """Every delivery that carried this message, mentions and copies included."""
        return [d for d in self.deliveries if d.event.get("ts") == ts]

    def duplicates(self, key: str = "key") -> dict[str, int]:
        """Values of one metadata key that more than one of the bot's messages carries."""
        counts: Counter[str] = Counter()
        for post in self.posts():
            with suppress(KeyError):
                counts[str(post["metadata"]["event_payload"][key])] += 1
        return {value: count for value, count in counts.items() if count > 1}

    def revoke_token(self, code: str = "token_revoked") -> None:
        """From now on every call is answered with this error; set `token_error` None to undo."""
        self.token_error = code
