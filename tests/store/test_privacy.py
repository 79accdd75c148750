"""What is erased is gone from every table and from the bytes of the file; the rest stands."""

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from bot.desk.nouns.absence import Absence
from bot.desk.nouns.block import Block
from bot.desk.nouns.conversation import Conversation
from bot.desk.nouns.decision import Decision
from bot.desk.nouns.expert import Allows, Consulted, Help, Leave
from bot.desk.nouns.file import File
from bot.desk.nouns.inbound import Announced, Commanded, Does, Tasked
from bot.desk.nouns.incident import IncidentWord, WordKind
from bot.desk.nouns.message import Fine, Markdown, Message, Quote, Readership, SendKind
from bot.desk.nouns.pending import LinkCode
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ending, Happened, TicketState
from bot.desk.ports.privacy import COPIES
from bot.store import OpenStore, SqliteStore, audit
from bot.store.journal import StoredJournal
from bot.store.needles import Needles
from bot.store.postgres.journal import PostgresJournal
from bot.store.privacy import AT_ONCE
from bot.store.traces import GONE
from knowledge.entry import Entry, Status
from tests.store.examples import (
    BEN,
    NOW,
    SAM,
    STAFF_ROOM,
    a_question,
    a_ticket,
    an_incident,
    outgoing,
    said,
)

Opened = TypeVar("Opened", bound=OpenStore)
ZOE = Person(id="test:U77", name="Zoe Quillfeather", language="en", timezone="Europe/Paris")
HERS = Place(platform="test", workspace="w", room="D77zoe", private=True)
CANARIES = ("Quillfeather", "U77", "D77zoe", "Europe/Paris", "harmonium", "wendelin.pdf", "uncle")
LINES = ("reply 1 the walrus has sailed", "note 1 ask the osprey", "hold 1 2d | the pelican is ill")
TEAMS = ("walrus", "osprey", "pelican")
"""What staff say of her without a name or a word of hers."""


