"""G1: the whole desk, killed anywhere. Nothing lost, nothing doubled, no promise or alarm forgotten,
nothing said that had not happened; and nothing said to customers while it rehearses.

Real desk, worker, sender, alarms and scanner over real SQLite records, on a clock that is moved; a
death comes at an effect (a commit, a post, an acknowledgement), and often again on the way up.
Customers' direct messages and the team's room refuse the desk, for a while or for good.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace

from tests.chaos.shorter import shortest
from tests.chaos.sim.fate import run_still
from tests.chaos.sim.ground import (
    AnnouncingStore,
    ForgetfulStore,
    HastyStore,
    SilentStore,
    TellingStore,
    TrustingStore,
)
from tests.chaos.sim.scenario import OFTEN_MANY, Event, Rates, plainer, scenario
from tests.chaos.sim.story import Altered, Story
from tests.chaos.sim.verdict import Verdict
from tests.chaos.suite import Broken, Control, Figures, Suite, Task, chance

EVENTS = 40
REHEARSING = 8
"""Of so many stories one is of a desk that rehearses."""
MANY = 8
"""And of so many one is of a team that tells many the same: each is to hear it once."""


def play(events: Sequence[Event], altered: Altered) -> Verdict:
    """Play one story to its end."""
    return run_still(Story(events, altered).play())


def simulated(task: Task, altered: Altered | None = None, rates: Rates | None = None) -> Figures:
    """Play stories until there were so many deaths. Raises Broken with the shortest story."""
    mixed = altered is None  # a control plays the stories that it is about
    altered, rates = altered or Altered(), rates or Rates()
    logging.disable(logging.CRITICAL)
    figures = Figures()
    try:
        while figures["deaths"] < task.cases:
            seed = f"{task.seed}/{task.block}/{figures['stories']}"
            turn = task.block + int(figures["stories"])
            mute = altered.spoken or turn % REHEARSING == REHEARSING - 1
            many = altered.many or (mixed and turn % MANY == MANY // 2)
            here = replace(altered, rehearsal=mute, many=many and not mute)
            events = scenario(
                chance(seed), EVENTS, replace(rates, often=OFTEN_MANY) if here.many else rates
            )
            verdict = play(events, here)
            if verdict.problems:
                raise Broken(_told(seed, events, here), task.seed)
            figures.take(_figures(verdict))
            task.tell(figures["deaths"])
    finally:
        logging.disable(logging.NOTSET)
    return figures


def _figures(verdict: Verdict) -> Figures:
    return Figures(
        {
            "deaths": verdict.deaths,
            "stories": 1,
            "of them in rehearsal": int(verdict.rehearsal),
            "messages in": verdict.said,
            "posts": verdict.posts,
            "messages put aside": verdict.aside,
            "of them worked on again": verdict.again,
            "posts unclear for a while": verdict.unclear,
            "told that words were wrong": verdict.recalled,
            "words of known issues": verdict.issues,
            "told that nobody answers": verdict.declined,
            **{f"died {where}": many for where, many in verdict.where.items()},
        }
    )


def _told(seed: str, events: Sequence[Event], altered: Altered) -> str:
    """The shortest story, in lines."""

    def wrong(shorter: Sequence[Event]) -> str:
        return next(iter(play(shorter, altered).problems), "")

    kept, problem = shortest(events, wrong, plainer)
    lines = [problem, f"story {seed}, cut down from {len(events)} events to {len(kept)}:"]
    lines += [f"  {number}. {event}" for number, event in enumerate(kept, start=1)]
    everything = play(kept, altered).problems
    lines += ["all that is wrong at its end:", *(f"  {each}" for each in everything)]
    return "\n".join(lines)


SUITE = Suite(
    name="G1",
    title="the whole desk in simulation, killed anywhere",
    unit="deaths",
    run=simulated,
    quick=2_000,
    ci=100_000,
    long=2_000_000,
    fits=True,
    block=500,
    reason="about 300 deaths a second on each core",
    controls=(
        Control(
            name="acknowledged before it is kept",
            run=lambda task: simulated(task, Altered(early_ack=True)),
            cases=4_000,
            finds="lost: ",
        ),
        Control(
            name="marked as sent before it is sent",
            run=lambda task: simulated(task, Altered(store=HastyStore)),
            cases=4_000,
            finds="counts as sent and was never posted",
        ),
        Control(
            name="what is for one person said where they asked",
            run=lambda task: simulated(task, Altered(openly=True)),
            cases=4_000,
            finds="can read",
        ),
        Control(
            name="spoken in rehearsal",
            run=lambda task: simulated(task, Altered(spoken=True)),
            cases=4_000,
            finds="said to a customer in rehearsal",
        ),
        Control(
            name="put aside anew each time",
            run=lambda task: simulated(task, Altered(store=ForgetfulStore)),
            cases=4_000,
            finds="not one outcome of ",
        ),
        Control(
            name="said and counted when it is queued, whatever arrives",
            run=lambda task: simulated(task, Altered(store=TrustingStore)),
            cases=4_000,
            finds="untrue: ",
        ),
        Control(
            name="told of wrong words, whoever has been told",
            run=lambda task: simulated(task, Altered(store=TellingStore, many=True)),
            cases=4_000,
            finds=" was told ",
        ),
        Control(
            name="known issues announced twice, whoever has heard",
            run=lambda task: simulated(task, Altered(store=AnnouncingStore, many=True)),
            cases=4_000,
            finds=" of issue ",
        ),
        Control(
            name="nobody told how a known issue goes on",
            run=lambda task: simulated(task, Altered(store=SilentStore, many=True)),
            cases=4_000,
            finds="untold: ",
        ),
    ),
)
