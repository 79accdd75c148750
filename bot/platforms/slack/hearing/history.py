"""What was said while nobody listened: read from Slack's history, as the events would have told it.

Reads only, at the pace that leaves most of Slack's allowance to others.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.desk.nouns.inbound import Inbound, Said
from bot.desk.nouns.place import Place
from bot.errors import DeskError
from bot.platforms.slack.connection.calls import Calls
from bot.platforms.slack.connection.refusals import (
    code_of,
    reason,
    retry_after,
    status_of,
)
from bot.platforms.slack.hearing.listen import found, is_bare, people_in, rooms_in
from bot.platforms.slack.hearing.pieces import Pieces
from bot.platforms.slack.knowing.people import People
from bot.platforms.slack.knowing.places import Here, place_of
from bot.platforms.slack.words import stamp

JSON = dict[str, Any]

PAGE = 200
PAGES = 50
"""Pages of one conversation read at most in one go: 10,000 messages."""
_LONGEST_WAIT = 60.0
_ROOMS = "public_channel,private_channel,im"


class HistoryClosed(DeskError):
    """Slack does not let me read that conversation."""


@dataclass
class Allowance:
    """40 % of the 50 calls a minute that Slack grants for history; some at once."""

    every: float = 3.0
    at_once: int = 10
    clock: Callable[[], float] = lambda: asyncio.get_running_loop().time()
    _free_from: float = float("-inf")

    async def take(self) -> None:
        """Wait for one's turn."""
        now = self.clock()
        self._free_from = max(self._free_from, now - self.every * self.at_once) + self.every
        if self._free_from > now:
            await asyncio.sleep(self._free_from - now)


@dataclass
class History:
    """Reads conversations."""

    calls: Calls
    people: People
    here: Callable[[], Here]
    allowance: Allowance = field(default_factory=Allowance)

    async def since(self, place: Place, since: datetime) -> list[Inbound]:
        """What people did in a place since then, oldest first."""
        oldest = stamp(since)
        if place.thread:
            messages = await self._replies(place.room, place.thread, oldest)
        else:
            messages = await self._room(place.room, oldest)
        here = self.here()
        users = {user for message in messages for user in people_in(message)}
        people = await self.people.all_of(users, here.team)
        await self.people.name_rooms({room for each in messages for room in rooms_in(each)})
        messages.sort(key=lambda message: float(message["ts"]))
        kind = "mpim" if place.room in self.people.groups else ""
        pieces, done = Pieces(), list[Inbound]()
        for message in messages:
            placed = pieces.placed(message, place.room)
            told = list(found(placed, place.room, here, people, kind=kind))
            if told:
                bare = isinstance(told[0], Said) and is_bare(told[0])
                pieces.heard(placed, place.room, bare=bare)
            done += told
        return done

    async def _room(self, room: str, oldest: str) -> list[JSON]:
        """The room's own messages, and the replies to those of them that have new ones."""
        messages = await self._pages("conversations.history", channel=room, oldest=oldest)
        replies: list[JSON] = []
        for message in messages:
            if float(message.get("latest_reply") or 0) >= float(oldest):
                replies += await self._replies(room, str(message["ts"]), oldest)
        known = {message["ts"] for message in messages}
        return messages + [reply for reply in replies if reply["ts"] not in known]

    async def _replies(self, room: str, thread: str, oldest: str) -> list[JSON]:
        try:
            messages = await self._pages(
                "conversations.replies", channel=room, ts=thread, oldest=oldest
            )
        except SlackApiError as error:
            if code_of(error) == "thread_not_found":
                return []
            raise
        return [message for message in messages if float(message["ts"]) >= float(oldest)]

    async def _pages(self, method: str, **args: Any) -> list[JSON]:
        """All pages, unhurried. Raises HistoryClosed where nothing may be read."""
        messages: list[JSON] = []
        cursor = ""
        for _ in range(PAGES):
            await self.allowance.take()
            answer = await self._patient(method, cursor=cursor, **args)
            messages += answer.get("messages") or []
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        return messages

    async def _patient(self, method: str, **args: Any) -> Any:
        given = {name: value for name, value in args.items() if value}
        for last in (False, True):
            try:
                return await self.calls.web.api_call(
                    method, http_verb="GET", params={**given, "limit": PAGE}
                )
            except SlackApiError as error:
                if status_of(error) == 429 and not last and retry_after(error) <= _LONGEST_WAIT:
                    await asyncio.sleep(retry_after(error))
                    continue
                if code_of(error) == "thread_not_found":
                    raise
                raise HistoryClosed(f"History can't be read: {reason(error)}.") from error
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                raise HistoryClosed(f"Slack gave no answer ({type(error).__name__}).") from error
        raise HistoryClosed

    async def rooms(self, first: tuple[str, ...]) -> list[Place]:
        """Rooms the app is in and direct messages, those named first in front."""
        listed: list[str] = []
        cursor = ""
        for _ in range(PAGES):
            await self.allowance.take()
            answer = await self._rooms_page(cursor)
            for room in answer.get("channels") or []:
                listed.append(str(room["id"]))
                if room.get("is_mpim"):
                    self.people.groups.add(str(room["id"]))
                if room.get("user"):
                    self.people.learn_room(str(room["user"]), str(room["id"]))
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        return [place_of(room, "") for room in dict.fromkeys((*first, *listed))]

    async def _rooms_page(self, cursor: str) -> Any:
        """Some of the rooms; an app that was installed before it asked for mpim:read has no others."""
        args = {"exclude_archived": "true", "cursor": cursor}
        try:
            return await self._patient("users.conversations", types=f"{_ROOMS},mpim", **args)
        except HistoryClosed as error:
            cause = error.__cause__
            if not isinstance(cause, SlackApiError) or code_of(cause) != "missing_scope":
                raise
        return await self._patient("users.conversations", types=_ROOMS, **args)
