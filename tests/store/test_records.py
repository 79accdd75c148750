"""What goes into the records comes out as it was."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.desk.nouns.conversation import Conversation, Offer
from bot.desk.nouns.file import File
from bot.desk.nouns.question import Feedback
from bot.desk.nouns.ticket import Happened, TicketState
from bot.errors import NotFound
from bot.store.carriers import CARRIERS
from bot.store.journal import StoredJournal
from bot.store.sqlite import in_memory
from knowledge.entry import Audience, Entry
from tests.store.examples import (
    ANA,
    ANAS_DM,
    BEN,
    NOW,
    SAM,
    STAFF_ROOM,
    a_promise,
    a_question,
    a_ticket,
    minutes,
)


def test_a_ticket_comes_back_as_it_was_saved(records: StoredJournal) -> None:
    ticket = records.add_ticket(
        a_ticket(
            files=(File(name="log.txt", link="https://example.org/log.txt"),),
            staff_room=STAFF_ROOM,
            card="c1",
            hold_until=NOW + timedelta(microseconds=1),
            escalated=True,
        )
    )

    assert ticket == records.ticket(ticket.number)


def test_numbers_start_at_one_and_are_never_used_again(records: StoredJournal) -> None:
    first = records.add_ticket(a_ticket())
    second = records.add_ticket(a_ticket())
    records.db.execute("DELETE FROM ticket WHERE number = ?", (second.number,))

    assert [first.number, second.number, records.add_ticket(a_ticket()).number] == [1, 2, 3]


def test_saving_changes_the_ticket_in_place(records: StoredJournal) -> None:
    ticket = records.add_ticket(a_ticket())
    closed = replace(ticket, state=TicketState.CLOSED, owner=None, alarm_at=None)
    records.save_ticket(closed)

    assert closed == records.ticket(ticket.number)
    assert records.open_tickets() == []


def test_what_is_not_there_is_not_found(records: StoredJournal) -> None:
    with pytest.raises(NotFound, match="There is no ticket 7"):
        records.ticket(7)
    with pytest.raises(NotFound):
        records.save_ticket(a_ticket(number=7))
    with pytest.raises(NotFound):
        records.question(7)
    with pytest.raises(NotFound):
        records.save_promise(a_promise(1, id=7))


def test_tickets_of_a_person_include_those_of_linked_identities(records: StoredJournal) -> None:
    mine = records.add_ticket(a_ticket())
    theirs = records.add_ticket(a_ticket(requester=BEN))
    records.add_ticket(a_ticket(requester=SAM))

    assert [mine] == records.tickets_of(ANA.id)

    records.link(BEN.id, ANA.id)

    assert [theirs, mine] == records.tickets_of(ANA.id)
    assert [theirs, mine] == records.tickets_of(BEN.id)
    assert (ANA.id, BEN.id) == records.identities(BEN.id)


def test_links_of_links_are_one_person(records: StoredJournal) -> None:
    records.link("test:1", "test:2")
    records.link("test:3", "test:4")
    records.link("test:2", "test:3")

    assert records.identities("test:1") == ("test:1", "test:2", "test:3", "test:4")


def test_a_card_s_thread_finds_its_ticket(records: StoredJournal) -> None:
    ticket = records.add_ticket(a_ticket(staff_room=STAFF_ROOM, card="c9"))

    assert ticket == records.ticket_of_card(replace(STAFF_ROOM, thread="c9"))
    assert records.ticket_of_card(STAFF_ROOM) is None
    assert records.ticket_of_card(replace(ANAS_DM, thread="c9")) is None


def test_a_message_finds_its_ticket_by_history(records: StoredJournal) -> None:
    ticket = records.add_ticket(a_ticket())
    happened = Happened(
        ticket=ticket.number, at=NOW, by=ANA.id, name="Ana", what="customer", message="test:m1"
    )
    records.add_happened(happened)

    assert ticket == records.ticket_of_message("test:m1")
    assert records.ticket_of_message("test:m2") is None
    assert records.ticket_of_message("") is None
    assert [happened] == records.history(ticket.number)


@pytest.mark.parametrize("sql", ["UPDATE history SET text = 'other'", "DELETE FROM history"])
def test_history_only_grows(records: StoredJournal, sql: str) -> None:
    ticket = records.add_ticket(a_ticket())
    records.add_happened(Happened(ticket=ticket.number, at=NOW, by="desk", name="", what="opened"))

    with pytest.raises(Exception, match="append-only"):
        records.db.execute(sql)


def test_questions_come_back_by_message_ticket_and_openness(records: StoredJournal) -> None:
    ticket = records.add_ticket(a_ticket())
    first = records.add_question(a_question(ticket=ticket.number, open=True))
    second = records.add_question(a_question(feedback=Feedback.SOLVED, feedback_at=NOW))
    other = records.add_question(a_question(message="test:m2", ask_at=NOW))

    assert [first, second] == records.questions_of("test:m1")
    assert [first] == records.ticket_questions(ticket.number)
    assert [first] == records.open_questions()
    assert other == records.question(other.id)

    answered = replace(first, open=False, told_entry="keys")
    records.save_question(answered)

    assert records.open_questions() == []
    assert answered == records.question(first.id)


def test_open_promises_come_the_earliest_due_first(records: StoredJournal) -> None:
    ticket = records.add_ticket(a_ticket())
    late = records.add_promise(a_promise(ticket.number, due_at=NOW + minutes(9)))
    soon = records.add_promise(a_promise(ticket.number, due_at=NOW + minutes(3)))

    assert [soon, late] == records.open_promises()
    assert [late, soon] == records.promises(ticket.number)


def test_a_conversation_is_fresh_until_saved(records: StoredJournal) -> None:
    fresh = records.conversation(ANAS_DM, ANA.id)
    spoken = replace(fresh, offers=(Offer(label="Yes", command="yes 1"),), quiet=True, ticket=1)
    records.save_conversation(spoken)

    assert Conversation(place=ANAS_DM, person=ANA.id) == fresh
    assert spoken == records.conversation(ANAS_DM, ANA.id)
    assert [spoken] == records.conversations_in(ANAS_DM)


def test_people_are_found_by_name_whatever_the_case(records: StoredJournal) -> None:
    records.save_person(replace(ANA, name="Änne"))
    records.save_person(BEN)
    records.save_person(replace(BEN, name="Benedikt"))

    assert [replace(ANA, name="Änne")] == records.find_people("@äNNE")
    assert [replace(BEN, name="Benedikt")] == records.find_people(BEN.id)
    assert records.find_people("ben") == []


def test_every_change_of_an_entry_is_a_version(records: StoredJournal) -> None:
    entry = Entry(
        id="keys",
        question="Lost keys?",
        answer="Ask at the door.",
        variants=("no key",),
        audience=Audience.STAFF,
        review_on=date(2027, 1, 1),
    )
    first = records.save_entry(entry, SAM, NOW, "new")
    second = records.save_entry(replace(entry, answer="Ring."), ANA, NOW + minutes(1), "shorter")

    assert (first.version, second.version) == (1, 2)
    assert second == records.entry("keys")
    assert [second] == records.entries()
    assert [
        (first, SAM, NOW, "new"),
        (second, ANA, NOW + minutes(1), "shorter"),
    ] == records.entry_versions("keys")
    assert records.entry("doors") is None


def test_a_platform_s_short_text_is_kept_under_its_name(records: StoredJournal) -> None:
    records.keep("discord.commands", "v1")
    records.keep("discord.commands", "v2")

    assert (records.kept("discord.commands"), records.kept("other")) == ("v2", "")


def test_messages_are_found_by_what_their_buttons_are_about_and_not_by_reading_all() -> None:
    """The index is of those with buttons only, and is used only where the question says so."""
    plan = in_memory().rows(f"EXPLAIN QUERY PLAN {CARRIERS}", ("ticket 1",))

    assert "outbox_about" in str(plan)
