"""The whole desk at work on the double: real Bolt, real store, real desk, and four people.

Time stands still but for `later`; what is said has been worked on when a method returns.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.commands import forms
from bot.commands.opening import opens
from bot.commands.row import Form
from bot.delivery.clock import VirtualClock
from bot.delivery.intake import Patience
from bot.delivery.pace import Pace
from bot.desk.nouns.message import Line, Message
from bot.desk.nouns.person import Person
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.decisions import Settled
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms.slack import Slack, Wiring
from bot.platforms.slack.connection.sockets import Pulse
from bot.platforms.slack.hearing.history import Allowance
from bot.platforms.slack.words import moment
from bot.running.app import App
from bot.running.building import front_desk, policy, starter_entries
from bot.running.chat import staff_rooms
from bot.running.options import Options
from bot.settings.loading import load
from bot.settings.settings import Settings
from bot.store import OpenStore, open_store

from .double import Clock, Delivery, SlackDouble
from .double import Options as Workspace
from .double.settings import JSON, Timing

KNOWN = "How do I reset my password?"
UNKNOWN = "Can you paint my bicycle purple on Tuesdays?"
QUICK = Timing(ack=1.0, retries=(0.0, 0.05, 0.1))


@dataclass(kw_only=True)
class Stage:
    """A workspace with the desk in it."""

    d: SlackDouble
    settings: Settings
    clock: VirtualClock
    ana: str
    ben: str
    sam: str
    lea: str
    help: str
    staff: str
    answers: str
    slack: Slack = field(init=False)
    app: App = field(init=False)
    store: OpenStore = field(init=False)
    gaps: int = field(default=0, init=False)

    async def open(self) -> None:
        """Start the desk, on whatever its file holds."""
        self.store = open_store(self.settings.database, self.clock.now())
        entries = await self.store.read(lambda journal: list(journal.entries()))
        if not entries:
            entries = await self.store.write(
                lambda journal: [
                    journal.save_entry(each, _DESK, self.clock.now(), "sample")
                    for each in starter_entries()
                ]
            )
        desk = front_desk(self.settings, entries, staff_rooms(self.settings))
        await self.store.read(desk.look_at_teams)
        wiring = Wiring(
            now=self.clock.now,
            words=Wording(read_locales()),
            gap=self._missed,
            home=_home,
            prompts=lambda: [KNOWN],
            team_rooms=lambda: desk.rooms_of_teams("slack"),
            opens=self._opens,
            asks=self._asks,
            pulse=Pulse(
                ping=0.5,
                silence=2.0,
                opening=0.6,
                slowest=1.1,
                retry=0.2,
                refused=0.8,
                look=0.1,
                linger=1.5,
            ),
            allowance=Allowance(every=0.0),
            steady=self.d.clock.now,
        )
        self.slack = Slack(self.settings, wiring)
        self.app = App(
            store=self.store,
            desk=desk,
            platforms=[self.slack],
            clock=self.clock,
            options=Options(
                patience=Patience(
                    burst={"slack": self.settings.burst or timedelta(0)},
                    watched=timedelta(seconds=20),
                ),
                pace=Pace(),
                weekly=self.settings.weekly_report,
                rules=Settled(policy(self.settings)),
            ),
        )
        self.app.start()
        await self.d.connected(2)

    async def _opens(self, line: str, person: Person) -> bool:
        role = await self.slack.role(person)
        return await self.store.read(lambda journal: opens(journal, line, person, role))

    async def _asks(self, form: Form) -> Form | None:
        return await self.store.read(lambda journal: forms.asked(journal, form))

    def _missed(self) -> None:
        self.gaps += 1

    async def close(self) -> None:
        """Stop the desk."""
        await self.app.stop()
        self.store.close()

    async def restart(self) -> None:
        """Stop, and start anew on the same file."""
        await self.close()
        await self.d.until(lambda: not self.d.connections)
        await self.open()

    async def settle(self) -> None:
        """Wait until all is acknowledged, worked on and sent."""
        await self.d.settled()
        await self.app.settle()
        await self.d.settled()
        await self.app.settle()

    async def later(self, **span: float) -> None:
        """Let time pass."""
        await self.d.settled()
        await self.app.advance(timedelta(**span))
        await self.d.settled()

    async def scan(self) -> int:
        """Look through history, as the scanner does every ten minutes."""
        done = await self.app._scanner.scan(self.slack)
        await self.settle()
        return done

    # What people do

    async def say(self, user: str, where: str, text: str, thread: str | None = None) -> str:
        """Write, and let the desk work."""
        ts = await self.d.say(user, where, text, thread)
        await self.settle()
        return ts

    async def ask(self, user: str, text: str, where: str = "") -> str:
        """Mention the bot in #help, or elsewhere."""
        return await self.say(user, where or self.help, f"{self.d.mention} {text}")

    async def press(self, user: str, where: str, what: str) -> Delivery:
        """Press a button of a message."""
        delivery = await self.d.press(user, where, what)
        await self.settle()
        return delivery

    async def slash(self, user: str, where: str, text: str) -> Delivery:
        """Type /frontdesk …"""
        delivery = await self.d.slash(user, where, text)
        await self.settle()
        return delivery

    async def submit(self, user: str, **values: Any) -> Delivery:
        """Fill in and send the form on top."""
        await self.d.until(lambda: self.d.views(user))
        delivery = await self.d.submit(user, values=values)
        await self.settle()
        return delivery

    # What came of it

    def in_thread(self, ts: str, room: str = "") -> list[str]:
        """What the bot said in a thread."""
        return [post["text"] for post in self.d.posts(room or self.help, ts)]

    def dm(self, user: str) -> list[JSON]:
        """What the bot said to somebody directly."""
        return self.d.posts(self.d.world.dm(user))

    def cards(self) -> list[JSON]:
        """The tickets' messages in the staff room."""
        return [post for post in self.d.posts(self.staff) if not post.get("thread_ts")]

    def under(self, card: JSON) -> list[str]:
        """What the bot said in a card's thread."""
        return [post["text"] for post in self.d.posts(self.staff, card["ts"])]

    def whispers(self, user: str) -> list[str]:
        """What only this person was shown."""
        return [post["text"] for post in self.d.ephemerals(user)]

    async def ticket(self, number: int = 1) -> Ticket:
        """A ticket as it now is."""
        return await self.store.read(lambda journal: journal.ticket(number))

    def sound(self) -> None:
        """Nothing was done that no well-made client does, and nothing twice."""
        assert [] == self.d.violations
        assert {} == self.d.duplicates()


