"""G1: the whole desk, killed anywhere. Nothing lost, nothing doubled, no promise or alarm forgotten,
nothing said that had not happened.

Real desk, worker, sender, alarms and scanner over real SQLite records, on a clock that is moved; a
death comes at an effect (a commit, a post, an acknowledgement), and often again on the way up.
Customers' direct messages and the team's room refuse the desk, for a while or for good.
"""

import logging
from collections.abc import Sequence

from tests.chaos.shorter import shortest
from tests.chaos.sim.fate import run_still
from tests.chaos.sim.ground import ForgetfulStore, HastyStore, TrustingStore
from tests.chaos.sim.scenario import Event, Rates, plainer, scenario
from tests.chaos.sim.story import Altered, Story
from tests.chaos.sim.verdict import Verdict
from tests.chaos.suite import Broken, Control, Figures, Suite, Task, chance

EVENTS = 40


def play(events: Sequence[Event], altered: Altered) -> Verdict:
    """Play one story to its end."""
    return run_still(Story(events, altered).play())


def simulated(task: Task, altered: Altered | None = None, rates: Rates | None = None) -> Figures:
    """Play stories until there were so many deaths. Raises Broken with the shortest story."""
    altered, rates = altered or Altered(), rates or Rates()
    logging.disable(logging.CRITICAL)
    figures = Figures()
    try:
        while figures["deaths"] < task.cases:
            seed = f"{task.seed}/{task.block}/{figures['stories']}"
            events = scenario(chance(seed), EVENTS, rates)
            verdict = play(events, altered)
            if verdict.problems:
                raise Broken(_told(seed, events, altered), task.seed)
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
            "messages in": verdict.said,
            "posts": verdict.posts,
            "messages put aside": verdict.aside,
            "of them worked on again": verdict.again,
            "posts unclear for a while": verdict.unclear,
            "told that words were wrong": verdict.recalled,
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
    ),
)
