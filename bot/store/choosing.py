"""Which store: decided here by where the database is, and known to nobody else.

PostgreSQL's modules need an extra that few have installed, and are imported where they are asked for.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.desk.ports.journal import Journal
from bot.errors import StoreError
from bot.settings.values import Server
from bot.store import sqlite
from bot.store.auditing import Finding
from bot.store.moving import Target, move
from bot.store.moving_file import FileSide, FreshFile
from bot.store.pieces import Outcome, Work
from bot.store.port import Health, OpenStore

if TYPE_CHECKING:
    from bot.store.postgres.moving import ServerSide


def open_store(database: Path | Server, now: datetime, *, several: bool = False) -> OpenStore:
    """Open, and bring up to date. `now` dates the backup that is made before; with `several`, others that
    are too may be at work on a server.

    Raises AnotherCopyRuns, DatabaseDamaged, SchemaTooNew, StoreError.
    """
    if isinstance(database, Path):
        return sqlite.SqliteStore(database, now)
    with _the_extra():
        from bot.store.postgres.store import PostgresStore  # noqa: PLC0415
    return PostgresStore(database, several=several)


def read_only(database: Path | Server) -> AbstractContextManager[Journal]:
    """Look into a database, in use or not, without a trace. Raises as opening it does."""
    if isinstance(database, Path):
        return sqlite.read_only(database)
    with _the_extra():
        from bot.store.postgres.store import read_only as read_server  # noqa: PLC0415
    return read_server(database)


def asking(
    database: Path | Server,
) -> AbstractContextManager[Callable[[Work], Outcome]]:
    """The same, each time on a view of what has been committed by then."""
    if isinstance(database, Path):
        return sqlite.asking(database)
    with _the_extra():
        from bot.store.postgres.store import asking as asking_server  # noqa: PLC0415
    return asking_server(database)


def look_at(server: Server, now: Callable[[], datetime]) -> Health:
    """How a server is, for whoever must mend it. Raises StoreError."""
    with _the_extra():
        from bot.store.postgres.health import look_at as look_at_server  # noqa: PLC0415
    return look_at_server(server, now)


def moved(
    source: Path | Server, target: Path | Server, now: datetime, told: Callable[[str], None]
) -> list[Finding]:
    """Move all from one to the other, and say how far it is; return what the books say then.

    Front Desk may run on neither. Raises AnotherCopyRuns, DatabaseDamaged, SchemaTooNew, StoreError.
    """
    if source == target:
        raise StoreError(f"{source} is both where all is, and where it shall go.")
    with ExitStack() as stack:
        left = stack.enter_context(closing(_side(source, now)))
        if isinstance(target, Path) and not target.exists():
            taken: Target = FreshFile(target)
        else:
            taken = _side(target, now)
        stack.enter_context(closing(taken))
        return move(left, taken, now, told)


def _side(database: Path | Server, now: datetime) -> "FileSide | ServerSide":
    if isinstance(database, Path):
        return FileSide(database, now)
    with _the_extra():
        from bot.store.postgres.moving import ServerSide  # noqa: PLC0415
    return ServerSide(database)


@contextmanager
def _the_extra() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in {"psycopg", "psycopg_pool"}:
            raise
        raise StoreError(
            "DESK_DATABASE is a PostgreSQL server, for which Front Desk needs more than is installed: "
            "python -m pip install '.[postgres]'"
        ) from error
