"""G14: hours of steady work leave no trace but what is in the database.

Compared between an early third and the last: memory, the work that a message takes, the time to a
reply; between start and end: open files, once no connection is kept any more for a next request.
Work and times are compared in quiet windows only, and where there are enough of them: where the
machine made the people themselves late, or had other work, they say nothing of the program (caches
that a neighbour empties cost processor time, too), and a few windows are chance. Where they seem to
drift, the same load is put on once more and both are judged together:
what the program does comes again, what a neighbour on the machine did hardly does. A drift is one
only where the order of the windows says so too: two middles of nine may lie apart by chance.
"""

import math
from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from statistics import NormalDist

from tests.chaos.load.trial import FILES, Load, Measured, tried
from tests.chaos.load.verdict import Answered, part
from tests.chaos.load.watch import Sample
from tests.chaos.suite import Broken, Control, Suite, Task

RATE = 60.0
PEOPLE = 100
SHARE = 0.6
"""Of a core, that the program takes at most: with more of it steady work is none any more on a slower
machine, messages wait for each other ever longer, and what that does is G13's to see."""
FIRST, FOR = 20.0, 20.0
"""Messages a second, and seconds, from which it is seen how many a second take so much."""
WARM = 0.4
"""Share of the run after which caches are full and everybody is known."""
GROWTH = 0.05
DRIFT = 0.2
REST = 60.0
"""Seconds after which no connection is kept any more for a next request."""
WINDOW = 2.0
"""Seconds whose slowest replies are looked at together."""
FEWEST = 8
"""Quiet windows on each side below which times are not judged: three are chance."""
QUIET = 0.05
"""Seconds by which nobody is late where the machine is quiet."""
CHANCE = 0.001
"""How likely the windows of a program that does not drift may be to lie as they do, at most."""
OTHERS = 0.1
"""Share of a core that other work takes there, at most: the program itself takes most of one."""


def soak(task: Task, program: Sequence[str] = ()) -> str:
    """Work for so many seconds. Raises Broken."""
    rate = _bearable(task.seed, program)
    load = Load(
        rate=rate,
        seconds=task.cases * RATE / rate,
        people=PEOPLE,
        drain=120,
        rest=min(REST, task.cases),
        seed=task.seed,
        program=program,
    )
    measured = tried(load)
    try:
        steady = _steady(measured)
        runs = [measured]
        if any(drifts(*judged(runs)) for judged in (_work, _times)):
            runs.append(tried(load))
        work = _no_drift("a message takes", "more work", *_work(runs))
        times = _no_drift("the slowest replies take", "longer", *_times(runs))
        return f"{steady}, {work}, {times}; {measured.words()}"
    except Broken as broken:
        raise Broken(broken.story, task.seed) from broken


def _bearable(seed: int, program: Sequence[str]) -> float:
    """Messages a second that take at most SHARE of a core of this machine."""
    first = Load(rate=FIRST, seconds=FOR, people=PEOPLE, drain=120, seed=seed, program=program)
    early, late = _thirds(tried(first))
    begin, end = early[0], late[-1]
    taken = (end.cpu - begin.cpu) / (end.at - begin.at)
    return min(RATE, FIRST * SHARE / taken)


def _steady(measured: Measured) -> str:
    memory = _ratio(measured, lambda sample: sample.rss)
    if memory > 1 + GROWTH:
        raise Broken(f"memory grew by {memory - 1:.1%} after warming up")
    more = measured.samples[-1].fds - measured.samples[0].fds
    if more > FILES:
        raise Broken(f"{more} more files are open at the end than at the start")
    return f"memory {memory - 1:+.1%}, files {more:+}"


def _no_drift(what: str, more: str, early: Sequence[float], late: Sequence[float]) -> str:
    if drifts(early, late):
        raise Broken(f"{what} {_slower(early, late):.0%} {more} than after warming up")
    if min(len(early), len(late)) < FEWEST:
        return f"{what}: not judged, too few quiet moments"
    return f"{what} {_slower(early, late):+.0%}"


def drifts(early: Sequence[float], late: Sequence[float]) -> bool:
    """Whether late windows are slower by more than DRIFT, and hardly by chance.

    The chance is of the Mann-Whitney U test, one-sided, in its normal approximation, which is good
    from eight on each side: https://doi.org/10.1214/aoms/1177730491
    """
    if min(len(early), len(late)) < FEWEST or _slower(early, late) <= DRIFT:
        return False
    ahead = sum((a < b) + (a == b) / 2 for a in early for b in late)
    pairs = len(early) * len(late)
    spread = math.sqrt(pairs * (len(early) + len(late) + 1) / 12)
    return NormalDist().cdf((pairs / 2 - ahead) / spread) < CHANCE


def _slower(early: Sequence[float], late: Sequence[float]) -> float:
    return _middle(late) / _middle(early) - 1


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


def _work(runs: Sequence[Measured]) -> tuple[list[float], list[float]]:
    """The processor's time for a second of load in each quiet window, early and late, of all runs."""
    early, late = zip(*(_thirds(each) for each in runs), strict=True)
    return list(chain(*map(_used, early))), list(chain(*map(_used, late)))


def _used(samples: Sequence[Sample]) -> list[float]:
    """The share of a core that the program took in each quiet window."""
    return [
        (last.cpu - first.cpu) / (last.at - first.at)
        for first, last in pairwise(samples)
        if (last.others - first.others) / (last.at - first.at) < OTHERS
    ]


def _times(runs: Sequence[Measured]) -> tuple[list[float], list[float]]:
    """The quiet windows' p99 after warming up, and at the end of the load, of all runs."""
    early: list[float] = []
    late: list[float] = []
    for each in runs:
        replies = each.times.replies
        begin = min(reply.at for reply in replies)
        warm, end = begin + WARM * each.load.seconds, begin + each.load.seconds
        third = (end - warm) / 3
        early += _quiet(each, warm, warm + third)
        late += _quiet(each, end - third, end)
    return early, late


def _quiet(measured: Measured, begin: float, end: float) -> list[float]:
    """The p99 of each quiet window."""
    windows: dict[int, list[Answered]] = {}
    for each in measured.times.replies:
        if begin <= each.at < end:
            windows.setdefault(int((each.at - begin) / WINDOW), []).append(each)
    return [
        part([each.took for each in window], 0.99)
        for at, window in windows.items()
        if max(each.late for each in window) < QUIET
        and _others(measured.samples, begin + at * WINDOW) < OTHERS
    ]


def _others(samples: Sequence[Sample], begin: float) -> float:
    """The share of a core that other work took in the window that begins then."""
    first = max((each for each in samples if each.at <= begin), key=_at, default=samples[0])
    last = min(
        (each for each in samples if each.at >= begin + WINDOW), key=_at, default=samples[-1]
    )
    return (last.others - first.others) / (last.at - first.at)


def _at(sample: Sample) -> float:
    return sample.at


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
            cases=20,
        ),
    ),
)
