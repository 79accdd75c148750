"""G20: every command by every kind of person. Who may not changes nothing and learns nothing.

Through the desk's own entry point, over real records; each attempt is taken back afterwards, so that all
of them meet the same desk. Forged numbers, stale rights and replays come after the matrix.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.commands import COMMANDS, CommandTable
from bot.commands.row import TICKETS, Command, Kind
from bot.delivery.clock import VirtualClock
from bot.desk.nouns.inbound import Commanded
from bot.desk.nouns.person import Person, Role
from bot.errors import DeskError
from bot.running.app import App
from bot.store import SqliteStore
from tests.chaos.a_desk import a_desk, know
from tests.chaos.scene import ANAS, CONFIDED, STATE, Scene, Somebody, Tried
from tests.chaos.sim.fate import run_still
from tests.chaos.suite import Broken, Control, Suite, Task
from tests.chaos.surfaces import protected
from tests.chaos.surfaces.in_the_open import discord_in_the_open, slack_in_the_open
from tests.chaos.surfaces.on_console import on_console
from tests.chaos.surfaces.on_discord import on_discord
from tests.chaos.surfaces.on_slack import on_slack
from tests.desk.harness import ANA, BEN, KIM, LEA, MONDAY, SAM, STAFF_ROOM, room
from tests.eyes import leaks
from tests.recorder import Recorder

PEOPLE = (
    Somebody("requester", ANA, Role.CUSTOMER),
    Somebody("other customer", BEN, Role.CUSTOMER),
    Somebody("former staff", KIM, Role.CUSTOMER),
    Somebody("agent", SAM, Role.AGENT),
    Somebody("lead", LEA, Role.LEAD),
    Somebody("bot with staff's name", Person(id="console:bot", name="Sam"), Role.CUSTOMER),
    Somebody("same name, other team", Person(id="slack:T2:ana", name="ana"), Role.CUSTOMER),
    Somebody("webhook with a lead's name", Person(id="console:hook", name="Lea"), Role.CUSTOMER),
)
DOORS = (on_slack, on_discord, on_console)
OPEN = (discord_in_the_open, slack_in_the_open)
FORGED = (
    *("0", "-1", "2", "999999", "9" * 30, "1.0", "1e0", "0x1", "１", "١", "#1", "##1", "1;", ""),
    *("1 OR 1=1", "1'--", "1; DROP TABLE ticket", "null", "None", "{n}", "%31", "../1", "*", "\0"),
)


def rights(task: Task, *, unchecked: bool = False) -> str:
    """Try everything. Raises Broken at the first thing that somebody may not do and did."""
    logging.disable(logging.CRITICAL)
    try:
        table = CommandTable(map(_open, COMMANDS.rows)) if unchecked else COMMANDS
        tried, refused = _matrix(Scene(table), task)
        stale = run_still(_stale(task.folder))
        doors = [asyncio.run(door(task.folder)) for door in (() if unchecked else DOORS)]
        asked = [
            asyncio.run(ask(_inside(task.folder, ask.__name__)))
            for ask in (() if unchecked else OPEN)
        ]
    finally:
        logging.disable(logging.NOTSET)
    return (
        f"{tried:,} attempts, {refused:,} refused with nothing changed; {stale}; "
        f"staff's commands by others through the doors of {', '.join(doors)}; "
        f"asked where others read and read by nobody else: {', '.join(asked)}"
    )


def wide_open(task: Task) -> str:
    """The control: everybody counts as a lead, on each platform."""
    return _found_out(task, [partial(door, open_doors=True) for door in DOORS])


def careless(task: Task) -> str:
    """The control: what is for one person stands where they asked, on each chat platform."""
    return _found_out(task, [partial(ask, careless=True) for ask in OPEN])


def _found_out(task: Task, tries: Sequence[Callable[[Path], Coroutine[Any, Any, str]]]) -> str:
    """Raises Broken when all are found out."""
    found = []
    for number, attempt in enumerate(tries):
        logging.disable(logging.CRITICAL)
        try:
            asyncio.run(attempt(_inside(task.folder, str(number))))
        except Broken as broken:
            found.append(broken.story)
        finally:
            logging.disable(logging.NOTSET)
    if len(found) == len(tries):
        raise Broken("; ".join(found), task.seed)
    return "not found out on every platform"


def _inside(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def _open(row: Command) -> Command:
    return replace(row, who=Role.CUSTOMER)


def _matrix(scene: Scene, task: Task) -> tuple[int, int]:
    tried = refused = 0
    for row in COMMANDS.rows:
        for somebody in PEOPLE:
            for place in (room(somebody.person), STAFF_ROOM, room(ANA)):
                for line, fields in _ways(row, forged=place == room(somebody.person)):
                    try:
                        came = scene.tried(somebody, place, line, fields)
                        problem = _problem(row, somebody, came)
                        refused += came.done.outcome == "refused"
                    except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
                        problem = f"“{row.name}” broke the desk: {error!r}"
                    if problem:
                        story = f"{somebody.kind} in {place.room}: {line!r} {fields}"
                        raise Broken(f"{problem}\n{story}", task.seed)
                    tried += 1
                    task.tell(tried)
    return tried, refused


def _problem(row: Command, somebody: Somebody, came: Tried) -> str:
    if somebody.role < row.who:
        if came.done.outcome != "refused":
            return f"“{row.name}” was not refused"
        if came.changed(STATE):
            return f"“{row.name}” was refused and changed {came.changed(STATE)}"
    stranger = somebody.role is Role.CUSTOMER and somebody.person is not ANA
    if stranger and came.changed(ANAS):
        return f"“{row.name}” changed what is another's: {came.changed(ANAS)}"
    return next(iter(leaks(came.said, CONFIDED)), "")


def _ways(row: Command, *, forged: bool) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The command as it should be given, then with each number forged, typed and in a form."""
    good = protected.values(row, "kim")
    yield row.name, good
    yield protected.line(row, good), {}
    numbers = [p.name for p in row.params if p.kind in {*TICKETS, Kind.QUESTION}]
    for name in numbers if forged else ():
        for number, value in enumerate(FORGED):
            given = {**good, name: value}
            yield (row.name, given) if number % 2 else (protected.line(row, given), {})


