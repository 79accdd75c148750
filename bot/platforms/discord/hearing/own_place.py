"""Where a question goes that was typed as a command in a room open to many: a private thread, or a DM."""

import asyncio
import logging
from collections.abc import Callable

from bot.desk.nouns.place import Place
from bot.desk.ports.platform import Blocked, Muted
from bot.errors import DeskError
from bot.platforms.discord.connection.refusals import FAILURES
from bot.platforms.discord.hearing import listen
from bot.platforms.discord.knowing import places
from bot.platforms.discord.knowing.rooms import Rooms
from bot.platforms.discord.saying.tokens import Interaction

log = logging.getLogger(__name__)

_WITHIN = 1.5
"""Seconds: the interaction has to be acknowledged within three."""


class OwnPlaces:
    """Finds one for somebody."""

    def __init__(
        self,
        *,
        rooms: Rooms,
        title: Callable[[str], str],
        blocked: Blocked,
        muted: Muted,
    ) -> None:
        """`title`: what a question's thread is called in a language."""
        self._rooms = rooms
        self._title = title
        self._blocked = blocked
        self._muted = muted

    async def of(self, it: Interaction, place: Place) -> Place:
        """For what is asked in a place. Whom the team has blocked gets no thread, and nobody where the
        desk rehearses: it would stay empty, and be seen."""
        if place.thread or place.private or self._rooms.is_staffs(place):
            return place
        person = places.person(it.user, listen.locale(it))
        try:
            async with asyncio.timeout(_WITHIN):
                if await self._muted(place):
                    return place
                if not await self._blocked(person):
                    title = self._title(listen.locale(it))
                    return await self._rooms.private_thread(person.id, place, title)
        except (DeskError, *FAILURES) as error:
            log.info("no private thread room=%s: %s", place.room, type(error).__name__)
        try:
            async with asyncio.timeout(_WITHIN / 2):
                return await self._rooms.dm(person.id)
        except FAILURES:
            return place
