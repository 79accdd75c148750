"""What goes into the records comes out as it was."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.desk.inbound import (
    Commanded,
    Deleted,
    Delivered,
    Edited,
    File,
    Inbound,
    Place,
    Published,
    Reacted,
    Sign,
)
from bot.desk.message import (
    Button,
    Fact,
    Facts,
    Fine,
    Markdown,
    Mention,
    Message,
    Moment,
    Outgoing,
    Quote,
    Style,
    Table,
)
from bot.desk.model import Conversation, Feedback, Happened, Offer, OutcomeKind, TicketState
from bot.errors import NotFound
from bot.store import in_memory
from bot.store.codec import inbound_in, inbound_out, message_in, message_out
from bot.store.journal import SqliteJournal
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
    outgoing,
    said,
)


@pytest.fixture
def records() -> SqliteJournal:
    return in_memory()


def test_a_ticket_comes_back_as_it_was_saved(records: SqliteJournal) -> None:
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


def test_numbers_start_at_one_and_are_never_used_again(records: SqliteJournal) -> None:
    first = records.add_ticket(a_ticket())
    second = records.add_ticket(a_ticket())
    records.db.table("ticket").delete(second.number)

    assert [first.number, second.number, records.add_ticket(a_ticket()).number] == [1, 2, 3]


def test_saving_changes_the_ticket_in_place(records: SqliteJournal) -> None:
    ticket = records.add_ticket(a_ticket())
    closed = replace(ticket, state=TicketState.CLOSED, owner=None, alarm_at=None)
    records.save_ticket(closed)

    assert closed == records.ticket(ticket.number)
    assert records.open_tickets() == []


def test_what_is_not_there_is_not_found(records: SqliteJournal) -> None:
    with pytest.raises(NotFound, match="There is no ticket 7"):
        records.ticket(7)
    with pytest.raises(NotFound):
        records.save_ticket(a_ticket(number=7))
    with pytest.raises(NotFound):
        records.question(7)
    with pytest.raises(NotFound):
        records.save_promise(a_promise(1, id=7))


def test_tickets_of_a_person_include_those_of_linked_identities(records: SqliteJournal) -> None:
    mine = records.add_ticket(a_ticket())
    theirs = records.add_ticket(a_ticket(requester=BEN))
    records.add_ticket(a_ticket(requester=SAM))

    assert [mine] == records.tickets_of(ANA.id)

    records.link(BEN.id, ANA.id)

    assert [theirs, mine] == records.tickets_of(ANA.id)
    assert [theirs, mine] == records.tickets_of(BEN.id)
    assert (ANA.id, BEN.id) == records.identities(BEN.id)


def test_links_of_links_are_one_person(records: SqliteJournal) -> None:
    records.link("test:1", "test:2")
    records.link("test:3", "test:4")
    records.link("test:2", "test:3")

    assert records.identities("test:1") == ("test:1", "test:2", "test:3", "test:4")


def test_a_card_s_thread_finds_its_ticket(records: SqliteJournal) -> None:
    ticket = records.add_ticket(a_ticket(staff_room=STAFF_ROOM, card="c9"))

    assert ticket == records.ticket_of_card(replace(STAFF_ROOM, thread="c9"))
    assert records.ticket_of_card(STAFF_ROOM) is None
    assert records.ticket_of_card(replace(ANAS_DM, thread="c9")) is None


def test_a_message_finds_its_ticket_by_history(records: SqliteJournal) -> None:
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
def test_history_only_grows(records: SqliteJournal, sql: str) -> None:
    ticket = records.add_ticket(a_ticket())
    records.add_happened(Happened(ticket=ticket.number, at=NOW, by="desk", name="", what="opened"))

    with pytest.raises(Exception, match="append-only"):
        records.db.execute(sql)


def test_questions_come_back_by_message_ticket_and_openness(records: SqliteJournal) -> None:
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


def test_open_promises_come_the_earliest_due_first(records: SqliteJournal) -> None:
    ticket = records.add_ticket(a_ticket())
    late = records.add_promise(a_promise(ticket.number, due_at=NOW + minutes(9)))
    soon = records.add_promise(a_promise(ticket.number, due_at=NOW + minutes(3)))

    assert [soon, late] == records.open_promises()
    assert [late, soon] == records.promises(ticket.number)


def test_a_conversation_is_fresh_until_saved(records: SqliteJournal) -> None:
    fresh = records.conversation(ANAS_DM, ANA.id)
    spoken = replace(fresh, offers=(Offer(label="Yes", command="yes 1"),), quiet=True, ticket=1)
    records.save_conversation(spoken)

    assert Conversation(place=ANAS_DM, person=ANA.id) == fresh
    assert spoken == records.conversation(ANAS_DM, ANA.id)
    assert [spoken] == records.conversations_in(ANAS_DM)


def test_people_are_found_by_name_whatever_the_case(records: SqliteJournal) -> None:
    records.save_person(replace(ANA, name="Änne"))
    records.save_person(BEN)
    records.save_person(replace(BEN, name="Benedikt"))

    assert [replace(ANA, name="Änne")] == records.find_people("@äNNE")
    assert [replace(BEN, name="Benedikt")] == records.find_people(BEN.id)
    assert records.find_people("ben") == []


def test_every_change_of_an_entry_is_a_version(records: SqliteJournal) -> None:
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


def test_a_report_counts_what_fell_into_its_span(records: SqliteJournal) -> None:
    records.add_ticket(a_ticket(first_response_at=NOW + minutes(5)))
    records.add_ticket(a_ticket(opened_at=NOW - minutes(1)))
    records.add_question(a_question())
    records.add_question(
        a_question(feedback=Feedback.NOT_SOLVED, feedback_at=NOW, outcome=OutcomeKind.ANSWER)
    )
    records.add_question(a_question(outcome=OutcomeKind.DONT_KNOW, shown=()))
    records.save_entry(Entry(id="e", question="Title", answer="A"), SAM, NOW, "")

    counts = records.counts(NOW, NOW + minutes(10))

    assert (counts.questions, counts.answered, counts.unknown, counts.choices) == (3, 2, 1, 0)
    assert (counts.not_solved, counts.solved, counts.tickets) == (1, 0, 1)
    assert ((NOW, NOW + minutes(5)),) == counts.first_replies
    assert counts.entries_added == (("Title", "Sam"),)
    assert counts.wrong_answers == (("Where are my keys?", "Lost keys"),)
    assert [(NOW, NOW + minutes(5))] == records.reply_times()


def test_a_message_with_every_kind_of_part_comes_back_as_it_was() -> None:
    message = Message(
        kind="card",
        parts=(
            Fine(spans=("by ", Mention(person=ANA.id, name="Ana"), " at ", Moment(at=NOW))),
            Markdown(text="**hi**"),
            Quote(text="“ünïcode” \x00 🙂", by="Ana"),
            Facts(rows=(Fact(label="Due", spans=(Moment(at=NOW),)),)),
            Table(head=("a",), rows=(("1",), ("2",))),
        ),
        buttons=(Button(label="Take", command="claim 1", style=Style.PRIMARY, number=1),),
    )

    assert message == message_in(message_out(message))


INBOUND: list[Inbound] = [
    said(1, "x" * 9000, files=(File(name="a", link="b"),), joined=("m0",), secrets=("token",)),
    Commanded(id="c", at=NOW, by=ANA, place=ANAS_DM, line="claim 1", fields={"why": "me"}),
    Edited(id="e", at=NOW, by=ANA, place=ANAS_DM, message="m", text="t"),
    Deleted(id="d", at=NOW, place=ANAS_DM, message="m"),
    Reacted(id="r", at=NOW, by=SAM, place=STAFF_ROOM, message="m", sign=Sign.DONE),
    Published(id="p", at=NOW, entry="keys", by=SAM),
    Delivered(id="v", at=NOW, ticket=1, key="k", ok=False, reason="blocked"),
]


@pytest.mark.parametrize("inbound", INBOUND, ids=lambda each: type(each).__name__)
def test_whatever_comes_in_comes_back_as_it_was(inbound: Inbound) -> None:
    assert inbound == inbound_in(inbound_out(inbound))


def test_the_same_message_is_kept_once(records: SqliteJournal) -> None:
    assert records.take_in(said(1), NOW)
    assert not records.take_in(said(1, "again"), NOW)
    assert [said(1)] == [row.inbound for row in records.waiting(ANAS_DM.key)]


def test_a_conversation_waits_in_the_platform_s_order(records: SqliteJournal) -> None:
    for number in (3, 1, 2):
        records.take_in(said(number), NOW)

    waiting = [row.inbound.id for row in records.waiting(ANAS_DM.key)]

    assert waiting == ["test:m1", "test:m2", "test:m3"]


def test_a_platform_s_short_text_is_kept_under_its_name(records: SqliteJournal) -> None:
    records.keep("discord.commands", "v1")
    records.keep("discord.commands", "v2")

    assert (records.kept("discord.commands"), records.kept("other")) == ("v2", "")


def leaks(ticket: int) -> dict[str, Outgoing]:
    elsewhere = Place(platform="test", workspace="w", room="ben", private=True)
    public = Place(platform="test", workspace="w", room="hall")
    return {
        "another's DM": outgoing("k", place=elsewhere, ticket=ticket),
        "another's DM, addressed to them": outgoing("k", place=elsewhere, ticket=ticket, to=BEN.id),
        "a public room": outgoing("k", place=public, ticket=ticket, to=ANA.id),
        "the staff room": outgoing("k", place=STAFF_ROOM, ticket=ticket),
    }


@pytest.mark.parametrize("name", leaks(1))
def test_a_customer_s_message_can_t_be_queued_for_somewhere_else(
    records: SqliteJournal, name: str
) -> None:
    ticket = records.add_ticket(a_ticket())

    with pytest.raises(Exception, match="own conversation or person"):
        records.send(leaks(ticket.number)[name], NOW)


def test_a_customer_s_message_may_go_to_another_private_place_of_theirs(
    records: SqliteJournal,
) -> None:
    ticket = records.add_ticket(a_ticket(place=Place(platform="test", room="hall", thread="1")))
    records.send(outgoing("a", ticket=ticket.number, to=ANA.id), NOW)
    records.link(BEN.id, ANA.id)
    records.send(outgoing("b", ticket=ticket.number, to=BEN.id), NOW)

    assert records.db.table("outbox").count == 2


def test_where_a_queued_message_goes_can_t_be_changed(records: SqliteJournal) -> None:
    records.send(outgoing("a"), NOW)

    with pytest.raises(Exception, match="is not changed"):
        records.db.execute("UPDATE outbox SET place_key = 'x'")
    with pytest.raises(Exception, match="only to that customer"):
        records.reroute("a", STAFF_ROOM)
