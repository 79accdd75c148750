"""The database file while it is in use: whether it is still the one that lies at its path.

Nothing may be acknowledged that goes into a file which nobody will find again.
"""

import os
import sys
from pathlib import Path

from bot.errors import DatabaseMoved
from bot.store.lock import take

_HEADER = 20
_MAGIC = b"SQLite format 3\0"
_WITH_LOG = b"\x02\x02"
"""How a file says that it has a write-ahead log; our backups say otherwise."""


class OpenFile:
    """Held open beside SQLite's own. Closed after SQLite's: closing any drops all of its locks."""

    def __init__(self, path: Path) -> None:
        """Hold it. Raises AnotherCopyRuns where one has it under another name."""
        self._path = path
        self._file = os.open(path, os.O_RDONLY)
        try:
            if sys.platform == "linux":  # elsewhere this lock and SQLite's would meet
                take(self._file, path)
        except BaseException:
            os.close(self._file)
            raise
        self._known = {path: os.fstat(self._file)}
        self._moved = False

    def opened(self) -> None:
        """SQLite has opened it: from now on its log belongs to it."""
        log = self._path.with_name(f"{self._path.name}-wal")
        self._known[log] = log.stat()

    def check(self) -> None:
        """Raise DatabaseMoved, now and ever after, once another has taken its place, or none has."""
        self._moved = self._moved or not self._is_there()
        if self._moved:
            raise DatabaseMoved(
                f"The database {self._path} was removed or replaced while I was using it, so I keep "
                "nothing more and stop. What I had kept until then goes into a file named "
                f"{self._path.stem}-rescued-… in the folder backups beside it. To go on with that: "
                "run_bot.py restore FILE"
            )

    @property
    def moved(self) -> bool:
        """Whether that has been seen."""
        return self._moved

    def release(self) -> None:
        """Let it go."""
        os.close(self._file)

    def _is_there(self) -> bool:
        """A disk that can't be read says nothing of that: SQLite will meet it."""
        try:
            same = all(os.path.samestat(was, path.stat()) for path, was in self._known.items())
            return same and self._is_itself()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True

    def _is_itself(self) -> bool:
        """Whether nothing was copied over it."""
        if sys.platform == "win32":
            return True
        header = os.pread(self._file, _HEADER, 0)
        if len(header) < _HEADER:
            return os.fstat(self._file).st_size >= _HEADER
        return header.startswith(_MAGIC) and header.endswith(_WITH_LOG)
