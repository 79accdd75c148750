"""The tags of a forum post: Open, With the team, Solved.

A help to the eye only: they follow what was said, and a failure to set them stops nothing.
"""

import logging

import discord

from bot.desk.nouns.message import Message, Outgoing, SendKind
from bot.desk.nouns.place import Place
from bot.desk.words.stages import Stage, stage
from bot.errors import SendLater
from bot.platforms.discord.connection.refusals import FAILURES
from bot.platforms.discord.knowing.rooms import Rooms

log = logging.getLogger(__name__)

OPEN, WITH_TEAM, SOLVED = "Open", "With the team", "Solved"
NAMES = (OPEN, WITH_TEAM, SOLVED)
_MOST = 5

_TAGS = {Stage.ANSWERED: OPEN, Stage.WITH_TEAM: WITH_TEAM, Stage.CLOSED: SOLVED}


class Tags:
    """Sets the one tag of three that fits; the author's own tags stay."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    async def follow(self, outgoing: Outgoing, place: Place, message: Message) -> None:
        """Show the stage that a message to the customer brings about; or the one of a ticket's card,
        for where the team speaks itself the desk says nothing."""
        now = stage(outgoing, message)
        if outgoing.kind is SendKind.CARD and message.of and message.of.platform == "discord":
            now, place = Stage(message.stage), message.of
        if now is None or not place.thread:
            return
        try:
            await self._show(_TAGS[now], place)
        except (*FAILURES, SendLater) as error:
            log.warning("tags not set thread=%s: %s", place.thread, type(error).__name__)

    async def _show(self, wanted: str, place: Place) -> None:
        forum = self._rooms.client.get_channel(int(place.room))
        if not isinstance(forum, discord.ForumChannel):
            return
        post = forum.get_thread(int(place.thread))
        if post is None:
            return
        ours = {name.casefold() for name in NAMES}
        chosen = [tag for tag in forum.available_tags if tag.name.casefold() == wanted.casefold()]
        kept = [tag for tag in post.applied_tags if tag.name.casefold() not in ours]
        tags = [*chosen[:1], *kept][:_MOST]
        if not chosen or tags == list(post.applied_tags):
            return
        await post.edit(applied_tags=tags)
