"""The desk on the double of Discord: real discord.py, real store, a clock that stands still.

Each call is something that a person does; it returns when all that comes of it is done.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.commands import COMMANDS, forms
from bot.commands.opening import opens
from bot.commands.row import Form, Kind
from bot.delivery.clock import VirtualClock
from bot.delivery.intake import Patience as Bursts
from bot.delivery.pace import Pace
from bot.desk.front_desk import FrontDesk
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.journal import Journal
from bot.desk.step import muting
from bot.platforms.discord import Discord
from bot.running.app import App
from bot.running.building import policy
from bot.running.options import Options
from bot.store import SqliteStore
from tests.desk.harness import ENTRIES, SAM

from .adapter import MONDAY, QUICK, WORDS, Kept, settings_for
from .double import Channel, DiscordDouble, Interaction, Message, Seen, User, redirect
from .phrasebook import Phrasebook


@dataclass
class Town:
    """A server with a help room, a forum, a staff room, staff, and customers."""

    double: DiscordDouble
    clock: VirtualClock

    def __post_init__(self) -> None:
        double = self.double
        self.role = double.add_role("Staff", 1 << 13)
        self.sam = double.add_user("sam", roles=[self.role])
        self.ana = double.add_user("ana")
        self.ben = double.add_user("ben")
        self.help = double.add_text("help")
        self.forum = double.add_forum("questions", ["Open", "With the team", "Solved", "Billing"])
        self.staff = double.add_private("front-desk", [self.role])


class Desk:
    """The program, started and stopped as often as a test wants, over one database."""

    def __init__(self, town: Town, path: Path, **changes: Any) -> None:
        self.town, self.double, self.clock = town, town.double, town.clock
        wanted: dict[str, Any] = {"discord_staff_roles": (town.role.id,), **changes}
        self.settings = settings_for(self.double, town.staff, **wanted)
        self._path = path
        self._memory: dict[str, str] = {}
        self.asked_to_scan = 0
        self.suggested: list[tuple[Kind, str, str]] = []

    async def start(self) -> None:
        """Start, and be ready."""
        self.store = SqliteStore(self._path, self.clock.now())
        self.platform = Discord(
            self.settings,
            now=self.clock.now,
            wording=WORDS,
            missed=self._missed,
            recall=self._recall,
            keep=self._keep,
            patience=QUICK,
            suggest=self._suggest,
            opens=self._opens,
            asks=self._asks,
            blocked=self._blocked,
            muted=self._muted,
            team_rooms=lambda: desk.rooms_of_teams("discord"),
        )
        desk = self._desk()
        await self.store.read(desk.look_at_teams)
        self.app = App(
            store=self.store,
            desk=desk,
            platforms=[self.platform],
            clock=self.clock,
            options=Options(patience=Bursts(burst={}), pace=Pace()),
        )
        self.kept = Kept(self.app.intake)
        self.app.intake = self.kept  # type: ignore[assignment]
        await self._enter_entries()
        sessions = self.double.gateway.identifies
        self.app.start()
        await self.double.until(lambda: self.double.gateway.identifies > sessions)
        await self.double.until(self.double.synced)
        await self.double.ready()
        await self.double.until(self._is_ready)

    def _is_ready(self) -> bool:
        try:
            return self.platform._rooms.client.is_ready()
        except Exception:  # noqa: BLE001 -- not connected yet
            return False

    def _desk(self) -> FrontDesk:
        room = self.platform.staff_room()
        return FrontDesk(
            policy=policy(self.settings),
            library=Phrasebook(ENTRIES),
            wording=WORDS,
            commands=COMMANDS,
            staff_rooms={"": room} if room else {},
        )

    async def _enter_entries(self) -> None:
        def enter(journal: Journal) -> None:
            for entry in () if journal.entries() else ENTRIES:
                journal.save_entry(entry, SAM, MONDAY, "added")

        await self.store.write(enter)

    async def stop(self) -> None:
        await self.app.stop()
        self.store.close()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def _suggest(self, kind: Kind, typed: str, person: Person) -> list[tuple[str, str]]:
        self.suggested.append((kind, typed, person.id))
        return [(f"{entry.question} {n}", entry.id) for n in range(20) for entry in ENTRIES]

    async def _opens(self, line: str, person: Person) -> bool:
        role = await self.platform.role(person)
        return await self.store.read(lambda journal: opens(journal, line, person, role))

    async def _asks(self, form: Form) -> Form | None:
        return await self.store.read(lambda journal: forms.asked(journal, form))

    async def _muted(self, place: Place) -> bool:
        rules = policy(self.settings)
        return await self.store.read(lambda journal: muting.is_mute(journal, rules, place))

    async def _blocked(self, person: Person) -> bool:
        now = self.clock.now()
        found = await self.store.read(lambda journal: journal.block_on(person.id, now))
        return found is not None

    def _missed(self) -> None:
        self.asked_to_scan += 1

    async def _recall(self, name: str) -> str:
        return self._memory.get(name, "")

    async def _keep(self, name: str, value: str) -> None:
        self._memory[name] = value

    # What people do

    async def say(self, user: User, channel: Channel, text: str, **more: Any) -> Message:
        message = self.double.say(user, channel, text, **more)
        await self.took(f"discord:{message.id}")
        return message

    async def ask(self, user: User, channel: Channel, text: str) -> Message:
        """The same, with a mention."""
        return await self.say(user, channel, f"{self.double.bot.mention} {text}")

    async def post(self, user: User, title: str, text: str) -> Channel:
        """A forum post that mentions the bot."""
        words = f"{self.double.bot.mention} {text}"
        thread = self.double.new_post(user, self.town.forum, title, words)
        await self.took(f"discord:{thread.id}")
        return thread

    async def press(self, user: User, message: Message, label: str) -> Interaction:
        return await self.did(self.double.press(user, message, label))

    async def choose(self, user: User, message: Message, value: str) -> Interaction:
        return await self.did(self.double.press(user, message, "choose", [value]))

    async def fill(self, user: User, form: Interaction | str, **values: Any) -> Interaction:
        return await self.did(self.double.submit(user, form, values))

    async def slash(
        self, user: User, channel: Channel, name: str, *, allowed: bool = False, **values: Any
    ) -> Interaction:
        return await self.did(self.double.slash(user, channel, name, values, allowed=allowed))

    async def menu(self, user: User, name: str, message: Message, **more: Any) -> Interaction:
        return await self.did(self.double.context_menu(user, name, message, **more))

    async def did(self, it: Interaction) -> Interaction:
        await self.double.answered(it)
        await asyncio.sleep(0)
        await self.app.settle()
        return it

    async def took(self, inbound_id: str) -> None:
        """Wait until it is stored, then until all is done."""
        await self.double.until(lambda: inbound_id in self.kept.ids)
        await self.app.settle()

    async def scan(self) -> None:
        """Look through history, as is done at the start, after a gap and every ten minutes."""
        await self.app._scanner.scan(self.platform)
        await self.app.settle()

    async def wait(self, span: timedelta) -> None:
        await self.app.advance(span)

    # What came of it

    async def ticket(self, number: int = 1) -> Ticket:
        return await self.store.read(lambda journal: journal.ticket(number))

    def in_thread(self, message: Message) -> Channel:
        """The thread that hangs from a message."""
        return self.double.world.channels[message.id]

    def last(self, channel: Channel) -> Message:
        """The bot's last message in a channel."""
        return self.double.by_bot(channel)[-1]

    def texts(self, channel: Channel) -> list[str]:
        return [self.double.look(message).text for message in self.double.by_bot(channel)]

    def whispers(self, user: User) -> list[Seen]:
        return [self.double.look(message) for message in self.double.ephemerals(user)]

    def card(self, number: int = 1) -> Message:
        """The ticket's card in the staff room."""
        found = [
            message
            for message in self.double.by_bot(self.town.staff)
            if self.double.look(message).text.startswith(f"Ticket {number}:")
        ]
        assert len(found) == 1, [self.double.look(m).text for m in found]
        return found[0]

    def at_card(self, number: int = 1) -> Channel:
        """The staff thread under the card."""
        return self.in_thread(self.card(number))


@asynccontextmanager
async def town() -> AsyncIterator[Town]:
    """A double with people in it, on a clock that stands still; checked at the end."""
    clock = VirtualClock(MONDAY)
    async with DiscordDouble(clock=clock.now) as double:
        with redirect(double):
            yield Town(double, clock)
        assert double.violations == []
        assert double.own_faults == []


def said_twice(double: DiscordDouble) -> list[list[Message]]:
    """Messages that stand more than once though they left the desk once."""
    return [group for group in double.duplicates() if len({m.nonce for m in group}) == 1]
