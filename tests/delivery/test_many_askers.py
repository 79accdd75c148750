"""Thousands of askers are seen to some at a time: nobody waits for all of them, each is told once.

A life of the desk ends before one of its writes, as if it had been killed there; the next goes on.
"""

import asyncio
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from bot.delivery.clock import VirtualClock
from bot.delivery.pace import Pace
from bot.desk.nouns.inbound import Commanded
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.question import OutcomeKind, Question
from bot.desk.ports.journal import Journal
from bot.desk.verbs.askers import AT_ONCE
from bot.running.app import App
from bot.running.options import Options
from bot.store import SqliteStore
from knowledge.entry import Entry
from tests.chaos.a_desk import a_desk
from tests.desk.harness import ENTRIES
from tests.recorder import Recorder
from tests.store.examples import NOW, SAM, STAFF_ROOM

T = TypeVar("T")
ASKERS = 2_000
AT_THE_END = Options(pace=Pace(timeout=timedelta(0)))
BRAZIL = Entry(
    id="do-you-ship-to-brazil",
    question="Do you ship to Brazil?",
    answer="Yes, we ship to Brazil, 10 days.",
)
FOUND = "SELECT count(*) FROM question WHERE perhaps_entry <> ''"
TOLD = "SELECT \"to\" FROM outbox WHERE readership = 'customer' ORDER BY seq"
LEFT = "SELECT count(*) FROM inbox WHERE state = 'waiting'"
SHOWN = "SELECT message FROM outbox WHERE readership = 'staff' AND edits = '' ORDER BY seq"


@dataclass
class Life:
    """A desk on that file that dies before a write."""

    path: Path
    writes: int
    dead: asyncio.Event = field(default_factory=asyncio.Event)

    async def live(self, *lines: str) -> None:
        """Hear these commands, then work until death, or until there is nothing to do."""
        with closing(Mortal(self.path, self)) as store:
            desk = a_desk((*ENTRIES, BRAZIL), STAFF_ROOM)
            platform = Recorder(staff=STAFF_ROOM, roles={SAM.id: Role.LEAD})
            app = App(
                store=store,
                desk=desk,
                platforms=[platform],
                clock=VirtualClock(NOW),
                options=AT_THE_END,
            )
            for line in lines:
                asked = Commanded(id=f"test:{line}", at=NOW, by=SAM, place=STAFF_ROOM, line=line)
                await app.intake(asked)
            works = asyncio.create_task(app.settle())
            dies = asyncio.create_task(self.dead.wait())
            await asyncio.wait({works, dies}, return_when=asyncio.FIRST_COMPLETED)
            for each in (works, dies):
                each.cancel()
                with suppress(asyncio.CancelledError):
                    await each
            await app.stop()


class Mortal(SqliteStore):
    """Does so many writes."""

    def __init__(self, path: Path, life: Life) -> None:
        super().__init__(path, NOW)
        self._life = life

    async def write(self, work: Callable[[Journal], T]) -> T:
        """Do it, or die."""
        if self._life.writes == 0:
            self._life.dead.set()
            await asyncio.Event().wait()
        self._life.writes -= 1
        return await super().write(work)


def fill(journal: Journal) -> None:
    for number in range(ASKERS):
        who = Person(id=f"test:p{number}", name=f"p{number}")
        journal.add_question(
            Question(
                asked_at=NOW,
                by=who,
                place=Place(platform="test", room=who.name, private=True),
                message=f"test:q{number}",
                text="do you ship to brazil?",
                words="do you ship to brazil?",
                language="en",
                outcome=OutcomeKind.DONT_KNOW,
                open=True,
            )
        )


def rows(store: SqliteStore, sql: str) -> list[tuple[object, ...]]:
    return store.read_now(lambda journal: journal.rows(sql))  # type: ignore[attr-defined]


async def many_lives(path: Path, line: str, count: str) -> list[int]:
    """Command something, and die after two writes again and again; what `count` had come to."""
    seen = []
    await Life(path, 3).live(line)
    while True:
        with closing(SqliteStore(path, NOW)) as store:
            [(left,)] = rows(store, LEFT)
            seen.append(
                len(rows(store, TOLD)) if count == TOLD else int(str(rows(store, FOUND)[0][0]))
            )
        if not left:
            return seen
        await Life(path, 2).live()


async def test_thousands_are_seen_to_some_at_a_time_and_told_once_whoever_dies(
    tmp_path: Path,
) -> None:
    path = tmp_path / "desk.db"
    with closing(SqliteStore(path, NOW)) as store:
        await store.write(lambda journal: journal.save_entry(BRAZIL, SAM, NOW, "added"))
        await store.write(fill)

    found = await many_lives(path, f"askers {BRAZIL.id}", FOUND)
    told = await many_lives(path, f"askers {BRAZIL.id} all", TOLD)

    with closing(SqliteStore(path, NOW)) as store:
        names = [str(row[0]) for row in rows(store, TOLD)]
        shown = [str(row[0]) for row in rows(store, SHOWN)]
    assert (ASKERS, ASKERS) == (found[-1], told[-1])
    for steps in (found, told):
        assert len(steps) > ASKERS // AT_ONCE // 2
        assert max(b - a for a, b in pairwise(steps)) <= 2 * AT_ONCE
    assert [f"test:p{number}" for number in range(ASKERS)] == names
    assert 1 == sum("staff_askers" in each and str(ASKERS) in each for each in shown)
    assert 1 == sum("then everybody else on the list" in each for each in shown)
