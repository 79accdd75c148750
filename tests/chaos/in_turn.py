"""After an outage while many spoke: in which order their conversations are looked through, for G6.

Rooms come first, then who spoke last; nobody waits for all the others.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from bot.delivery import scanner
from bot.delivery.scanner import LONGEST_UNSCANNED
from bot.desk.nouns.inbound import Inbound, Said
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from tests.chaos.sim.bare import Bare
from tests.chaos.sim.fate import run_still
from tests.chaos.suite import Broken, Figures, Task, chance


def catching_up(dice: Random) -> str:
    """An outage while many spoke: in which order they are looked through; what is wrong with that."""
    return run_still(_catch_up(dice))


async def _catch_up(dice: Random) -> str:
    bare = Bare()
    known, street, asked = bare.ground.journal, bare.street, list[Place]()
    people = [Person(id=f"test:p{n}", name=f"p{n}") for n in range(dice.randint(5, 40))]
    places = [Place(platform="test", room=who.name, private=True) for who in people]
    for who, place in zip(people, places, strict=True):
        known.save_conversation(known.conversation(place, who.id))
    await bare.scan()
    bare.clock.move_to(bare.clock.now() + timedelta(minutes=dice.randint(30, 900)))
    spoke = dice.sample(range(len(people)), dice.randint(2, len(people)))
    for n in spoke:  # their last words came in, others were missed; the last of all spoke last
        bare.clock.move_to(bare.clock.now() + timedelta(seconds=dice.randint(1, 90)))
        at, key = bare.clock.now(), f"test:c{n}"
        said = Said(id=key, at=at, by=people[n], place=places[n], text=key)
        street.said[key] = said
        await bare.app.intake(said)
    bare.open()
    look = bare.life.history

    async def seen(place: Place, since: datetime) -> list[Inbound]:
        asked.append(place)
        return await look(place, since)

    bare.life.history = seen  # type: ignore[method-assign]
    await bare.scan()
    bare.ground.close()
    return _out_of_turn(asked, [places[n] for n in reversed(spoke)], places)


def _out_of_turn(asked: Sequence[Place], latest: Sequence[Place], all_: Sequence[Place]) -> str:
    rooms = [n for n, place in enumerate(asked) if not place.private]
    if rooms and max(rooms) >= len(rooms):
        return f"out of turn: a room was looked through after {max(rooms) + 1 - len(rooms)} people"
    alone = [place for place in asked if place.private]
    if sorted(each.key for each in alone) != sorted(each.key for each in all_):
        return f"lost: {len(alone)} of {len(all_)} conversations were looked through"
    for n, place in enumerate(latest):
        before = alone.index(place)
        if before > n + n // LONGEST_UNSCANNED:
            return f"out of turn: {place.room} spoke {n + 1}. from last, {before} came before them"
    return ""


def in_turn(task: Task) -> Figures:
    """So many outages. Raises Broken where somebody waits out of turn."""
    for number in range(task.cases):
        seed = f"{task.seed}/{task.block}/outage/{number}"
        problem = catching_up(chance(seed))
        if problem:
            raise Broken(f"{problem}, outage {seed}", task.seed)
    return Figures({"outages caught up with, each in turn": task.cases})


def by_name(task: Task) -> Figures:
    """For a control: whoever's name comes first."""
    in_order = scanner._in_turn
    scanner._in_turn = lambda far, *_: sorted(far, key=lambda each: each.place.key)
    try:
        return in_turn(task)
    finally:
        scanner._in_turn = in_order
