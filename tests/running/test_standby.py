"""A second Front Desk on a server stands by, and takes over from one that was killed, or stands still."""

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import IO

import pytest

from bot.running.standby import opened_in_turn
from bot.running.wall_clock import RealClock
from bot.store import audit, read_only
from tests.delivery.mortal import MESSAGES
from tests.store.server import Running

POSTED = 10
"""Messages that are out when the first one dies, at least."""
_WRITES = """
import sys
from contextlib import closing
from bot.errors import StoreError
from bot.settings.values import Server
from bot.store.postgres.store import PostgresStore

with closing(PostgresStore(Server(sys.argv[1]))) as store:
    print("begun", flush=True)
    sys.stdin.readline()
    try:
        store.write_now(lambda journal: journal.keep("who", "the first"))
        print("kept", flush=True)
    except StoreError as error:
        print(type(error).__name__, flush=True)
"""


def told(out: IO[str] | None, words: str) -> None:
    """Wait until it has said so."""
    assert out is not None
    for line in out:
        if words in line:
            return
    raise AssertionError(f"It ended, and never said {words!r}.")


@contextmanager
def process(*how: str) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, *how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        try:
            yield child
        finally:
            child.kill()


def go_on(child: "subprocess.Popen[str]") -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
def test_the_second_goes_on_where_the_first_ended(
    server: Running, tmp_path: Path, end: signal.Signals
) -> None:
    """Nothing is lost, and nothing doubled."""
    database = server.empty()
    with ExitStack() as stack:
        life = ("-m", "tests.delivery.mortal", str(tmp_path), database.url)
        first = stack.enter_context(process(*life, "waits"))
        told(first.stdout, "begun")
        second = stack.enter_context(process(*life))
        told(second.stderr, "I stand by")

        go_on(first)
        for _ in range(POSTED):
            told(first.stdout, "echo:")
        os.kill(first.pid, end)
        told(second.stdout, "done")

    posted = Counter((tmp_path / "posted").read_text("utf-8").split())
    assert posted == Counter({f"echo:test:m{number}": 1 for number in range(MESSAGES)})
    with read_only(database) as journal:
        assert [] == list(audit(journal, RealClock().now()))


@pytest.mark.slow
def test_one_that_stood_still_writes_no_more_once_it_goes_on(server: Running) -> None:
    database = server.empty()
    with process("-c", _WRITES, database.url) as first:
        told(first.stdout, "begun")
        first.send_signal(signal.SIGSTOP)
        with closing(asyncio.run(opened_in_turn(database, RealClock()))) as second:
            second.write_now(lambda journal: journal.keep("who", "the second"))
            first.send_signal(signal.SIGCONT)
            go_on(first)
            told(first.stdout, "AnotherCopyRuns")
            said, _ = first.communicate()

    with read_only(database) as journal:
        assert ("", "the second") == (said, journal.kept("who"))
