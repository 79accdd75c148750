"""The terminal as a platform: lines typed become what people say and do, posts are printed.

Staff here are whoever `/staff NAME` made one: the terminal is its owner's.
"""

import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence, Sized
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TextIO

from bot.desk.nouns.file import File
from bot.desk.nouns.inbound import Commanded, Inbound, Said
from bot.desk.nouns.message import Line, Message, Outgoing, SendKind
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.ports.platform import Enclosed, Intake
from bot.desk.time.durations import format_duration, parse_duration
from bot.errors import BadArgument, DeskError, SendRefused
from bot.platforms.console import typing
from bot.platforms.console.files import attached, read, written
from bot.platforms.console.render import Printer, label, title

STAFF_ROOM = Place(platform="console", room="staff")
_VISITOR = "visitor"
"""Who types before anybody was named: to themselves "you"."""

HELP = """\
/customer NAME   type as that customer       /staff NAME   type as an agent
/lead NAME       type as a lead              /time +2h     let time pass (virtual clock)
/demo            one-minute tour             /quit         stop
file:PATH        in a line: attach that file
Anything else is said to the desk. As staff, write help for what you can do."""


@dataclass
class Host:
    """What the console asks of the program around it."""

    now: Callable[[], datetime]
    settle: Callable[[], Awaitable[None]]
    """Wait until all that was said has been worked on, and what came of it is printed."""
    advance: Callable[[str], Awaitable[None]] | None = None
    """Let time pass; None on the real clock."""
    demo: Callable[[], Awaitable[None]] | None = None


