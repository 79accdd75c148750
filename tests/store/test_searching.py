"""Tickets are found by what was said in them, people by their names; what was erased by nothing."""

import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.desk.nouns.person import Person
from bot.desk.nouns.ticket import Ending, Happened, TicketState
from bot.store import Keeping, OpenStore, SqliteStore, sweep
from bot.store.journal import StoredJournal
from tests.store.examples import NOW, SAM, a_question, a_ticket

MOST = 30


@pytest.fixture
def store(either: OpenStore) -> OpenStore:
    return either


def asked(journal: StoredJournal, text: str, *said: str, who: Person = SAM) -> int:
    number = journal.add_ticket(a_ticket(text=text, requester=who)).number
    line(journal, number, "asked", text)
    for each in said:
        line(journal, number, "note", each)
    return number


def line(journal: StoredJournal, number: int, what: str, text: str) -> None:
    journal.add_happened(
        Happened(ticket=number, at=NOW, by=SAM.id, name="Sam", what=what, text=text, message="m1")
    )


def found(store: OpenStore, words: str) -> list[int]:
    shown, number = store.read_now(lambda journal: journal.search_tickets(words, MOST))
    assert len(shown) == number
    return [each.number for each in shown]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("invoice", [3, 1]),
        ("INVOI", [3, 1]),
        ("invoice lamp", [1]),
        ("\0invoice", [3, 1]),
        ("invoice\0lamp", [1]),
        ("kaputt", [2]),
        ("über", [2]),
        ("UBER", [2]),
        ("in", [3]),
        ("e-mail", [3]),
        ('"e-mail" OR*', []),
        ("nothing of it", []),
        ("2", [2]),
        ("#3", [3]),
        ("99", []),
        ("?", []),
        ("", []),
    ],
)
def test_tickets_are_found_by_words_anywhere_in_them(
    store: OpenStore, words: str, numbers: list[int]
) -> None:
    def fill(journal: StoredJournal) -> None:
        asked(journal, "my lamp came without", "no invoice either", "invoice it again")
        asked(journal, "Die Lampe ist kaputt", "schreibt über Slack")
        asked(journal, "an invoice by e-mail, in English")

    store.write_now(fill)  # type: ignore[arg-type]

    assert numbers == found(store, words)


def test_what_stands_beside_what_happened_is_not_found(store: OpenStore) -> None:
    def fill(journal: StoredJournal) -> None:
        line(journal, asked(journal, "my lamp"), "priority", "urgent")

    store.write_now(fill)  # type: ignore[arg-type]

    assert [] == found(store, "urgent")


def test_a_title_and_tags_are_found_and_former_ones_are_not(store: OpenStore) -> None:
    number = store.write_now(lambda journal: asked(journal, "my lamp"))  # type: ignore[arg-type]

    def call(title: str, *tags: str) -> None:
        def work(journal: StoredJournal) -> None:
            journal.save_ticket(replace(journal.ticket(number), title=title, tags=tags))

        store.write_now(work)  # type: ignore[arg-type]

    call("Broken on arrival", "glass")
    first = [found(store, each) for each in ("arrival", "glass", "lamp")]
    call("Lost on its way", "post")

    assert [[number]] * 3 == first
    assert [[], [], [number], [number], [number]] == [
        found(store, each) for each in ("arrival", "glass", "lost", "post", "lamp")
    ]


def test_what_its_author_took_back_is_not_found(store: OpenStore) -> None:
    number = store.write_now(lambda journal: asked(journal, "my lamp", "its zither"))  # type: ignore[arg-type]
    store.write_now(lambda journal: journal.forget_lines(number, "m1"))

    assert [] == found(store, "zither")


async def test_what_its_author_took_back_leaves_the_file_with_the_next_sweep(
    on_sqlite: SqliteStore,
) -> None:
    number = on_sqlite.write_now(lambda journal: asked(journal, "my lamp", "its zither"))  # type: ignore[arg-type]
    on_sqlite.write_now(lambda journal: journal.forget_lines(number, "m1"))
    before = inside(on_sqlite)
    await sweep(on_sqlite, Keeping(inbox=timedelta(days=30)), NOW)

    assert b"zither" in before
    assert b"zither" not in inside(on_sqlite)


