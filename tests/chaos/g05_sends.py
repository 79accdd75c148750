"""G5: the platform's answer doesn't come. Nothing is said twice and nothing is left unsaid.

Three sends in ten end unclear: arrived, not arrived, or arriving 45 seconds later; some apps die
in the middle as well.
"""

import logging
from collections import Counter
from datetime import timedelta
from random import Random

from bot.desk.journal import Journal
from bot.desk.message import Outgoing, Readership
from bot.desk.model import Place
from tests.chaos.sim.bare import Bare
from tests.chaos.sim.fate import Died, run_still
from tests.chaos.sim.street import Trouble
from tests.chaos.suite import Broken, Control, Suite, Task, chance
from tests.store.examples import words

ROOMS = 20
EACH = 10
SHARE = 0.3
_UNCLEAR = (Trouble.ARRIVED, Trouble.NOT_ARRIVED, Trouble.LATE)


def sends(task: Task, *, blind: bool = False) -> str:
    """Send so many. Raises Broken when one is doubled or lost."""
    logging.disable(logging.CRITICAL)
    done = unclear = deaths = round_ = 0
    try:
        while done < task.cases:
            found, died = run_still(
                _round(chance(task.seed, round_), blind, f"{task.seed}/{round_}")
            )
            done += ROOMS * EACH
            unclear += found
            deaths += died
            round_ += 1
            task.tell(done)
    finally:
        logging.disable(logging.NOTSET)
    return f"{done:,} messages, {unclear:,} of them unclear at some time, {deaths:,} deaths"


async def _round(dice: Random, blind: bool, seed: str) -> tuple[int, int]:
    bare = Bare()
    bare.street.blind = blind
    keys = [f"k{number}" for number in range(ROOMS * EACH)]
    now = bare.clock.now()

    def queue(journal: Journal) -> None:
        for number, key in enumerate(keys):
            journal.send(_outgoing(key, number % ROOMS), now)

    await bare.app.store.write(queue)
    bare.street.troubles.extend(
        dice.choice(_UNCLEAR) if dice.random() < SHARE else Trouble.NONE for _ in range(600)
    )
    deaths = 0
    for _ in range(12):
        bare.fate.set_end(dice.randint(1, 400) if deaths < 6 else 0)
        try:
            await bare.app.advance(timedelta(minutes=5))
        except Died:
            deaths += 1
            bare.open()
    bare.street.troubles.clear()
    bare.fate.set_end(0)
    await bare.app.advance(timedelta(minutes=10))
    bare.street.arrive()
    times = Counter(post.key for post in bare.street.posts)
    states = dict(bare.ground.journal.rows("SELECT key, state FROM outbox"))
    bare.ground.close()
    for key in keys:
        if times[key] != 1 or states[key] != "sent":
            what = "doubled" if times[key] > 1 else "lost"
            raise Broken(f"{what}: {key} was posted {times[key]} times, is {states[key]} ({seed})")
    return len(bare.street.resolved), deaths


def _outgoing(key: str, room: int) -> Outgoing:
    return Outgoing(
        key=key,
        place=Place(platform="test", workspace="w", room=f"r{room}", private=True),
        message=words(key),
        readership=Readership.CUSTOMER,
    )


SUITE = Suite(
    name="G5",
    title="sends without an answer, 3 in 10",
    unit="sends",
    run=sends,
    quick=4_000,
    ci=50_000,
    long=1_000_000,
    reason="about 500 sends a second",
    controls=(
        Control(
            name="sent again without a look",
            run=lambda task: sends(task, blind=True),
            cases=2_000,
        ),
    ),
)
