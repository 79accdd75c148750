"""What the desk says, sent: posts, cards, and changes of both. Each call is made once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.nouns.place import Place
from bot.desk.ports.platform import Enclosed
from bot.desk.rules.routes import Route, fallback
from bot.desk.words.wording import Wording
from bot.errors import SendError, SendRefused, SendUnclear, SendUnfit
from bot.platforms.plain import When
from bot.platforms.slack.connection.calls import Calls
from bot.platforms.slack.connection.refusals import DEACTIVATED, FAILURES, send_error
from bot.platforms.slack.knowing.people import People
from bot.platforms.slack.knowing.places import is_direct, place_of, thread_of
from bot.platforms.slack.saying import render
from bot.platforms.slack.saying.looks import Looks
from bot.platforms.slack.saying.private import Whispers
from bot.platforms.slack.saying.rich import member
from bot.platforms.slack.saying.urls import ResponseUrls
from bot.platforms.staff import StaffRooms

JSON = dict[str, Any]

EVENT_TYPE = "frontdesk_message"


@dataclass
class Speaking:
    """Sends."""

    calls: Calls
    people: People
    urls: ResponseUrls
    words: Wording
    when: When
    staffs: StaffRooms = field(default_factory=StaffRooms)
    customizes: bool = False
    """Whether a post may have a name and a picture of its own."""
    _looks: Looks = field(init=False)
    _whispers: Whispers = field(init=False)

    def __post_init__(self) -> None:
        self._looks = Looks(self.when)
        self._whispers = Whispers(
            calls=self.calls,
            urls=self.urls,
            words=self.words,
            looks=self._looks,
            staffs=self.staffs,
            post=self._post,
        )

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Send once; the message's ts. Raises SendRefused, SendLater or SendUnclear."""
        if outgoing.kind is SendKind.PRIVATE:
            return await self._whispers.say(outgoing, place, message)
        try:
            posted = await self._post(outgoing, place, message)
        except SendRefused as refused:
            if not await self._alone(refused, outgoing, place, message):
                raise
            return ""
        await self._whispers.tell_where(outgoing, message)
        return posted

    async def _alone(
        self, refused: SendRefused, outgoing: Outgoing, place: Place, message: Message
    ) -> bool:
        """Whether whoever pressed or typed something saw it there all the same, they alone: tried once
        no other way is left."""
        other = self.other_route(outgoing) if place == outgoing.place else None
        if isinstance(refused, SendUnfit) or other is not None:
            return False
        return await self._whispers.instead(outgoing, place, message)

    async def edit(self, outgoing: Outgoing, place: Place, message: Message, posted: str) -> None:
        """Replace a message of ours: by its ts, or the one pressed, as long as Slack lets us."""
        if not posted:
            await self._whispers.replace_pressed(outgoing, place, message)
            return
        astray = outgoing.kind is SendKind.PRIVATE and not place.private
        place = await self.resolved(place_of(member(outgoing.to), "") if astray else place)

        async def call(content: JSON) -> Any:
            return await self.calls.web.chat_update(
                channel=place.room, ts=posted, metadata=_metadata(outgoing), **content
            )

        await self._looks.send(call, message)

    async def hand(
        self, outgoing: Outgoing, place: Place, message: Message, files: Sequence[Enclosed]
    ) -> str:
        """Give files, in the direct message with somebody where they are for them alone. Raises SendRefused.

        https://docs.slack.dev/reference/methods/files.completeUploadExternal
        """
        try:
            alone = outgoing.kind is SendKind.PRIVATE or not (place.private or place.thread)
            place = place_of(member(outgoing.to), "") if alone and outgoing.to else place
            place = await self.resolved(place)
            await self.calls.web.files_upload_v2(
                channel=place.room,
                thread_ts=thread_of(place) or None,
                initial_comment=render.bare(message, self.when),
                file_uploads=[
                    {"content": each.data, "filename": each.name, "title": each.name}
                    for each in files
                ],
            )
        except (*FAILURES, SendError) as error:
            raise SendRefused(f"Slack took no files: {error}") from error
        return ""

    async def resolved(self, place: Place) -> Place:
        """A place named by its person is the direct message with them."""
        if is_direct(place.room) or not place.room.startswith(("U", "W")):
            return place
        try:
            return await self.people.direct(place.room)
        except FAILURES as error:
            raise send_error(error) from error

    def other_route(self, outgoing: Outgoing) -> Place | None:
        """The direct message, named by its person where its room isn't known yet."""
        place = outgoing.place
        if fallback(outgoing, direct=place.private and not place.beneath) is not Route.DIRECT:
            return None
        if place.private:
            return replace(place, beneath="")
        user = member(outgoing.to)
        room = self.people.known_room(user)
        return place_of(room, "") if room else Place(platform="slack", room=user, private=True)

    async def _post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        place = await self.resolved(place)
        theirs = outgoing.readership is Readership.CUSTOMER or is_direct(place.room)
        if theirs and outgoing.to and not await self.people.reads(member(outgoing.to)):
            raise SendRefused(DEACTIVATED)

        async def call(content: JSON) -> Any:
            return await self.calls.web.chat_postMessage(
                channel=place.room,
                thread_ts=thread_of(place) or None,
                unfurl_links=False,
                unfurl_media=False,
                metadata=_metadata(outgoing),
                **(_face(message) if self.customizes else {}),
                **content,
            )

        answer = await self._looks.send(call, message)
        if not answer.get("ts"):
            raise SendUnclear("Slack took it, and did not say as what", ended=True)
        return str(answer["ts"])


def _face(message: Message) -> JSON:
    """The name and the picture that a message stands under; {} for the app's own.

    https://docs.slack.dev/reference/methods/chat.postMessage#authorship
    """
    if message.speaker is None:
        return {}
    picture = {"icon_url": message.speaker.picture} if message.speaker.picture else {}
    return {"username": message.speaker.name, **picture}


def _metadata(outgoing: Outgoing) -> JSON:
    told: JSON = {"key": outgoing.key, "v": 1}
    if outgoing.ticket:
        told["ticket"] = outgoing.ticket
    return {"event_type": EVENT_TYPE, "event_payload": told}
