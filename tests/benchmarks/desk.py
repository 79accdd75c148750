"""From a question in to its reply handed to the platform; start and memory with many entries.

Run it with `python -m tests.benchmarks.desk`; shares come from one run, the machine stands beside.
"""

import asyncio
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.delivery.clock import VirtualClock
from bot.desk.nouns.inbound import Inbound, Said
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.running.app import App
from bot.running.building import front_desk
from bot.settings.settings import Settings
from bot.store import SqliteStore
from knowledge.entry import Entry
from knowledge.files import write_entries
from tests.benchmarks.store import machine, say
from tests.recorder import Recorder

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
QUESTIONS = 400

_THINGS = ("invoice", "parcel", "password", "refund", "account", "order", "address", "voucher")
_VERBS = ("find", "change", "cancel", "delete", "download", "track", "return", "reset")


def entries(count: int) -> list[Entry]:
    """Entries of about five phrasings, all different."""
    made = []
    for number in range(count):
        thing, verb = _THINGS[number % 8], _VERBS[number // 8 % 8]
        about = f"{thing} of plan {number // 64}"
        made.append(
            Entry(
                id=f"e{number}",
                question=f"How do I {verb} my {about}?",
                answer=f"Open Settings and choose {verb} {about}.",
                variants=(
                    f"{verb} {about}",
                    f"I want to {verb} the {about}",
                    f"where can I {verb} {about}",
                    f"can't {verb} my {about}",
                ),
            )
        )
    return made


async def replies(folder: Path) -> None:
    """Time questions one by one, through intake, worker, store and sender."""
    platform, clock = Recorder(), VirtualClock(NOW)
    store = SqliteStore(folder / "desk.db", NOW)
    known = await store.write(
        lambda journal: [
            journal.save_entry(each, Person(id="test:sam", name="Sam"), NOW, "sample")
            for each in entries(500)
        ]
    )
    room = Place(platform="test", room="staff")
    desk = front_desk(Settings(), known, {"": room})
    app = App(store=store, desk=desk, platforms=[platform], clock=clock)
    whole, matching = [], []
    for number in range(QUESTIONS):
        entry = known[number * 7 % len(known)]
        asked = said(number, entry.variants[number % 4].replace("e", "", number % 2))
        began = time.perf_counter()
        desk.hear(asked)
        matching.append(time.perf_counter() - began)
        began = time.perf_counter()
        await app.intake(asked)
        await app.settle()
        whole.append(time.perf_counter() - began)
    await app.stop()
    store.close()
    report("question in to reply handed over, 500 entries", whole)
    report("  of which reading and matching", matching)
    share = statistics.fmean(matching) / statistics.fmean(whole)
    say(f"  matching is {share:.0%} of it; the rest is three commits and their bookkeeping")


def said(number: int, text: str) -> Inbound:
    """A question of somebody new."""
    person = Person(id=f"test:p{number}", name=f"p{number}")
    place = Place(platform="test", room=f"dm{number}", private=True)
    return Said(id=f"test:{number}", at=NOW, by=person, place=place, text=text)


def report(what: str, times: list[float]) -> None:
    """Print the middle and the tail."""
    ordered = sorted(times)
    middle, tail = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    say(f"{what}: p50 {middle * 1000:.1f} ms, p99 {tail * 1000:.1f} ms")


def cold_start(folder: Path) -> None:
    """Start the program with 1,000 entries, up to the first prompt."""
    root = Path(__file__).parents[2]
    env = {**os.environ, "DESK_DATABASE": str(folder / "cold.db")}
    write_entries(folder / "entries.jsonl", [replace(each, source="") for each in entries(1000)])
    run = [sys.executable, str(root / "run_bot.py")]
    subprocess.run(
        [*run, "kb", "import", "entries.jsonl", "--publish"],
        cwd=folder,
        env=env,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    times = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run(run, cwd=folder, env=env, check=True, input=b"", stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    say(f"cold start to the end of an empty session, 1,000 entries: {min(times):.2f} s best of 5")
    say(f"memory: {peak:.0f} MB at its peak")


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        say(machine(folder))
        asyncio.run(replies(folder))
        cold_start(folder)


if __name__ == "__main__":
    main()
