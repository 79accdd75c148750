"""All that is remembered, moved from a file to a server and back: the same rows, the same rules, once."""

import os
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from bot.errors import AnotherCopyRuns, StoreError
from bot.settings.values import Server
from bot.store import audit_at_rest, open_store, read_only
from bot.store.choosing import moved
from bot.store.moving import move
from bot.store.moving_file import FileSide
from bot.store.postgres.moving import ServerSide
from tests.chaos import golden
from tests.store.examples import NOW, a_ticket
from tests.store.server import Running

Rows = dict[str, list[str]]
_LOUDER = """
CREATE FUNCTION louder() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NEW.text = upper(NEW.text); RETURN NEW; END $$;
CREATE TRIGGER louder BEFORE INSERT ON frontdesk.kept FOR EACH ROW EXECUTE FUNCTION louder();
"""
PROGRAM = Path(__file__).parents[2] / "run_bot.py"


def rows(side: FileSide | ServerSide) -> Rows:
    with closing(side):
        return {
            table: sorted(map(repr, side.rows(table, columns)))
            for table, columns in side.tables().items()
        }


def nobody(_: str) -> None:
    """Nobody listens."""


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A desk's day."""
    path = tmp_path / "desk.db"
    golden.laid(golden.numbers()[-1], path)
    return path


def test_what_goes_to_a_server_and_back_is_the_same(
    file: Path, server: Running, now: datetime
) -> None:
    before, there, back = rows(FileSide(file, now)), server.empty(), file.with_name("back.db")

    findings = moved(file, there, now, nobody)
    on_server = rows(ServerSide(there))
    findings += moved(there, back, now, nobody)

    assert before == on_server == rows(FileSide(back, now))
    assert len(before["history"]) > 10
    assert [] == findings


@pytest.mark.parametrize("to_server", [True, False], ids=["to a server", "to a file"])
def test_the_desk_goes_on_where_it_was(
    file: Path, server: Running, now: datetime, *, to_server: bool
) -> None:
    """Numbers, rules and search: none of them is a row."""
    there = server.empty()
    moved(file, there, now, nobody)
    where: Path | Server = there
    if not to_server:
        where = file.with_name("back.db")
        moved(there, where, now, nobody)
    with closing(open_store(where, now)) as store:
        last = store.read_now(lambda journal: max(each.number for each in journal.open_tickets()))
        word = store.read_now(lambda journal: journal.ticket(last).text.split()[0])
        found, _ = store.read_now(lambda journal: journal.search_tickets(word, 50))
        added = store.write_now(lambda journal: journal.add_ticket(a_ticket()))
        with pytest.raises(Exception, match="append-only"):
            store.write_now(lambda journal: journal.db.execute("DELETE FROM history"))  # type: ignore[attr-defined]
        findings = store.read_now(lambda journal: audit_at_rest(journal, now))

    assert last in {each.number for each in found}
    assert added.number > last
    assert [] == findings


def test_nothing_starts_any_more_where_it_was(file: Path, server: Running, now: datetime) -> None:
    there = server.empty()
    moved(file, there, now, nobody)
    with pytest.raises(StoreError, match=r"moved\. Set DESK_DATABASE to where it is now"):
        open_store(file, now)

    moved(there, file, now, nobody)

    open_store(file, now).close()
    with pytest.raises(StoreError, match="nothing of Front Desk's"), read_only(there):
        pass


def test_what_holds_something_is_left_as_it_was(file: Path, server: Running, now: datetime) -> None:
    there, other = server.empty(), file.with_name("other.db")
    with closing(open_store(there, now)) as store:
        store.write_now(lambda journal: journal.keep("a", "b"))
    golden.laid(golden.numbers()[-1], other)
    before = rows(FileSide(file, now)), rows(ServerSide(there)), rows(FileSide(other, now))

    for source, target in ((file, there), (there, file)):
        with pytest.raises(StoreError, match="There is something in"):
            moved(source, target, now, nobody)

    assert before == (
        rows(FileSide(file, now)),
        rows(ServerSide(there)),
        rows(FileSide(other, now)),
    )


