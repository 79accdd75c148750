"""Writes the database of today's schema: a desk's day, and what is left waiting at its end."""

import asyncio
import io
import lzma
import sys
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.desk.nouns.inbound import Commanded, Said
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.running.terminal import Screen, opened
from bot.settings.settings import Settings
from bot.store import SqliteStore
from bot.store.migrations import NEWEST
from tests.chaos.golden import FOLDER, dumped
from tests.desk.harness import MONDAY
from tests.store.examples import outgoing


def main() -> None:
    """Never over one that is there."""
    target = FOLDER / f"{NEWEST}.sql.xz"
    if target.exists():
        sys.exit(f"{target.name} is there already, as the program of its time wrote it.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "desk.db")
        leave_waiting(path, asyncio.run(worked(path)))
        target.write_bytes(lzma.compress(dumped(path).encode("utf-8")))


async def worked(path: Path) -> datetime:
    """Play the day; return when it ends."""
    screen = Screen(source=io.StringIO(), out=io.StringIO(), prompts=False)
    async with opened(Settings(database=path), screen, start=MONDAY, virtual=True) as session:
        for line in (FOLDER / "day.txt").read_text("utf-8").splitlines():
            await session.type(line)
        return session.clock.now()


def leave_waiting(path: Path, now: datetime) -> None:
    """Something of each kind that nobody has worked on or sent yet."""
    room = Place(platform="console", room="ben", private=True)
    ben = Person(id="console:ben", name="ben")
    asked = Said(id="console:golden-1", at=now, by=ben, place=room, text="can a drone deliver it?")
    typed = Commanded(id="console:golden-2", at=now, by=ben, place=room, line="status")
    with closing(SqliteStore(path, now)) as store:
        store.write_now(lambda journal: journal.take_in(asked, now))
        store.write_now(lambda journal: journal.take_in(typed, now))
        store.write_now(
            lambda journal: journal.send(outgoing("golden", "Kept for you", place=room), now)
        )


if __name__ == "__main__":
    main()
