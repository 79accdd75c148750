"""What is for one person's eyes: carried out by the routes that Slack has.

By a response_url, by an ephemeral message, by direct message; a thread for one alone Slack has not.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.desk.nouns.message import Fine, Message, Outgoing
from bot.desk.nouns.place import Place
from bot.desk.rules.routes import Route, to_one
from bot.desk.words.wording import Wording
from bot.errors import SendRefused, SendUnfit
from bot.platforms.routes import first_taken
from bot.platforms.slack.connection.calls import Calls
from bot.platforms.slack.knowing.places import place_of
from bot.platforms.slack.saying.looks import Looks
from bot.platforms.slack.saying.rich import member
from bot.platforms.slack.saying.urls import ResponseUrls
from bot.platforms.staff import StaffRooms

log = logging.getLogger(__name__)

JSON = dict[str, Any]

Post = Callable[[Outgoing, Place, Message], Awaitable[str]]
"""Sends to a place, whoever reads there."""


@dataclass
class Whispers:
    """Says things to one person."""

    calls: Calls
    urls: ResponseUrls
    words: Wording
    looks: Looks
    staffs: StaffRooms
    post: Post

    async def say(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Say it; the ts of the message, "" where it has none. Raises as `post` does."""

        async def by(route: Route) -> str | None:
            match route:
                case Route.REPLY:
                    return await self._reply(outgoing, place, message)
                case Route.AT_WORK:
                    return await self._at_work(outgoing, place, message)
                case Route.BESIDE:
                    return None if place.private else await self._beside(outgoing, place, message)
                case Route.DIRECT:
                    return await self._directly(outgoing, place, message)
                case Route.ALONE:
                    return None

        at_work = place.room in self.staffs
        return await first_taken(to_one(outgoing, at_work=at_work), by)

    async def _reply(self, outgoing: Outgoing, place: Place, message: Message) -> str | None:
        found = self.urls.take(outgoing.answers, member(outgoing.to))
        if found is None:
            return None
        body: JSON = {"response_type": "ephemeral", "replace_original": False}
        body |= {"thread_ts": found.thread} if found.thread else {}
        content = self.looks.content(message, at=place.thread)
        return "" if await self.calls.respond(found.url, {**body, **content}) else None

    async def instead(self, outgoing: Outgoing, place: Place, message: Message) -> bool:
        """Show what was to stay to whoever acted, where they did, with word of why it won't."""
        why = self.words.words("only_shown", message.language)
        shown = replace(message, parts=(*message.parts, Fine(spans=(why,))))
        return await self._reply(outgoing, place, shown) is not None

    async def _at_work(self, outgoing: Outgoing, place: Place, message: Message) -> str | None:
        if not self.staffs.own and place.room not in self.staffs:
            return None
        there = place if place.room in self.staffs else place_of(self.staffs.own, "")
        return await self._beside(outgoing, there, message)

    async def _directly(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Beneath the message that they wrote there; that may be gone."""
        direct = place if place.private else place_of(member(outgoing.to), "")
        try:
            return await self.post(outgoing, direct, message)
        except SendRefused as refused:
            if not direct.beneath or isinstance(refused, SendUnfit):
                raise
        return await self.post(outgoing, replace(direct, beneath=""), message)

    async def _beside(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        user = member(outgoing.to)
        # Slack shows an ephemeral message only in threads that have replies already.
        fresh = outgoing.answers.endswith(f":{place.room}:{place.thread}")
        thread = None if fresh else place.thread or None

        async def call(content: JSON) -> Any:
            return await self.calls.web.chat_postEphemeral(
                channel=place.room, user=user, thread_ts=thread, **content
            )

        await self.looks.send(call, message, at=place.thread)
        return ""  # its ts is good for nothing: nobody can change an ephemeral message by it

    async def replace_pressed(self, outgoing: Outgoing, place: Place, message: Message) -> None:
        """An ephemeral message can be changed by whoever pressed it alone."""
        found = self.urls.take(outgoing.answers, member(outgoing.to))
        body: JSON = {"response_type": "ephemeral", "replace_original": True}
        content = self.looks.content(message, at=place.thread)
        if found is None or not await self.calls.respond(found.url, {**body, **content}):
            raise SendRefused

    async def tell_where(self, outgoing: Outgoing, message: Message) -> None:
        """Who asked from another room is told where the answer is; no matter if that fails."""
        found = self.urls.take_away(outgoing.answers, member(outgoing.to))
        if found is None:
            return
        said = self.words.say("answered_directly", message.language)
        body = {"response_type": "ephemeral", **self.looks.content(said)}
        try:
            await self.calls.respond(found.url, body)
        except Exception as error:  # noqa: BLE001  the answer itself is out
            log.info("could not say where the answer is: %s", type(error).__name__)
