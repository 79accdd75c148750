"""Every piece of work that a desk gives its store may be run again from its beginning.

PostgreSQL asks for that where two write at the same moment; here each piece is, on SQLite, in which nothing
but the piece itself can tell.
"""

import io
import re
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.delivery.clock import VirtualClock
from bot.running.terminal import Screen, session
from bot.settings.settings import Settings
from bot.store import SqliteStore
from bot.store.journal import SqliteJournal
from bot.store.pieces import Piece
from tests.chaos.golden import FOLDER
from tests.desk.harness import MONDAY
from tests.store.test_plans import MORE

_CODE = re.compile(r"\b[0-9A-Z]{4}-?[0-9A-Z]{4}\b")
"""Codes that link accounts, and keys of pages: made by chance."""


class Twice(SqliteStore):
    """Runs each piece once for nothing, and then as it is meant."""

    tried = 0

    def _to_write(self, piece: Piece) -> None:
        super()._to_write(replace(piece, work=self._twice(piece.work)))

    def _twice(self, work: Callable[[Any], Any]) -> Callable[[SqliteJournal], Any]:
        def both(journal: SqliteJournal) -> Any:
            self.tried += 1
            journal.db.execute("SAVEPOINT once")
            with suppress(Exception):
                work(SqliteJournal(journal.db))
            journal.db.execute("ROLLBACK TO once")
            journal.db.execute("RELEASE once")
            return work(journal)

        return both


async def lived(store: SqliteStore, lines: str) -> tuple[list[str], dict[str, int]]:
    """What stood on the screen, and how many rows of each kind there are then."""
    out = io.StringIO()
    screen = Screen(source=io.StringIO(), out=out, prompts=False)
    settings = Settings(database=store.path)
    clock = VirtualClock(MONDAY)
    async with session(store, settings, screen, clock, virtual=True) as terminal:
        for line in lines.splitlines():
            await terminal.type(line)
    return _CODE.sub("CODE", out.getvalue()).splitlines(), store.read_now(counted)  # type: ignore[arg-type]


def counted(journal: SqliteJournal) -> dict[str, int]:
    names = journal.rows("SELECT name FROM pragma_table_list WHERE type = 'table'")
    return {
        name: journal.rows(f'SELECT count(*) FROM "{name}"')[0][0]  # noqa: S608
        for (name,) in names
    }


async def test_a_day_in_which_each_piece_is_run_twice_is_the_same_day(tmp_path: Path) -> None:
    day = (FOLDER / "day.txt").read_text("utf-8") + MORE
    with closing(SqliteStore(tmp_path / "once.db", MONDAY)) as once:
        expected = await lived(once, day)
    with closing(Twice(tmp_path / "twice.db", MONDAY)) as twice:
        found = await lived(twice, day)

    assert twice.tried > 200
    assert expected == found
