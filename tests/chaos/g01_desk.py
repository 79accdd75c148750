"""G1: the whole desk, killed anywhere. Nothing lost, nothing doubled, no promise or alarm forgotten.

Real desk, worker, sender, alarms and scanner over real SQLite records, on a clock that is moved; a
death comes at an effect (a commit, a post, an acknowledgement), and often again on the way up.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.chaos.sim.fate import run_still
from tests.chaos.sim.ground import HastyStore
from tests.chaos.sim.scenario import Event, Rates, scenario
from tests.chaos.sim.story import Altered, Story, Verdict
from tests.chaos.suite import Broken, Control, Suite, Task, chance

EVENTS = 40
_TRIES = 300
"""Times a failing story is played again to make it shorter."""


def play(events: Sequence[Event], altered: Altered) -> Verdict:
    """Play one story to its end."""
    return run_still(Story(events, altered).play())


@dataclass
class Tally:
    """What all stories had together."""

    stories: int = 0
    deaths: int = 0
    said: int = 0
    posts: int = 0
    unclear: int = 0
    where: set[str] = field(default_factory=set)

    def add(self, verdict: Verdict) -> None:
        """Count one more."""
        self.stories += 1
        self.deaths += verdict.deaths
        self.said += verdict.said
        self.posts += verdict.posts
        self.unclear += verdict.unclear
        self.where |= verdict.where

    def __str__(self) -> str:
        return (
            f"{self.deaths:,} deaths of {len(self.where)} kinds in {self.stories:,} stories, "
            f"{self.said:,} messages in, {self.posts:,} out, {self.unclear:,} of them unclear"
        )


def simulated(task: Task, altered: Altered | None = None, rates: Rates | None = None) -> str:
    """Play stories until there were so many deaths. Raises Broken with the shortest story."""
    altered, rates = altered or Altered(), rates or Rates()
    logging.disable(logging.CRITICAL)
    tally = Tally()
    try:
        while tally.deaths < task.cases:
            seed = f"{task.seed}/{tally.stories}"
            events = scenario(chance(seed), EVENTS, rates)
            verdict = play(events, altered)
            if verdict.problems:
                raise Broken(tell(seed, *shortest(events, altered, verdict)), task.seed)
            tally.add(verdict)
            task.tell(tally.deaths)
    finally:
        logging.disable(logging.NOTSET)
    return str(tally)


def shortest(
    events: Sequence[Event], altered: Altered, verdict: Verdict
) -> tuple[list[Event], Verdict]:
    """Leave out whatever can be left out without mending the story."""
    kept, tries, size = list(events), 0, max(1, len(events) // 2)
    while size:
        start = 0
        while start < len(kept) and tries < _TRIES:
            shorter = kept[:start] + kept[start + size :]
            tries += 1
            again = play(shorter, altered)
            if again.problems:
                kept, verdict = shorter, again
            else:
                start += size
        size //= 2
    return kept, verdict


def tell(seed: str, events: Sequence[Event], verdict: Verdict) -> str:
    """The story in lines."""
    lines = [verdict.problems[0], f"story {seed}, cut down to {len(events)} events:"]
    lines += [f"  {number}. {event}" for number, event in enumerate(events, start=1)]
    lines += ["all that is wrong at its end:", *(f"  {each}" for each in verdict.problems)]
    return "\n".join(lines)


SUITE = Suite(
    name="G1",
    title="the whole desk in simulation, killed anywhere",
    unit="deaths",
    run=simulated,
    quick=2_000,
    ci=100_000,
    long=2_000_000,
    reason="about 90 deaths a second on one core",
    controls=(
        Control(
            name="acknowledged before it is kept",
            run=lambda task: simulated(task, Altered(early_ack=True)),
            cases=4_000,
        ),
        Control(
            name="marked as sent before it is sent",
            run=lambda task: simulated(task, Altered(store=HastyStore)),
            cases=4_000,
        ),
    ),
)
