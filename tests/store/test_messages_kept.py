"""What comes in and what goes out is kept as it was, once, in order, and for nobody else."""

import pytest

from bot.desk.nouns.file import File
from bot.desk.nouns.inbound import (
    Announced,
    Commanded,
    Deleted,
    Delivered,
    Does,
    Edited,
    Inbound,
    Published,
    Reacted,
    Recalled,
    Sign,
    Tasked,
)
from bot.desk.nouns.message import (
    Button,
    Fact,
    Facts,
    Fine,
    Markdown,
    Mention,
    Message,
    Moment,
    Outgoing,
    Pasted,
    Quote,
    Style,
    Table,
)
from bot.desk.nouns.place import Place
from bot.store.codec import inbound_in, inbound_out, message_in, message_out
from bot.store.journal import StoredJournal
from tests.store.examples import ANA, ANAS_DM, BEN, NOW, SAM, STAFF_ROOM, a_ticket, outgoing, said


def test_a_message_with_every_kind_of_part_comes_back_as_it_was() -> None:
    message = Message(
        kind="card",
        parts=(
            Fine(spans=("by ", Mention(person=ANA.id, name="Ana"), " at ", Moment(at=NOW))),
            Markdown(text="**hi**"),
            Pasted(text="  at main()\n\tE42"),
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
    Recalled(id="w", at=NOW, entry="keys", version=2, words="No.", by=SAM, after=7),
    Announced(id="i", at=NOW, incident=1, word=2, after=7),
    Tasked(id="t", at=NOW, question=7, does=Does.DECLINE, words="No.", by=SAM, left=("Zoe",)),
    Delivered(id="v", at=NOW, ticket=1, key="k", ok=False, reason="blocked"),
]


@pytest.mark.parametrize("inbound", INBOUND, ids=lambda each: type(each).__name__)
def test_whatever_comes_in_comes_back_as_it_was(inbound: Inbound) -> None:
    assert inbound == inbound_in(inbound_out(inbound))


def test_the_same_message_is_kept_once(records: StoredJournal) -> None:
    assert records.take_in(said(1), NOW)
    assert not records.take_in(said(1, "again"), NOW)
    assert [said(1)] == [row.inbound for row in records.waiting(ANAS_DM.key)]


def test_a_conversation_waits_in_the_platform_s_order(records: StoredJournal) -> None:
    for number in (3, 1, 2):
        records.take_in(said(number), NOW)

    waiting = [row.inbound.id for row in records.waiting(ANAS_DM.key)]

    assert waiting == ["test:m1", "test:m2", "test:m3"]


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
    records: StoredJournal, name: str
) -> None:
    ticket = records.add_ticket(a_ticket())

    with pytest.raises(Exception, match="own conversation or person"):
        records.send(leaks(ticket.number)[name], NOW)


def test_a_customer_s_message_may_go_to_another_private_place_of_theirs(
    records: StoredJournal,
) -> None:
    ticket = records.add_ticket(a_ticket(place=Place(platform="test", room="hall", thread="1")))
    records.send(outgoing("a", ticket=ticket.number, to=ANA.id), NOW)
    records.link(BEN.id, ANA.id)
    records.send(outgoing("b", ticket=ticket.number, to=BEN.id), NOW)

    assert records.rows("SELECT count(*) FROM outbox")[0][0] == 2


def test_where_a_queued_message_goes_can_t_be_changed(records: StoredJournal) -> None:
    records.send(outgoing("a"), NOW)

    with pytest.raises(Exception, match="is not changed"):
        records.db.execute("UPDATE outbox SET place_key = 'x'")
    with pytest.raises(Exception, match="only to that customer"):
        records.reroute("a", STAFF_ROOM)


def test_what_was_said_besides_is_all_of_a_burst_by_the_name_that_it_was_heard_under(
    records: StoredJournal,
) -> None:
    for number, outcome in ((1, "joined"), (2, "overheard"), (3, "small_talk")):
        heard = said(number, f"words {number}")
        records.take_in(heard, NOW)
        records.finish(heard.id, outcome, NOW)
    last = said(4, "no outcome yet")
    records.take_in(last, NOW)

    found = records.said_besides(last.place, last.by.id, None, 50)

    assert [("words 1", said(2).id), ("words 2", said(2).id), ("words 3", said(3).id)] == [
        (each.words, each.message) for each in found
    ]
