"""What was kept long enough goes, what is open stays, and nobody waits for it."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from bot.desk.nouns.absence import Absence
from bot.desk.nouns.block import Block
from bot.desk.nouns.incident import IncidentWord, WordKind
from bot.desk.nouns.ticket import Ending, Happened, TicketState
from bot.desk.ports.journal import Journal
from bot.desk.ports.scans import ScanPoint
from bot.desk.verbs import live
from bot.store import Keeping, OpenStore, SqliteStore, audit, sweep
from bot.store.journal import StoredJournal
from bot.store.postgres.store import PostgresStore
from knowledge.entry import Enclosure, Entry
from tests.store.examples import (
    ANA,
    ANAS_DM,
    BEN,
    NOW,
    a_promise,
    a_question,
    a_ticket,
    an_incident,
    outgoing,
    said,
)

DAY = timedelta(days=1)
KEEPING = Keeping(questions=90 * DAY, tickets=90 * DAY, inbox=30 * DAY, outbox=30 * DAY)
LATER = NOW + 100 * DAY


@pytest.fixture
def store(either: OpenStore) -> OpenStore:
    return either


def closed(journal: StoredJournal, text: str) -> int:
    ticket = journal.add_ticket(
        a_ticket(
            text=text,
            state=TicketState.CLOSED,
            ending=Ending.CONFIRMED,
            closed_at=NOW,
            alarm_at=None,
        )
    )
    journal.add_happened(
        Happened(ticket=ticket.number, at=NOW, by=ANA.id, name="Ana", what="asked", text=text)
    )
    return ticket.number


def worked_on(journal: StoredJournal, number: int) -> None:
    journal.take_in(said(number), NOW)
    journal.finish(f"test:m{number}", "answer", NOW)


async def test_closed_tickets_lose_their_words_and_keep_their_place(store: OpenStore) -> None:
    number = store.write_now(lambda journal: closed(journal, "my words"))  # type: ignore[arg-type]
    await sweep(store, KEEPING, LATER)
    ticket = store.read_now(lambda journal: journal.ticket(number))
    lines = store.read_now(lambda journal: journal.history(number))

    assert (ticket.text, ticket.requester.name, ticket.ending) == (
        "[erased]",
        "[erased]",
        Ending.CONFIRMED,
    )
    assert [(line.what, line.text) for line in lines] == [("asked", "[erased]")]


async def test_what_is_open_is_never_touched(store: OpenStore) -> None:
    def fill(journal: StoredJournal) -> None:
        ticket = journal.add_ticket(a_ticket(text="still open"))
        journal.add_promise(a_promise(ticket.number))
        journal.add_question(a_question(text="of an open ticket", ticket=ticket.number))
        journal.add_question(a_question(text="nobody answered", open=True))
        journal.add_question(a_question(text="to be asked about", ask_at=LATER + DAY))
        journal.take_in(said(1, "not worked on yet"), NOW)
        journal.send(outgoing("not out yet"), NOW)
        issue = journal.add_incident(an_incident())
        journal.add_question(a_question(text="can't log in", incident=issue.number))

    store.write_now(fill)  # type: ignore[arg-type]
    counts = await sweep(store, KEEPING, LATER)

    assert set(counts.values()) == {0}


async def test_known_issues_that_are_over_lose_their_words(store: OpenStore) -> None:
    def fill(journal: StoredJournal) -> None:
        issue = journal.add_incident(an_incident(ended_at=NOW, alarm_at=None))
        word = IncidentWord(
            incident=issue.number, at=NOW, by=ANA, kind=WordKind.NOTE, text="my words"
        )
        journal.add_incident_word(word)

    store.write_now(fill)  # type: ignore[arg-type]
    await sweep(store, KEEPING, LATER)
    issue = store.read_now(lambda journal: journal.incident(1))
    [word] = store.read_now(lambda journal: journal.incident_words(1))

    assert ("[erased]", "[erased]", ()) == (issue.name, issue.told, issue.phrasings)
    assert ("[erased]", "[erased]") == (issue.by.name, word.text)


async def test_names_go_with_the_last_of_what_was_said(store: OpenStore) -> None:
    def meets(journal: Journal) -> None:
        for person in (ANA, BEN):
            journal.save_person(person)
        journal.take_in(said(1, by=ANA), NOW)
        journal.finish("test:m1", "answer", NOW)
        journal.take_in(said(2, by=BEN), NOW + 90 * DAY)
        journal.finish("test:m2", "answer", NOW + 90 * DAY)

    store.write_now(meets)
    counts = await sweep(store, KEEPING, LATER)
    known = store.read_now(lambda journal: [journal.person(p.id) for p in (ANA, BEN)])

    assert 1 == counts["people"]
    assert [None, BEN] == known


async def test_questions_keep_what_is_counted(store: OpenStore) -> None:
    number = store.write_now(lambda journal: journal.add_question(a_question())).id
    await sweep(store, KEEPING, LATER)
    after = store.read_now(lambda journal: journal.question(number))

    assert (after.text, after.by.id, after.by.name) == ("[erased]", ANA.id, "[erased]")
    assert (after.outcome, after.shown) == (a_question().outcome, ("keys",))


async def test_what_is_kept_for_ever_stays(store: OpenStore) -> None:
    store.write_now(lambda journal: closed(journal, "my words"))  # type: ignore[arg-type]

    assert await sweep(store, Keeping(), LATER) == {}


async def test_sent_messages_go(store: OpenStore) -> None:
    def send(journal: StoredJournal) -> None:
        for key in "abc":
            journal.send(outgoing(key), NOW)
            leaving = journal.next_to_send("test:w:ana", NOW)
            assert leaving
            journal.mark_sent(leaving, ANAS_DM, f"p{key}", NOW)

    store.write_now(send)  # type: ignore[arg-type]
    counts = await sweep(store, KEEPING, LATER)

    assert counts["outbox"] == 3


async def test_a_message_that_is_still_edited_where_it_stands_stays(store: OpenStore) -> None:
    def send(journal: StoredJournal) -> None:
        for key in ("live", "live:1", "over"):
            journal.send(outgoing(key), NOW)
            leaving = journal.next_to_send("test:w:ana", NOW)
            assert leaving
            journal.mark_sent(leaving, ANAS_DM, f"p{key}", NOW)
        journal.keep(live.KEPT, "test\tw/staff\tlive\tlooks\t1")

    store.write_now(send)  # type: ignore[arg-type]
    await sweep(store, KEEPING, LATER)
    left = store.read_now(lambda journal: journal.rows("SELECT key FROM outbox"))  # type: ignore[attr-defined]

    assert [("live",)] == left


async def test_a_message_that_history_can_still_show_stays_known(store: OpenStore) -> None:
    """A bot that was away for long scans from where it stopped: nothing may look new by then."""

    def fill(journal: StoredJournal) -> None:
        worked_on(journal, 1)
        journal.scanned(ScanPoint(place=ANAS_DM, first_seen=NOW, through=NOW))

    store.write_now(fill)  # type: ignore[arg-type]
    first = await sweep(store, KEEPING, LATER)
    fresh = store.write_now(lambda journal: journal.take_in(said(1), LATER))
    store.write_now(
        lambda journal: journal.scanned(ScanPoint(place=ANAS_DM, first_seen=NOW, through=LATER))
    )
    second = await sweep(store, KEEPING, LATER)

    assert (first["inbox"], first["inbox ids"], fresh) == (1, 0, False)
    assert second["inbox ids"] == 1


async def test_thousands_go_a_few_at_a_time_and_the_books_agree(store: OpenStore) -> None:
    def fill(journal: StoredJournal) -> None:
        for number in range(2000):
            worked_on(journal, number)
        for number in range(200):
            closed(journal, f"words {number}")

    store.write_now(fill)  # type: ignore[arg-type]
    either = cast("SqliteStore | PostgresStore", store)
    before = either.commits
    counts = await sweep(store, KEEPING, LATER)
    findings = store.read_now(lambda journal: audit(journal, LATER))

    assert (counts["inbox"], counts["inbox ids"], counts["tickets"]) == (2000, 2000, 200)
    assert either.commits - before >= 4200 // 50
    assert findings == []


async def test_a_ticket_opened_and_closed_again_loses_its_new_words(store: OpenStore) -> None:
    number = store.write_now(lambda journal: closed(journal, "my words"))  # type: ignore[arg-type]
    await sweep(store, KEEPING, LATER)
    line = Happened(ticket=number, at=NOW, by=ANA.id, name="Ana", what="customer", text="more")
    store.write_now(lambda journal: journal.add_happened(line))
    counts = await sweep(store, KEEPING, LATER)

    assert counts["tickets"] == 1


async def test_a_block_goes_when_it_is_long_over_and_keeps_a_name_until_then(
    store: OpenStore,
) -> None:
    def fill(journal: StoredJournal) -> None:
        for each in (ANA, BEN):
            journal.save_person(each)
        stands = Block(person=ANA, reason="spam", by=BEN, at=NOW)
        journal.add_block(stands)
        for over in ({"until": NOW + DAY}, {"ended_at": NOW + DAY, "ended_by": ANA}):
            journal.add_block(replace(stands, person=replace(BEN, id=f"test:{over!r}"), **over))
        journal.add_block(replace(stands, person=BEN, until=LATER - DAY))

        for until in (NOW + DAY, LATER - DAY):
            away = Absence(person=ANA, at=NOW, since=NOW, until=until)
            journal.add_absence(replace(away, person=replace(ANA, id=f"test:{until!r}")))

    store.write_now(fill)  # type: ignore[arg-type]
    counts = await sweep(store, KEEPING, LATER)
    left = store.read_now(lambda journal: [journal.blocks_of(each.id) for each in (ANA, BEN)])
    known = store.read_now(lambda journal: [journal.person(each.id) for each in (ANA, BEN)])

    assert (2, 1) == (counts["blocks"], counts["absences"])
    assert [1, 1] == [len(each) for each in left]
    assert [ANA, BEN] == known


async def test_what_went_with_answers_goes_once_none_of_late_names_it(store: OpenStore) -> None:
    marks = ["a" * 64, "b" * 64, "c" * 64]
    named = [(Enclosure(name="f.png", mark=each, size=1),) for each in marks]
    entry = Entry(id="map", question="Where?", answer="Here.", files=named[0])

    def write(journal: StoredJournal) -> None:
        for mark in marks:
            journal.keep_file(mark, b"1")
        journal.save_entry(entry, BEN, NOW, "added")
        journal.save_entry(replace(entry, files=named[1]), BEN, NOW + 50 * DAY, "files changed")
        journal.save_entry(replace(entry, files=named[2]), BEN, NOW + 51 * DAY, "files changed")

    store.write_now(write)  # type: ignore[arg-type]
    counts = await sweep(store, KEEPING, LATER)
    left = await store.read(lambda journal: [journal.kept_file(each) for each in marks])

    assert 1 == counts["files of answers"]
    assert [b"", b"1", b"1"] == left


async def test_a_file_that_is_on_its_way_stays(store: OpenStore) -> None:
    file = Enclosure(name="f.png", mark="d" * 64, size=1)

    def send(journal: StoredJournal) -> None:
        journal.keep_file(file.mark, b"1")
        waiting = outgoing("with-it")
        journal.send(replace(waiting, message=replace(waiting.message, encloses=(file,))), NOW)

    store.write_now(send)  # type: ignore[arg-type]
    await sweep(store, KEEPING, LATER)

    assert b"1" == await store.read(lambda journal: journal.kept_file(file.mark))