def life(journal: StoredJournal) -> None:
    """One person everywhere, and another beside her."""
    journal.save_person(ZOE)
    journal.save_person(BEN)
    number = journal.add_ticket(
        a_ticket(
            requester=ZOE,
            place=HERS,
            text="A purple harmonium for my uncle",
            files=(File(name="wendelin.pdf", link="https://files/wendelin.pdf"),),
            state=TicketState.CLOSED,
            ending=Ending.CONFIRMED,
            closed_at=NOW,
            alarm_at=None,
            staff_room=STAFF_ROOM,
            card="c1",
        )
    ).number
    journal.add_question(
        a_question(
            message="test:w/D77zoe/1",
            by=ZOE,
            place=HERS,
            text="Ship it?",
            words="Ship a harmonium?",
            ticket=number,
            open=True,
        )
    )
    journal.add_question(a_question(by=BEN, text="Where is the glockenspiel?", owner=ZOE))
    journal.add_happened(
        Happened(
            ticket=number,
            at=NOW,
            by=ZOE.id,
            name=ZOE.name,
            what="asked",
            text="harmonium " * 900,
            message="test:w/D77zoe/1",
        )
    )
    journal.add_happened(
        Happened(ticket=number, at=NOW, by=SAM.id, name="Sam", what="note", text="her uncle called")
    )
    journal.save_conversation(Conversation(place=HERS, person=ZOE.id, ticket=number))
    journal.add_absence(Absence(person=ZOE, at=NOW, since=NOW, until=NOW))
    journal.add_absence(Absence(person=SAM, at=NOW, since=NOW, until=NOW))
    journal.add_help(Help(person_id=ZOE.id, ticket=number, entry="strings", topic="", at=NOW))
    journal.save_leave(Leave(person_id=ZOE.id, state=Allows.YES, at=NOW))
    journal.save_leave(Leave(person_id=ZOE.id, topic="strings", state=Allows.YES, at=NOW))
    journal.add_decision(Decision(name="DESK_REPLY_WITHIN", value="2h", by=ZOE, at=NOW))
    journal.add_block(Block(person=ZOE, reason="a harmonium by night", by=SAM, at=NOW))
    journal.add_block(Block(person=BEN, reason="noise", by=ZOE, at=NOW, ended_at=NOW, ended_by=ZOE))
    for number_, text in enumerate(("harmonium", "for my uncle " * 600)):
        inbound = said(number_, text, by=ZOE, place=HERS)
        journal.take_in(inbound, NOW)
        journal.finish(inbound.id, "ticket", NOW)
    journal.take_in(said(3, "and one harmonium more", by=ZOE, place=HERS), NOW)
    note = said(4, "Quillfeather is nice", by=SAM, place=replace(STAFF_ROOM, thread="c1"))
    journal.take_in(note, NOW)
    journal.finish(note.id, "note", NOW)
    journal.send(outgoing("a", "Your harmonium", place=HERS, to=ZOE.id, ticket=number), NOW)
    queue = outgoing("q", "1 A purple harmonium f…", place=STAFF_ROOM, to=SAM.id)
    journal.send(
        replace(queue, readership=Readership.STAFF, kind=SendKind.PRIVATE),
        NOW,
    )
    journal.save_link_code(
        LinkCode(owner=ZOE.id, code="ABCD", until=NOW, place=HERS, taker=SAM.id), NOW
    )
    journal.save_link_code(
        LinkCode(owner=BEN.id, code="EFGH", until=NOW, place=HERS, taker=ZOE.id), NOW
    )
    page = Message(kind="done", parts=(Quote(text="uncle for my uncle for my"),))
    journal.send(
        replace(queue, key="p", message=page, readership=Readership.STAFF, kind=SendKind.PRIVATE),
        NOW,
    )
    journal.save_entry(
        Entry(
            id="purple-harmonium",
            question="A purple harmonium?",
            answer="We ship it, Quillfeather.",
            status=Status.DRAFT,
            source=f"ticket {number}",
        ),
        SAM,
        NOW,
        "drafted",
    )
    asking = Commanded(id="test:c9", at=NOW, by=ZOE, place=HERS, line="forgetme yes")
    journal.take_in(asking, NOW)
    declined = Tasked(
        id="test:t1", at=NOW, question=1, does=Does.DECLINE, words="We ship no harmonium", by=SAM
    )
    journal.take_in(declined, NOW)
    journal.finish(declined.id, "decline 1", NOW)
    journal.keep(f"decline:{SAM.id}", "q1 0 We ship no harmonium to Quillfeather")
    journal.keep(f"recall:{SAM.id}", "lamps/1 0 We ship no harmonium to Quillfeather")
    journal.keep(f"untold:{ZOE.id}", "purple-harmonium")
    known_issues(journal)
    told = outgoing("told", "Zoe Quillfeather says: try rosin", place=STAFF_ROOM)
    journal.send(replace(told, readership=Readership.STAFF), NOW)
    thanks = Message(
        kind="answer",
        parts=(Markdown(text="Rosin."), Fine(spans=(f"With thanks to {ZOE.name}, Ben.",))),
    )
    journal.send(replace(outgoing("thanks", "", to=BEN.id, place=STAFF_ROOM), message=thanks), NOW)
    asked = journal.add_ticket(a_ticket(requester=BEN, text="My bow squeaks")).number
    journal.add_consulted(Consulted(person_id=ZOE.id, ticket=asked, at=NOW, said="told"))


def known_issues(journal: StoredJournal) -> None:
    """One that names her, and one of which she speaks for the team."""
    issue = journal.add_incident(an_incident(name="Quillfeather's door sticks")).number
    journal.add_incident(an_incident(name="The xylophone is out of tune", by=ZOE))
    for number_, text in ((issue, "Zoe Quillfeather saw it first"), (issue + 1, "Tuned by hand.")):
        journal.add_incident_word(
            IncidentWord(incident=number_, at=NOW, by=ZOE, kind=WordKind.NOTE, text=text)
        )
    announced = Announced(
        id="issue:1:1",
        at=NOW,
        incident=issue,
        word=1,
    )
    journal.take_in(announced, NOW)
    journal.finish(announced.id, "told 0", NOW)


def erase(journal: StoredJournal) -> object:
    return journal.erase_person(ZOE.id, asked_by="person", working_on="test:c9", at=NOW)


def cells(journal: StoredJournal) -> str:
    names = [
        row[0]
        for row in journal.rows(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'frontdesk'"
            if isinstance(journal, PostgresJournal)
            else "SELECT name FROM pragma_table_list WHERE type <> 'virtual'"
        )
        if row[0] not in {"sqlite_sequence", "sqlite_schema", "sqlite_temp_schema"}
    ]
    return "\n".join(
        str(cell)
        for name in names
        for row in journal.rows(f'SELECT * FROM "{name}"')  # noqa: S608
        for cell in row
    )


