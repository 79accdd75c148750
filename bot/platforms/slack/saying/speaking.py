"""What the desk says, sent: posts, cards, and words for one person only.

Each call is made once. A look that the workspace refuses is surely not out, so the next may follow.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.desk.nouns.inbound import Place
from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.words.wording import Wording
from bot.errors import SendRefused, SendUnclear
from bot.platforms.plain import When
from bot.platforms.slack.connection.calls import Calls
from bot.platforms.slack.connection.refusals import FAILURES, code_of, send_error
from bot.platforms.slack.knowing.people import People
from bot.platforms.slack.knowing.places import is_direct, place_of, thread_of
from bot.platforms.slack.saying import render
from bot.platforms.slack.saying.render import Look
from bot.platforms.slack.saying.rich import member
from bot.platforms.slack.saying.urls import ResponseUrls

log = logging.getLogger(__name__)

JSON = dict[str, Any]

EVENT_TYPE = "frontdesk_message"
_BAD_BLOCKS = {
    "invalid_blocks",
    "invalid_blocks_format",
    "msg_blocks_too_long",
    "invalid_arguments",
}
_NOT_THERE = {"not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived"}
"""Reasons why an ephemeral message can't be shown, though the person can be written to."""


@dataclass
class Speaking:
    """Sends."""

    calls: Calls
    people: People
    urls: ResponseUrls
    words: Wording
    when: When
    staff_room: str = ""
    look: Look = Look.FULL
    """The richest look that this workspace is not known to refuse."""

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Send once; the message's ts. Raises SendRefused, SendLater or SendUnclear."""
        if outgoing.kind is SendKind.PRIVATE:
            return await self._private(outgoing, place, message)
        posted = await self._post(outgoing, place, message)
        await self._tell_where(outgoing, message)
        return posted

    async def edit(self, outgoing: Outgoing, place: Place, message: Message, posted: str) -> None:
        """Replace a message of ours: by its ts, or the one pressed, as long as Slack lets us."""
        if not posted:
            await self._replace_pressed(outgoing, place, message)
            return
        astray = outgoing.kind is SendKind.PRIVATE and not place.private
        place = await self.resolved(place_of(member(outgoing.to), "") if astray else place)

        async def call(content: JSON) -> Any:
            return await self.calls.web.chat_update(
                channel=place.room, ts=posted, metadata=_metadata(outgoing), **content
            )

        await self._shown(call, message)

    async def resolved(self, place: Place) -> Place:
        """A place named by its person is the direct message with them."""
        if is_direct(place.room) or not place.room.startswith(("U", "W")):
            return place
        try:
            return await self.people.direct(place.room)
        except FAILURES as error:
            raise send_error(error) from error

    async def _post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        place = await self.resolved(place)

        async def call(content: JSON) -> Any:
            return await self.calls.web.chat_postMessage(
                channel=place.room,
                thread_ts=thread_of(place) or None,
                unfurl_links=False,
                unfurl_media=False,
                metadata=_metadata(outgoing),
                **content,
            )

        answer = await self._shown(call, message)
        if not answer.get("ts"):
            raise SendUnclear("Slack took it, and did not say as what", ended=True)
        return str(answer["ts"])

    async def _shown(
        self, call: Callable[[JSON], Awaitable[Any]], message: Message, at: str = ""
    ) -> Any:
        """Send in the richest look that is taken."""
        for look in Look:
            if look < self.look:
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

    # For one person only

    async def _private(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Where they acted if Slack gave us the way, else where they are, else directly.

        Staff's work is shown in the staff room; who asked elsewhere finds it in the direct message.
        """
        if await self._respond(outgoing, place, message):
            return ""
        if place.private or not place.room:
            return await self._post(outgoing, place, message)
        if outgoing.readership is Readership.STAFF and place.room != self.staff_room:
            return await self._directly(outgoing, message)
        return await self._shown_to(outgoing, place, message)

    async def _directly(self, outgoing: Outgoing, message: Message) -> str:
        """To staff who asked where others are."""
        try:
            return await self._post(outgoing, place_of(member(outgoing.to), ""), message)
        except SendRefused:
            if not self.staff_room:
                raise
        return await self._shown_to(outgoing, place_of(self.staff_room, ""), message)

    async def _shown_to(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """To one person only, among others."""
        user = member(outgoing.to)
        # Slack shows an ephemeral message only in threads that have replies already.
        fresh = outgoing.answers.endswith(f":{place.room}:{place.thread}")
        thread = None if fresh else place.thread or None

        async def call(content: JSON) -> Any:
            return await self.calls.web.chat_postEphemeral(
                channel=place.room, user=user, thread_ts=thread, **content
            )

        try:
            await self._shown(call, message, place.thread)
        except SendRefused as refused:
            cause = refused.__cause__
            if not isinstance(cause, SlackApiError) or code_of(cause) not in _NOT_THERE:
                raise
        else:
            return ""  # its ts is good for nothing: nobody can change an ephemeral message by it
        return await self._post(outgoing, place_of(user, ""), message)

    async def _replace_pressed(self, outgoing: Outgoing, place: Place, message: Message) -> None:
        """An ephemeral message can be changed by whoever pressed it alone."""
        found = self.urls.take(outgoing.answers, member(outgoing.to))
        body: JSON = {"response_type": "ephemeral", "replace_original": True}
        content = render.payload(message, self.when, self.look, at=place.thread)
        if found is None or not await self.calls.respond(found.url, {**body, **content}):
            raise SendRefused

    async def _respond(self, outgoing: Outgoing, place: Place, message: Message) -> bool:
        found = self.urls.take(outgoing.answers, member(outgoing.to))
        if found is None:
            return False
        body: JSON = {"response_type": "ephemeral", "replace_original": False}
        body |= {"thread_ts": found.thread} if found.thread else {}
        content = render.payload(message, self.when, self.look, at=place.thread)
        return await self.calls.respond(found.url, {**body, **content})

    async def _tell_where(self, outgoing: Outgoing, message: Message) -> None:
        """Who asked from another room is told where the answer is; no matter if that fails."""
        found = self.urls.take_away(outgoing.answers, member(outgoing.to))
        if found is None:
            return
        said = self.words.say("answered_directly", message.language)
        content = render.payload(said, self.when, self.look)
        try:
            await self.calls.respond(found.url, {"response_type": "ephemeral", **content})
        except Exception as error:  # noqa: BLE001  the answer itself is out
            log.info("could not say where the answer is: %s", type(error).__name__)


def _metadata(outgoing: Outgoing) -> JSON:
    told: JSON = {"key": outgoing.key, "v": 1}
    if outgoing.ticket:
        told["ticket"] = outgoing.ticket
    return {"event_type": EVENT_TYPE, "event_payload": told}
