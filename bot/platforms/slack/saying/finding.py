"""Whether a message whose sending ended unclear stands in Slack's history: known by its key."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.desk.nouns.message import Outgoing
from bot.desk.nouns.place import Place
from bot.errors import SendLater, SendUnclear
from bot.platforms.slack.connection.calls import Calls
from bot.platforms.slack.connection.refusals import FAILURES, code_of, send_error
from bot.platforms.slack.knowing.places import Here, thread_of
from bot.platforms.slack.words import stamp

JSON = dict[str, Any]

PAGE = 200
PAGES = 50
"""Pages looked through at most: 10,000 messages."""


@dataclass
class Finding:
    """Looks."""

    calls: Calls
    here: Callable[[], Here]

    async def find(self, outgoing: Outgoing, place: Place, since: datetime) -> str | None:
        """Id of our message that carries the key. Raises SendUnclear or SendLater."""
        method, args = "conversations.history", {"channel": place.room}
        thread = thread_of(place)
        if thread:
            method, args = "conversations.replies", {"channel": place.room, "ts": thread}
        cursor = ""
        for _ in range(PAGES):
            params = {**args, "oldest": stamp(since), "include_all_metadata": "true"}
            params |= {"limit": str(PAGE), **({"cursor": cursor} if cursor else {})}
            try:
                answer = await self.calls.web.api_call(method, http_verb="GET", params=params)
            except FAILURES as error:
                if isinstance(error, SlackApiError) and code_of(error) == "thread_not_found":
                    return None
                problem = send_error(error)
                if isinstance(problem, SendLater):
                    raise problem from error
                raise SendUnclear(f"History can't be read: {problem}") from error
            for message in answer.get("messages") or []:
                if self._carries(message, outgoing.key):
                    return str(message["ts"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None
        raise SendUnclear("There is more history than I can look through")

    def _carries(self, message: JSON, key: str) -> bool:
        ours = message.get("bot_id") == self.here().bot_id
        told = (message.get("metadata") or {}).get("event_payload") or {}
        return ours and told.get("key") == key
