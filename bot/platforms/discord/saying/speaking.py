"""Sends, edits and looks up messages; every failure becomes one of the desk's three errors.

One row of the outbox is one message; only what Discord's limits part becomes several.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import discord

from bot.desk.nouns.file import File
from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.nouns.place import Place
from bot.desk.ports.platform import Enclosed
from bot.desk.words.wording import Wording
from bot.errors import SendError, SendLater, SendRefused, SendUnclear
from bot.platforms.discord.connection.breaker import Breaker
from bot.platforms.discord.connection.refusals import FAILURES, UNKNOWN_MESSAGE, problem
from bot.platforms.discord.knowing.rooms import Memory, Rooms
from bot.platforms.discord.saying import render
from bot.platforms.discord.saying.fallbacks import Fallbacks
from bot.platforms.discord.saying.finding import Finding, said_alike
from bot.platforms.discord.saying.inviting import Inviting
from bot.platforms.discord.saying.picture import Picture
from bot.platforms.discord.saying.picturing import Draw, files, first_with, pictures
from bot.platforms.discord.saying.private import Whispers, for_one
from bot.platforms.discord.saying.reach import Reach
from bot.platforms.discord.saying.render import Sheet
from bot.platforms.discord.saying.titles import Titles
from bot.platforms.discord.saying.tokens import Live, Tokens


class Speaking:
    """The way out."""

    def __init__(  # noqa: PLR0913 -- what the adapter gives
        self,
        *,
        rooms: Rooms,
        tokens: Tokens,
        breaker: Breaker,
        wording: Wording,
        content: bool,
        draw: Draw,
    ) -> None:
        self._rooms = rooms
        self._tokens = tokens
        self._breaker = breaker
        self._inviting = Inviting(wording=wording, content=content)
        self._draw = draw
        self.titles = Titles(rooms, wording)
        self.fallbacks = Fallbacks(rooms, self.titles)
        self.remarks = Memory()
        """What staff are to know of how messages went out, by key."""
        self._reach = Reach(rooms)
        self.whispers = Whispers(
            rooms=rooms,
            tokens=tokens,
            wording=wording,
            fallbacks=self.fallbacks,
            post=self._post,
            draw=draw,
        )
        self._finding = Finding(rooms)

    # The port's three

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Send; the id of the (last) message."""
        self._breaker.check()
        try:
            if for_one(outgoing, place):
                return await self.whispers.say(outgoing, place, message)
            reached = await self._reach.see_to(outgoing, place, message)
            if reached.remark:
                self.remarks.note(outgoing.key, reached.remark)
            if reached.mute and outgoing.ticket:
                message = self._inviting.with_button(message, outgoing.ticket)
            posted = await self._post(outgoing, place, message)
        except (*FAILURES, SendError) as error:
            found = await self._failed(error, outgoing, place)
            if not await self._alone(found, outgoing, place, message):
                raise found from error
            return ""
        await self._settle_interaction(outgoing, place)
        return posted

    async def hand(
        self, outgoing: Outgoing, place: Place, message: Message, files: Sequence[Enclosed]
    ) -> str:
        """Give files, in the direct message with somebody where they are for them alone. Raises SendRefused."""
        self._breaker.check()
        try:
            alone = for_one(outgoing, place) and outgoing.to
            where = await self._rooms.dm(outgoing.to) if alone else place
            given = [
                discord.File(BytesIO(each.data), render.plain_name(each.name)) for each in files
            ]
            sent = await self._rooms.at(where).send(
                view=render.enclosing(
                    render.sheets(message)[-1], [each.filename for each in given]
                ),
                files=given,
                nonce=render.nonce(outgoing.key),
                allowed_mentions=render.allowed([]),
            )
        except (*FAILURES, SendError) as error:
            raise SendRefused(f"Discord took no files: {error}") from error
        return str(sent.id)

    async def fetch(self, file: File) -> bytes:
        """What somebody attached, from where Discord keeps it; b"" where it can't be had."""
        try:
            return await self._rooms.client.http.get_from_cdn(file.key)
        except FAILURES:
            return b""

    async def edit(self, outgoing: Outgoing, place: Place, message: Message, posted: str) -> None:
        """Replace a message, all of its parts if it has several."""
        self._breaker.check()
        single = outgoing.kind is SendKind.CARD
        sheets = self._sheets(outgoing, place, message, single=single, with_reply=False)
        sheet = sheets[-1]
        try:
            if not posted:
                await self._change_pressed(outgoing, sheet)
                return
            if for_one(outgoing, place):
                place = await self.whispers.where(outgoing, place)
            if not single:
                await self._change_before(place, posted, sheets)
            target = self._rooms.at(place).get_partial_message(int(posted))
            await target.edit(
                view=render.view(sheet), allowed_mentions=render.allowed(render.mentioned(message))
            )
        except FAILURES as error:
            raise self._problem(error, outgoing, place) from error

    async def _change_before(self, place: Place, posted: str, sheets: Sequence[Sheet]) -> None:
        """The parts before the last, where they say anything else than they did."""
        for stands, sheet in await self._finding.before(place, posted, sheets):
            try:
                if sheet is None:
                    await stands.delete()
                elif not said_alike(stands, sheet):
                    nobody = discord.AllowedMentions.none()
                    await stands.edit(view=render.view(sheet), allowed_mentions=nobody)
            except discord.NotFound:
                continue

    async def _change_pressed(self, outgoing: Outgoing, sheet: Sheet) -> None:
        """What one person alone sees can be changed by their own press, for a quarter of an hour."""
        live = await self._tokens.find(outgoing.answers)
        if live is None:
            raise SendRefused
        await live.interaction.edit_original_response(
            view=render.view(sheet), allowed_mentions=render.allowed([])
        )

    async def find(self, outgoing: Outgoing, place: Place, since: datetime) -> str | None:
        """Look for a message whose sending ended unclear: by nonce, or by its words."""
        self._breaker.check()
        ways = [outgoing.message, *([outgoing.otherwise] if outgoing.otherwise else [])]
        told = [self._sheets(outgoing, place, message) for message in ways]
        drawn = [(each, pictures(each, self._draw)) for each in ways]
        told += [self._sheets(outgoing, place, each, pictures=of) for each, of in drawn if of]
        try:
            if for_one(outgoing, place):
                place = await self.whispers.where(outgoing, place)
            return await self._finding.find(outgoing.key, told, place, since)
        except discord.NotFound:
            return None
        except FAILURES as error:
            met = self._problem(error, outgoing, place)
            raise met if isinstance(met, SendLater) else SendUnclear() from error

    # Ways

    async def _post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        name = self.titles.of(message, outgoing.ticket)
        channel = await self._rooms.opened(place, name)
        among_others = self._rooms.is_staffs(place) or not (place.thread or place.private)
        asked = render.reference(outgoing.answers, channel.id) if among_others else None
        single = outgoing.kind is SendKind.CARD
        allowed = render.allowed(
            [*render.mentioned(message), *self._called(outgoing, place, message)]
        )

        async def send(pictures: Sequence[Picture]) -> str:
            posted = ""
            sheets = self._sheets(outgoing, place, message, single=single, pictures=pictures)
            for number, sheet in enumerate(sheets):
                posted = self._finding.standing(outgoing.key, number)
                if not posted:
                    nonce = render.nonce(outgoing.key, number)
                    posted = await self._send(channel, nonce, sheet, allowed, asked)
                    self._finding.posted(posted, outgoing.key)
            return posted

        return await first_with(pictures(message, self._draw), send)

    async def _send(
        self,
        channel: discord.abc.Messageable,
        nonce: str,
        sheet: Sheet,
        allowed: discord.AllowedMentions,
        asked: discord.MessageReference | None,
    ) -> str:
        more: dict[str, Any] = {"reference": asked} if asked else {}
        if sheet.pictures:
            more["files"] = files(sheet.pictures)
        try:
            sent = await channel.send(
                view=render.view(sheet), nonce=nonce, allowed_mentions=allowed, **more
            )
        except discord.NotFound as error:
            if error.code == UNKNOWN_MESSAGE:  # sent before, and deleted since: it was delivered
                return ""
            raise
        return str(sent.id)

    async def _settle_interaction(self, outgoing: Outgoing, place: Place) -> None:
        """What stays was said in a message of its own: the bot thinks no longer."""
        live = await self._tokens.find(outgoing.answers) if outgoing.answers else None
        if live is not None and live.waiting:
            await self.put_to_rest(live, place)

    async def rest(self, inbound: str) -> None:
        """A command that nothing was said to has had its time to answer."""
        live = await self._tokens.find(inbound)
        if live is not None and live.waiting:
            await self.put_to_rest(live)

    async def put_to_rest(self, live: Live, place: Place | None = None) -> None:
        """End the "thinking" of a slash command; say where the answer stands if that is elsewhere."""
        live.waiting = False
        target = int(place.thread or place.room) if place else live.interaction.channel_id
        try:
            if target == live.interaction.channel_id:
                await live.interaction.delete_original_response()
            else:
                await live.interaction.edit_original_response(content=f"<#{target}>")
        except FAILURES:
            return

    # What is sent

    def _sheets(  # noqa: PLR0913 -- to whom, what, and how
        self,
        outgoing: Outgoing,
        place: Place,
        message: Message,
        *,
        single: bool = False,
        with_reply: bool = True,
        pictures: Sequence[Picture] = (),
    ) -> list[Sheet]:
        """`with_reply`: with the button that a message gets where words don't reach the desk."""
        called = self._called(outgoing, place, message)
        mention = f"<@{called[0]}>" if called else ""
        shown = self._inviting.with_reply(outgoing, place, message) if with_reply else message
        return render.sheets(shown, mention=mention, single=single, pictures=pictures)

    def _called(self, outgoing: Outgoing, place: Place, message: Message) -> list[int]:
        """Whom a message in a thread is to wake: its customer, when it answers nothing of theirs, and
        does not name them itself."""
        number = outgoing.to.removeprefix("discord:")
        if number.isdecimal() and int(number) in render.mentioned(message):
            return []
        wanted = not outgoing.answers and bool(place.thread) and outgoing.kind is SendKind.POST
        customer = outgoing.readership is Readership.CUSTOMER
        return [int(number)] if wanted and customer and number.isdecimal() else []

    # Failures

    async def _alone(
        self, found: SendError, outgoing: Outgoing, place: Place, message: Message
    ) -> bool:
        """Whether whoever pressed or typed something saw it there all the same, they alone: tried once
        no other way is left."""
        left = place == outgoing.place and self.fallbacks.ready(outgoing)
        if not isinstance(found, SendRefused) or left or for_one(outgoing, place):
            return False
        return await self.whispers.instead(outgoing, message)

    async def _failed(self, error: Exception, outgoing: Outgoing, place: Place) -> SendError:
        """The desk's error; for a customer's message the other way is prepared at once."""
        found = self._problem(error, outgoing, place)
        if isinstance(found, SendRefused):
            self._rooms.closed(place)
            self.fallbacks.forget(place)
            went_direct = for_one(outgoing, place) or (place.private and not place.thread)
            ready = await self.fallbacks.prepare(outgoing, direct=went_direct)
            if ready:
                self.remarks.note(outgoing.key, str(found))
            stays = outgoing.kind is not SendKind.PRIVATE
            if stays and not ready and for_one(outgoing, place):
                await self.whispers.say_how(outgoing, place)
        return found

    def _problem(self, error: Exception, outgoing: Outgoing, place: Place) -> SendError:
        name = self._rooms.name(outgoing.to) or "the customer"
        return problem(error, name=name, room=self._rooms.room_name(place))
