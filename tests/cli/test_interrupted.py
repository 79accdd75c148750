"""One Ctrl-C ends the program in a terminal, and says that all is kept."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).parents[2] / "run_bot.py"


@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
def test_one_ctrl_c_ends_it_and_says_that_all_is_kept(tmp_path: Path, *, terminal: bool) -> None:
    ours, theirs = pty.openpty() if terminal else os.pipe()
    source = theirs if terminal else ours
    # Tests that run in the background ignore it, and what they start would, too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        program = subprocess.Popen(
            [sys.executable, str(RUN), "run"],
            cwd=tmp_path,
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "HOME": str(tmp_path)},
        )
        assert program.stdout
        said = b""
        while b"/quit" not in said:
            said += os.read(program.stdout.fileno(), 65536)
        program.send_signal(signal.SIGINT)
        try:
            rest, _ = program.communicate(timeout=30)
        finally:
            program.kill()
            program.stdout.close()
            program.wait()
    finally:
        signal.signal(signal.SIGINT, before)
        os.close(ours)
        os.close(theirs)

    assert 130 == program.returncode
    assert b"Stopped. Everything is kept." in rest
    assert b"Aborted" not in rest
