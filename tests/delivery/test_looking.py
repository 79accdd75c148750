"""Lists are put together beside the writer: however long one takes, what comes in is kept at once."""

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.desk.boundary import Done, Heard
from bot.desk.nouns.inbound import Commanded, Inbound
from bot.desk.nouns.person import Role
from bot.desk.nouns.replay import Replay
from bot.desk.ports.records import Records
from bot.running.app import App
from bot.store import SqliteStore
from tests.delivery.standin import Echo
from tests.recorder import Recorder
from tests.store.examples import NOW, SAM, STAFF_ROOM, a_ticket, outgoing, said

LONG = 0.6


@dataclass
class Lister(Echo):
    """Has a command that looks for a long time, and one that then does something."""

    does_more: bool = False
    times: int = 0

    def only_looks(self, inbound: Inbound, role: Role) -> bool:
        """Of commands."""
        return isinstance(inbound, Commanded)

    def receive(
        self,
        records: Records,
        inbound: Inbound,
        heard: Heard | None,
        role: Role,
        now: datetime,
        *,
        trying: bool = False,
        replay: Replay | None = None,
    ) -> Done:
        """List, for a while."""
        if not isinstance(inbound, Commanded):
            return super().receive(records, inbound, heard, role, now)
        self.times += 1
        if self.does_more:
            records.save_person(SAM)
            records.add_ticket(a_ticket())
        else:
            time.sleep(LONG)
        records.send(outgoing(f"list:{inbound.id}", str(len(records.open_tickets()))), now)
        return Done(outcome="command")


def asked(number: int = 1) -> Commanded:
    return Commanded(id=f"test:c{number}", at=NOW, by=SAM, place=STAFF_ROOM, line="queue")


async def until_done(store: SqliteStore) -> None:
    while await store.read(lambda journal: journal.still_waits("test:c1")):  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def test_what_comes_in_is_kept_while_a_long_list_is_put_together(tmp_path: Path) -> None:
    store, desk = SqliteStore(tmp_path / "desk.db", NOW), Lister()
    app = App(store=store, desk=desk, platforms=[Recorder(staff=STAFF_ROOM)])
    app.start()
    await app.intake(asked())
    longest, began = 0.0, time.monotonic()
    for number in range(10, 40):
        before = time.monotonic()
        await app.intake(said(number))
        longest = max(longest, time.monotonic() - before)
        await asyncio.sleep(LONG / 30)
    listing = await store.read(lambda journal: journal.still_waits("test:c1"))
    await until_done(store)
    took = time.monotonic() - began
    await app.stop()
    store.close()

    assert longest < LONG / 2
    assert took >= LONG or not listing
    assert 1 == desk.times


async def test_what_does_more_than_look_is_done_wholly_and_once(tmp_path: Path) -> None:
    store, desk = SqliteStore(tmp_path / "desk.db", NOW), Lister(does_more=True)
    platform = Recorder(staff=STAFF_ROOM)
    app = App(store=store, desk=desk, platforms=[platform])
    app.start()
    await app.intake(asked())
    await until_done(store)
    await app.settle()
    tickets = await store.read(lambda journal: len(journal.open_tickets()))
    await app.stop()
    store.close()

    assert (2, 1) == (desk.times, tickets)
    assert ["1"] == platform.texts()
