"""The richest look that Slack takes: a workspace may lack some kinds of blocks.

A look that is refused is surely not out, so the next may follow.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.desk.nouns.chart import Chart
from bot.desk.nouns.message import Message
from bot.errors import SendRefused
from bot.platforms.plain import When
from bot.platforms.slack.connection.refusals import code_of, send_error
from bot.platforms.slack.saying import render
from bot.platforms.slack.saying.render import Look

log = logging.getLogger(__name__)

JSON = dict[str, Any]

_BAD_BLOCKS = {
    "invalid_blocks",
    "invalid_blocks_format",
    "msg_blocks_too_long",
    "invalid_arguments",
}


@dataclass
class Looks:
    """What is known of them."""

    when: When
    look: Look = Look.FULL
    """The richest look that this workspace is not known to refuse."""

    def content(self, message: Message, *, at: str = "") -> JSON:
        """The message in that look. `at` is the thread that presses belong to."""
        return render.payload(message, self.when, self.look, at=at)

    async def send(
        self, call: Callable[[JSON], Awaitable[Any]], message: Message, *, at: str = ""
    ) -> Any:
        """Send in the richest look that is taken. Raises SendRefused, SendLater or SendUnclear."""
        charted = any(isinstance(part, Chart) for part in message.parts)
        richest = self.look if charted else max(self.look, Look.UNCHARTED)
        for look in Look:
            if look < richest:
                continue
            try:
                return await call(render.payload(message, self.when, look, at=at))
            except SlackApiError as error:
                if code_of(error) not in _BAD_BLOCKS or look is Look.TEXT:
                    raise send_error(error) from error
                self._refused(error, look, message)
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                raise send_error(error) from error
        raise SendRefused

    def _refused(self, error: SlackApiError, look: Look, message: Message) -> None:
        """A kind of block that the workspace does not have is not tried again."""
        answer = error.response.data if error.response is not None else {}
        why = str((answer or {}).get("response_metadata") or (answer or {}).get("errors") or "")
        log.warning("Slack refused the blocks of a %s (%s) %s", message.kind, code_of(error), why)
        if "unsupported" in why:
            self.look = Look(look + 1)
