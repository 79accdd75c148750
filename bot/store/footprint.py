"""What the database takes up on its disk, what is left there, and its newest copy.

Sizes and times of files; nothing is opened.
"""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.store import backup


@dataclass(frozen=True, kw_only=True)
class Footprint:
    """In bytes."""

    database: int
    log: int | None = None
    """The write-ahead log, which is folded into the database now and then; None of a server."""
    free: int | None = None
    """What is left on its disk; None of a server, which does not say."""
    backup: int = 0
    backed_up: datetime | None = None
    """When the newest copy was made; None where there is none."""


def footprint(path: Path) -> Footprint:
    """Look at a database and what lies beside it. Raises OSError where its folder is gone."""
    copy = backup.newest(path)
    made = copy.stat() if copy else None
    return Footprint(
        database=_size(path),
        log=_size(path.with_name(f"{path.name}-wal")),
        free=shutil.disk_usage(path.parent).free,
        backup=made.st_size if made else 0,
        backed_up=datetime.fromtimestamp(made.st_mtime, UTC) if made else None,
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
