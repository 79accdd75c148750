"""The terminal in a narrow window, and what is typed or pasted into it."""

import os
import pty
import re
import select
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.message import Line, Message, Table
from bot.platforms.console.adapter import HELP
from bot.platforms.console.render import Printer

WORD = st.text("abcdefgh", min_size=1, max_size=14)
WORDS = st.lists(WORD, min_size=1, max_size=40).map(" ".join)
CELLS = st.tuples(WORDS, WORDS, WORDS)
TABLE = st.builds(
    Table,
    head=st.just(("ticket", "due", "question")),
    rows=st.lists(CELLS, min_size=1, max_size=4).map(tuple),
)


@given(st.integers(40, 120), WORDS, TABLE, st.sampled_from(["desk", "team", "desk to ana"]))
def test_no_line_is_wider_than_the_window_and_no_word_is_broken(
    columns: int, words: str, table: Table, who: str
) -> None:
    printer = Printer(ZoneInfo("UTC"), columns=lambda: columns)

    shown = printer.block(who, Message(kind="", parts=(Line(spans=(words,)), table)))

    assert max(map(len, shown.split("\n"))) <= columns
    said = set(shown.split())
    every = {*words.split(), *(each for row in table.rows for cell in row for each in cell.split())}
    assert set() == every - said


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_ready_texts_fit(columns: int) -> None:
    shown = Printer(ZoneInfo("UTC"), columns=lambda: columns).fit(HELP)

    assert max(map(len, shown.split("\n"))) <= columns
    assert set() == set(HELP.split()) - set(shown.split())


class Window:
    """The program in a terminal of its own."""

    def __init__(self, folder: Path) -> None:
        self.child, self.end = pty.fork()
        if self.child == 0:
            env = {
                **os.environ,
                "TERM": "xterm",
                "NO_COLOR": "1",
                "DESK_DATABASE": str(folder / "desk.db"),
                "PYTHONPATH": os.getcwd(),
            }
            os.chdir(folder)
            program = Path(__file__).parents[2] / "run_bot.py"
            os.execve(sys.executable, [sys.executable, str(program), "run"], env)  # noqa: S606 - its own program

    def type(self, keys: str, until: str) -> str:
        """Press keys; what was shown up to some words."""
        os.write(self.end, keys.encode())
        found, till = "", time.monotonic() + 60
        while until not in found:
            assert time.monotonic() < till, found
            if select.select([self.end], [], [], 0.2)[0]:
                found += os.read(self.end, 65536).decode(errors="replace").replace("\r", "")
        return found


def test_what_is_pasted_is_one_message_with_all_its_lines(tmp_path: Path) -> None:
    window = Window(tmp_path)
    window.type("", "you > ")
    window.type("/staff sam\r", "sam (team) > ")

    window.type("\x1b[200~add Do you sell kayaks? | Yes:\n\n- one\n- two\x1b[201~", "two")
    saved = window.type("\r", "version 1.")
    shown = window.type("show do-you-sell-kayaks\r", "versions")
    long = window.type(f"note 99 {'x' * 5000}\r", "There is no ticket 99 here.")
    window.type("/quit\r", "")
    os.waitpid(window.child, 0)

    assert 1 == len(re.findall("Added", saved))
    assert "- one" in shown
    assert "- two" in shown
    assert "desk>" in long
