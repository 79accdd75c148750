"""What was really run, when and with what result: one record, read by the README and the docs.

`python -m tests.chaos --record …` writes it; nobody writes it by hand.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.chaos.suite import Suite

_KEPT = Path(__file__).with_name("results.json")


@dataclass(frozen=True, kw_only=True)
class Result:
    """One suite, run once."""

    suite: str
    title: str
    cases: str
    result: str
    controls: str
    seconds: int
    date: str
    commit: str
    command: str


def kept() -> list[Result]:
    """All results, the latest of each suite and length."""
    found = json.loads(_KEPT.read_text(encoding="utf-8")) if _KEPT.exists() else []
    return [Result(**each) for each in found]


def keep(results: list[Result]) -> None:
    """Add these; each takes the place of an older one of the same suite and length."""
    new = {_place(each): each for each in kept()} | {_place(each): each for each in results}
    rows = [asdict(new[place]) for place in sorted(new)]
    text = json.dumps(rows, indent=1, ensure_ascii=False)
    _KEPT.write_text(f"{text}\n", encoding="utf-8")


def table() -> str:
    """All of it as Markdown."""
    lines = [
        "| suite | what goes wrong | cases | result | controls | date | command |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {each.suite} | {each.title} | {each.cases} | {each.result} | {each.controls} "
        f"| {each.date} | `{each.command}` |"
        for each in kept()
    ]
    return "\n".join(lines)


def sizes(suites: Iterable[Suite]) -> str:
    """How many cases each suite takes on, as Markdown."""
    lines = [
        "| suite | while you work | each CI run | alone | `--long` | found out, with this taken away | limit |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {each.name} | {each.quick:,} | {each.in_tests(ci=True):,} | {each.ci:,} {each.unit} | {each.long:,} "
        f"| {'; '.join(control.name for control in each.controls) or 'none'} | {each.reason} |"
        for each in suites
    ]
    return "\n".join(lines)


def _place(result: Result) -> tuple[int, bool]:
    """In the order of the suites, the long form after the short one."""
    return int(result.suite.removeprefix("G")), "--long" in result.command
