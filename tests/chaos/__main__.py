"""Runs the suites: `python -m tests.chaos [--long | --quick] [--seed N] [--cases N] [--record] [SUITE ...]`.

Progress while it runs, one table at the end; what is skipped is said with its reason.
"""

import argparse
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

from bot.running.wall_clock import RealClock
from tests.chaos import results, shards
from tests.chaos.suite import (
    SEED,
    Broken,
    Control,
    Skipped,
    Suite,
    Task,
    commit,
    must_fail,
    scratch,
)
from tests.chaos.suites import SUITES


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table."""

    suite: Suite
    cases: str
    result: str
    control: str
    seconds: float
    good: bool
    figures: str = ""


class Progress:
    """One line that is written over while a suite runs."""

    def __init__(self, name: str, whole: int) -> None:
        self._name, self._whole = name, whole
        self._began = self._last = time.monotonic()

    def tell(self, done: int) -> None:
        """So many are done."""
        now = time.monotonic()
        if now - self._last < (1 if sys.stderr.isatty() else 30):
            return
        self._last = now
        rate = done / (now - self._began)
        left = max(0, self._whole - done) / rate if rate else 0
        start, end = ("\r", "") if sys.stderr.isatty() else ("", "\n")
        pace = f"{rate:,.0f} a second" if rate > 9 else f"{rate * 60:,.0f} a minute"
        line = f"{start}{self._name}: {done:,} of {self._whole:,}, {pace}, {left:,.0f} s left {end}"
        sys.stderr.write(line)
        sys.stderr.flush()


def run(suite: Suite, size: str, seed: int, cases: int, block: int | None = None) -> Row:
    """Run a suite, then its controls; or one block of it."""
    cases = cases or suite.cases(size)
    began = time.monotonic()
    figures, control, good = "", "none", True
    try:
        with scratch(suite.name) as folder:
            figures = _figures(suite, _task(suite.name, folder, cases, seed), block)
        result = "0 broken"
        controls = suite.controls if block is None else ()
        for each in controls:
            _say(f"{suite.name} control “{each.name}” found out: {_found_out(suite, each, seed)}")
        control = f"{len(controls)} of {len(suite.controls)} found out" if controls else "none"
    except Skipped as reason:
        result = f"skipped: {reason}"
    except Broken as broken:
        _say(f"{suite.name} BROKEN: {broken}")
        result, good = broken.story.splitlines()[0], False
    _say(f"{suite.name}: {figures or result}")
    return Row(
        suite=suite,
        cases=f"{cases:,} {suite.unit}",
        result=result,
        control=control,
        seconds=time.monotonic() - began,
        good=good,
        figures=figures,
    )


def _figures(suite: Suite, task: Task, block: int | None) -> str:
    if block is None:
        return shards.run(suite, task)
    return str(suite.run(replace(task, block=block)))


def _found_out(suite: Suite, control: Control, seed: int) -> str:
    with scratch(suite.name) as folder:
        return must_fail(control, _task(f"{suite.name} control", folder, control.cases, seed))


def _task(name: str, folder: Path, cases: int, seed: int) -> Task:
    return Task(cases=cases, folder=folder, seed=seed, tell=Progress(name, cases).tell)


def table(rows: list[Row], flags: str) -> str:
    """The table, in Markdown."""
    lines = [
        "| suite | cases | result | controls | seconds | command |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {row.suite.name} {row.suite.title} | {row.cases} | {row.result} | {row.control} "
        f"| {row.seconds:,.0f} | `{_command(row, flags)}` |"
        for row in rows
    ]
    return "\n".join(lines)


def _command(row: Row, flags: str) -> str:
    return f"python -m tests.chaos{flags} {row.suite.name}"


def _results(rows: list[Row], flags: str) -> list[results.Result]:
    return [
        results.Result(
            suite=row.suite.name,
            title=row.suite.title,
            cases=row.cases,
            result=row.result,
            controls=row.control,
            seconds=round(row.seconds),
            date=f"{RealClock().now():%Y-%m-%d}",
            commit=commit(),
            command=_command(row, flags),
        )
        for row in rows
    ]


def _say(line: str) -> None:
    sys.stderr.write(f"\r{line}\n" if sys.stderr.isatty() else f"{line}\n")


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help="G1, G3, … (default: all)")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--long", action="store_const", const="long", dest="size")
    size.add_argument("--quick", action="store_const", const="quick", dest="size")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--cases", type=int, default=0, help="instead of the suite's own number")
    parser.add_argument("--block", type=int, help="only this block, as a broken run names it")
    parser.add_argument("--record", action="store_true", help="keep the results for the docs")
    asked = parser.parse_args()
    chosen = {name.upper() for name in asked.suites}
    unknown = chosen - {suite.name for suite in SUITES}
    if unknown:
        parser.error(f"no such suite: {', '.join(sorted(unknown))}")
    chosen_size = asked.size or "ci"
    rows = [
        run(suite, chosen_size, asked.seed, asked.cases, asked.block)
        for suite in SUITES
        if suite.name in chosen or not chosen
    ]
    flags = {"long": " --long", "quick": " --quick"}.get(chosen_size, "")
    flags += f" --cases {asked.cases}" if asked.cases else ""
    if asked.record:
        results.keep(_results(rows, flags))
    sys.stdout.write(f"seed {asked.seed}, commit {commit()}\n\n{table(rows, flags)}\n")
    return 0 if all(row.good for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
