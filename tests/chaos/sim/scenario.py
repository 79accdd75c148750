"""What happens in a story: people, words, time, troubles, and where the app dies.

A scenario is a plain list made from a seed, so that a failing one can be cut down and played again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from random import Random

from tests.chaos.sim.street import Trouble

CANARY = "between-us-4711"


def own_words(person: str) -> str:
    """What somebody says to the desk alone, and nobody but staff may read besides."""
    return f"my sofa has three legs, {person.rpartition(':')[2]}-7331"


POISON = "please, where is my invoice?"
"""Words that the desk can't work on until it is mended."""
OWN_WORDS = "my sofa has three legs"
"""Said to the desk alone they are one's own."""
CUSTOMER_WORDS = (
    "how do i reset my password",
    "where is my invoice?",
    "do you ship to brazil?",
    OWN_WORDS,
    "hello",
    "thanks",
    "ok",
    "help",
    "let me talk to a person",
    "never mind",
    "that solved it",
    "not yet",
    "none of these",
    "where is my invoice? and how do i reset my password?",
    "🙂",
    "1",
    "2",
)
STAFF_LINES = (
    "claim {n}",
    "release {n}",
    "reply {n} Try this.",
    f"note {{n}} {CANARY}",
    "promise {n} 2h",
    "promise {n} tomorrow 12:00",
    "hold {n} 2d waiting for billing",
    "resume {n}",
    "priority {n} urgent",
    "resolve {n}",
    "resolve {n} because it went out by post",
    "reopen {n}",
    "merge {n} 1",
    "transfer {n} kim",
    "resend {number}",
    # Often, for the second does nothing before the first.
    *("edit invoice Open My orders, page {n}.", "recallall invoice 1", "recallall invoice 1"),
    "unreachable {n}",
    "queue",
    "due",
    "mine",
    "report",
)
MANY_WORDS = (
    *("where is my invoice?",) * 3,
    "do you ship to brazil?",
    "can you ship to brazil please",
    "thanks",
)
"""What customers say where the team tells many the same."""
MANY_LINES = (
    # Often, for a recall does something only between an edit and whoever was told before it.
    *("edit invoice Open My orders, page {n}.",) * 3,
    *("recallall invoice 1",) * 4,
    *("recallall invoice {i}",) * 4,
    "incident start Do you ship to brazil / ship to brazil please | Not this week.",
    "incident update {i} | Still not this week.",
    "incident end {i} | We ship again.",
    "decline q{q} | We ship within Europe.",
    "take q{q}",
    "done q{q}",
    "PRESS decline",
    "claim {n}",
    "reply {n} Try this.",
)
"""What staff type then; "PRESS decline" is the button that tells all who asked."""
IN_THE_OPEN = ("status", "mydata", "link", "queue", "ticket {n}", "due", "unanswered", "report")
"""What people ask in a room where everybody reads, customers and staff alike."""
SPANS = (0.2, 1, 9, 25, 61, 180, 600, 1500, 4000)
"""Minutes that pass at a time."""
_BLIND = 30
"""Minutes without a look into history, at most: after an hour staff get a newer card, after a day
the desk gives a message up as unclear, and says so to staff."""


class What(StrEnum):
    """What happens next."""

    SAY = "say"
    ASK_IN_ROOM = "ask in room"
    ASK_OPENLY = "ask openly"
    """For what is private, where everybody reads."""
    PRESS = "press"
    STAFF = "staff"
    NOTE = "note"
    WAIT = "wait"
    SCAN = "scan"
    POISON = "poison"
    REPLAY = "replay"
    """Staff have run again what was put aside, now and then before it is mended."""
    SHUT = "a room shuts or opens"


_OFTEN = {
    What.SAY: 30,
    What.ASK_IN_ROOM: 6,
    What.ASK_OPENLY: 8,
    What.PRESS: 14,
    What.STAFF: 24,
    What.NOTE: 6,
    What.WAIT: 16,
    What.SCAN: 4,
    What.POISON: 3,
    What.REPLAY: 3,
    What.SHUT: 5,
}


