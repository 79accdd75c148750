"""Builds the shim between a program and its disk, and reads what it recorded.

Nothing in the program knows of it: it is loaded before the C library by the test alone.
"""

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.suite import Skipped

_SOURCE = Path(__file__).with_name("shim.c")
_HEAD = struct.Struct("=c7xQQq")


def built(folder: Path) -> Path:
    """Compile it. Raises Skipped where that can't be done."""
    if not sys.platform.startswith("linux"):
        raise Skipped("the shim between program and disk works on Linux only")
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        raise Skipped("there is no C compiler to make the shim between program and disk")
    target = folder / "shim.so"
    asked = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O2", "-o", str(target), str(_SOURCE), "-ldl", "-lpthread"],
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode:
        raise Skipped(f"the shim can't be compiled: {asked.stderr.splitlines()[0]}")
    return target


def environment(shim: Path, watched: Path, trace: Path | None = None) -> dict[str, str]:
    """Variables under which a child's files below `watched` are seen by the shim."""
    found = {**os.environ, "LD_PRELOAD": str(shim), "CHAOS_PATH": str(watched)}
    if trace:
        found["CHAOS_TRACE"] = str(trace)
    return found


@dataclass(frozen=True)
class Call:
    """One call that changed or flushed a file."""

    what: str
    """w(rite), a(ppend), s(ync), t(runcate), u(nlink)."""
    name: str
    data: bytes
    offset: int


def calls(trace: Path) -> Iterator[Call]:
    """What was recorded, in its order."""
    raw = memoryview(trace.read_bytes())
    at = 0
    while at + _HEAD.size <= len(raw):
        what, length, size, offset = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        name = bytes(raw[at : at + length]).decode()
        at += length
        kept = size if what in {b"w", b"a"} else 0
        yield Call(what.decode(), name, bytes(raw[at : at + kept]), offset)
        at += kept
