"""The tags of a forum post: Open, With the team, Solved.

A help to the eye only: they follow what was said, and a failure to set them stops nothing.
"""

import logging
from collections.abc import Mapping

import discord

from bot.desk.nouns.inbound import Place
from bot.desk.nouns.message import Message, Outgoing, Readership
from bot.platforms.discord.connection.refusals import FAILURES
from bot.platforms.discord.knowing.rooms import Rooms

log = logging.getLogger(__name__)

OPEN, WITH_TEAM, SOLVED = "Open", "With the team", "Solved"
NAMES = (OPEN, WITH_TEAM, SOLVED)
_MOST = 5

BY_KIND: Mapping[str, str] = {
    "answer": OPEN,
    "choices": OPEN,
    "something_else": OPEN,
    "offer": OPEN,
    "handed_over": WITH_TEAM,
    "handed_over_closed": WITH_TEAM,
    "person_coming": WITH_TEAM,
    "person_coming_closed": WITH_TEAM,
    "put_aside": WITH_TEAM,
    "put_aside_closed": WITH_TEAM,
    "reopened": WITH_TEAM,
    "not_sorted": WITH_TEAM,
    "added": WITH_TEAM,
    "solved_thanks": SOLVED,
    "confirmed": SOLVED,
    "parked": SOLVED,
    "withdrawn": SOLVED,
}


class Tags:
    """Sets the one tag of three that fits; the author's own tags stay."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    async def follow(self, place: Place, message: Message, outgoing: Outgoing) -> None:
        """Show the state that a message to the customer brings about."""
        wanted = BY_KIND.get(message.kind)
        if wanted is None or outgoing.readership is not Readership.CUSTOMER:
            return
        forum = self._rooms.client.get_channel(int(place.room))
        if not place.thread or not isinstance(forum, discord.ForumChannel):
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
        try:
            await post.edit(applied_tags=tags)
        except FAILURES as error:
            log.warning("tags not set thread=%s: %s", place.thread, type(error).__name__)