async def test_what_was_kept_long_enough_leaves_the_index(on_sqlite: SqliteStore) -> None:
    def fill(journal: StoredJournal) -> None:
        number = asked(journal, "my zither", "a harmonium beside it")
        closed = replace(
            journal.ticket(number),
            state=TicketState.CLOSED,
            ending=Ending.CONFIRMED,
            closed_at=NOW,
            alarm_at=None,
        )
        journal.save_ticket(closed)
        asked(journal, "my glockenspiel")

    on_sqlite.write_now(fill)  # type: ignore[arg-type]
    await sweep(on_sqlite, Keeping(tickets=timedelta(days=90)), NOW + timedelta(days=100))

    assert [[], [], [2]] == [found(on_sqlite, each) for each in ("zither", "harmonium", "glocken")]
    for each in (b"zither", b"harmonium"):
        assert each not in inside(on_sqlite)


def inside(store: SqliteStore) -> bytes:
    """What the index holds, as it lies in the file."""
    return store.read_now(lambda journal: b"".join(row[0] for row in journal.rows(_BLOCKS)))  # type: ignore[attr-defined]


_BLOCKS = "SELECT block FROM said_data"


def test_cleansing_goes_on_after_a_stop(tmp_path: Path) -> None:
    """The program may end between what was erased and the last step that takes it from the index."""
    store = SqliteStore(tmp_path / "desk.db", NOW)

    def fill(journal: StoredJournal) -> None:
        asked(journal, "my zither")

    store.write_now(fill)  # type: ignore[arg-type]
    store.close()
    with sqlite3.connect(tmp_path / "desk.db", isolation_level=None) as conn:
        conn.execute("UPDATE history SET text = '[erased]' WHERE text <> ''")
        conn.execute("UPDATE ticket SET text = '[erased]'")
        conn.execute("INSERT INTO kept VALUES ('words:unclean', '1')")
    conn.close()
    again = SqliteStore(tmp_path / "desk.db", NOW)
    again.write_now(lambda journal: journal.keep("any", ""))
    kept = again.read_now(lambda journal: journal.kept("words:unclean"))
    left = inside(again)
    again.close()

    assert kept == ""
    assert b"zither" not in left


def test_many_words_go_in_many_steps(on_sqlite: SqliteStore) -> None:
    """The index is merged a bounded part at a time, and other work is done between."""
    words = [f"w{n:05}" for n in range(6_000)]
    chance = random.Random(3)  # noqa: S311 - a seed

    def fill(journal: StoredJournal) -> None:
        for _ in range(40):
            asked(journal, "my lamp", *(" ".join(chance.sample(words, 150)) for _ in range(10)))
        asked(journal, "my zither")

    def erase(journal: StoredJournal) -> None:
        journal.db.execute("UPDATE ticket SET text = '[erased]' WHERE text = 'my zither'")
        journal.erased()

    for _ in range(3):
        on_sqlite.write_now(fill)  # type: ignore[arg-type]
    on_sqlite.write_now(erase)  # type: ignore[arg-type]
    while on_sqlite.read_now(lambda journal: journal.kept("words:unclean")):
        on_sqlite.write_now(lambda journal: journal.keep("any", ""))

    assert b"zither" not in inside(on_sqlite)
    assert len(found_all(on_sqlite, "lamp")) == 120


def found_all(store: OpenStore, words: str) -> list[int]:
    shown, number = store.read_now(lambda journal: journal.search_tickets(words, 1_000))
    assert len(shown) == number
    return [each.number for each in shown]


