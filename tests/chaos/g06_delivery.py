"""G6: the platform delivers badly. Every message it can still show is worked on, once.

Doubled, shuffled, late, dropped, in outages of up to 26 hours; the platform itself replays nothing.
"""

import logging
from collections import Counter
from collections.abc import Awaitable
from datetime import timedelta
from random import Random

from bot.desk.journal import ScanPoint
from bot.desk.model import Person, Place, Said
from tests.chaos.sim.bare import Bare
from tests.chaos.sim.fate import Died, run_still
from tests.chaos.sim.street import HELP
from tests.chaos.suite import Broken, Control, Suite, Task, chance

MESSAGES = 24
_PEOPLE = tuple(Person(id=f"test:{name}", name=name) for name in ("ana", "ben"))
_PLACES = (
    HELP,
    *(Place(platform="test", workspace="w", room=p.name, private=True) for p in _PEOPLE),
)
_DROPPED = (0.15, 0.5, 1.0)


def deliveries(task: Task, *, cursor: bool = False, scans: bool = True) -> str:
    """Play so many scenarios. Raises Broken when a message is lost or answered twice."""
    logging.disable(logging.CRITICAL)
    said = dropped = deaths = 0
    try:
        for number in range(task.cases):
            seed = f"{task.seed}/{number}"
            scene = Scene(chance(seed), cursor=cursor, scans=scans)
            problem = run_still(scene.play())
            if problem:
                raise Broken(f"{problem}\nscenario {seed}:\n" + "\n".join(scene.lines), task.seed)
            said += len(scene.bare.street.said)
            dropped += scene.dropped
            deaths += scene.deaths
            task.tell(number + 1)
    finally:
        logging.disable(logging.NOTSET)
    return f"{said:,} messages, {dropped:,} never delivered, {deaths:,} deaths"


class Scene:
    """One scenario."""

    def __init__(self, dice: Random, *, cursor: bool, scans: bool) -> None:
        self.bare = Bare()
        self.bare.street.scans = scans
        self.dice = dice
        self.cursor = cursor
        self.loss = dice.choice(_DROPPED)
        self.dropped = self.deaths = 0
        self.backlog: list[Said] = []
        self.lines: list[str] = []
        self.down = 0

    async def play(self) -> str:
        """Play it; return what is wrong at the end."""
        bare, dice = self.bare, self.dice
        for number, who in enumerate(_PEOPLE):
            place = _PLACES[number + 1]
            known = bare.ground.journal
            known.save_conversation(known.conversation(place, who.id))
            await self._take(self._said(number, who, place))
        await bare.scan()
        for number in range(len(_PEOPLE), MESSAGES):
            await self._pass()
            who = dice.choice(_PEOPLE)
            place = dice.choice((HELP, _PLACES[_PEOPLE.index(who) + 1]))
            await self._deliver(self._said(number, who, place))
            if dice.random() < 0.2:
                self.down = dice.randint(1, 8)
                self.lines.append(f"  outage of {self.down} messages")
        for late in self.backlog:
            await self._take(late)
        bare.fate.set_end(0)
        await bare.scan()
        await bare.app.advance(timedelta(minutes=5))
        return self._wrong()

    async def _pass(self) -> None:
        gone = self.dice.choice((1, 5, 30, 200))
        self.lines.append(f"  {gone} minutes")
        for _ in range(-(-gone // 10)):
            self.bare.clock.move_to(self.bare.clock.now() + timedelta(minutes=min(gone, 10)))
            if not self.down and gone > 5:
                await self._mortal(self.bare.scan())
                await self._mortal(self.bare.app.settle())

    async def _deliver(self, said: Said) -> None:
        dice = self.dice
        if self.down:
            self.down -= 1
        if self.down or dice.random() < self.loss:
            self.dropped += 1
            self.lines.append(f"  {said.id} in {said.place.key}: never delivered")
            return
        copies = [said] * dice.choice((1, 1, 2, 3))
        late = dice.random() < 0.3
        self.lines.append(f"  {said.id} in {said.place.key}: {len(copies)} times, late={late}")
        self.backlog += copies if late else copies[1:]
        dice.shuffle(self.backlog)
        if self.backlog and dice.random() < 0.5:
            await self._take(self.backlog.pop())
        if not late:
            await self._take(said)

    async def _take(self, said: Said) -> None:
        self.bare.fate.set_end(self.dice.randint(1, 9) if self.dice.random() < 0.1 else 0)
        await self._mortal(self.bare.life.deliver(said, self.bare.app.intake))
        if self.cursor:
            at = said.at
            mark = ScanPoint(place=_listed(said.place), first_seen=at, through=at)
            self.bare.ground.journal.scanned(mark)
        await self._mortal(self.bare.app.settle())

    async def _mortal(self, work: Awaitable[object]) -> None:
        try:
            await work
        except Died:
            self.deaths += 1
            self.bare.open()

    def _said(self, number: int, who: Person, place: Place) -> Said:
        if place == HELP:
            place = Place(platform="test", workspace="w", room=HELP.room, thread=f"t{number}")
        at = self.bare.clock.now()
        said = Said(id=f"test:m{number}", at=at, by=who, place=place, text=f"words {number}")
        self.bare.street.said[said.id] = said
        return said

    def _wrong(self) -> str:
        times = Counter(post.key for post in self.bare.street.posts)
        rows = dict(self.bare.ground.journal.rows("SELECT id, state FROM inbox"))
        self.bare.ground.close()
        for key in self.bare.street.said:
            if rows.get(key) != "done":
                return f"lost: {key} is {rows.get(key, 'unknown to the desk')}"
            if times[f"echo:{key}"] != 1:
                return f"{key} was answered {times[f'echo:{key}']} times"
        return ""


def _listed(place: Place) -> Place:
    return HELP if place.room == HELP.room else place


SUITE = Suite(
    name="G6",
    title="doubled, shuffled, late and dropped deliveries, outages, no replay",
    unit="scenarios",
    run=deliveries,
    quick=200,
    ci=10_000,
    long=200_000,
    reason="about 25 scenarios a second",
    controls=(
        Control(
            name="live messages move the mark",
            run=lambda task: deliveries(task, cursor=True),
            cases=200,
        ),
        Control(
            name="history is not looked through",
            run=lambda task: deliveries(task, scans=False),
            cases=50,
        ),
    ),
)
