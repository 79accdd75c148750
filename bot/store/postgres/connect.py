"""Connections to the server, set up the one way that the store's statements take.

All that Front Desk keeps lies in a schema of its own, so that the database may hold other things.
"""

from contextlib import ExitStack, closing
from typing import Any

import psycopg
from psycopg import sql
from psycopg.adapt import Loader
from psycopg.conninfo import make_conninfo
from psycopg.types.numeric import Int8Dumper
from psycopg.types.string import StrDumper

from bot.errors import StoreError
from bot.settings.values import Server
from bot.store.base import Cells
from bot.store.postgres.dialect import given, translated

SCHEMA = "frontdesk"
OLDEST = 15
"""The oldest version that the statements are tested on."""
PATIENCE = 10
"""Seconds that a connection may take to come about."""
IN_TURN = "LOCK TABLE migration IN EXCLUSIVE MODE"
"""Nobody writes there while anybody is at work. As the first statement it takes no view yet, so that what
is seen is what the one before has left: https://www.postgresql.org/docs/current/sql-lock.html"""
_OTHERS = 2
"""Connections that are opened to see whether ours is given to one of them."""
_WITH_ALL = "CREATE DATABASE frontdesk TEMPLATE template0 ENCODING 'UTF8'"
_ALIVE = {
    "connect_timeout": PATIENCE,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": PATIENCE * 1000,
}
"""How a server that is silent is given up, in seconds and, the last, milliseconds: without it a connection
that is begun while the network is away would wait for ever."""
_KEPT_READY = 500
"""Statements that a connection keeps prepared: there are about as many as in the whole store."""

Raw = psycopg.Connection[tuple[Any, ...]]


def shown(text: str) -> str:
    """PostgreSQL keeps no zero character, plain or within JSON: it becomes the sign for what can't be shown."""
    if "\0" in text or "\\u0000" in text:
        return text.replace("\0", "\ufffd").replace("\\u0000", "\\ufffd")
    return text


class _Text(StrDumper):
    """What can be kept of a text."""

    def dump(self, obj: str) -> Any:
        return super().dump(shown(obj))


class _Number(Loader):
    """What is summed up is a `numeric`; here it is never beyond an int or a float."""

    def load(self, data: Any) -> int | float:
        text = bytes(data).decode()
        return float(text) if "." in text else int(text)


class Session:
    """A connection, asked as SQLite's is."""

    def __init__(self, conn: Raw) -> None:
        self.conn = conn

    def execute(self, sql: str, parameters: Cells = (), /) -> "psycopg.Cursor[tuple[Any, ...]]":
        """Run a statement. Raises psycopg.Error."""
        text, order = translated(sql)
        return self.conn.execute(text, given(parameters, order), prepare=True)


def connect(server: Server) -> Raw:
    """Open one. Raises StoreError where the server can't be reached, or is none for us."""
    try:
        conn: Raw = psycopg.connect(address(server), autocommit=True, application_name="front-desk")
        configure(conn)
    except psycopg.Error as error:
        found = trouble(error, f"The database {server} can't be reached")
        if server.password and server.password in str(found):
            raise StoreError(f"The address {server} in DESK_DATABASE can't be read.") from None
        raise found from error
    return conn


def address(server: Server) -> str:
    """Its address, and after how long it is given up. Raises psycopg.Error."""
    return make_conninfo(server.url, **_ALIVE)


def configure(conn: Raw) -> None:
    """Have it take and give what the store does."""
    conn.cursor_factory = psycopg.RawCursor
    conn.prepared_max = _KEPT_READY
    for kind, dumper in ((str, _Text), (int, Int8Dumper)):
        conn.adapters.register_dumper(kind, dumper)
    conn.adapters.register_loader("numeric", _Number)
    # Not as options of the connection, which some poolers refuse.
    conn.execute(
        sql.SQL(
            "SET search_path TO {}; SET timezone TO 'UTC'; SET client_min_messages TO warning; "
            "SET synchronous_commit TO on"
        ).format(sql.Identifier(SCHEMA))
    )


def version(conn: Raw) -> str:
    """The server's, as it says it."""
    return conn.info.parameter_status("server_version") or ""


def refuse_unfit(conn: Raw, server: Server) -> None:
    """Raise StoreError where not every text could be kept, or a connection is not one of our own."""
    refuse_old(conn, server)
    if kept := other_letters(conn):
        raise StoreError(
            f"The database {server} keeps {kept}, and not every letter. Make another: {_WITH_ALL}"
        )
    if is_shared(conn, server):
        raise StoreError(
            f"Between Front Desk and {server} a pooler gives each transaction another connection, so "
            "nothing would keep a second Front Desk out. Have it pool sessions (PgBouncer: "
            "pool_mode = session), or set DESK_DATABASE to the server itself."
        )


def other_letters(conn: Raw) -> str:
    """In which letters the database keeps texts, where those are not all; else ""."""
    letters = conn.info.parameter_status("server_encoding") or ""
    return "" if letters == "UTF8" else letters


def is_shared(conn: Raw, server: Server) -> bool:
    """Whether a pooler in front gives each transaction another connection to the server.

    It gives ours away while we have nothing to say: to one that then keeps it for a while.
    """
    before = _process(conn)
    with ExitStack() as held:
        for _ in range(_OTHERS):
            other = held.enter_context(closing(connect(server)))
            other.execute("BEGIN")
            _process(other)
            if _process(conn) != before:
                return True
    return False


def _process(conn: Raw) -> int:
    """The server's that serves it."""
    row = conn.execute("SELECT pg_backend_pid()", prepare=False).fetchone()
    return int(row[0]) if row is not None else 0


def refuse_old(conn: Raw, server: Server) -> None:
    """Raise StoreError where it is older than what the statements are tested on."""
    if conn.info.server_version < OLDEST * 10_000:
        raise StoreError(
            f"The server of {server} is PostgreSQL {version(conn)}. Front Desk needs {OLDEST} or newer."
        )


def trouble(error: Exception, what: str) -> StoreError:
    """The server's own words, on one line."""
    said = " ".join(str(error).split()).rstrip(".")
    return StoreError(f"{what}: {said}.")
