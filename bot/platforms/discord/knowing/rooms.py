"""Places and Discord's channels: which is which, and opening the thread that a place names.

A thread that hangs from a message has the message's id and is opened when first written to.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import Literal

import discord

from bot.desk.nouns.place import Place
from bot.platforms.discord.connection.refusals import ANSWER, HAS_THREAD, NO_ACCESS, NO_PERMISSION
from bot.platforms.discord.knowing import places
from bot.platforms.discord.knowing.places import Spot
from bot.platforms.staff import StaffRooms

KEPT = 5000
ARCHIVE_AFTER: Literal[10080] = 10080
"""Minutes of quiet after which Discord folds a thread up; it says nothing about the ticket."""


class Memory(OrderedDict[str, str]):
    """The newest so many of something, by id."""

    def note(self, key: str, value: str) -> None:
        """Remember it, and forget the oldest."""
        self[key] = value
        self.move_to_end(key)
        while len(self) > KEPT:
            self.popitem(last=False)


class Rooms:
    """Channels of the connected client."""

    def __init__(
        self, client: Callable[[], discord.Client], staffs: StaffRooms | None = None
    ) -> None:
        self._client = client
        self.staffs = staffs or StaffRooms()
        """Where staff work."""
        self.names = Memory()
        """Display names by Discord id."""
        self.dms = Memory()
        """Direct conversations by Discord id of the person."""
        self._fetched: dict[int, object] = {}
        self._open = Memory()
        """Threads that are known to be there."""

    # From Discord

    async def spot(self, channel: object, message_id: int = 0) -> Spot:
        """Where a message stands. Asks Discord only about threads that were never seen."""
        if isinstance(channel, discord.PartialMessageable) and channel.guild_id:
            channel = await self._unseen(channel.id)
        match channel:
            case discord.DMChannel():  # first: the others are asked by abstract classes, slowly
                return Spot(place=places.dm(channel.id))
            case discord.Thread():
                return self._in_thread(channel, message_id)
            case discord.abc.GuildChannel():
                return Spot(place=places.room(channel.id))
            case _:
                return Spot(place=places.dm(channel.id))  # type: ignore[attr-defined]

    async def _unseen(self, number: int) -> object:
        """A channel that the gateway has not told of, such as a thread that was archived."""
        known = self._fetched.get(number)
        if known is None:
            known = self._fetched[number] = await asyncio.wait_for(
                self._client().fetch_channel(number), ANSWER
            )
            if len(self._fetched) > KEPT:
                self._fetched.clear()
        return known

    def _in_thread(self, thread: discord.Thread, message_id: int) -> Spot:
        self._open.note(str(thread.id), "")
        made = thread.owner_id == self.me()
        mine = thread.me is not None or made
        post = isinstance(thread.parent, discord.ForumChannel)
        starts = post and message_id == thread.id
        # Into a private thread that somebody else made they let in whom they like.
        place = places.thread(thread.parent_id, thread.id, private=thread.is_private() and made)
        return Spot(
            place=place,
            top=starts,
            title=thread.name if starts else "",
            joined=mine,
            begun_by=thread.owner_id if post else 0,
        )

    async def spot_of(self, channel_id: int, guild_id: int | None) -> Spot:
        """The same, from ids alone, as reactions and deletions tell them."""
        known = self._client().get_channel(channel_id)
        return await self.spot(known or self._partial(channel_id, guild_id))

    def _partial(self, channel_id: int, guild_id: int | None = None) -> discord.PartialMessageable:
        return self._client().get_partial_messageable(channel_id, guild_id=guild_id)

    # To Discord

    def at(self, place: Place) -> discord.PartialMessageable:
        """Where messages of a place stand; nothing is opened."""
        return self._partial(int(place.thread or place.room))

    async def opened(self, place: Place, name: str) -> discord.PartialMessageable:
        """The same, with its thread open. Raises discord.HTTPException where that is refused.

        The name is read by everybody in the room, and stays: nobody's words belong in it.
        """
        if not place.thread or place.private or self._stands(place):
            return self.at(place)
        try:
            await self._client().http.start_thread_with_message(
                int(place.room),
                int(place.thread),
                name=name,
                auto_archive_duration=ARCHIVE_AFTER,
            )
        except discord.NotFound:
            return self.at(place)
        except discord.HTTPException as error:
            refused = error.code in {NO_ACCESS, NO_PERMISSION}
            if refused or (error.code != HAS_THREAD and error.status >= 500):
                raise
        self._open.note(place.thread, "")
        return self.at(place)

    def _stands(self, place: Place) -> bool:
        if place.thread in self._open or self._client().get_channel(int(place.thread)) is not None:
            return True
        return self.is_forum(int(place.room))

    def closed(self, place: Place) -> None:
        """A thread was not there after all."""
        self._open.pop(place.thread, None)

    async def dm(self, person: str) -> Place:
        """The direct conversation with somebody."""
        number = int(person.rpartition(":")[2])
        if str(number) in self.dms:
            return places.dm(int(self.dms[str(number)]))
        opened = await self._client().http.start_private_message(number)
        self.dms.note(str(number), str(opened["id"]))
        return places.dm(int(opened["id"]))

    async def private_thread(self, person: str, room: Place, name: str) -> Place:
        """A thread that only this person, the desk and whoever runs the server can read."""
        http = self._client().http
        number = int(person.rpartition(":")[2])
        made = await http.start_thread_without_message(
            int(room.room),
            name=name,
            auto_archive_duration=ARCHIVE_AFTER,
            type=discord.ChannelType.private_thread.value,
            invitable=False,
        )
        self._open.note(str(made["id"]), "")
        await http.add_user_to_thread(int(made["id"]), number)
        return places.thread(room.room, made["id"], private=True)

    def staff_room(self) -> Place | None:
        """Where staff work, in the open among themselves; None if nowhere here."""
        return places.room(self.staffs.own) if self.staffs.own else None

    def is_staffs(self, place: Place) -> bool:
        """Whether a place is a staff room, or one of its threads."""
        return place.room in self.staffs

    def is_forum(self, number: int) -> bool:
        """Whether a channel's threads are posts, each with a first message of its own."""
        return isinstance(self._client().get_channel(number), discord.ForumChannel)

    def me(self) -> int:
        """The bot's own id."""
        user = self._client().user
        return user.id if user else 0

    @property
    def client(self) -> discord.Client:
        """The connected client. Raises SendLater while there is none."""
        return self._client()

    # Names

    def name(self, person: str) -> str:
        """What somebody is called, if they were seen since the start."""
        return self.names.get(person.rpartition(":")[2], "")

    def room_name(self, place: Place) -> str:
        """What staff call the room."""
        found = self._client().get_channel(int(place.room))
        name = getattr(found, "name", "")
        return f"#{name}" if name else "that room"

    def seen(self, user: discord.abc.User) -> None:
        """Remember somebody's name."""
        self.names.note(str(user.id), user.display_name)
