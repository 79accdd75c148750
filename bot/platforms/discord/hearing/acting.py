"""Buttons, menus, forms and slash commands: stored first, acknowledged then, within 3 seconds.

Read from the raw interaction, so nothing has to be registered and a restart forgets no button.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.commands import COMMANDS
from bot.commands.menu import OnMessage, in_name_of, lesson, of_another
from bot.commands.opening import Asks, begun
from bot.commands.row import Form, Kind
from bot.desk.nouns.inbound import Commanded
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.ports.platform import Intake, Opens
from bot.desk.words.wording import Wording
from bot.errors import BadArgument, DeskError, StoreError
from bot.platforms.discord.connection.refusals import FAILURES
from bot.platforms.discord.hearing import forms, listen, slash
from bot.platforms.discord.hearing.own_place import OwnPlaces
from bot.platforms.discord.knowing import places
from bot.platforms.discord.knowing.people import Team
from bot.platforms.discord.knowing.rooms import Rooms
from bot.platforms.discord.saying import render
from bot.platforms.discord.saying.tokens import Interaction, Tokens

log = logging.getLogger(__name__)

Suggest = Callable[[Kind, str, Person], Awaitable[Sequence[tuple[str, str]]]]
"""What may be meant by the words typed so far: (label, value), for this person's eyes."""

_SUGGEST_WITHIN = 2.0
_OPEN_WITHIN = 1.5
_THINKING = 25.0
"""Seconds after which a command that needs no answer stops looking busy."""
_OF_THEIR_OWN = {"ask", "person"}
"""Commands of customers that begin a conversation: in a room, it gets a private thread."""


