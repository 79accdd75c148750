"""Discord as transcripts drive it: customers write in direct messages, staff in the staff room."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.commands import COMMANDS, forms
from bot.commands.arguments import split
from bot.commands.row import PEOPLE, Form, Kind
from bot.delivery.clock import VirtualClock
from bot.delivery.pace import Pace
from bot.desk.nouns.inbound import Commanded
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.errors import BadArgument
from bot.platforms.discord import Discord
from bot.running.app import App
from bot.running.building import front_desk
from bot.running.options import Options
from bot.running.terminal import load_starter
from bot.settings.loading import load
from bot.store import open_store
from knowledge.entry import Entry
from tests.eyes import Shown
from tests.transcripts.script import Posted, Script, attached, without_given_back

from .adapter import QUICK, WORDS, Kept, settings_for
from .double import CannotDo, DiscordDouble, Interaction, Upload, User, redirect
from .eyes import shown
from .reading import Reader

_GROUPS = {"Knowledge": "kb", "People": "people", "Team": "team", "Messages": "messages"}


class DiscordDriver:
    """A server with one staff room; everybody is added when they first say something."""

    def __init__(self, double: DiscordDouble, script: Script, folder: Path) -> None:
        self.double = double
        self.clock = VirtualClock(script.start)
        self.role = double.add_role("Staff", 1 << 13)
        self.room = double.add_private("front-desk", [self.role])
        self.people: dict[str, User] = {}
        self._leads = {m[1] for m in re.finditer(r"^(\w+)!!:", script.text, re.MULTILINE)}
        env = {"DESK_DATABASE": str(folder / "desk.db"), **script.settings}
        self.settings = settings_for(
            double,
            self.room,
            base=load(env),
            discord_staff_roles=(self.role.id,),
        )
        self._reader = Reader(double, self.role, self.settings.timezone)
        self._forged = 0
        self._typed: list[str] = []
        """What staff last typed behind a slash."""

    async def start(self) -> None:
        """Start the program and wait until it listens."""
        self.store = open_store(self.settings.database, self.clock.now())
        entries = await load_starter(self.store, self.clock.now())
        self.platform = Discord(
            self.settings, now=self.clock.now, wording=WORDS, patience=QUICK, asks=self._asks
        )
        room = self.platform.staff_room()
        assert room is not None
        desk = front_desk(self.settings, entries, {"": room})
        burst = {"discord": self.settings.burst or timedelta(0)}
        options = Options.of(self.settings)
        self.app = App(
            store=self.store,
            desk=desk,
            platforms=[self.platform],
            clock=self.clock,
            options=replace(options, pace=Pace(), patience=replace(options.patience, burst=burst)),
        )
        self.kept = Kept(self.app.intake)
        self.app.intake = self.kept  # type: ignore[assignment]
        self.app.start()
        await self.double.until(self.double.synced)
        await self.double.ready()
        await self.double.until(self.platform._rooms.client.is_ready)

    async def stop(self) -> None:
        await self.app.stop()
        self.store.close()

    # What people do

    def _person(self, name: str, *, staff: bool = False, lead: bool = False) -> User:
        known = self.people.get(name)
        if known is None:
            roles = [self.role] if staff else []
            known = self.people[name] = self.double.add_user(name, roles=roles)
        if lead:
            self.platform._team._leads |= {known.id}
        return known

    async def say(self, who: str, words: str) -> None:
        person = self._person(who)
        if words.startswith("/") and words[1:2].isalpha():
            await self._forge(person, words)
            return
        message = self.double.say(person, self.double.dm(person), words[:2000])
        await self._took(f"discord:{message.id}")

    async def _forge(self, person: User, line: str) -> None:
        """A command that Discord does not offer to this person, handed on as if it had."""
        room = self.double.dm(person).id
        self._forged += 1
        forged = Commanded(
            id=f"discord:i:forged{self._forged}",
            at=self.clock.now(),
            by=Person(id=f"discord:{person.id}", name=person.name),
            place=Place(platform="discord", room=room, private=True),
            line=line,
        )
        await self.kept(forged)
        await self.app.settle()

    async def press(self, who: str, label: str) -> None:
        person = self._person(who)
        seen = [*self.double.by_bot(self.double.dm(person)), *self.double.ephemerals(person)]
        for message in sorted(seen, key=lambda each: -int(each.id)):
            shown = self.double.look(message)
            if label in shown.buttons:
                await self._did(self.double.press(person, message, label))
                return
            if label in shown.options:
                value = _value(message.components, label)
                await self._did(self.double.press(person, message, "choose", [value]))
                return
        raise CannotDo(f"{who} has no button {label!r}")

    async def fill(self, who: str, label: str, values: Mapping[str, str]) -> None:
        await self.press(who, label)
        person = self._person(who)
        shown = [each for each in self.double.interactions if each.user_id == person.id][-1]
        await self._did(self.double.submit(person, shown, dict(values)))

    async def _asks(self, form: Form) -> Form | None:
        return await self.store.read(lambda journal: forms.asked(journal, form))

    async def staff(self, who: str, line: str, *, lead: bool) -> None:
        person = self._person(who, staff=True, lead=lead)
        line, files = attached(line)
        given = None if files else self._as_slash(line)
        if given is not None:
            with suppress(CannotDo):
                name, values = given
                self._typed = [value for value in values.values() if isinstance(value, str)]
                it = self.double.slash(person, self.room, name, values)
                await self._did(it)
                return
        words = f"{self.double.bot.mention} {line}"
        uploads = [Upload(each.name, each.read_bytes()) for each in files]
        message = self.double.say(person, self.room, words, files=uploads)
        await self._took(f"discord:{message.id}")

    def _as_slash(self, line: str) -> tuple[str, dict[str, Any]] | None:
        """A typed line as the slash command that is the same; None where there is none."""
        command, rest = COMMANDS.find(line)
        if command is None or command.hidden:
            return None
        try:
            given = split(command, rest)
        except BadArgument:
            return None
        values: dict[str, Any] = {}
        for param in command.params:
            value = given.get(param.name, "")
            if not value and param.required:
                return None
            if not value:
                continue
            if param.kind in PEOPLE:
                known = self.people.get(value.removeprefix("@"))
                if known is None:
                    return None
                value = known.id
            if param.kind is Kind.NUMBER and not value.isdecimal():
                return None
            values[param.name] = int(value) if param.kind is Kind.NUMBER else value
        group = _GROUPS.get(command.group, "desk")
        top = command.who is Role.CUSTOMER
        return (command.name if top else f"{group} {command.name}"), values

    async def advance(self, span: timedelta) -> None:
        await self.app.advance(span)

    async def _took(self, inbound_id: str) -> None:
        await self.double.until(lambda: inbound_id in self.kept.ids)
        await self.app.settle()

    async def _did(self, it: Interaction) -> None:
        await self.double.answered(it)
        await asyncio.sleep(0)
        await self.app.settle()

    # What came of it

    def posted(self) -> list[Posted]:
        found = self._reader.posted()
        return [without_given_back(each, self._typed) for each in found]

    def shown(self) -> list[Shown]:
        users = self.double.world.users
        return [
            replace(each, readers=frozenset(users[reader].name for reader in each.readers))
            for each in shown(self.double)
        ]

    async def entries(self) -> Sequence[Entry]:
        return await self.store.read(lambda journal: journal.entries())


def _value(components: list[dict[str, Any]], label: str) -> str:
    for each in components:
        for option in each.get("options") or ():
            if option["label"] == label:
                return str(option["value"])
        inner = each.get("components") or ()
        found = _value(list(inner), label) if inner else ""
        if found:
            return found
    return ""


@asynccontextmanager
async def discord(script: Script, folder: Path) -> AsyncIterator[DiscordDriver]:
    """A fresh server with the transcript's settings."""
    clock: list[VirtualClock] = []
    async with DiscordDouble(clock=lambda: clock[0].now() if clock else script.start) as double:
        driver = DiscordDriver(double, script, folder)
        clock.append(driver.clock)
        with redirect(double):
            await driver.start()
            try:
                yield driver
            finally:
                await driver.stop()
        assert double.violations == []