@dataclass
class Console:
    """Fills `bot.desk.ports.platform.Platform`."""

    printer: Printer
    source: TextIO = field(default_factory=lambda: sys.stdin)
    out: TextIO = field(default_factory=lambda: sys.stdout)
    prompts: bool = True
    edited: bool = False
    """A person types at a terminal, with a line editor."""
    name: str = "console"
    host: Host | None = None
    folder: Path | None = None
    """Where files are written that somebody asks for."""
    started: str = ""
    """Makes the ids of this run's lines its own."""
    _who: Person = field(default_factory=lambda: customer(_VISITOR))
    _role: Role = Role.CUSTOMER
    _roles: dict[str, Role] = field(default_factory=dict)
    _count: int = 0

    # Listening

    async def run(self, intake: Intake) -> None:
        """Read lines until the end of input or /quit."""
        await self._host().settle()
        with typing.left_as_found(self.source, edited=self.edited):
            async for line in self._lines():
                if line.strip() in {"/quit", "/exit"}:
                    return
                if line.strip().casefold() in _LEAVES:
                    self._print("To leave, type /quit.")
                else:
                    await self.take(line, intake)

    async def take(self, line: str, intake: Intake) -> None:
        """One typed line."""
        word, _, rest = line.strip().partition(" ")
        if not self.prompts:
            print(file=self.out)
        try:
            if word in _SWITCHES and rest.strip():
                self._switch(_SWITCHES[word], rest.strip())
            elif word in _SWITCHES:
                raise BadArgument(f"Who? Write for example: {word} sam")
            elif word == "/time":
                await self._pass_time(rest.strip())
            elif word == "/help" and not rest:
                self._print(self.printer.fit(HELP))
            elif word == "/demo" and self._host().demo:
                await self._host().demo()  # type: ignore[misc]
            else:
                await intake(self._heard(line))
                await self._host().settle()
        except DeskError as problem:
            self._print(self.printer.fit(f"desk> {problem}"))

    def _host(self) -> Host:
        if self.host is None:
            raise ValueError("the console has no host yet")
        return self.host

    async def _lines(self) -> AsyncIterator[str]:
        """Lines; what stands between two fences, a log or code, is one with them."""
        fenced: list[str] = []
        async for line in self._typed(fenced):
            if fenced and line.partition(" ")[0] in _CONTROLS:
                yield "\n".join(fenced)
                fenced.clear()
            fenced.append(line)
            if sum(each.count(_FENCE) for each in fenced) % 2 == 0:
                yield "\n".join(fenced)
                fenced.clear()
        if fenced:
            yield "\n".join(fenced)

    async def _typed(self, fenced: Sized) -> AsyncIterator[str]:
        while True:
            shown = "  | " if fenced else f"\n{self._prompt()} > "
            prompt = shown if self.prompts else ""
            line = await typing.awaited(self.source, self.out, prompt, edited=self.edited)
            if line is None:
                return
            yield line

    def _prompt(self) -> str:
        if self._role is not Role.CUSTOMER:
            return f"{self._who.name} (team)"
        return "you" if self._who.name == _VISITOR else self._who.name

    def become(self, name: str, *, staff: bool = False, lead: bool = False) -> None:
        """Type as somebody else from now on."""
        member_as = Role.LEAD if lead else Role.AGENT
        self._become(member_as if staff else Role.CUSTOMER, name)

    def _become(self, role: Role, name: str) -> None:
        self._who = customer(name) if role is Role.CUSTOMER else member(name)
        self._role = role
        self._roles[self._who.id] = role

    def _switch(self, role: Role, name: str) -> None:
        self._become(role, name)
        named = {
            Role.CUSTOMER: "a customer",
            Role.AGENT: "an agent",
            Role.LEAD: "a lead",
        }
        self._print(f"You are {self._who.name}, {named[role]}.")

    async def _pass_time(self, words: str) -> None:
        advance = self._host().advance
        if advance is None:
            raise BadArgument(
                "Time passes by itself here. Start with: run_bot.py run --clock virtual"
            )
        span = parse_duration(words.removeprefix("+"))
        await advance(words.removeprefix("+"))
        now = self.printer.when(self._host().now())
        self._print(f"time> {format_duration(span)} later: {now}")

    def _heard(self, line: str) -> Inbound:
        self._count += 1
        now = self._host().now()
        line, files = attached(line)
        words = line.strip()
        self.started = self.started or now.strftime("%Y%m%dT%H%M%S%f")
        key = f"console:{self.started}:{self._count}"
        staff = self._role is not Role.CUSTOMER
        if staff or (words.startswith("/") and words[1:2].isalpha()):
            place = STAFF_ROOM if staff else room(self._who)
            return Commanded(id=key, at=now, by=self._who, place=place, line=words, files=files)
        return Said(id=key, at=now, by=self._who, place=room(self._who), text=line, files=files)

    # Speaking

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Print it. A card's thread is named after its ticket."""
        self.show(outgoing, message)
        return f"card-{outgoing.ticket}" if outgoing.kind is SendKind.CARD else outgoing.key

    async def fetch(self, file: File) -> bytes:
        """What stands in it by now."""
        return read(file)

    async def hand(
        self, outgoing: Outgoing, place: Place, message: Message, files: Sequence[Enclosed]
    ) -> str:
        """Write them into a folder, and print where."""
        if self.folder is None:
            raise SendRefused("Nobody has said into which folder.")
        folder = self.folder / _folder(message)
        try:
            paths = written(folder, files)
        except OSError as error:
            raise SendRefused(f"{folder} can't be written to: {error.strerror}.") from error
        where = tuple(Line(spans=(str(path),)) for path in paths)
        self.show(outgoing, replace(message, parts=(*message.parts, *where)))
        return outgoing.key

    async def edit(self, outgoing: Outgoing, place: Place, message: Message, posted: str) -> None:
        """What was printed stays; of a card the new title line says what changed.

        Buttons that are gone need no line: numbers always mean those shown last.
        """
        if outgoing.kind is SendKind.CARD:
            self.show(outgoing, title(message))

    def show(self, outgoing: Outgoing, message: Message) -> None:
        """Print a message below the name of whom it is from and to."""
        who = label(outgoing, self._who.name)
        self._print(self.printer.block(who, message, commands=who == "team"))

    def _print(self, text: str) -> None:
        lead = "\n" if self.prompts else ""
        print(f"{lead}{text}", file=self.out, flush=True)

    async def find(self, outgoing: Outgoing, place: Place, since: datetime) -> str | None:
        """A terminal keeps no history that could be asked: what was cut off is printed again."""
        return None

    async def role(self, person: Person) -> Role:
        """As the owner of the terminal said."""
        return self._roles.get(person.id, Role.CUSTOMER)

    async def colleagues(self, name: str) -> list[Person]:
        """Whoever was made staff here under that name."""
        wanted = member(name.removeprefix("@").rpartition(":")[2])
        known = [each for each in self._roles if self._roles[each] is not Role.CUSTOMER]
        named = [member(each.rpartition(":")[2]) for each in known]
        return [each for each in named if each.name.casefold() == wanted.name.casefold()]

    async def history(self, place: Place, since: datetime) -> list[Inbound]:
        """None is kept outside the database."""
        return []

    async def places(self) -> list[Place]:
        """Nothing to look through."""
        return []

    def other_route(self, outgoing: Outgoing) -> Place | None:
        """There is only this terminal."""
        return None

    def staff_room(self) -> Place | None:
        """The same terminal, labelled "team"."""
        return STAFF_ROOM


_SWITCHES = {
    "/customer": Role.CUSTOMER,
    "/staff": Role.AGENT,
    "/lead": Role.LEAD,
}
_CONTROLS = {*_SWITCHES, "/time", "/help", "/demo", "/quit", "/exit"}
"""Said to the terminal, whatever is still open."""
_LEAVES = {"quit", "exit", "/quit now", ":q", ":q!", ":wq", "logout"}
"""Typed by somebody who wants out of a terminal, and no word to a desk."""
_FENCE = "```"


def customer(name: str) -> Person:
    """Somebody played as a customer."""
    return Person(id=f"console:{name}", name=name)


def member(name: str) -> Person:
    """Somebody played as staff: never the same person as a customer of that name."""
    return Person(id=f"console:staff:{name}", name=name)


def _folder(message: Message) -> str:
    """What the folder for its files is called."""
    if message.rows is None:
        return "files"
    since, until = message.rows.since, message.rows.until
    days = round((until - since).total_seconds() / 86_400)
    return f"report-{until:%Y-%m-%d}-{days}-days"


def room(person: Person) -> Place:
    """A customer's own room."""
    return Place(platform="console", room=person.name, private=True)