@pytest.fixture
def store(either: OpenStore) -> OpenStore:
    return lived(either)


def lived(opened: Opened) -> Opened:
    opened.write_now(life)  # type: ignore[arg-type]
    for number, line in enumerate(LINES):
        opened.write_now(lambda journal, n=number, line=line: commanded(journal, n, line))  # type: ignore[misc]
    return opened


def commanded(journal: StoredJournal, number: int, line: str) -> None:
    """In the team's room, of her ticket; as the desk does it, in one transaction with what follows."""
    key = f"test:l{number}"
    journal.take_in(Commanded(id=key, at=NOW, by=SAM, place=STAFF_ROOM, line=line), NOW)
    journal.add_happened(Happened(ticket=1, at=NOW, by=SAM.id, name="Sam", what="note", text=line))
    journal.finish(key, "command", NOW)


def files_of(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}


def test_no_word_is_left_in_any_table(store: OpenStore) -> None:
    canaries = (*CANARIES, *TEAMS)
    before = store.read_now(cells)  # type: ignore[arg-type]
    store.write_now(erase)  # type: ignore[arg-type]
    left = store.read_now(cells)  # type: ignore[arg-type]

    assert [each for each in canaries if each not in before] == []
    assert [each for each in canaries if each in left] == []


def test_no_word_is_left_in_any_table_or_in_the_file(tmp_path: Path) -> None:
    store = lived(SqliteStore(tmp_path / "desk.db", NOW))
    canaries = (*CANARIES, *TEAMS)
    before = b"".join(files_of(store.path).values())
    assert [each for each in canaries if each.encode() not in before] == []

    store.write_now(erase)  # type: ignore[arg-type]
    store.write_now(lambda journal: journal.kept("any"))
    left = store.read_now(cells)  # type: ignore[arg-type]
    searched = [
        store.read_now(lambda journal, each=each: journal.search_tickets(each, 9)[1])  # type: ignore[misc]
        for each in canaries
    ]
    while_open = files_of(store.path)
    store.close()
    closed = files_of(store.path)

    assert [each for each in canaries if each in left] == []
    assert not any(searched)
    for found in (while_open, closed):
        assert [(n, e) for n, raw in found.items() for e in canaries if e.encode() in raw] == []
    assert b"glockenspiel" in closed["desk.db"]
    assert b"xylophone" in closed["desk.db"]
    assert b"Tuned by hand" in closed["desk.db"]


def test_without_secure_delete_the_bytes_stay(tmp_path: Path) -> None:
    """The control: the search can find what is there."""
    store = lived(SqliteStore(tmp_path / "desk.db", NOW))
    store._writer._db.conn.execute("PRAGMA secure_delete = OFF")
    store.write_now(erase)  # type: ignore[arg-type]
    store.close()

    raw = store.path.read_bytes()
    assert [each for each in CANARIES if each.encode() in raw] != []


def test_counts_and_numbers_stay_and_every_row_has_its_outcome(store: OpenStore) -> None:
    tables = (
        *("ticket", "question", "history", "inbox", "outbox", "promise", "entry_version"),
        *("block", "absence", "incident", "incident_word", "decision"),
    )
    count = " UNION ALL ".join(f"SELECT count(*) FROM {name}" for name in tables)  # noqa: S608
    before = store.read_now(lambda journal: journal.rows(count))  # type: ignore[attr-defined]
    store.write_now(erase)  # type: ignore[arg-type]
    after = store.read_now(lambda journal: journal.rows(count))  # type: ignore[attr-defined]
    states = store.read_now(
        lambda journal: journal.rows("SELECT id, state, outcome FROM inbox ORDER BY seq")  # type: ignore[attr-defined]
    )
    findings = store.read_now(lambda journal: audit(journal, NOW))
    blocked = store.read_now(
        lambda journal: [(each.person.id, each.reason) for each in journal.blocks_of(BEN.id)]
    )

    assert blocked == [(BEN.id, "noise")]
    assert before == after
    assert states[2] == ("test:m3", "done", "erased")
    assert {state for _, state, _ in states} == {"done"}
    assert findings == []


def test_a_message_shown_again_by_the_platform_is_known(store: OpenStore) -> None:
    store.write_now(erase)  # type: ignore[arg-type]
    fresh = store.write_now(
        lambda journal: journal.take_in(said(0, "harmonium", by=ZOE, place=HERS), NOW)
    )

    assert not fresh