_DESK = Person(id="desk", name="Front Desk")


async def _home(person: Person) -> Message:
    return Message(kind="home", parts=(Line(spans=(f"Hello {person.name}",)),))


@asynccontextmanager
async def stage(
    folder: Path,
    env: Mapping[str, str] | None = None,
    *,
    workspace: Workspace | None = None,
    timing: Timing | None = None,
    clock: Clock | None = None,
) -> AsyncIterator[Stage]:
    """Four people, three rooms, and the desk."""
    async with SlackDouble(clock=clock, options=workspace, timing=timing or QUICK) as double:
        world = double.world
        people = {name: world.add_user(name) for name in ("ana", "ben", "sam", "lea")}
        everybody = list(people.values())
        rooms = {
            "help": world.add_channel("help", members=everybody),
            "staff": world.add_channel(
                "desk", members=[people["sam"], people["lea"]], private=True
            ),
            "answers": world.add_channel("answers", members=everybody),
        }
        settings = load(
            {
                "DESK_DATABASE": str(folder / "desk.db"),
                "DESK_HOURS": "always",
                "SLACK_BOT_TOKEN": double.bot_token,
                "SLACK_APP_TOKEN": double.app_token,
                "SLACK_API_URL": double.api_url,
                "SLACK_STAFF_CHANNEL": rooms["staff"],
                "SLACK_STAFF_USERS": people["sam"],
                "SLACK_LEADS": people["lea"],
                "SLACK_ANSWER_CHANNELS": rooms["answers"],
                **(env or {}),
            }
        )
        virtual = VirtualClock(moment(world.next_ts()))
        built = Stage(d=double, settings=settings, clock=virtual, **people, **rooms)
        await built.open()
        try:
            yield built
        finally:
            await built.close()
            await asyncio.sleep(0)
