"""G13: 3,000 messages a second, six times what is asked for in earnest.

What can't be kept in time is refused and comes again; nothing is acknowledged and then lost, and
what waits does so on the disk. For eleven seconds nothing can be written at all.
"""

from collections.abc import Sequence

from tests.chaos.load.trial import Load, tried
from tests.chaos.suite import Control, Suite, Task

RATE = 3_000.0
PEOPLE = 4_500
HELD = 11.0
"""Seconds: the store waits five for another program to let go, and says then that it can't: twice."""


def overload(task: Task, program: Sequence[str] = (), times: int = 1) -> str:
    """Overload for so many seconds, with so many times the rate. Raises Broken."""
    load = Load(
        rate=RATE * times,
        seconds=task.cases,
        people=PEOPLE * times,
        drain=480 + 30 * task.cases,
        seed=task.seed,
        hurried=task.cases < SUITE.ci,
        held=HELD,
        program=program,
    )
    return tried(load).words()


SUITE = Suite(
    name="G13",
    title="overload: 3,000 messages a second",
    unit="seconds",
    run=overload,
    quick=3,
    ci=60,
    long=600,
    reason="a second of it is worked off in about ten, and what was refused comes again after one "
    "minute and five more, after a fifth of that in the tests",
    controls=(
        Control(
            name="nothing is refused",
            # Twice as much: a fast machine just about keeps up with the rate itself.
            run=lambda task: overload(task, ("-m", "tests.chaos.load.careless", "boundless"), 2),
            cases=20,
            finds="came when Slack had given the try up",
        ),
        Control(
            name="acknowledged whatever the disk says",
            run=lambda task: overload(task, ("-m", "tests.chaos.load.careless", "trusting")),
            cases=3,
            finds="messages are lost",
        ),
    ),
)