def test_nobody_may_be_at_work_on_either(file: Path, server: Running, now: datetime) -> None:
    there = server.empty()
    with closing(open_store(file, now)), pytest.raises(AnotherCopyRuns):
        moved(file, there, now, nobody)
    with closing(open_store(there, now)), pytest.raises(AnotherCopyRuns):
        moved(file, there, now, nobody)


def test_a_zero_character_is_moved_as_what_can_t_be_shown(
    file: Path, server: Running, now: datetime
) -> None:
    with closing(open_store(file, now)) as store:
        store.write_now(lambda journal: journal.add_ticket(a_ticket(text="a\0b")))
    there = server.empty()

    moved(file, there, now, nobody)

    assert "a\ufffdb" in "".join(rows(ServerSide(there))["ticket"])


def test_what_does_not_arrive_as_it_was_is_not_moved(
    file: Path, server: Running, now: datetime
) -> None:
    """The control of the comparison: a rule of the server's changes what comes in."""
    there = server.empty()
    open_store(there, now).close()
    with closing(open_store(file, now)) as store:
        store.write_now(lambda journal: journal.keep("a", "b"))
    with psycopg.connect(there.url) as conn:
        conn.execute(_LOUDER)

    class Deaf(ServerSide):
        def _alter(self, table: str, how: str) -> None:
            if table != "kept":
                super()._alter(table, how)

    with (
        closing(FileSide(file, now)) as source,
        closing(Deaf(there)) as target,
        pytest.raises(StoreError, match="has not taken kept as it is"),
    ):
        move(source, target, now, nobody)
    assert not any(rows(ServerSide(there)).values())
    moved(file, there, now, nobody)


def test_another_schema_is_not_moved_to(file: Path, server: Running, now: datetime) -> None:
    there = server.empty()
    open_store(there, now).close()
    with psycopg.connect(there.url) as conn:
        conn.execute("CREATE TABLE frontdesk.other (a bigint)")

    with pytest.raises(StoreError, match="not the same tables"):
        moved(file, there, now, nobody)


# Broken off


class Powerless(FileSide):
    """Whose process dies once all is in the target, before it is put aside."""

    def retire(self, now: datetime) -> str:
        raise KeyboardInterrupt


def test_broken_off_between_the_two_it_is_ended_by_the_same_again(
    file: Path, server: Running, now: datetime
) -> None:
    there = server.empty()
    before = rows(FileSide(file, now))
    with (
        closing(Powerless(file, now)) as source,
        closing(ServerSide(there)) as target,
        pytest.raises(KeyboardInterrupt),
    ):
        move(source, target, now, nobody)

    said: list[str] = []
    moved(file, there, now, said.append)

    assert f"All of it is in {there} already." in said
    assert not file.exists()
    assert before == rows(ServerSide(there))


def program(source: Path | Server, target: Path | Server, folder: Path) -> "subprocess.Popen[str]":
    where = [each.url if isinstance(each, Server) else str(each) for each in (source, target)]
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), "move", *where],
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


def killed_at(line: str, process: "subprocess.Popen[str]") -> int:
    """How it ended: it may have been faster."""
    assert process.stdout is not None
    for said in process.stdout:
        if said.startswith(line):
            process.kill()
    process.stdout.close()
    return process.wait()


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["conversation", "ticket", "Compared"])
@pytest.mark.parametrize("back", [False, True], ids=["to a server", "to a file"])
def test_killed_at_any_moment_it_is_ended_by_the_same_again(
    file: Path, server: Running, now: datetime, moment: str, *, back: bool
) -> None:
    source: Path | Server = file
    target: Path | Server = server.empty()
    before = rows(FileSide(file, now))
    if back:
        moved(source, target, now, nobody)
        source, target = target, file.with_name("back.db")

    if killed_at(moment, program(source, target, file.parent)) != 0:
        again = program(source, target, file.parent)
        said, _ = again.communicate()
        assert (0, True) == (again.returncode, "Its books agree" in said)

    side = FileSide(target, now) if isinstance(target, Path) else ServerSide(target)
    assert before == rows(side)
