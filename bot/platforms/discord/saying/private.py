"""What is for one person's eyes: carried out by the routes that Discord has.

By their own interaction, by direct message, in a private thread of theirs; staff's answers in the
staff room too. Where none of it works the place hears how to ask, and nothing of what was asked.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

import discord

from bot.desk.nouns.message import Fine, Message, Outgoing, Readership, SendKind
from bot.desk.nouns.place import Place
from bot.desk.rules.routes import Route, to_one
from bot.desk.words.wording import Wording
from bot.errors import SendRefused
from bot.platforms.discord.connection.refusals import FAILURES, problem, refused
from bot.platforms.discord.knowing import places
from bot.platforms.discord.knowing.rooms import Memory, Rooms
from bot.platforms.discord.saying import render
from bot.platforms.discord.saying.fallbacks import Fallbacks
from bot.platforms.discord.saying.picture import Picture
from bot.platforms.discord.saying.picturing import Draw, files, first_with, pictures
from bot.platforms.discord.saying.tokens import Tokens
from bot.platforms.routes import first_taken

log = logging.getLogger(__name__)

Post = Callable[[Outgoing, Place, Message], Awaitable[str]]
"""Sends to a place, whoever reads there."""

_UNASKED = {"offer_watched", "help_ask", "help_topic", "expert_asked"}
"""Nobody spoke to the desk: where this can't be said privately it is not said."""


@dataclass
class Whispers:
    """Says things to one person."""

    rooms: Rooms
    tokens: Tokens
    wording: Wording
    fallbacks: Fallbacks
    post: Post
    draw: Draw

    def __post_init__(self) -> None:
        self._commands = Memory()
        """How to ask the same with a slash, by what people did."""

    def remember(self, inbound: str, command: str) -> None:
        """How what somebody did could have been asked with a slash; "" if it could not."""
        if command:
            self._commands.note(inbound, command)

    async def where(self, outgoing: Outgoing, place: Place) -> Place:
        """Where it is looked for, if it was said by an ordinary message."""
        at_work = outgoing.readership is Readership.STAFF and self.rooms.is_staffs(place)
        return place if at_work else await self.rooms.dm(outgoing.to)

    async def say(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Say it; the id of the message, "" where it has none. Raises as `post` does.

        Where it can't be said the place hears how to ask, and nothing of what was asked.
        """

        async def by(route: Route) -> str | None:
            try:
                return await self._by(route, outgoing, place, message)
            except FAILURES as error:
                name = self.rooms.name(outgoing.to) or "the customer"
                raise problem(error, name=name, room=self.rooms.room_name(place)) from error

        try:
            return await first_taken(to_one(outgoing, at_work=self.rooms.is_staffs(place)), by)
        except SendRefused:
            if outgoing.kind is SendKind.PRIVATE:
                await self.say_how(outgoing, place)
            raise

    async def instead(self, outgoing: Outgoing, message: Message) -> bool:
        """Show what was to stay to whoever acted, where they did, with word of why it won't."""
        why = self.wording.words("only_shown", message.language)
        shown = replace(message, parts=(*message.parts, Fine(spans=(why,))))
        return await self._reply(outgoing, shown) is not None

    async def _by(
        self, route: Route, outgoing: Outgoing, place: Place, message: Message
    ) -> str | None:
        match route:
            case Route.REPLY:
                return await self._reply(outgoing, message)
            case Route.DIRECT:
                return await self.post(outgoing, await self.rooms.dm(outgoing.to), message)
            case Route.AT_WORK:
                there = place if self.rooms.is_staffs(place) else self.rooms.staff_room()
                return await self.post(outgoing, there, message) if there else None
            case Route.ALONE:
                return await self._alone(outgoing, message)
            case Route.BESIDE:  # Discord shows that to whoever pressed or typed something only
                return None

    async def _alone(self, outgoing: Outgoing, message: Message) -> str | None:
        title = self.fallbacks.titles.plain(outgoing.message.language)
        try:
            place = await self.fallbacks.alone(outgoing.to, title, unseen=True)
        except FAILURES as error:
            log.info("no private thread outbox=%s: %s", outgoing.key, type(error).__name__)
            return None
        if place is None:
            return None
        try:
            return await self.post(outgoing, place, message)
        except discord.HTTPException as error:
            if not refused(error):
                raise
            self.fallbacks.forget(place)
            return None

    async def say_how(self, outgoing: Outgoing, place: Place) -> None:
        """Tell somebody in the open how to ask, without a word of what they asked."""
        direct = place.private and not place.thread
        if direct or outgoing.message.kind in _UNASKED:
            return
        language, command = outgoing.message.language, self._commands.get(outgoing.answers)
        kind = "not_privately_but" if command else "not_privately"
        hint = Outgoing(
            key=f"{outgoing.key}:how",
            place=place,
            message=self.wording.say(kind, language, command=command or ""),
            readership=outgoing.readership,
            to=outgoing.to,
            answers=outgoing.answers,
        )
        try:
            await self.post(hint, place, hint.message)
        except FAILURES as error:
            log.info("could not say how to ask outbox=%s: %s", outgoing.key, type(error).__name__)

    async def _reply(self, outgoing: Outgoing, message: Message) -> str | None:
        """By their own interaction; None where it is another's, or Discord no longer takes it."""
        live = await self.tokens.find(outgoing.answers)
        if live is None or places.person_id(live.interaction.user.id) != outgoing.to:
            return None
        hook, nobody = live.interaction.followup, discord.AllowedMentions.none()

        async def send(shown: Sequence[Picture]) -> str:
            for sheet in render.sheets(message, pictures=shown):
                view, enclosed = render.view(sheet), files(sheet.pictures)
                await hook.send(view=view, files=enclosed, ephemeral=True, allowed_mentions=nobody)
            return ""

        try:
            await first_with(pictures(message, self.draw), send)
        except discord.HTTPException as error:
            if not refused(error, of_interaction=True):
                raise
            log.info("an interaction could no longer be answered (%s)", error.code)
            self.tokens.forget(outgoing.answers)
            return None
        live.waiting = False
        return ""


def for_one(outgoing: Outgoing, place: Place) -> bool:
    """Whether only one person may read it: said to them alone, or to stand in nobody's thread."""
    customer = outgoing.readership is Readership.CUSTOMER
    open_ = customer and not (place.thread or place.private)
    return open_ or outgoing.kind is SendKind.PRIVATE
