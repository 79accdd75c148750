"""G6: the platform delivers badly. Every message it can still show is worked on, once.

Doubled, shuffled, late, dropped, in outages of up to 26 hours; the platform itself replays nothing.
After an outage rooms are looked through first, then who spoke last; nobody waits for all the others.
"""

import logging
from collections import Counter
from collections.abc import Awaitable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from random import Random

from bot.desk.nouns.inbound import Said
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.ports.scans import ScanPoint
from tests.chaos.in_turn import by_name, in_turn
from tests.chaos.shorter import shortest
from tests.chaos.sim.bare import Bare
from tests.chaos.sim.fate import Died, run_still
from tests.chaos.sim.street import HELP
from tests.chaos.suite import Broken, Control, Figures, Suite, Task, chance

MESSAGES = 22
_PEOPLE = tuple(Person(id=f"test:{name}", name=name) for name in ("ana", "ben"))
_PLACES = tuple(
    Place(platform="test", workspace="w", room=who.name, private=True) for who in _PEOPLE
)
_DROPPED = (0.15, 0.5, 1.0)
_EVERY = 10
"""Minutes between two looks into history."""
_TO_AN_OUTAGE = 10
"""Scenarios to one outage while many spoke."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """Somebody says something, some time after the words before."""

    minutes: int
    who: int
    in_room: bool
    copies: int
    """How often it is handed over; 0 is never."""
    late: bool
    """Handed over only during later words, in any order."""
    another: int
    """Which of the late ones is handed over first, if any; -1 for none."""
    dies: int
    """At which of its effects the app dies while it takes this in; 0 for not."""
    down: bool
    """The bot is down since the words before, and hears nothing."""

    def __str__(self) -> str:
        copies = f"handed over {self.copies} times" if self.copies else "never handed over"
        shown = [
            f"{self.minutes} min later {_PEOPLE[self.who].name} "
            f"{'in the room' if self.in_room else 'alone'}: {copies}"
        ]
        shown += ["later"] if self.late and self.copies else []
        shown += ["one that was late comes first"] if self.another >= 0 else []
        shown += [f"dies at effect {self.dies}"] if self.dies else []
        shown += ["while the bot is down"] if self.down else []
        return ", ".join(shown)


def scenario(dice: Random) -> list[Words]:
    """Return what is said, and what becomes of it, from the dice alone."""
    loss, down = dice.choice(_DROPPED), 0
    found = []
    for _ in range(MESSAGES):
        outage = down > 0
        dropped = outage or dice.random() < loss
        found.append(
            Words(
                # The longest gaps fall into outages: there the hours cost nothing to play.
                minutes=dice.choice((1, 5, 30, 200) if outage else (1, 5, 30, 70)),
                who=dice.randrange(len(_PEOPLE)),
                in_room=dice.random() < 0.5,
                copies=0 if dropped else dice.choice((1, 1, 2, 3)),
                late=dice.random() < 0.3,
                another=dice.randrange(100) if dice.random() < 0.5 and not outage else -1,
                dies=dice.randint(1, 9) if dice.random() < 0.1 else 0,
                down=outage,
            )
        )
        down = dice.randint(1, 8) if dice.random() < 0.2 else max(0, down - 1)
    return found


def plainer(words: Words) -> Iterator[Words]:
    """The same with less going wrong."""
    if words.dies:
        yield replace(words, dies=0)
    if words.another >= 0:
        yield replace(words, another=-1)
    if words.copies > 1:
        yield replace(words, copies=1)
    if words.late:
        yield replace(words, late=False)
    if words.down:
        yield replace(words, down=False)
    yield from (replace(words, minutes=few) for few in (1, 5, 30) if few < words.minutes)


def deliveries(task: Task, *, cursor: bool = False, scans: bool = True) -> Figures:
    """Play so many scenarios. Raises Broken when a message is lost or answered twice."""
    logging.disable(logging.CRITICAL)
    figures = (
        in_turn(replace(task, cases=max(1, task.cases // _TO_AN_OUTAGE))) if scans else Figures()
    )

    def wrong(words: Sequence[Words]) -> str:
        return run_still(Scene(cursor=cursor, scans=scans).play(words))

    try:
        for number in range(task.cases):
            seed = f"{task.seed}/{task.block}/{number}"
            words = scenario(chance(seed))
            scene = Scene(cursor=cursor, scans=scans)
            if run_still(scene.play(words)):
                kept, problem = shortest(words, wrong, plainer)
                told = [f"  {n}. {each}" for n, each in enumerate(kept, start=1)]
                head = f"scenario {seed}, cut down from {len(words)} messages to {len(kept)}:"
                raise Broken("\n".join([problem, head, *told]), task.seed)
            figures.take(scene.figures(words))
            task.tell(number + 1)
    finally:
        logging.disable(logging.NOTSET)
    return figures


class Scene:
    """One scenario being played."""

    def __init__(self, *, cursor: bool, scans: bool) -> None:
        self.bare = Bare()
        self.bare.street.scans = scans
        self.cursor = cursor
        self.deaths = self.count = 0
        self.backlog: list[Said] = []

    def figures(self, words: Sequence[Words]) -> Figures:
        """What it was made of."""
        return Figures(
            {
                "scenarios": 1,
                "messages": len(self.bare.street.said),
                "never handed over": sum(each.copies == 0 for each in words),
                "deaths": self.deaths,
                "hours": sum(each.minutes for each in words) // 60,
            }
        )

    async def play(self, words: Sequence[Words]) -> str:
        """Play it; return what is wrong at the end."""
        bare = self.bare
        for who, place in zip(_PEOPLE, _PLACES, strict=True):
            known = bare.ground.journal
            known.save_conversation(known.conversation(place, who.id))
            await self._take(self._said(who, place))
        await bare.scan()
        for each in words:
            await self._pass(each)
            await self._deliver(each)
        for late in self.backlog:
            await self._take(late)
        bare.fate.set_end(0)
        await bare.scan()
        await bare.app.advance(timedelta(minutes=5))
        return self._wrong()

    async def _pass(self, words: Words) -> None:
        for _ in range(-(-words.minutes // _EVERY)):
            gone = timedelta(minutes=min(words.minutes, _EVERY))
            self.bare.clock.move_to(self.bare.clock.now() + gone)
            if not words.down and words.minutes > _EVERY / 2:
                await self._mortal(self.bare.scan())
                await self._mortal(self.bare.app.settle())

    async def _deliver(self, words: Words) -> None:
        who = _PEOPLE[words.who]
        said = self._said(who, HELP if words.in_room else _PLACES[words.who])
        self.backlog += [said] * (words.copies if words.late else max(0, words.copies - 1))
        if self.backlog and words.another >= 0:
            first = self.backlog.pop(words.another % len(self.backlog))
            await self._take(first, words.dies)
        if words.copies and not words.late:
            await self._take(said, words.dies)

    async def _take(self, said: Said, dies: int = 0) -> None:
        self.bare.fate.set_end(dies)
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

    def _said(self, who: Person, place: Place) -> Said:
        self.count += 1
        if place == HELP:
            place = replace(HELP, thread=f"t{self.count}")
        at = self.bare.clock.now()
        key, text = f"test:m{self.count}", f"words {self.count}"
        said = Said(id=key, at=at, by=who, place=place, text=text)
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
                return f"answered {times[f'echo:{key}']} times: {key}"
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
    fits=True,
    block=100,
    reason="about 45 scenarios a second on each core",
    controls=(
        Control(
            name="live messages move the mark",
            run=partial(deliveries, cursor=True),
            cases=200,
            finds="lost: ",
        ),
        Control(
            name="history is not looked through",
            run=partial(deliveries, scans=False),
            cases=50,
            finds="lost: ",
        ),
        Control(
            name="looked through by name",
            run=by_name,
            cases=20,
            finds="out of turn: ",
        ),
    ),
)
