"""What one of several has committed, told to the others: within the transaction, so that it is true.

It may be lost, as when a connection breaks; so nobody relies on it, and all look by themselves as well.
"""

import json
import logging
import threading
from collections.abc import Callable

import psycopg

from bot.desk.ports.journal import Changes
from bot.errors import StoreError
from bot.settings.values import Server
from bot.store.postgres.connect import Raw, connect

log = logging.getLogger(__name__)

_PLACE = "frontdesk"
_LONGEST = 7_900
"""Bytes of one message: https://www.postgresql.org/docs/current/sql-notify.html"""
_LOOK = 0.5
"""Seconds between two looks whether the store is to be closed."""
_PAUSE = 1.0
"""Seconds before a connection that broke is made anew."""


def tell(conn: Raw, by: str, changes: Changes) -> None:
    """Have the others hear of it once it is committed; what is too much they find by themselves."""
    said = json.dumps([by, changes.conversations, changes.rooms, changes.alarms])
    if changes != Changes() and len(said) <= _LONGEST:
        conn.execute("SELECT pg_notify($1, $2)", (_PLACE, said))


class Ear:
    """Hears what the others tell, in a thread of its own."""

    def __init__(self, server: Server, name: str, heard: Callable[[Changes], None]) -> None:
        """`heard` is called in that thread, and not for what `name` told."""
        self._server, self._name, self._heard = server, name, heard
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="store-ear", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Hear no more."""
        self._end.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._end.is_set():
            try:
                self._listen()
            except (psycopg.Error, StoreError) as error:
                log.info("others are not heard for a moment: %s", type(error).__name__)
                self._end.wait(_PAUSE)

    def _listen(self) -> None:
        with connect(self._server) as conn:
            conn.execute(f"LISTEN {_PLACE}")
            while not self._end.is_set():
                for told in conn.notifies(timeout=_LOOK):
                    self._hear(told.payload)

    def _hear(self, payload: str) -> None:
        by, conversations, rooms, alarms = json.loads(payload)
        if by != self._name:
            self._heard(
                Changes(conversations=tuple(conversations), rooms=tuple(rooms), alarms=alarms)
            )