def test_the_receipt_counts_and_names_nobody(store: OpenStore) -> None:
    erased = store.write_now(erase)  # type: ignore[arg-type]
    rows = store.read_now(lambda journal: journal.rows("SELECT * FROM receipt"))  # type: ignore[attr-defined]

    assert [(1, "person")] == [(number, by) for number, _, by, _ in rows]
    assert '"questions": 1, "tickets": 1, "lines of history": 5' in rows[0][3]
    assert erased.rows["entries"] == 1  # type: ignore[attr-defined]


def test_nothing_erased_leaves(store: OpenStore) -> None:
    store.write_now(erase)  # type: ignore[arg-type]
    waiting = store.read_now(lambda journal: list(journal.rooms_to_send(NOW)))
    sent = store.read_now(
        lambda journal: [journal.next_to_send(each, NOW) for each in journal.rooms_to_send(NOW)]
    )

    assert waiting == ["test:w:staff"]
    assert sent[0] is not None
    assert "Ask again" in repr(sent[0].outgoing.message)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zoë says hello", True),
        ("zoë", True),
        ("Zoënia", False),
        ('{"text":"| 1 | my key does\\"nt turn in the lo…"}', True),
        ("nothing of hers", False),
    ],
)
def test_names_count_as_words_and_texts_by_how_they_begin(text: str, *, found: bool) -> None:
    needles = Needles.of({"Zoë"}, {'My key does"nt turn in the lock at all', "hi"})

    assert found == needles.found(text)


def test_words_of_others_stay(store: OpenStore) -> None:
    message = Message(kind="card", parts=(Markdown(text="Ben's card"),))
    other = store.write_now(lambda journal: journal.add_ticket(a_ticket(requester=BEN)))
    card = replace(
        outgoing("c", place=STAFF_ROOM),
        message=message,
        readership=Readership.STAFF,
        kind=SendKind.CARD,
        ticket=other.number,
    )
    store.write_now(lambda journal: journal.send(card, NOW))
    store.write_now(erase)  # type: ignore[arg-type]
    left = store.read_now(cells)  # type: ignore[arg-type]

    assert "Ben's card" in left
    assert "glockenspiel" in left


def shown_lists(journal: StoredJournal) -> None:
    """As a year of `queue` leaves them, each with her name."""
    for number in range(2 * AT_ONCE + 50):
        a_list = outgoing(f"l{number}", f"1 Zoe Quillfeather {number}", place=STAFF_ROOM)
        journal.send(replace(a_list, readership=Readership.STAFF), NOW)
    journal.db.execute(
        "UPDATE outbox SET state = 'sent', ended_at = due_at, due_at = NULL WHERE key LIKE 'l_' OR key LIKE 'l__' OR key LIKE 'l___'"
    )


def test_lists_that_staff_were_shown_are_blanked_some_at_a_time_and_all_counted(
    store: OpenStore,
) -> None:
    tried = store.write_now(erase_to_undo)  # type: ignore[arg-type]
    before = tried["messages sent"] + tried.get(COPIES, 0)
    store.write_now(shown_lists)  # type: ignore[arg-type]
    found, steps, more = store.read_now(lambda journal: journal.traces_of(ZOE.id)), 0, True
    while more:
        found, more = store.write_now(lambda journal, known=found: journal.blank_lists(known, NOW))  # type: ignore[misc]
        steps += 1
        changed = store.read_now(
            lambda j: j.rows("SELECT count(*) FROM outbox WHERE message = ?", (GONE,))  # type: ignore[attr-defined]
        )
        assert changed[0][0] <= steps * AT_ONCE

    def finish(journal: StoredJournal) -> int:
        journal.erase_found(found)
        erased = journal.erase_person(ZOE.id, asked_by="lead", working_on="test:c9", at=NOW)
        return sum(erased.rows[name] for name in ("messages sent", COPIES))

    assert before + 2 * AT_ONCE + 50 == store.write_now(finish)  # type: ignore[arg-type]
    assert 3 == steps
    assert "Quillfeather" not in store.read_now(cells)  # type: ignore[arg-type]


def erase_to_undo(journal: StoredJournal) -> dict[str, int]:
    journal.db.execute("SAVEPOINT tried")
    rows = dict(erase(journal).rows)  # type: ignore[attr-defined]
    journal.db.execute("ROLLBACK TO tried")
    return rows
