"""What is PostgreSQL's alone: its schema in step with SQLite's, conflicts, lost connections, who may."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from bot.cli import doctor
from bot.desk.ports.journal import Journal
from bot.errors import AnotherCopyRuns, StoreError
from bot.running.wall_clock import RealClock
from bot.settings.settings import Settings
from bot.settings.values import Server
from bot.store import OpenStore, SqliteStore, in_memory, look_at, open_store, read_only
from bot.store.postgres.dialect import given, translated
from bot.store.postgres.migrations import STEPS, followed
from bot.store.postgres.store import PostgresStore
from bot.store.visiting import visiting
from tests.store.examples import ANAS_DM, NOW, a_ticket, said
from tests.store.pooler import pooled
from tests.store.server import Running


@pytest.fixture
def database(server: Running) -> Server:
    return server.fresh()


@pytest.fixture
def store(database: Server) -> Iterator[PostgresStore]:
    with closing(PostgresStore(database)) as opened:
        yield opened


# In step with SQLite


def test_each_step_of_sqlite_s_has_one_of_the_same_name() -> None:
    """A new step there needs bot/store/postgres/NAME.sql, and its name in STEPS here."""
    assert list(followed()) == [step for step in STEPS if step in followed()]


_COLUMNS = """
SELECT table_name, column_name, CASE data_type WHEN 'bigint' THEN 'INTEGER' ELSE 'TEXT' END,
  is_nullable = 'NO'
FROM information_schema.columns WHERE table_schema = 'frontdesk'
  AND table_name NOT IN ('migration', 'said', 'strike', 'lease') ORDER BY table_name, ordinal_position
