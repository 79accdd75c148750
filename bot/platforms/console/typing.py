"""Lines as somebody types or pastes them.

In a real terminal Python's own line editor reads them: they can be edited and called up again, may be
of any length, and what is pasted is one message however many lines it has.
"""

import asyncio
import contextlib
import importlib
import sys
import threading
from collections.abc import Iterator
from typing import TextIO

_NO_PASTE = "\x1b[?2004l"
"""Has a terminal mark pasted text no more. https://invisible-island.net/xterm/xterm-paste64.html"""


def at_terminal(source: TextIO, out: TextIO) -> bool:
    """Whether a person sits there, with a line editor at hand."""
    if source is not sys.stdin or out is not sys.stdout or not (source.isatty() and out.isatty()):
        return False
    try:
        importlib.import_module("readline")  # from then on `input` edits with it
    except ImportError:
        return False
    return True


def read(source: TextIO, out: TextIO, prompt: str, *, edited: bool) -> str | None:
    """The next line, a pasted text with all of its lines; None at the end. Waits for it."""
    before, _, asked = prompt.rpartition("\n")
    if not edited:
        print(prompt, end="", file=out, flush=True)
        line = source.readline()
        return line.rstrip("\n") if line else None
    if before or prompt.startswith("\n"):
        print(before, file=out)
    try:
        return input(asked)
    except EOFError:
        return None


async def awaited(source: TextIO, out: TextIO, prompt: str, *, edited: bool) -> str | None:
    """The same, while other things go on. Nothing waits for the line once the program ends: a thread of
    the event loop's own pool would keep it alive until somebody types one."""
    loop = asyncio.get_running_loop()
    line: asyncio.Future[str | None] = loop.create_future()

    def come(found: str | None, problem: Exception | None) -> None:
        if line.cancelled():
            return
        if problem:
            line.set_exception(problem)
        else:
            line.set_result(found)

    def wait() -> None:
        found: str | None = None
        problem: Exception | None = None
        try:
            found = read(source, out, prompt, edited=edited)
        except Exception as error:  # noqa: BLE001 - handed on to whoever waits
            problem = error
        with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
            loop.call_soon_threadsafe(come, found, problem)

    threading.Thread(target=wait, name="typing", daemon=True).start()
    return await line


@contextlib.contextmanager
def left_as_found(source: TextIO, *, edited: bool) -> Iterator[None]:
    """A terminal that the line editor was still reading from is given back as it was."""
    if not edited:
        yield
        return
    termios = importlib.import_module("termios")
    was = termios.tcgetattr(source.fileno())
    try:
        yield
    finally:
        print(_NO_PASTE, end="", flush=True)
        termios.tcsetattr(source.fileno(), termios.TCSADRAIN, was)
