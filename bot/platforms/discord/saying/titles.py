"""What threads are called: by the entry that was shown in them, or by the number of a ticket.

Never by what somebody wrote, which may be taken back. A help to the eye only: where Discord refuses
another name the thread keeps the one it has.
"""

import asyncio
import logging

import discord

from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.nouns.place import Place
from bot.desk.words.wording import Wording
from bot.errors import SendLater
from bot.platforms.discord.connection.refusals import FAILURES
from bot.platforms.discord.knowing.rooms import Rooms
from bot.platforms.fit import cut

log = logging.getLogger(__name__)

_MOST = 100
"""Characters of a thread's name: https://docs.discord.com/developers/resources/channel#modify-channel"""
_PATIENCE = 3.0
"""Seconds: what was said is out, and waits for no name."""


class Titles:
    """Names new threads, and one that was opened before anything was known by a better name, once."""

    def __init__(self, rooms: Rooms, wording: Wording) -> None:
        self._rooms = rooms
        self._wording = wording
        self._plain = {wording.words("thread_of_question", each) for each in wording.languages}

    def plain(self, language: str) -> str:
        """What a question's thread is called of which nothing is known yet."""
        return self._wording.words("thread_of_question", language)

    def of(self, message: Message, ticket: int | None) -> str:
        """What a thread is called that is opened for this message."""
        subject, language = message.subject, message.language
        if not ticket:
            return cut(subject, _MOST) or self.plain(language)
        kind = "thread_of_ticket_about" if subject else "thread_of_ticket"
        return cut(self._wording.words(kind, language, n=ticket, title=subject), _MOST)

    async def follow(self, outgoing: Outgoing, place: Place, message: Message) -> None:
        """Give a thread that is called "Question" the name that it would have got now.

        A name that says more is never changed again: Discord takes two changes in ten minutes.
        """
        to_all = outgoing.kind is SendKind.POST and outgoing.readership is Readership.CUSTOMER
        if not (to_all and place.thread):
            return
        try:
            await self._name(int(place.thread), self.of(message, outgoing.ticket))
        except (*FAILURES, SendLater) as error:
            log.info("not named thread=%s: %s", place.thread, type(error).__name__)

    async def _name(self, number: int, name: str) -> None:
        thread = self._rooms.client.get_channel(number)
        ours = isinstance(thread, discord.Thread) and thread.owner_id == self._rooms.me()
        if not (isinstance(thread, discord.Thread) and ours) or thread.name not in self._plain:
            return
        if name not in self._plain:
            await asyncio.wait_for(thread.edit(name=name), _PATIENCE)
