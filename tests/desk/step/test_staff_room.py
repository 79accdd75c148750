"""The team's room may change: what is told to the team goes where the team is now, and only there."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.inbound import Returned
from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind, Table
from bot.desk.nouns.person import Person
from bot.platforms import plain
from tests.desk.harness import ANA, BEN, SAM, STAFF_ROOM, Desk, a_policy

NEW_ROOM = replace(STAFF_ROOM, room="new-staff")


def _moved() -> Desk:
    """A desk with a ticket, whose team then works elsewhere."""
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.desk.staff_rooms = {"": NEW_ROOM}
    desk.sent.clear()
    return desk


def _rooms(desk: Desk) -> set[str]:
    return {out.place.room for out, _ in desk.sent if out.readership is Readership.STAFF}


def test_what_a_customer_adds_is_shown_in_the_new_room_alone() -> None:
    desk = _moved()
    desk.say(ANA, "and to peru, with the blue sofa?")

    assert {"new-staff"} == _rooms(desk)
    assert NEW_ROOM == desk.ticket().staff_room


def test_a_reminder_goes_to_the_new_room_with_a_card() -> None:
    desk = _moved()
    desk.wait(timedelta(days=1))

    assert {"new-staff"} == _rooms(desk)
    assert "card" in desk.to_staff()


def test_a_ticket_is_worked_on_in_the_new_room() -> None:
    desk = _moved()
    desk.command(SAM, "claim 1", place=NEW_ROOM)
    desk.command(SAM, "reply 1 We do.", place=NEW_ROOM)

    assert isinstance(desk.ticket().owner, Person)
    assert {"new-staff"} == _rooms(desk)


# The room is people's: what time has to say stands in lists, one of each a day.


def person(number: int) -> Person:
    return Person(id=f"console:p{number}", name=f"p{number}")


def table_of(message: Message) -> Table:
    return next(part for part in message.parts if isinstance(part, Table))


def _posts(desk: Desk) -> list[Outgoing]:
    """What stands in the room and in its threads, each card once."""
    shown = [
        out
        for out, _ in desk.sent
        if out.readership is Readership.STAFF and out.kind is not SendKind.PRIVATE
    ]
    cards = {out.ticket: out for out in shown if out.kind is SendKind.CARD}
    return [*cards.values(), *(out for out in shown if out.kind is not SendKind.CARD)]


@pytest.mark.parametrize("line", ["", "claim {n}"])
def test_fifteen_quiet_tickets_over_five_days_make_forty_posts_at_most(line: str) -> None:
    desk = Desk()
    for number in range(1, 16):
        desk.say(person(number), f"do you ship a sofa of type {number} to brazil?")
        if line:
            desk.command(SAM, line.format(n=number))
    desk.wait(timedelta(days=5))

    assert 15 == len({out.ticket for out in _posts(desk) if out.ticket})
    assert 40 >= len(_posts(desk))


LINES = st.sampled_from(["", "claim 1", "release 1", "promise 1 3h", "hold 1 1d parts", "note 1 x"])


@settings(max_examples=25, deadline=None)
@given(st.lists(LINES, max_size=8))
def test_time_posts_into_a_tickets_thread_once_a_day(lines: list[str]) -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    days: dict[str, int] = {}
    for line in lines:
        if line:
            desk.command(SAM, line)
        for _ in range(8):
            before = len(desk.sent)
            desk.wait(timedelta(hours=3))
            day = desk.now.date().isoformat()
            said = [o for o, m in desk.sent[before:] if o.under_card and m.kind in BY_TIME]
            days[day] = days.get(day, 0) + len(said)

    assert 1 >= max(days.values(), default=0)


BY_TIME = {"staff_remind", "staff_nudge", "staff_hold_over", "staff_lapsed", "staff_slipped"}


def test_the_lists_say_how_a_ticket_stands_once_it_is_taken_or_answered() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.wait(timedelta(hours=3, minutes=55))
    (due,) = [message for _, message in desk.sent if message.kind == "staff_due"]
    assert "nobody yet" in plain.text(due, plain.clock)

    desk.command(SAM, "claim 1")
    assert "Sam" in plain.text(desk.edits[-1][1], plain.clock)

    desk.command(SAM, "reply 1 Yes, we do.")
    assert "Nothing any more." in plain.text(desk.edits[-1][1], plain.clock)


def test_a_room_that_refused_the_list_gets_it_anew() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.say(BEN, "do you ship to chile?")
    desk.refuse_kinds = {"staff_due"}
    desk.wait(timedelta(hours=3, minutes=35))
    assert "staff_due" not in desk.to_staff()

    desk.refuse_kinds = set()
    desk.wait(timedelta(minutes=20))

    assert "staff_due" in desk.to_staff()


def test_leads_are_called_once_a_day_with_all_that_waits() -> None:
    desk = Desk()
    for number in range(1, 6):
        desk.say(person(number), f"do you ship a sofa of type {number} to brazil?")
    desk.wait(timedelta(days=4))

    days = [out.key[:16] for out, message in desk.sent if message.kind == "staff_leads"]
    assert sorted(set(days)) == days
    last = [message for _, message in desk.edits if message.kind == "staff_leads"][-1]
    assert {"1", "2", "3", "4", "5"} == {row[0] for row in table_of(last).rows}


def test_no_words_of_customers_stand_in_the_lists() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship xylophones to brazil?")
    desk.wait(timedelta(days=3))

    listed = [m for _, m in desk.sent if m.kind in {"staff_due", "staff_leads"}]
    assert listed
    assert not [m for m in listed if "xylophone" in plain.text(m, plain.clock)]


def test_a_ticket_that_time_closed_and_a_customer_opened_gets_no_second_post_that_day() -> None:
    desk = Desk(policy=a_policy("always"))
    desk.say(ANA, "do you ship to brazil?")
    desk.command(SAM, "reply 1 We do.")
    while desk.ticket().is_open:
        desk.wait(timedelta(hours=1))
    desk.say(ANA, "it never came, please look again")
    desk.command(SAM, "claim 1")
    before = len(desk.to_staff())

    desk.wait(timedelta(hours=10))

    posts = desk.to_staff()[before:]
    assert [] == [kind for kind in posts if kind in {"staff_nudge", "staff_remind"}]


def _let_in(desk: Desk) -> list[str]:
    """The bot may write in the room again, and looks what is missing there; what was said then."""
    desk.refuse_kinds.clear()
    before = len(desk.to_staff())
    key = f"in {len(desk.sent)} {before}"
    desk.journal.enqueue(Returned(id=key, at=desk.now, place=STAFF_ROOM))
    desk.settle()
    return desk.to_staff()[before:]


@pytest.mark.parametrize("nudges", [0, 1, 2])
def test_words_refused_below_a_card_are_named_once_though_nudges_came_since(nudges: int) -> None:
    desk = Desk()
    desk.say(ANA, "do you tune zithers?")
    desk.command(SAM, "claim 1")
    desk.refuse_kinds.add("staff_customer")
    desk.say(ANA, "it is an old zither, with a crack")
    desk.refuse_kinds.clear()
    for _ in range(nudges):
        desk.wait(timedelta(days=1))

    assert ["staff_missed"] == _let_in(desk)
    assert [] == _let_in(desk)
    desk.refuse_kinds.add("staff_customer")
    desk.say(ANA, "and a torn string")
    assert ["staff_missed"] == _let_in(desk)