class Acting:
    """From interactions to commands."""

    def __init__(  # noqa: PLR0913 -- what it acts with
        self,
        *,
        rooms: Rooms,
        tokens: Tokens,
        team: Team,
        suggest: Suggest,
        opens: Opens,
        asks: Asks,
        rest: Callable[[str], Awaitable[None]],
        own: OwnPlaces,
        wording: Wording,
    ) -> None:
        """`rest`: the command of this id has had its time to answer."""
        self._rooms = rooms
        self._team = team
        self._rest = rest
        self._own = own
        self._wording = wording
        self.intake: Intake | None = None
        """Where commands go; None while nobody listens."""
        self._tokens = tokens
        self._suggest = suggest
        self._opens = opens
        self._asks = asks
        self._timers: set[asyncio.TimerHandle] = set()

    async def hear(self, it: Interaction) -> None:
        """One interaction. What can't be stored is not acknowledged: Discord says so to the person."""
        if self.intake is None:
            return
        if it.type is discord.InteractionType.modal_submit:
            self._team.forget(str(it.user.id))
        self._rooms.seen(it.user)
        try:
            await self._hear(it, it.data or {}, self.intake)
        except FAILURES as error:
            log.warning("not answered in time interaction=%s: %s", it.id, type(error).__name__)

    async def _hear(self, it: Interaction, data: Mapping[str, Any], intake: Intake) -> None:
        match it.type:
            case discord.InteractionType.component:
                await self._pressed(it, data, intake)
            case discord.InteractionType.modal_submit:
                await self._sent(it, data, intake)
            case discord.InteractionType.autocomplete:
                await self._completed(it, data)
            case discord.InteractionType.application_command:
                if data.get("type", slash.CHAT) == slash.CHAT:
                    await self._typed(it, data, intake)
                else:
                    await self._menu(it, data, intake)
            case _:
                return

    # The ways in

    async def _pressed(self, it: Interaction, data: Mapping[str, Any], intake: Intake) -> None:
        line = str(data["custom_id"])
        if line == render.CHOOSE:
            line = str((data.get("values") or [""])[0])
        form = _form(line)
        if form is not None and await self._may(it, line):
            form = form if form.params else await self._asked(form)
            if form is not None:
                await it.response.send_modal(self._form(it, form))
                return
        place = await self._here(it)
        pressed = str(it.message.id) if it.message else ""
        inbound = listen.commanded(it, place, line, pressed=pressed)
        await self._hand_on(it, inbound, intake, slow=False)

    async def _sent(self, it: Interaction, data: Mapping[str, Any], intake: Intake) -> None:
        line = forms.line(str(data["custom_id"]))
        if line is None:
            return
        filled = forms.fields(data)
        command, _ = COMMANDS.find(line)
        place = await self._here(it)
        if command is not None and command.name in _OF_THEIR_OWN:
            place = await self._own.of(it, place)
        pressed = str(it.message.id) if it.message else ""
        inbound = listen.commanded(it, place, line, fields=filled, pressed=pressed)
        inbound = replace(inbound, files=tuple(forms.files(data)))
        await self._hand_on(it, inbound, intake, slow=False)

    async def _asked(self, form: Form) -> Form | None:
        """A form of the team's, with its fields."""
        try:
            async with asyncio.timeout(_OPEN_WITHIN):
                return await self._asks(form)
        except (DeskError, TimeoutError):
            return None

    async def _typed(self, it: Interaction, data: Mapping[str, Any], intake: Intake) -> None:
        invocation = slash.read(data)
        if invocation is None:
            log.warning("no such command name=%s", data.get("name"))
            return
        place = await self._here(it)
        at_card = self._rooms.is_staffs(place) and bool(place.thread)
        form = slash.form(invocation, ticket_known=at_card)
        if form is not None and await self._may(it, slash.line(invocation)):
            await it.response.send_modal(self._form(it, form))
            return
        if invocation.command.name in _OF_THEIR_OWN:
            place = await self._own.of(it, place)
        inbound = listen.commanded(it, place, invocation.command.name, fields=invocation.given)
        await self._hand_on(it, inbound, intake, slow=True)

    def _form(
        self, it: Interaction, form: Form, given: Mapping[str, str] | None = None
    ) -> forms.FormModal:
        return forms.modal(form, self._wording, listen.locale(it), given)

    async def _menu(self, it: Interaction, data: Mapping[str, Any], intake: Intake) -> None:
        target = str(data["target_id"])
        message: Mapping[str, Any] = data["resolved"]["messages"][target]
        words = listen.shown(message, it)
        place = places.beneath(await self._here(it), target)
        match data["name"]:
            case OnMessage.LEARN if not await self._may(it, OnMessage.LEARN.line(staff=False)):
                line = OnMessage.LEARN.line(staff=False)
                await self._hand_on(it, listen.commanded(it, place, line), intake, slow=True)
            case OnMessage.LEARN:
                begun = lesson(words)
                await it.response.send_modal(self._form(it, begun.form, begun.begun))
            case OnMessage.PERSON:
                inbound = await self._handed(it, place, message, words)
                await self._hand_on(it, inbound, intake, slow=True)
            case OnMessage.SOLVED:
                line = OnMessage.SOLVED.line(staff=await self._is_staff(it))
                told = listen.commanded(it, place, line, message=places.message_id(target))
                await self._hand_on(it, told, intake, slow=True)
            case _:
                log.warning("no such menu name=%s", data["name"])

    async def _handed(
        self, it: Interaction, place: Place, message: Mapping[str, Any], words: str
    ) -> Commanded:
        """A message for a person: in its author's name when staff hand it over, else in one's own."""
        author: Mapping[str, Any] = message["author"]
        by = me = places.person(it.user, listen.locale(it))
        name = str(author.get("global_name") or author["username"])
        if str(author["id"]) != str(it.user.id) and not author.get("bot"):
            wrote = Person(id=places.person_id(author["id"]), name=name)
            by = in_name_of(me, wrote, staff=await self._is_staff(it))
        if by.id != places.person_id(author["id"]):
            words = of_another(words, name)
        line = OnMessage.PERSON.line(staff=False)
        told = listen.commanded(it, place, line, quoted=words, by=by)
        return told if by.id == me.id else replace(told, passed_on=me)

    async def _completed(self, it: Interaction, data: Mapping[str, Any]) -> None:
        invocation = slash.read(data)
        if invocation is None or not invocation.focused:
            return
        kind = next(p.kind for p in invocation.command.params if p.name == invocation.focused)
        person = places.person(it.user, listen.locale(it))
        try:
            async with asyncio.timeout(_SUGGEST_WITHIN):
                found = await self._suggest(
                    kind, invocation.given.get(invocation.focused, ""), person
                )
        except (DeskError, TimeoutError):
            found = ()
        choices = [
            app_commands.Choice(name=label[:100], value=value[:100])
            for label, value in list(found)[:25]
        ]
        await it.response.autocomplete(choices)

    # Storing and acknowledging

    async def _hand_on(
        self, it: Interaction, inbound: Commanded, intake: Intake, *, slow: bool
    ) -> None:
        live = self._tokens.keep(inbound.id, it)
        try:
            await intake(inbound)
        except StoreError:
            self._tokens.forget(inbound.id)
            log.exception("not stored, so not acknowledged id=%s", inbound.id)
            return
        try:
            if slow:
                await it.response.defer(ephemeral=True, thinking=True)
                live.waiting = True
                self._rest_later(inbound.id)
            else:
                await it.response.defer()
        except FAILURES as error:
            self._tokens.forget(inbound.id)
            log.warning("acknowledged too late id=%s: %s", inbound.id, type(error).__name__)
            return
        live.acked.set()

    def _rest_later(self, inbound_id: str) -> None:
        loop = asyncio.get_running_loop()

        def rest() -> None:
            self._timers.discard(timer)
            asyncio.ensure_future(self._rest(inbound_id))  # noqa: RUF006

        timer = loop.call_later(_THINKING, rest)
        self._timers.add(timer)

    def close(self) -> None:
        """Wait for nothing more."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    # Where and who

    async def _here(self, it: Interaction) -> Place:
        if it.channel is not None and it.guild_id:
            return (await self._rooms.spot(it.channel)).place
        raw = it.channel_id or 0
        place = places.dm(raw)
        if it.guild_id:
            place = places.room(raw)
        else:
            self._rooms.dms.note(str(it.user.id), place.room)
        return place

    async def _may(self, it: Interaction, line: str) -> bool:
        """Whether a form is opened for the rest of a command. What can't be known is asked when it is
        sent."""
        try:
            async with asyncio.timeout(_OPEN_WITHIN):
                return await self._opens(line, places.person(it.user, listen.locale(it)))
        except (DeskError, TimeoutError):
            return True

    async def _is_staff(self, it: Interaction) -> bool:
        try:
            role = await self._team.of(places.person(it.user))
        except DeskError:
            return False
        return role >= Role.AGENT


def _form(line: str) -> Form | None:
    try:
        return begun(line)
    except BadArgument:
        return None
