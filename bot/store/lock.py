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
        """Take it. `database` is without symbolic links. Raises AnotherCopyRuns."""
        path = database.with_name(database.name + ".lock")
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            take(self._file, database)
            if not os.path.samestat(os.fstat(self._file), path.stat()):
                raise another(database)  # removed meanwhile: it would keep nobody out
        except (OSError, AnotherCopyRuns):
            os.close(self._file)
            raise

    def release(self) -> None:
        """Let it go. The file stays: removing it would let two copies hold two locks."""
        os.close(self._file)


def another(database: Path) -> AnotherCopyRuns:
    """In words."""
    return AnotherCopyRuns(f"Another copy of Front Desk uses {database}. Stop it first.")


if sys.platform == "win32":
    import msvcrt

    def take(file: int, database: Path) -> None:
        """Lock an open file. Raises AnotherCopyRuns."""
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            raise another(database) from None
else:
    import fcntl

    def take(file: int, database: Path) -> None:
        """Lock an open file. Raises AnotherCopyRuns."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise another(database) from None
