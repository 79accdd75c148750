"""The console as transcripts drive it: the real console, overheard."""

import io
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.desk.nouns.message import Button, Message, Outgoing, Readership, SendKind
from bot.desk.nouns.place import Place
from bot.platforms import plain
from bot.platforms.console.adapter import STAFF_ROOM
from bot.running.terminal import Screen, Terminal, opened
from bot.settings.loading import load
from bot.settings.values import Server
from knowledge.entry import Entry
from tests.eyes import Shown
from tests.transcripts.script import Posted, Script

_ASKED = "Question "
"""How a terminal asks for a field of a form."""


@dataclass
class ConsoleDriver:
    """Types into a terminal session."""

    terminal: Terminal
    heard: list[Posted] = field(default_factory=list)
    seen: list[Shown] = field(default_factory=list)
    newest: dict[str, list[Button]] = field(default_factory=dict)

    def overhear(self) -> None:
        """Note whatever the console is given to print."""
        console = self.terminal.console
        show = console.show

        def noted(outgoing: Outgoing, message: Message) -> None:
            show(outgoing, message)
            self._note(outgoing, message)

        console.show = noted  # type: ignore[method-assign]
        edit = console.edit

        async def changed(outgoing: Outgoing, place: Place, message: Message, posted: str) -> None:
            await edit(outgoing, place, message, posted)
            if outgoing.edits:
                self._note(outgoing, message)

        console.edit = changed  # type: ignore[method-assign]

    def _note(self, outgoing: Outgoing, message: Message) -> None:
        whom = outgoing.place.room
        if outgoing.readership is Readership.STAFF or outgoing.place == STAFF_ROOM:
            name = outgoing.to.rpartition(":")[2]
            whom = f"{name} only" if outgoing.kind is SendKind.PRIVATE else "team"
        elif message.buttons:
            self.newest.setdefault(whom, [])[:0] = message.buttons
        printer = self.terminal.console.printer
        labels = tuple(button.label for button in message.buttons)
        text = plain.text(message, partial(printer.when, language=message.language))
        if message.encloses:  # where a terminal has put them
            text = text.partition(f"\n{self.terminal.console.folder}")[0]
        alone = outgoing.kind is SendKind.PRIVATE
        reader = outgoing.to.rpartition(":")[2] if alone else outgoing.place.room
        reader = "team" if reader == STAFF_ROOM.room else reader
        words = "\n".join((text, *labels))
        self.seen.append(Shown(text=words, where=whom, readers=frozenset({reader})))
        self.heard.append(Posted(whom, text, labels, edited=bool(outgoing.edits)))

    async def say(self, who: str, words: str) -> None:
        self.terminal.console.become(who)
        await self.terminal.type(words)

    async def press(self, who: str, label: str) -> None:
        there = self.newest.get(who, [])
        button = next((each for each in there if each.label == label), None)
        if button is None:
            raise ValueError(f"{who} has no button {label!r}, but {[each.label for each in there]}")
        self.terminal.console.become(who)
        await self.terminal.type(f"/{button.command}")

    async def fill(self, who: str, label: str, values: Mapping[str, str]) -> None:
        """Field after field, as a terminal asks: what is asked is the form, and no message of it; the card stands
        as a form that is sent at once leaves it."""
        await self.press(who, label)
        while asked := next((e for e in self.heard if e.text.startswith(_ASKED)), None):
            self.heard.remove(asked)
            named = next((each for each in values if f": {each}\n" in asked.text), "")
            await self.terminal.type(values[named] if named else "skip")
        cards = [each for each in self.heard if each.whom == "team" and "\n" not in each.text]
        self.heard = [each for each in self.heard if each not in cards] + cards[-1:]

    async def staff(self, who: str, line: str, *, lead: bool) -> None:
        self.terminal.console.become(who, staff=True, lead=lead)
        await self.terminal.type(line)

    async def advance(self, span: timedelta) -> None:
        await self.terminal.app.advance(span)

    def posted(self) -> list[Posted]:
        heard, self.heard = self.heard, []
        return heard

    def shown(self) -> list[Shown]:
        return self.seen

    async def entries(self) -> Sequence[Entry]:
        return await self.terminal.app.store.read(lambda journal: journal.entries())


@asynccontextmanager
async def console(script: Script, where: Path | Server) -> AsyncIterator[ConsoleDriver]:
    """A fresh terminal with the transcript's settings, on an empty server or in a folder."""
    database = where.url if isinstance(where, Server) else str(where / "desk.db")
    env = {"DESK_DATABASE": database, **script.settings}
    out = io.StringIO()
    screen = Screen(source=io.StringIO(), out=out, prompts=False)
    async with opened(load(env), screen, start=script.start, virtual=True) as terminal:
        driver = ConsoleDriver(terminal)
        driver.overhear()
        yield driver
