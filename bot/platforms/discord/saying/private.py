"""What is for one person's eyes: where it goes, so that nobody else reads it.

By their own interaction, by direct message, in a private thread of theirs; staff's answers in the
staff room too. Where none of it works the place hears how to ask, and nothing of what was asked.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import discord

from bot.desk.nouns.inbound import Place
from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.words.wording import Wording
from bot.platforms.discord.connection.refusals import FAILURES, refused
from bot.platforms.discord.knowing import places
from bot.platforms.discord.knowing.rooms import Memory, Rooms
from bot.platforms.discord.saying import render
from bot.platforms.discord.saying.detours import Detours
from bot.platforms.discord.saying.tokens import Live, Tokens

log = logging.getLogger(__name__)

Post = Callable[[Outgoing, Place, Message], Awaitable[str]]
"""Sends to a place, whoever reads there."""

_UNASKED = {"offer_watched"}
"""Nobody spoke to the desk: where this can't be said privately it is not said."""


@dataclass
class Whispers:
    """Says things to one person."""

    rooms: Rooms
    tokens: Tokens
    wording: Wording
    detours: Detours
    post: Post

    def __post_init__(self) -> None:
        self._commands = Memory()
        """How to ask the same with a slash, by what people did."""

    def remember(self, inbound: str, command: str) -> None:
        """How what somebody did could have been asked with a slash; "" if it could not."""
        if command:
            self._commands.note(inbound, command)

    def at_work(self, outgoing: Outgoing, place: Place) -> bool:
        """Whether staff are answered in the staff room, where staff read."""
        return outgoing.readership is Readership.STAFF and self.rooms.is_staffs(place)

    async def where(self, outgoing: Outgoing, place: Place) -> Place:
        """Where it is looked for, if it was said by an ordinary message."""
        return place if self.at_work(outgoing, place) else await self.rooms.dm(outgoing.to)

    async def say(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Say it; the id of the message, "" where it has none. Raises what Discord answers."""
        live = await self.tokens.find(outgoing.answers)
        if live is not None and await self._follow_up(outgoing, live, message):
            return ""
        if self.at_work(outgoing, place):
            return await self.post(outgoing, place, message)
        try:
            return await self.post(outgoing, await self.rooms.dm(outgoing.to), message)
        except discord.HTTPException as error:
            if not refused(error):
                raise
            closed = error
        if outgoing.kind is not SendKind.PRIVATE:  # what stays goes by a detour that is remembered
            raise closed
        posted = await self._elsewhere(outgoing, message)
        if posted is None:
            await self.say_how(outgoing, place)
            raise closed
        return posted

    async def _elsewhere(self, outgoing: Outgoing, message: Message) -> str | None:
        """Without direct messages: in the staff room for staff, else in a thread for them alone."""
        work = self.rooms.staff_room()
        at_work = work if outgoing.readership is Readership.STAFF else None
        place = at_work or await self._thread(outgoing)
        if place is None:
            return None
        try:
            return await self.post(outgoing, place, message)
        except discord.HTTPException as error:
            if not refused(error):
                raise
            self.detours.forget(place)
            return None

    async def _thread(self, outgoing: Outgoing) -> Place | None:
        try:
            return await self.detours.alone(outgoing.to, unseen=True)
        except FAILURES as error:
            log.info("no private thread outbox=%s: %s", outgoing.key, type(error).__name__)
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

    async def _follow_up(self, outgoing: Outgoing, live: Live, message: Message) -> bool:
        """By their own interaction; False where it is another's, or Discord no longer takes it."""
        if places.person_id(live.interaction.user.id) != outgoing.to:
            return False
        hook, nobody = live.interaction.followup, discord.AllowedMentions.none()
        try:
            for sheet in render.sheets(message):
                await hook.send(view=render.view(sheet), ephemeral=True, allowed_mentions=nobody)
        except discord.HTTPException as error:
            if not refused(error, of_interaction=True):
                raise
            log.info("an interaction could no longer be answered (%s)", error.code)
            self.tokens.forget(outgoing.answers)
            return False
        live.waiting = False
        return True


def for_one(outgoing: Outgoing, place: Place) -> bool:
    """Whether only one person may read it: said to them alone, or to stand in nobody's thread."""
    customer = outgoing.readership is Readership.CUSTOMER
    open_ = customer and not (place.thread or place.private)
    return open_ or outgoing.kind is SendKind.PRIVATE
