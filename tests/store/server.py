"""A PostgreSQL server for tests alone: on a socket in a folder of its own, gone when they end.

It is the system's own; `.ci/postgres` installs it. Where it is missing its tests fail in CI, and say so
elsewhere.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from bot.settings.values import Server
from bot.store.postgres.store import PostgresStore

MISSING = "PostgreSQL's server is not installed: apt-get install postgresql, or .ci/postgres"
_EMPTIED = """
DO $$
DECLARE each text;
BEGIN
  SET LOCAL session_replication_role = replica;  -- no trigger, no foreign key
  FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'frontdesk' AND tablename <> 'migration'
  LOOP EXECUTE format('DELETE FROM frontdesk.%I', each); END LOOP;
  FOR each IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'frontdesk'
  LOOP EXECUTE format('ALTER SEQUENCE frontdesk.%I RESTART', each); END LOOP;
END $$
"""
_DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """Where `initdb` and `postgres` lie, the newest of them."""
    beside = [Path(found).parent for found in (shutil.which("initdb"),) if found]
    debian = sorted(_DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for folder in (*debian, *beside):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def account() -> str | None:
    """As whom it runs: PostgreSQL refuses root. None is whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    names = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


class Running:
    """A server that runs, and the databases on it."""

    def __init__(self, folder: Path, bin_: Path) -> None:
        self.folder = folder
        self._bin = bin_
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._made = 0

    def address(self, name: str) -> Server:
        """A database's."""
        who = account() or pwd.getpwuid(os.geteuid()).pw_name
        return Server(f"postgresql://{who}@/{name}?host={self.folder}")

    def start(self) -> None:
        """Have it run until `stop`."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(self._bin / "postgres", "-D", self.folder / "data", "-k", self.folder),
                    # Nothing here outlives the tests, so nothing waits for a disk.
                    *("-h", "", "-F", "-c", "full_page_writes=off", "-c", "max_connections=60"),
                ],
                stdout=log,
                stderr=log,
                user=account(),
            )
        wait: list[str | Path] = [self._bin / "pg_isready", "-q", "-t", "1", "-h", self.folder]
        for _ in range(600):
            if subprocess.run(wait, check=False).returncode == 0:
                return
            time.sleep(0.1)  # it says at once that nobody listens, and may have to recover first
        raise RuntimeError((self.folder / "log").read_text("utf-8", "replace"))

    def stop(self) -> None:
        """End it at once."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(30)
            self._process = None

    def fresh(self) -> Server:
        """Return a database with all of the schema, and nothing in it; nobody may be at work there."""
        if not self._ready:
            self._ready = True
            self._create("desk")
            PostgresStore(self.address("desk")).close()
        with psycopg.connect(self.address("desk").url, autocommit=True) as conn:
            conn.execute(_EMPTIED)
        return self.address("desk")

    def empty(self, letters: str = "UTF8") -> Server:
        """Return a database with nothing at all in it."""
        self._made += 1
        name = f"empty_{self._made}"
        self._create(name, letters)
        return self.address(name)

    def _create(self, name: str, letters: str = "UTF8") -> None:
        with psycopg.connect(self.address("postgres").url, autocommit=True) as conn:
            conn.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING '{letters}'")


@contextmanager
def running() -> Iterator[Running]:
    """A new server. Skips the test where there is none, and fails it in CI."""
    found = programs()
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="desk-pg-"))
    try:
        if who := account():
            shutil.chown(folder, who)
        subprocess.run(
            [
                *(found / "initdb", "-D", folder / "data", "-A", "trust", "-N"),
                *("-E", "UTF8", "--locale=C"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            user=account(),
            cwd=folder,
        )
        server = Running(folder, found)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
