"""G14: hours of steady work leave no trace but what is in the database.

Memory, open files, the log beside the database and the time to a reply are compared between an
early third and the last. Whatever else runs on the machine only adds to times, so that the quietest
windows are compared: what slows the program down slows these too.
"""

from collections.abc import Callable, Sequence

from tests.chaos.load.trial import Load, Measured, tried
from tests.chaos.load.verdict import part
from tests.chaos.load.watch import Sample
from tests.chaos.suite import Broken, Control, Suite, Task

RATE = 60.0
PEOPLE = 100
WARM = 0.4
"""Share of the run after which caches are full and everybody is known."""
GROWTH = 0.05
DRIFT = 0.2
FILES = 10
"""Connections come and go with what is said at a moment."""
WINDOW = 5.0
"""Seconds whose slowest replies are looked at together."""


def soak(task: Task, program: Sequence[str] = ()) -> str:
    """Work for so many seconds. Raises Broken."""
    load = Load(
        rate=RATE,
        seconds=task.cases,
        people=PEOPLE,
        drain=120,
        seed=task.seed,
        program=program,
    )
    try:
        measured = tried(load)
        return f"{_steady(measured)}; {measured.words()}"
    except Broken as broken:
        raise Broken(broken.story, task.seed) from broken


def _steady(measured: Measured) -> str:
    memory = _ratio(measured, lambda sample: sample.rss)
    if memory > 1 + GROWTH:
        raise Broken(f"memory grew by {memory - 1:.1%} after warming up")
    early, late = _thirds(measured)
    more = _middle([each.fds for each in late]) - _middle([each.fds for each in early])
    if more > FILES:
        raise Broken(f"{more:.0f} more files are open than after warming up")
    slower = _slower(measured)
    if slower > 1 + DRIFT:
        raise Broken(
            f"the slowest replies of quiet moments take {slower - 1:.0%} longer than before"
        )
    return f"memory {memory - 1:+.1%}, files {more:+.0f}, slowest replies {slower - 1:+.0%}"


def _thirds(measured: Measured) -> tuple[Sequence[Sample], Sequence[Sample]]:
    """Samples after warming up, and at the end of the load."""
    end = measured.samples[0].at + measured.load.seconds
    warm = measured.samples[0].at + WARM * measured.load.seconds
    third = (end - warm) / 3
    return (
        [each for each in measured.samples if warm <= each.at < warm + third],
        [each for each in measured.samples if end - third <= each.at < end],
    )


def _ratio(measured: Measured, value: Callable[[Sample], float]) -> float:
    early, late = _thirds(measured)
    return _middle([value(each) for each in late]) / _middle([value(each) for each in early])


def _slower(measured: Measured) -> float:
    """How the quietest windows' p99 at the end compares with that after warming up."""
    replies = measured.times.replies
    begin = min(at for at, _ in replies)
    warm, end = begin + WARM * measured.load.seconds, begin + measured.load.seconds
    third = (end - warm) / 3
    early = _quietest(replies, warm, warm + third)
    return _quietest(replies, end - third, end) / early


def _quietest(replies: Sequence[tuple[float, float]], begin: float, end: float) -> float:
    windows: dict[int, list[float]] = {}
    for at, took in replies:
        if begin <= at < end:
            windows.setdefault(int((at - begin) / WINDOW), []).append(took)
    return min(part(times, 0.99) for times in windows.values() if len(times) >= WINDOW)


def _middle(values: Sequence[float]) -> float:
    return part(values, 0.5)


SUITE = Suite(
    name="G14",
    title="soak: steady work leaves nothing behind",
    unit="seconds",
    run=soak,
    quick=90,
    ci=300,
    long=3_600,
    reason="what leaks with every message shows in five thousand of them",
    controls=(
        Control(
            name="a leak",
            run=lambda task: soak(task, ("-m", "tests.chaos.load.careless", "leaking")),
            cases=40,
        ),
    ),
)