def test_the_first_of_many_are_shown_and_all_are_counted(store: OpenStore) -> None:
    def fill(journal: StoredJournal) -> None:
        for _ in range(7):
            asked(journal, "my lamp")

    store.write_now(fill)  # type: ignore[arg-type]
    shown, number = store.read_now(lambda journal: journal.search_tickets("lamp", 3))

    assert ([7, 6, 5], 7) == ([each.number for each in shown], number)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("lima", ["Ana Lima"]),
        ("ana", ["Ana Lima", "Anabel Souza"]),
        ("@Ana li", ["Ana Lima"]),
        ("a_a", []),
        ("%", []),
        ("", []),
    ],
)
def test_people_are_found_by_how_any_of_their_names_begins(
    records: StoredJournal, words: str, names: list[str]
) -> None:
    for n, name in enumerate(("Ana Lima", "Anabel Souza", "Joana")):
        records.save_person(Person(id=f"test:{n}", name=name))
    shown, number = records.search_people(words, MOST)

    assert (names, len(names)) == ([each.name for each in shown], number)


def test_a_broken_index_refuses_nobody(on_sqlite: SqliteStore) -> None:
    """What people say is kept, whatever is wrong with how it is found again."""

    def breaks(journal: StoredJournal) -> None:
        journal.db.execute("DELETE FROM said_data")

    on_sqlite.write_now(lambda journal: asked(journal, "my lamp"))  # type: ignore[arg-type]
    on_sqlite.write_now(breaks)  # type: ignore[arg-type]
    number = on_sqlite.write_now(lambda journal: asked(journal, "my zither"))  # type: ignore[arg-type]

    assert on_sqlite.read_now(lambda journal: journal.ticket(number).text) == "my zither"


def played(journal: StoredJournal, chance: random.Random) -> None:
    numbers = [row[0] for row in journal.rows("SELECT number FROM ticket")]
    does: list[Callable[[], object]] = [
        lambda: asked(journal, words(chance), words(chance)),
        *(
            [
                lambda: line(journal, chance.choice(numbers), "reply", words(chance)),
                lambda: journal.forget_lines(chance.choice(numbers), "m1"),
                lambda: journal.save_ticket(
                    replace(journal.ticket(chance.choice(numbers)), title=words(chance))
                ),
            ]
            if numbers
            else []
        ),
    ]
    chance.choice(does)()


def words(chance: random.Random) -> str:
    return " ".join(chance.choices(("lamp", "zither", "glass", "post", "blue"), k=3))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_the_index_finds_what_is_there(store: OpenStore, seed: int) -> None:
    """Against looking through all that stands there now."""
    chance = random.Random(seed)  # noqa: S311 - a seed
    for _ in range(60):
        store.write_now(lambda journal: played(journal, chance))  # type: ignore[arg-type]
    for word in ("lamp", "zither", "glass", "post", "blue"):
        plainly = store.read_now(partial(looked_through, word=word))

        assert plainly == found_all(store, word)


def looked_through(journal: StoredJournal, word: str) -> list[int]:
    return [row[0] for row in journal.rows(_PLAINLY, (f"%{word}%",))]


_PLAINLY = """
SELECT number FROM ticket WHERE title || ' ' || text LIKE ?1 OR EXISTS (
  SELECT 1 FROM history WHERE ticket = number AND what <> 'asked' AND text LIKE ?1
) ORDER BY number DESC
"""


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("parking", ["Is there parking?", "PARKING at night"]),
        ("park night", ["PARKING at night"]),
        ("cafe", ["do you have a Café?"]),
        ("ÇAFÉ", ["do you have a Café?"]),
        ("fe", []),
        ("%", []),
        ("", []),
    ],
)
def test_questions_in_no_ticket_are_found_by_how_words_begin(
    records: StoredJournal, words: str, texts: list[str]
) -> None:
    in_ticket = asked(records, "parking")
    for text in ("PARKING at night", "do you have a Café?", "Is there parking?"):
        records.add_question(a_question(text=text))
    records.add_question(a_question(text="parking in a ticket", ticket=in_ticket))
    shown, number = records.search_questions(words, MOST)

    assert (texts, len(texts)) == ([each.text for each in shown], number)
