"""A whole app in a process of its own, to be killed: `python -m tests.delivery.mortal FOLDER [blind] [waits] [URL]`.

Its platform is a file: what was posted stands there, whoever has died since.
"""

import asyncio
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.delivery.pace import Pace
from bot.desk.nouns.message import Message, Outgoing
from bot.desk.nouns.place import Place
from bot.desk.ports.platform import Intake
from bot.running.app import App
from bot.running.options import Options
from bot.running.standby import opened_in_turn
from bot.running.wall_clock import RealClock
from bot.settings.values import Server
from tests.delivery.standin import Echo
from tests.recorder import Recorder
from tests.store.examples import said

MESSAGES = 120
ROOMS = 12


def say(line: str) -> None:
    """Tell the one who kills."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@dataclass(kw_only=True)
class FilePlatform(Recorder):
    """Posts into a file, and hands over every message anew in each life."""

    path: Path
    blind: bool = False
    """Finds nothing, whatever is there: what looking is good for shows without it."""

    async def run(self, intake: Intake) -> None:
        """Deliver everything, as a platform that had no acknowledgement would."""
        for number in range(MESSAGES):
            room = Place(platform="test", workspace="w", room=f"r{number % ROOMS}", private=True)
            await intake(said(number, str(number), place=room))
        say("heard")
        await asyncio.Event().wait()

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Write a line; the answer takes its time."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{outgoing.key}\n")
        say(outgoing.key)
        await asyncio.sleep(0.002)
        return outgoing.key

    async def find(self, outgoing: Outgoing, place: Place, since: datetime) -> str | None:
        """Look into the file."""
        lines = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
        return outgoing.key if outgoing.key in lines and not self.blind else None


async def live(folder: Path, database: Path | Server, *, blind: bool, waits: bool) -> None:
    """Live until killed, or until all is sent; with `waits`, from when it is told to."""
    clock = RealClock()
    store = await opened_in_turn(database, clock)
    if waits:
        say("begun")
        await asyncio.to_thread(sys.stdin.readline)
    pace = Pace(timeout=timedelta(seconds=0.1), grace=timedelta(seconds=0.2))
    app = App(
        store=store,
        desk=Echo(),
        platforms=[FilePlatform(path=folder / "posted", blind=blind)],
        clock=clock,
        options=Options(pace=pace),
    )
    running = asyncio.create_task(app.run())
    while True:
        (sent,) = await store.read(
            lambda journal: journal.rows("SELECT count(*) FROM outbox WHERE state = 'sent'")[0]  # type: ignore[attr-defined]
        )
        if sent == MESSAGES:
            break
        await asyncio.sleep(0.02)
    app.stop_soon()
    await running
    store.close()
    say("done")


if __name__ == "__main__":
    _, where, *how = sys.argv
    url = next((each for each in how if "://" in each), "")
    folder = Path(where)
    database: Path | Server = Server(url) if url else folder / "desk.db"
    asyncio.run(live(folder, database, blind="blind" in how, waits="waits" in how))