"""
_RULES = """
SELECT indexname FROM pg_indexes WHERE schemaname = 'frontdesk'
UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
"""
_OWN = {"said_words"}


def test_the_schema_is_sqlite_s_column_by_column(store: PostgresStore) -> None:
    """Names, order, types, what may be missing; indexes and triggers by name."""
    file = in_memory()
    names = [
        row[0]
        for row in file.rows(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE '%sqlite%' "
            "ORDER BY name"
        )
    ]
    expected = [
        (name, column, kind, bool(needed or key))
        for name in names
        for _, column, kind, needed, _, key in file.rows(f"PRAGMA table_info({name})")
    ]
    rules = {
        row[0]
        for row in file.rows(
            "SELECT name FROM sqlite_schema WHERE type IN ('index', 'trigger') "
            "AND name NOT LIKE '%sqlite%'"
        )
    }

    assert expected == store.read_now(lambda journal: journal.rows(_COLUMNS))  # type: ignore[attr-defined]
    here = {row[0] for row in store.read_now(lambda journal: journal.rows(_RULES))}  # type: ignore[attr-defined]
    assert rules == {name for name in here - _OWN if not name.endswith(("_pkey", "_key"))}


@pytest.mark.parametrize(
    ("sql", "text", "cells", "order"),
    [
        ("a = ? AND b = ?", "a = $1 AND b = $2", (7, 8), [7, 8]),
        ("a = ?2 OR b = ?1 OR c = ?2", "a = $1 OR b = $2 OR c = $1", (7, 8), [8, 7]),
        ("a = :b AND :b > :c_d", "a = $1 AND $1 > $2", {"b": 7, "c_d": 8, "e": 9}, [7, 8]),
        ("""a = '?:b "' AND "?" = ?""", """a = '?:b "' AND "?" = $1""", (7,), [7]),
        ("a -- of ?\nLIKE ?", "a \nILIKE $1", (7,), [7]),
        ("FROM inbox INDEXED BY inbox_waiting WHERE a = 1", "FROM inbox  WHERE a = 1", (), []),
    ],
)
def test_a_statement_reads_the_same_on_both(
    sql: str, text: str, cells: object, order: list[int]
) -> None:
    found, marks = translated(sql)

    assert (text, order) == (found, given(cells, marks))  # type: ignore[arg-type]


# Others write at the same moment


def added(journal: Journal, what: str) -> None:
    journal.keep("sum", journal.kept("sum") + what)


def test_what_met_another_s_is_run_again_from_its_beginning(
    store: PostgresStore, database: Server
) -> None:
    runs: list[str] = []

    def work(journal: Journal) -> None:
        runs.append(journal.kept("sum"))
        if len(runs) == 1:
            with psycopg.connect(database.url) as other:
                other.execute("UPDATE frontdesk.kept SET text = text || 'b' WHERE name = 'sum'")
        added(journal, "c")

    store.write_now(lambda journal: added(journal, "a"))
    store.write_now(work)

    assert (["a", "ab"], 1) == (runs, store.again)
    assert "abc" == store.read_now(lambda journal: journal.kept("sum"))


def test_what_meets_another_s_every_time_is_refused_in_words(
    store: PostgresStore, database: Server
) -> None:
    def work(journal: Journal) -> None:
        journal.kept("sum")
        with psycopg.connect(database.url) as other:
            other.execute("UPDATE frontdesk.kept SET text = text || 'b' WHERE name = 'sum'")
        added(journal, "c")

    store.write_now(lambda journal: added(journal, "a"))

    with pytest.raises(StoreError, match="Others write the same at every moment"):
        store.write_now(work)
    assert "c" not in store.read_now(lambda journal: journal.kept("sum"))


# Who has it, and for how long


def test_a_second_copy_is_kept_out_until_the_first_ends(database: Server) -> None:
    with closing(PostgresStore(database)), pytest.raises(AnotherCopyRuns):
        PostgresStore(database)

    PostgresStore(database).close()


def test_a_second_copy_is_kept_out_from_the_very_first_start_on(server: Running) -> None:
    database = server.empty()
    with closing(PostgresStore(database)), pytest.raises(AnotherCopyRuns):
        PostgresStore(database)


def cut(database: Server) -> None:
    """All connections but this one, as when the server is started anew."""
    with psycopg.connect(database.url) as conn:
        conn.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_lost_connection_is_made_anew(store: PostgresStore, database: Server) -> None:
    store.write_now(lambda journal: journal.take_in(said(1), NOW))
    cut(database)
    store.write_now(lambda journal: journal.take_in(said(2), NOW))
    cut(database)

    assert 2 == len(store.read_now(lambda journal: journal.waiting(ANAS_DM.key)))
    store.check()


def test_while_the_server_is_away_nothing_is_kept_and_then_it_is_again(
    server: Running, store: PostgresStore
) -> None:
    store.write_now(lambda journal: journal.take_in(said(1), NOW))
    server.stop()
    with pytest.raises(StoreError, match="can't be"):
        store.write_now(lambda journal: journal.take_in(said(2), NOW))
    refused = store.refused
    server.start()
    store.write_now(lambda journal: journal.take_in(said(3), NOW))
    kept = store.read_now(lambda journal: journal.waiting(ANAS_DM.key))

    assert refused != ""
    assert store.refused == ""
    assert ["test:m1", "test:m3"] == [each.inbound.id for each in kept]


def test_whoever_lost_it_to_another_copy_writes_no_more(
    store: PostgresStore, database: Server
) -> None:
    cut(database)
    with closing(PostgresStore(database)):
        with pytest.raises(AnotherCopyRuns):
            store.write_now(lambda journal: journal.take_in(said(1), NOW))
        with pytest.raises(StoreError, match="another copy of Front Desk has begun"):
            store.check()


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    nowhere = Server(f"postgresql://ana:s3cret@/desk?host={tmp_path}")

    with pytest.raises(StoreError, match="can't be reached") as caught:
        open_store(nowhere, NOW)
    assert "postgresql://ana@/desk" in str(caught.value)
    assert "s3cret" not in f"{caught.value}{nowhere!r}{nowhere}"


# What lies in it


def test_what_is_not_there_yet_is_said(server: Running) -> None:
    with pytest.raises(StoreError, match="nothing of Front Desk's"), read_only(server.empty()):
        pass


def test_an_older_one_is_said(store: PostgresStore, database: Server) -> None:
    store.close()
    with psycopg.connect(database.url) as conn:
        conn.execute("DELETE FROM frontdesk.migration WHERE name = %s", (STEPS[-1],))
    try:
        with pytest.raises(StoreError, match="older one"), read_only(database):
            pass
    finally:
        with psycopg.connect(database.url) as conn:
            conn.execute("INSERT INTO frontdesk.migration (name) VALUES (%s)", (STEPS[-1],))


async def test_a_visitor_sees_what_came_after_it_was_there(
    store: PostgresStore, database: Server
) -> None:
    with visiting(database) as visitor:
        before = await visitor.read(lambda journal: len(journal.open_tickets()))
        await store.write(lambda journal: journal.add_ticket(a_ticket()))
        after = await visitor.read(lambda journal: len(journal.open_tickets()))

    assert (0, 1) == (before, after)


def test_a_zero_character_is_shown_as_what_can_t_be_shown(either: OpenStore) -> None:
    def work(journal: Journal) -> tuple[str, int]:
        ticket = journal.add_ticket(a_ticket(text="a\0b", title="\0"))
        return journal.ticket(ticket.number).text, len(journal.search_tickets("a", 9)[0])

    text, _ = either.write_now(work)

    assert text == ("a\0b" if isinstance(either, SqliteStore) else "a\ufffdb")


# What doctor says


def looked(database: Server) -> dict[str, list[str]]:
    found = doctor.look(Settings(database=database), RealClock().now(), Path("none.env"))
    return {title: [each.what for each in checks] for title, checks in found}


def test_doctor_knows_the_server_and_the_books(store: PostgresStore, database: Server) -> None:
    found = looked(database)["Database"]

    assert f"{database} answers: PostgreSQL" in found[0]
    assert "The books agree" in found[-1]
    assert store.footprint().database > 100_000


def test_the_server_s_clock_is_compared(database: Server) -> None:
    fast = look_at(database, RealClock().now)
    slow = look_at(database, lambda: RealClock().now() - timedelta(hours=1))

    assert abs(fast.ahead) < timedelta(seconds=60)
    assert abs(slow.ahead - timedelta(hours=1)) < timedelta(seconds=60)


@pytest.mark.parametrize(
    ("where", "what"),
    [
        (Running.empty, "GRANT CREATE ON DATABASE"),
        (Running.fresh, "ALTER SCHEMA frontdesk OWNER TO"),
    ],
    ids=["new", "another's"],
)
def test_what_an_account_may_not_do_is_said_with_what_allows_it(
    server: Running, where: Callable[[Running], Server], what: str
) -> None:
    database = where(server)
    with psycopg.connect(database.url, autocommit=True) as conn:
        if not conn.execute("SELECT 1 FROM pg_roles WHERE rolname = 'guest'").fetchone():
            conn.execute("CREATE ROLE guest LOGIN")
    guest = Server(f"postgresql://guest@{database.url.partition('@')[2]}")

    assert what in look_at(guest, RealClock().now).lacks
    with pytest.raises(StoreError, match=r"permission denied|can't be"):
        open_store(guest, NOW)


# What stands in between, and what it keeps


def test_a_pooler_that_shares_connections_is_refused_in_words(database: Server) -> None:
    with pooled(database, sessions=False) as through:
        with pytest.raises(StoreError, match="pool_mode = session"):
            open_store(through, NOW)

        assert any("another connection" in each for each in looked(through)["Database"])


def test_a_pooler_that_keeps_a_session_together_is_as_the_server_itself(database: Server) -> None:
    with pooled(database, sessions=True) as through:
        with closing(open_store(through, NOW)) as store:
            store.write_now(lambda journal: journal.take_in(said(1), NOW))
            kept = store.read_now(lambda journal: journal.waiting(ANAS_DM.key))

        assert 1 == len(kept)
        assert not look_at(through, RealClock().now).shared


def test_a_database_that_keeps_not_every_letter_is_refused_in_words(server: Running) -> None:
    few = server.empty("SQL_ASCII")

    with pytest.raises(StoreError, match="keeps SQL_ASCII, and not every letter"):
        open_store(few, NOW)
    assert any("keeps SQL_ASCII" in each for each in looked(few)["Database"])