async def _stale(folder: Path) -> str:
    """Rights that went between opening a form and sending it, that can't be looked up; replays."""
    clock, platform = VirtualClock(MONDAY), Recorder(name="console", staff=STAFF_ROOM)
    store = SqliteStore(folder / "rights.db", MONDAY)
    await store.write(know)
    app = App(store=store, desk=a_desk(staff_room=STAFF_ROOM), platforms=[platform], clock=clock)

    async def gives(who: Person, line: str, key: str, role: Role | DeskError) -> None:
        platform.roles[who.id] = role
        place = STAFF_ROOM if isinstance(role, DeskError) or role else room(who)
        at = clock.now()
        await app.intake(Commanded(id=f"console:{key}", at=at, by=who, place=place, line=line))
        await app.advance(timedelta(seconds=30))

    await gives(ANA, "ask can you fix my sofa?", "a", Role.CUSTOMER)
    await gives(ANA, "person", "b", Role.CUSTOMER)
    await gives(SAM, "claim 1", "c", Role.AGENT)
    state = await store.read(lambda journal: (journal.ticket(1), list(journal.history(1))))
    attempts = (
        ("a form sent after the rights went", Role.CUSTOMER, "reply 1 hello", "d"),
        ("rights that can't be looked up", DeskError("no roles today"), "resolve 1", "e"),
        ("a replay of what was done", Role.AGENT, "claim 1", "c"),
    )
    for what, role, line, key in attempts:
        await gives(SAM, line, key, role)
        now = await store.read(lambda journal: (journal.ticket(1), list(journal.history(1))))
        if now != state:
            raise Broken(f"{what} changed the ticket: {line}")
    told = len(_to_customers(platform))
    await gives(SAM, "claim 1", "f", Role.AGENT)
    after = await store.read(lambda journal: journal.ticket(1))
    if (after.state, after.owner) != (state[0].state, state[0].owner):
        raise Broken("a second press of the same button moved the ticket")
    if len(_to_customers(platform)) != told:
        raise Broken("a second press of the same button spoke to the customer again")
    await app.stop()
    store.close()
    return f"{len(attempts) + 1} stale or repeated presses changed nothing"


def _to_customers(platform: Recorder) -> list[str]:
    return [post.key for post in platform.posted if post.place.room != STAFF_ROOM.room]


SUITE = Suite(
    name="G20",
    title="every command by every kind of person, forged, stale and repeated",
    unit="runs of the whole matrix",
    run=rights,
    quick=1,
    ci=1,
    long=1,
    fits=True,
    controls=(
        Control(
            name="without the check of rights",
            run=lambda task: rights(task, unchecked=True),
            cases=1,
        ),
        Control(name="everybody counts as a lead", run=wide_open, cases=1),
        Control(
            name="answered where it was asked",
            run=careless,
            cases=1,
            finds="can read",
        ),
    ),
)
