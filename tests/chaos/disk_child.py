"""A desk at work in a process of its own, on a disk that is watched: for G3.

Each thing it says to the world (“got it”, a post) goes into a file that the shim records in order.
"""

import asyncio
import os
import sys
from datetime import timedelta
from pathlib import Path

from bot.delivery.clock import VirtualClock
from bot.desk.nouns.inbound import Commanded, Inbound, Said
from bot.desk.nouns.message import Message, Outgoing
from bot.desk.nouns.place import Place
from bot.running.app import App
from bot.store import SqliteStore
from tests.chaos.a_desk import a_desk, know, tune
from tests.chaos.sim.scenario import CUSTOMER_WORDS, STAFF_LINES
from tests.chaos.sim.story import CUSTOMERS, ROLES, STAFF, dm
from tests.chaos.sim.street import STAFF_ROOM
from tests.chaos.suite import chance
from tests.desk.harness import ENTRIES, MONDAY
from tests.recorder import Recorder

SAID = "said-to-the-world"


class Loud(Recorder):
    """Notes each post before it answers."""

    def __init__(self, note: int) -> None:
        super().__init__(staff=STAFF_ROOM)
        self.note = note
        self.roles.update(ROLES)

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """It is out, whatever becomes of us."""
        os.write(self.note, f"posted\t{outgoing.key}\n".encode())
        return await super().post(outgoing, place, message)


async def work(folder: Path, mode: str, checkpoint: int, rounds: int, seed: int) -> None:
    """Be a desk for a while."""
    clock = VirtualClock(MONDAY)
    store = SqliteStore(folder / "desk.db", clock.now())
    tune(store, mode, checkpoint)
    note = os.open(folder / SAID, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    await store.write(know)
    platform = Loud(note)
    app = App(store=store, desk=a_desk(ENTRIES), platforms=[platform], clock=clock)
    dice = chance(seed)

    async def heard(number: int) -> None:
        inbound = _inbound(dice.randrange(1000), number, clock)
        await app.intake(inbound)
        os.write(note, f"acked\t{inbound.id}\n".encode())

    number = 0
    for _ in range(rounds):
        some = dice.randint(1, 5)
        await asyncio.gather(*(heard(number + each) for each in range(some)))
        number += some
        await app.settle()
        clock.move_to(clock.now() + timedelta(minutes=dice.choice((1, 5, 600))))
    await app.stop()
    store.close()


def _inbound(pick: int, number: int, clock: VirtualClock) -> Inbound:
    key, at = f"test:m{number}", clock.now()
    if pick % 3 == 0:
        line = STAFF_LINES[pick % len(STAFF_LINES)].format(n=pick % 9 + 1, number=number)
        return Commanded(id=key, at=at, by=STAFF[pick % 3], place=STAFF_ROOM, line=line)
    who = CUSTOMERS[pick % len(CUSTOMERS)]
    words = CUSTOMER_WORDS[pick % len(CUSTOMER_WORDS)]
    return Said(id=key, at=at, by=who, place=dm(who), text=words)


if __name__ == "__main__":
    where, how, pages, much, dice_seed = sys.argv[1:]
    asyncio.run(work(Path(where), how, int(pages), int(much), int(dice_seed)))
