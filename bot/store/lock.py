"""The start lock: one Front Desk to a database.

The operating system holds it for the process, so that it goes when the process dies, however.
"""

import os
import sys
from pathlib import Path

from bot.errors import AnotherCopyRuns


class StartLock:
    """Held from the first look at the database until the last write."""

    def __init__(self, database: Path) -> None:
        """Take it. Raises AnotherCopyRuns."""
        self._path = database.with_name(database.name + ".lock")
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._file)
        except OSError:
            os.close(self._file)
            raise AnotherCopyRuns(
                f"Another copy of Front Desk uses {database}. Stop it first."
            ) from None

    def release(self) -> None:
        """Let it go. The file stays: removing it would let two copies hold two locks."""
        os.close(self._file)


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
