"""Slack's Bolt, wired: events are kept before they are acknowledged, the rest has listeners.

Bolt acknowledges events before listeners run and even when they fail, so no event has a listener.
Events don't even go through Bolt's middlewares, which make a client for each.
"""

import logging
import re
from typing import Any, Protocol

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.connection.calls import sdk_log
from bot.platforms.slack.knowing.places import Here

log = logging.getLogger(__name__)

JSON = dict[str, Any]

COMMAND = "/frontdesk"
LEARN, HAND_OFF, SOLVED, ASK = "kb_add_from_message", "case_handoff", "case_resolve", "ask_modal"


class Events(Protocol):
    """What is done with what happens."""

    async def event(self, body: JSON, *, again: int = 0) -> None:
        """Keep an event, which comes for the `again`-th time. Raises when it can't be kept."""
        ...


class Acts(Protocol):
    """What is done with what people call, press and send; acknowledged once it is kept."""

    async def slash(self, payload: JSON, ack: AsyncAck) -> None: ...

    async def press(self, payload: JSON, ack: AsyncAck) -> None: ...

    async def submit(self, payload: JSON, ack: AsyncAck) -> None: ...

    async def shortcut(self, payload: JSON, ack: AsyncAck) -> None: ...


class Busy(Exception):
    """So much is being kept that this can't be in time: Slack is to send it again."""


class App(AsyncApp):
    """Bolt, with a way past it for events."""

    events: Events

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Keep an event; leave everything else to Bolt."""
        if req.body.get("type") != "event_callback":
            return await super().async_dispatch(req)
        try:
            await self.events.event(req.body, again=_again(req))
        except Busy:
            return BoltResponse(status=503)
        except Exception:  # the edge: not acknowledged, so Slack sends it again
            log.exception("an event was not kept; Slack will send it again")
            return BoltResponse(status=500)
        return BoltResponse(status=200)


def _again(req: AsyncBoltRequest) -> int:
    number = (req.headers.get("x-slack-retry-num") or ["0"])[0]
    return int(number) if number.isdecimal() else 0


def wire(events: Events, acts: Acts, *, client: AsyncWebClient, here: Here) -> AsyncApp:
    """An app whose every way in leads through these acts."""
    who = AuthorizeResult(
        enterprise_id=None,
        team_id=here.team,
        bot_token=client.token,
        bot_id=here.bot_id,
        bot_user_id=here.bot_user,
    )

    async def authorize() -> AuthorizeResult:
        # Never asked of Slack: while auth.test fails Bolt would acknowledge events unseen.
        return who

    tokenless = AsyncWebClient(
        base_url=client.base_url, timeout=client.timeout, retry_handlers=[], logger=sdk_log
    )
    app = App(client=tokenless, authorize=authorize, logger=sdk_log)
    app.events = events

    async def commanded(ack: AsyncAck, body: JSON) -> None:
        await acts.slash(body, ack)

    async def pressed(ack: AsyncAck, body: JSON) -> None:
        await acts.press(body, ack)

    async def opened(ack: AsyncAck) -> None:
        await ack()  # the address is open already

    async def submitted(ack: AsyncAck, body: JSON) -> None:
        await acts.submit(body, ack)

    async def called(ack: AsyncAck, body: JSON) -> None:
        await acts.shortcut(body, ack)

    app.command(COMMAND)(commanded)
    app.action(re.compile("^fd:"))(pressed)
    app.action(re.compile("^opens:"))(opened)
    app.view(re.compile("^form:"))(submitted)
    for callback in (LEARN, HAND_OFF, SOLVED, ASK):
        app.shortcut(callback)(called)
    return app
