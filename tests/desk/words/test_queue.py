"""The queue: what is taken first stands first, and no list is wider than a terminal."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.promise import Promise, PromiseKind
from bot.desk.nouns.ticket import Priority, Ticket, TicketState, Turn
from bot.desk.rules.lifecycle import turn
from bot.desk.words import queue
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms.plain import table_lines
from tests.desk.harness import ANA, BEN, MONDAY, SAM, Desk, a_policy

WORDS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=120)


TICKETS = st.builds(
    Ticket,
    number=st.integers(1, 99_999),
    state=st.sampled_from([each for each in TicketState if each is not TicketState.CLOSED]),
    requester=st.builds(Person, id=st.just("console:x"), name=WORDS),
    place=st.just(Place(platform="console", room="x")),
    text=WORDS,
    title=st.just("") | WORDS,
    tags=st.lists(st.from_regex(r"[a-z]{1,24}", fullmatch=True), max_size=8).map(tuple),
    opened_at=st.just(MONDAY),
    state_since=st.just(MONDAY),
    rung_at=st.just(MONDAY),
    owner=st.none() | st.builds(Person, id=st.just("console:staff:y"), name=WORDS),
    priority=st.sampled_from(list(Priority)),
)


DUE = st.none() | st.integers(-5000, 500_000).map(lambda m: MONDAY + timedelta(minutes=m))


LINED = st.lists(st.tuples(TICKETS, DUE), min_size=1, max_size=8)


@given(LINED, st.sampled_from(["en", "de"]))
def test_no_list_of_tickets_is_wider_than_a_terminal(
    lined: list[queue.Lined], language: str
) -> None:
    table = queue.table(lined, Wording(read_locales()), a_policy(language=language))

    assert max(map(len, table_lines(table))) <= queue.WIDTH


class Owed:
    """What the order asks of the records."""

    def __init__(self, promised: list[Promise]) -> None:
        self._promised = promised

    def open_promises(self) -> list[Promise]:
        return self._promised


@given(LINED)
def test_what_is_due_first_stands_first_and_the_customers_turn_last(
    made: list[queue.Lined],
) -> None:
    numbered = [(n, ticket, due) for n, (ticket, due) in enumerate(made, start=1)]
    tickets = [replace(ticket, number=n) for n, ticket, _ in numbered]
    owed = Owed([_promise(n, due) for n, _, due in numbered if due])

    lined = queue.in_line(owed, tickets)  # type: ignore[arg-type]

    theirs = [turn(ticket) is Turn.CUSTOMER for ticket, _ in lined]
    assert sorted(theirs) == theirs
    urgent = [ticket.priority is Priority.URGENT for ticket, _ in lined]
    assert sorted(urgent[: theirs.count(False)], reverse=True) == urgent[: theirs.count(False)]
    for (one, due), (other, later) in pairwise(lined):
        if Priority.URGENT in {one.priority, other.priority} and one.priority is not other.priority:
            continue
        if turn(one) is turn(other) and (due is None) is (later is None):
            assert due is None or later is None or due <= later
        elif turn(one) is turn(other):
            assert (due is None) is (turn(one) is Turn.OURS)


def _promise(number: int, due: object) -> Promise:
    return Promise(
        ticket=number,
        kind=PromiseKind.REPLY,
        to="console:x",
        made_at=MONDAY,
        made_by="desk",
        due_at=due,  # type: ignore[arg-type]
    )


def test_a_list_shows_what_a_ticket_is_about_and_not_that_a_person_was_wanted() -> None:
    desk = Desk()
    desk.say(ANA, "talk to a person")
    desk.say(ANA, "my lamp is broken")

    (told,) = desk.command(SAM, "queue")

    assert "my lamp is broken" in told
    assert "talk to a person" not in told.casefold()


def test_what_is_urgent_is_first_in_every_list_though_it_is_due_later() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship a purple harmonium to brazil?")
    desk.wait(timedelta(hours=1))
    desk.say(BEN, "my son cut his finger on your lamp, it is bleeding badly")

    for line in ("next", "queue", "due"):
        (told,) = desk.command(SAM, line)
        assert "harmonium" not in told.partition("my son")[0]
        assert "my son" in told
