"""G5: the platform's answer doesn't come. Nothing is said twice and nothing is left unsaid.

Three sends in ten end unclear: arrived, not arrived, or arriving 45 seconds later; a few never
arrive at all; some apps die in the middle as well.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from random import Random

from bot.delivery import taking
from bot.desk.nouns.message import Outgoing, Readership
from bot.desk.nouns.place import Place
from bot.desk.ports.journal import Journal
from tests.chaos.shorter import shortest
from tests.chaos.sim.bare import Bare
from tests.chaos.sim.fate import Died, run_still
from tests.chaos.sim.street import STAFF_ROOM, Trouble
from tests.chaos.suite import Broken, Control, Figures, Suite, Task, chance
from tests.store.examples import words

ROOMS = 20
EACH = 10
SHARE = 0.3
HOPELESS = 0.02
"""Share of messages that the platform never takes and never answers for."""
_UNCLEAR = (Trouble.ARRIVED, Trouble.NOT_ARRIVED, Trouble.LATE)
_TRIES_PLANNED = 600
_DEATHS = 6
_STEPS = 12
"""Times five minutes pass."""
_GIVEN_UP_WITHIN = timedelta(hours=3)


@dataclass(frozen=True)
class Send:
    """A message is decided."""

    number: int
    hopeless: bool = False

    def __str__(self) -> str:
        never = ", and never gets there" if self.hopeless else ""
        return f"k{self.number} is to go to room {self.number % ROOMS}{never}"


@dataclass(frozen=True)
class Death:
    """The app dies at one of its effects."""

    effects: int

    def __str__(self) -> str:
        return f"it dies at effect {self.effects}"


Event = Send | Death | Trouble
"""A trouble is what the next post runs into."""


def story(dice: Random) -> list[Event]:
    """Many sends, what each try runs into, and some deaths."""
    found: list[Event] = [
        Send(number, hopeless=dice.random() < HOPELESS) for number in range(ROOMS * EACH)
    ]
    found += [
        dice.choice(_UNCLEAR) if dice.random() < SHARE else Trouble.NONE
        for _ in range(_TRIES_PLANNED)
    ]
    return found + [Death(dice.randint(1, 400)) for _ in range(_DEATHS)]


def sends(task: Task, *, blind: bool = False) -> Figures:
    """Send so many. Raises Broken when one is doubled or lost."""
    logging.disable(logging.CRITICAL)
    figures, round_ = Figures(), 0
    try:
        while figures["messages"] < task.cases:
            seed = f"{task.seed}/{task.block}/{round_}"
            events = story(chance(seed))
            problem, counted = play(events, blind)
            if problem:
                raise Broken(_told(seed, events, blind), task.seed)
            figures.take(counted)
            round_ += 1
            task.tell(figures["messages"])
    finally:
        logging.disable(logging.NOTSET)
    return figures


def play(events: Sequence[Event], blind: bool) -> tuple[str, Figures]:
    """Play it; return what is wrong at the end, and what was counted."""
    return run_still(_play(events, blind))


async def _play(events: Sequence[Event], blind: bool) -> tuple[str, Figures]:
    bare = Bare()
    bare.street.blind = blind
    numbers = [each.number for each in events if isinstance(each, Send)]
    hopeless = {each.number for each in events if isinstance(each, Send) and each.hopeless}
    bare.street.hopeless = {f"k{number}" for number in hopeless}
    now = bare.clock.now()

    def queue(journal: Journal) -> None:
        for number in numbers:
            journal.send(_outgoing(number), now)

    await bare.app.store.write(queue)
    bare.street.troubles.extend(each for each in events if isinstance(each, Trouble))
    died = await _live(bare, [each.effects for each in events if isinstance(each, Death)])
    bare.street.troubles.clear()
    bare.fate.set_end(0)
    await bare.app.advance(_GIVEN_UP_WITHIN)
    bare.street.arrive()
    problem = next(_wrong(bare, numbers), "")
    counted = {
        "messages": len(numbers),
        "of them unclear for a while": len(bare.street.resolved),
        "given up, and staff told": len(hopeless),
        "deaths": died,
    }
    bare.ground.close()
    return problem, Figures(counted)


async def _live(bare: Bare, ends: Sequence[int]) -> int:
    deaths = 0
    for step in range(_STEPS):
        bare.fate.set_end(ends[step] if step < len(ends) else 0)
        try:
            await bare.app.advance(timedelta(minutes=5))
        except Died:
            deaths += 1
            bare.open()
    return deaths


def _wrong(bare: Bare, numbers: Sequence[int]) -> Iterator[str]:
    times = Counter(post.key for post in bare.street.posts)
    states = dict(bare.ground.journal.rows("SELECT key, state FROM outbox"))
    told = {post.key.split(":")[1] for post in bare.street.posts if post.place == STAFF_ROOM}
    for key in (f"k{number}" for number in numbers):
        if key in bare.street.hopeless:
            if (states[key], key in told) != ("failed", True):
                yield f"never given up: {key} is {states[key]}, staff told: {key in told}"
            continue
        if times[key] != 1 or states[key] != "sent":
            what = "doubled" if times[key] > 1 else "lost"
            yield f"{what}: {key} was posted {times[key]} times, is {states[key]}"


def _told(seed: str, events: Sequence[Event], blind: bool) -> str:
    kept, problem = shortest(events, lambda shorter: play(shorter, blind)[0], tries=1_000)
    tries = [each for each in kept if isinstance(each, Trouble)]
    lines = [f"  {each}" for each in kept if not isinstance(each, Trouble)]
    lines += [f"  try {number}: {each}" for number, each in enumerate(tries, start=1)]
    return "\n".join(
        [problem, f"story {seed}, cut down from {len(events)} to {len(kept)}:", *lines]
    )


def _outgoing(number: int) -> Outgoing:
    return Outgoing(
        key=f"k{number}",
        place=Place(platform="test", workspace="w", room=f"r{number % ROOMS}", private=True),
        message=words(f"k{number}"),
        readership=Readership.CUSTOMER,
    )


def _without_end(task: Task) -> Figures:
    """For a control: nothing is ever given up."""
    most, taking.MOST_TRIES = taking.MOST_TRIES, 1_000_000
    try:
        return sends(task)
    finally:
        taking.MOST_TRIES = most


SUITE = Suite(
    name="G5",
    title="sends without an answer, 3 in 10",
    unit="sends",
    run=sends,
    quick=4_000,
    ci=50_000,
    long=1_000_000,
    fits=True,
    block=2_000,
    reason="about 2,000 sends a second on each core",
    controls=(
        Control(
            name="sent again without a look",
            run=partial(sends, blind=True),
            cases=2_000,
            finds="doubled: ",
        ),
        Control(
            name="tried without end",
            run=_without_end,
            cases=2_000,
            finds="never given up: ",
        ),
    ),
)
