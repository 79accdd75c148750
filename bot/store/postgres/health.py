"""How the server is, and what it lets this account do. Only looks."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import psycopg

from bot.settings.values import Server
from bot.store.port import Health
from bot.store.postgres.connect import (
    SCHEMA,
    Raw,
    connect,
    is_shared,
    other_letters,
    refuse_old,
    trouble,
    version,
)

_SETTINGS = "SELECT pg_is_in_recovery(), current_setting('fsync') = 'off'"
_BEGIN = """
SELECT has_database_privilege(current_database(), 'CREATE'), current_database(), current_user,
  to_regnamespace($1) IS NOT NULL
"""
_USE = """
SELECT has_schema_privilege($1, 'USAGE') AND has_schema_privilege($1, 'CREATE') AND coalesce((
  SELECT bool_and(has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')
    AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))
  FROM pg_class WHERE relnamespace = to_regnamespace($1) AND relkind = 'r'
), true)
"""


def look_at(server: Server, now: Callable[[], datetime]) -> Health:
    """How it is at this moment. Raises StoreError."""
    conn = connect(server)
    try:
        refuse_old(conn, server)
        before = now()
        (there,) = _row(conn, "SELECT clock_timestamp()")
        after = now()
        stands_by, forgets = _row(conn, _SETTINGS)
        return Health(
            version=version(conn),
            ahead=there - (before + (after - before) / 2),
            lacks=_lacks(conn),
            stands_by=stands_by,
            forgets=forgets,
            letters=other_letters(conn),
            shared=is_shared(conn, server),
        )
    except psycopg.Error as error:
        raise trouble(error, f"The database {server} can't be looked at") from error
    finally:
        conn.close()


def _lacks(conn: Raw) -> str:
    may_begin, database, account, begun = _row(conn, _BEGIN, SCHEMA)
    if not begun:
        return "" if may_begin else f'GRANT CREATE ON DATABASE "{database}" TO "{account}"'
    (may_use,) = _row(conn, _USE, SCHEMA)
    return "" if may_use else f'ALTER SCHEMA {SCHEMA} OWNER TO "{account}", and all in it likewise'


def _row(conn: Raw, sql: str, *cells: str) -> tuple[Any, ...]:
    row = conn.execute(sql, cells).fetchone()
    return row if row is not None else ()
