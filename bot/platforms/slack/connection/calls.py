"""Calls to Slack's Web API, each made once.

Sends are never repeated here: what may have been done is looked up by delivery, not tried again.
"""

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.platforms.slack.connection.refusals import FAILURES, code_of, send_error, status_of

log = logging.getLogger(__name__)

sdk_log = logging.getLogger("bot.platforms.slack.sdk")
"""At DEBUG the SDK logs whole messages, so it never goes below INFO."""


class _Unneeded(logging.Filter):
    """Bolt warns of a token in the environment; that is where ours comes from, on purpose.

    And it has a line for each event that is left to Slack to send again; there may be thousands.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is worth a line."""
        line = record.getMessage()
        return "will be unused" not in line and "(status: 503" not in line


sdk_log.addFilter(_Unneeded())

TIMEOUT = 15
QUICK = 1.0
"""Seconds spent on what is nice to know, of the three in which Slack wants an answer."""
_OF_THIS_PLACE = {
    "",
    "channel_not_found",
    "invalid_thread_ts",
    "is_archived",
    "message_not_found",
    "not_in_channel",
    "ratelimited",
    "thread_not_found",
    "user_not_in_channel",
}
"""Refusals that say nothing of the next call of the same kind."""


class Calls:
    """The client for sending, used for everything: it never repeats a call by itself."""

    def __init__(self, *, token: str, base_url: str) -> None:
        sdk_log.setLevel(max(logging.INFO, sdk_log.getEffectiveLevel()))
        self.web = AsyncWebClient(
            token=token, base_url=base_url, timeout=TIMEOUT, retry_handlers=[], logger=sdk_log
        )
        self._without: set[str] = set()
        """Niceties that this workspace does not have for us."""

    def use(self, session: aiohttp.ClientSession | None) -> None:
        """Keep connections open between calls."""
        self.web.session = session

    async def nicety(self, method: str, **given: Any) -> None:
        """A call that nothing rests on. Once it is refused, that one is done without."""
        if method in self._without:
            return
        try:
            await self.web.api_call(method, json=given)
        except SlackApiError as error:
            code = code_of(error)
            if code in _OF_THIS_PLACE or status_of(error) >= 500 or method in self._without:
                return
            log.info("This workspace has no %s for us (%s); I do without it.", method, code)
            self._without.add(method)
        except (aiohttp.ClientError, TimeoutError, OSError):
            return

    async def respond(self, url: str, body: dict[str, Any]) -> bool:
        """Answer on a response_url; whether Slack took it."""
        hook = AsyncWebhookClient(
            url, timeout=TIMEOUT, session=self.web.session, logger=sdk_log, retry_handlers=[]
        )
        try:
            answer = await hook.send_dict(body)
        except (aiohttp.ClientError, TimeoutError, OSError, SlackApiError) as error:
            raise send_error(error) from error
        return answer.status_code == 200


async def within(seconds: float, work: Awaitable[Any]) -> Any:
    """The result, or None when it failed or took too long: for what is nice to know, no more."""
    try:
        return await asyncio.wait_for(work, seconds)
    except FAILURES as error:
        log.info("left out: %s", code_of(error) if isinstance(error, SlackApiError) else error)
        return None