OFTEN_MANY = {What.SAY: 30, What.STAFF: 50, What.WAIT: 8, What.PRESS: 4, What.SCAN: 2, What.SHUT: 1}
"""The same of a team that tells many the same."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happens, and what goes wrong meanwhile."""

    what: What
    who: int = 0
    pick: int = 0
    """Which words, line, button or ticket."""
    minutes: float = 0
    deliveries: int = 1
    """How often the platform hands the words over; 0 is never."""
    late: bool = False
    """Handed over only during some later event."""
    dies: tuple[int, ...] = ()
    """At which of its effects the app dies, and the one started after it, and so on."""
    down: float = 0
    """Minutes until it is started again."""
    troubles: tuple[Trouble, ...] = ()
    unreadable: bool = False
    """History can't be read meanwhile."""

    def __str__(self) -> str:
        shown = [f"{self.what} who={self.who} pick={self.pick}"]
        if self.what is What.WAIT:
            shown = [f"wait {self.minutes} min"]
        if self.deliveries != 1 or self.late:
            shown.append(f"delivered {self.deliveries} times{', later' if self.late else ''}")
        if any(each is not Trouble.NONE for each in self.troubles):
            shown.append("posts: " + ", ".join(self.troubles))
        if self.unreadable:
            shown.append("history unreadable")
        if self.dies:
            shown.append(f"dies at effects {self.dies}, down {self.down} min")
        return "; ".join(shown)


@dataclass(frozen=True, kw_only=True)
class Rates:
    """How much goes wrong."""

    deaths: float = 0.8
    troubles: float = 0.3
    badly_delivered: float = 0.3
    unreadable: float = 0.05
    long_down: float = 0.02
    often: Mapping[What, int] = field(default_factory=lambda: _OFTEN)
    """How often each thing happens, beside the others."""


def scenario(dice: Random, events: int, rates: Rates) -> tuple[Event, ...]:
    """Return what happens, from the dice alone."""
    return tuple(_event(dice, rates) for _ in range(events))


def _event(dice: Random, rates: Rates) -> Event:
    what = dice.choices(list(rates.often), list(rates.often.values()))[0]
    badly = dice.random() < rates.badly_delivered
    minutes = dice.choice(SPANS) if what is What.WAIT else 0
    dies = _deaths(dice) if dice.random() < rates.deaths else ()
    down = dice.choice((30.0, 300.0, 1560.0)) if dice.random() < rates.long_down else 0.0
    down = down if dies else 0.0
    return Event(
        what=what,
        who=dice.randrange(3),
        pick=dice.randrange(1000),
        minutes=minutes,
        deliveries=dice.randint(0, 3) if badly else 1,
        late=badly and dice.random() < 0.5,
        dies=dies,
        down=down,
        troubles=tuple(
            dice.choice(list(Trouble)[1:]) if dice.random() < rates.troubles else Trouble.NONE
            for _ in range(6)
        ),
        unreadable=dice.random() < rates.unreadable and minutes < _BLIND and not down,
    )


def _deaths(dice: Random) -> tuple[int, ...]:
    """One anywhere, then some in a row on the way up again."""
    return (dice.randint(1, 14), *(dice.randint(1, 7) for _ in range(dice.randrange(8))))


def plainer(event: Event) -> Iterator[Event]:
    """The same event with less going wrong in it, one thing at a time."""
    if event.dies:
        yield replace(event, dies=(), down=0)
        if len(event.dies) > 1:
            yield replace(event, dies=event.dies[:1])
    if event.down:
        yield replace(event, down=0)
    if len([each for each in event.troubles if each is not Trouble.NONE]) > 1:
        yield replace(event, troubles=())
    yield from (replace(event, troubles=few) for few in _fewer(event.troubles))
    if event.unreadable:
        yield replace(event, unreadable=False)
    if event.late or event.deliveries != 1:
        yield replace(event, late=False, deliveries=1)


def _fewer(troubles: tuple[Trouble, ...]) -> Iterator[tuple[Trouble, ...]]:
    for at, trouble in enumerate(troubles):
        if trouble is not Trouble.NONE:
            yield (*troubles[:at], Trouble.NONE, *troubles[at + 1 :])
