"""A tiny app of unmodified Bolt, and a furnished double for it to talk to.

Keeps every event and decides nothing: the tests of the double see Slack through it.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from .double import (
    Options,
    SlackDouble,
    Timing,
)

JSON = dict[str, Any]
QUICK = Timing(ack=0.5, retries=(0.0, 0.05, 0.1))


def button(text: str, action_id: str, value: str = "1") -> JSON:
    words = {"type": "plain_text", "text": text}
    return {"type": "button", "text": words, "action_id": action_id, "value": value}


def actions(*elements: JSON) -> JSON:
    return {"type": "actions", "block_id": "b1", "elements": list(elements)}


def section(text: str) -> JSON:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def field(label: str, action_id: str) -> JSON:
    return {
        "type": "input",
        "block_id": f"{action_id}_block",
        "label": {"type": "plain_text", "text": label},
        "element": {"type": "plain_text_input", "action_id": action_id},
    }


def modal(*blocks: JSON, **more: Any) -> JSON:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": "Add an answer"},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": list(blocks),
        **more,
    }


class Bot:
    """A small app of unmodified Bolt: a static authorize, and every event kept."""

    def __init__(self, double: SlackDouble) -> None:
        quiet = logging.getLogger("quiet")
        quiet.setLevel(logging.CRITICAL)
        self.client = AsyncWebClient(
            token=double.bot_token,
            base_url=double.api_url,
            retry_handlers=[],
            timeout=3,
            logger=quiet,
        )
        who = AuthorizeResult(
            enterprise_id=None,
            team_id=double.world.team_id,
            bot_token=double.bot_token,
            bot_id=double.world.bot_id,
            bot_user_id=double.world.bot_user,
        )

        async def authorize() -> AuthorizeResult:
            return who

        self.app = AsyncApp(client=self.client, authorize=authorize, logger=quiet)
        self.events: list[JSON] = []
        self.failures = 0
        self.double = double
        self.handlers: list[AsyncSocketModeHandler] = []
        self.app.middleware(self._intake)

    async def _intake(
        self, body: JSON, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        if body.get("type") != "event_callback":
            return await next()
        if self.failures:
            self.failures -= 1
            return BoltResponse(status=500)
        self.events.append(body["event"])
        self.double.pulse.bump()
        return BoltResponse(status=200)

    async def connect(self, ping_interval: float = 10) -> None:
        handler = AsyncSocketModeHandler(
            self.app, self.double.app_token, ping_interval=ping_interval
        )
        self.handlers.append(handler)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await self.double.connected(len(self.handlers))

    async def close(self) -> None:
        for handler in self.handlers:
            await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def running(
    *, timing: Timing | None = None, options: Options | None = None, connections: int = 1
) -> AsyncIterator[tuple[SlackDouble, Bot]]:
    async with SlackDouble(timing=timing, options=options) as double:
        bot = Bot(double)
        try:
            for _ in range(connections):
                await bot.connect()
            yield double, bot
        finally:
            await bot.close()


def furnish(double: SlackDouble) -> tuple[str, str, str]:
    ana, sam = double.world.add_user("ana"), double.world.add_user("sam")
    return ana, sam, double.world.add_channel("help", members=[ana, sam])


async def refusal(call: Awaitable[Any]) -> JSON:
    with pytest.raises(SlackApiError) as caught:
        await call
    return dict(caught.value.response.data)
