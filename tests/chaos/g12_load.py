"""G12: 500 messages a second on Slack and Discord together, for as long as it takes.

`run_bot.py` as its owner starts it, its database on the disk at synchronous=FULL; both doubles and
their people are processes of their own. The send times are fixed in advance.
"""

from collections.abc import Sequence

from tests.chaos.load.trial import Load, tried
from tests.chaos.suite import Control, Suite, Task

RATE = 500.0
PEOPLE = 900


def sustained(task: Task, program: Sequence[str] = ()) -> str:
    """Load for so many seconds. Raises Broken."""
    load = Load(
        rate=RATE,
        seconds=task.cases,
        people=PEOPLE,
        drain=120 + 6 * task.cases,
        seed=task.seed,
        program=program,
    )
    return tried(load).words()


SUITE = Suite(
    name="G12",
    title="500 messages a second on both platforms",
    unit="seconds",
    run=sustained,
    quick=20,
    ci=60,
    long=600,
    reason="what is taken in at 500 a second is answered more slowly than that on two cores that "
    "the doubles share, and is waited for",
    controls=(
        Control(
            name="acknowledged before it is kept",
            run=lambda task: sustained(task, ("-m", "tests.chaos.load.careless", "hasty")),
            cases=8,
        ),
    ),
)
