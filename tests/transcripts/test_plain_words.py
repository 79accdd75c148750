"""What people read has no id of the desk's own, no name from the program, and no data as it is kept."""

import re
from pathlib import Path

import pytest

from tests.transcripts.script import transcripts

RAW = re.compile(
    r"\b(?:console|slack|discord):\w|\b[a-z]+(?:_[a-z]+)+\b|\bNone\b(?! of)|<\w+\.\w+ object|datetime\.|\\u[0-9a-f]{4}|�"
)
"""Ids of people and places; names of kinds, states and events; values as Python writes them."""
SETTING = re.compile(r"\bDESK_[A-Z_]+")


def read_by_people(path: Path) -> list[str]:
    """Lines that the desk wrote: those below what somebody did."""
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith("    ")]


@pytest.mark.parametrize("path", transcripts(), ids=lambda path: path.stem)
def test_nobody_reads_what_only_the_program_says(path: Path) -> None:
    shown = (SETTING.sub("", line) for line in read_by_people(path))

    assert [] == [line.strip() for line in shown if RAW.search(line)]
