"""An app in a process of its own that tells a webhook, to be killed: `python -m … FOLDER URL`.

In its first life it has something to tell; in the next ones it only goes on.
"""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from bot.delivery.pace import Pace
from bot.platforms.webhook import Webhooks
from bot.running.app import App
from bot.running.options import Options
from bot.running.wall_clock import RealClock
from bot.store import SqliteStore
from tests.delivery.standin import Echo
from tests.platforms.webhook.test_webhooks import event, settings
from tests.recorder import Recorder


async def live(folder: Path, url: str) -> None:
    """Live until killed."""
    clock = RealClock()
    fresh = not (folder / "desk.db").exists()
    store = SqliteStore(folder / "desk.db", clock.now())
    app = App(
        store=store,
        desk=Echo(),
        platforms=[Recorder(name="test")],
        couriers=[Webhooks(settings(url), clock.now)],
        options=Options(pace=Pace(grace=timedelta(seconds=0.5))),
    )
    if fresh:
        now = clock.now()
        for each in (event("a"), event("b", after="a")):
            await store.write(lambda journal, each=each: journal.send(each, now))  # type: ignore[misc]
    await app.run()


if __name__ == "__main__":
    asyncio.run(live(Path(sys.argv[1]), sys.argv[2]))
