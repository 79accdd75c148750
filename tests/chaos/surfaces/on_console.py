"""Every staff command in the terminal, typed as a customer types, with and without a slash."""

import io
from pathlib import Path

from bot.desk.nouns.person import Person, Role
from bot.running.terminal import Screen, Terminal, opened
from bot.settings.loading import load
from tests.chaos.suite import Broken
from tests.chaos.surfaces.protected import ASKED, NOTED, Guard, line, staff_commands, values


async def on_console(folder: Path, *, open_doors: bool = False) -> str:
    """Try it all. Raises Broken at what somebody could do who may not."""
    settings = load({"DESK_DATABASE": str(folder / "console.db"), "DESK_HOURS": "always"})
    screen = Screen(source=io.StringIO(), out=io.StringIO())
    async with opened(settings, screen, virtual=True) as session:
        for words in ("/customer ana", ASKED, "/person", "/staff sam", "claim 1", NOTED):
            await session.type(words)
        guard = Guard(session.app.store, "console:ana")
        await guard.look()
        await session.type("priority 1 high")
        if not await guard.changed():
            raise Broken("staff's own “priority 1 high” changed nothing in the terminal")
        if open_doors:
            session.console.role = _staff  # type: ignore[method-assign, assignment]
        for name in ("ben", "sam"):  # a customer who is called like staff is a customer
            await _all(session, guard, name)
    return f"the terminal {guard.tried:,}"


async def _all(session: Terminal, guard: Guard, name: str) -> None:
    await session.type(f"/customer {name}")
    rows = staff_commands()
    for start in ("", "/"):
        await guard.look()
        for row in rows:
            await session.type(start + line(row, values(row, "ana")))
        # What is printed says nothing: everybody's words stand in the one terminal.
        await guard.unchanged(f"{name}, a customer in the terminal", "typed", len(rows), heard=())


async def _staff(_: Person) -> Role:
    return Role.LEAD
