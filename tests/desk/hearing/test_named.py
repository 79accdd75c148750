"""What is said of a ticket by its number: heard wherever its customer says it, by nobody else."""

from itertools import product

import pytest

from bot.desk.nouns.message import SendKind
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ending, TicketState
from tests.desk.harness import ANA, BEN, SAM, Desk

HALL = Place(platform="console", room="hall")
TITLE = "my sofa has three legs"
SAYS = {
    "whats happening with ticket 1?": "news_new",
    "any news about my ticket #1?": "news_new",
    "hurry up with ticket 1": "news_new",
    "is ticket 1 solved?": "news_new",
    "was ist mit Ticket 1?": "news_new",
    "reopen ticket 1": "news_new",
    "please cancel my ticket 1": "withdrawn",
    "i don't need ticket no. 1 anymore": "withdrawn",
    "thank you, ticket 1 is solved": "withdrawn",
    "ticket 1 is urgent": "urgent_noted",
    "ticket 1 is not solved": "added",
    "i need a person for ticket 1": "person_already",
    "i also sent the receipt for ticket 1": "added",
    "thanks for your help with ticket 1": "thanks",
}


def asked_in(place: Place | None) -> Desk:
    desk = Desk()
    desk.say(ANA, TITLE, place=place)
    return desk


def customers(desk: Desk, before: int) -> list[tuple[str, str, SendKind]]:
    """Kind, place and way of what customers were told since."""
    return [
        (message.kind, out.place.key, out.kind)
        for out, message in desk.sent[before:]
        if out.readership.value == "customer"
    ]


@pytest.mark.parametrize("words", SAYS)
@pytest.mark.parametrize(("where", "there"), list(product([None, HALL], [None, HALL])))
def test_its_customer_is_heard_anywhere(
    words: str, where: Place | None, there: Place | None
) -> None:
    desk = asked_in(there)
    before = len(desk.sent)

    desk.say(ANA, words, place=where)

    told = customers(desk, before)
    spoken = where or Place(platform="console", room="ana", private=True)
    assert SAYS[words] == told[0][0]
    assert spoken.key in {place for _, place, _ in told}, "no silence where it was said"
    assert [1] == [each.number for each in desk.journal.tickets_of(ANA.id)]
    if where and not there:
        in_the_open = [kind for kind, place, way in told if place == HALL.key]
        ways = {way for _, place, way in told if place == HALL.key}
        assert ways == {SendKind.PRIVATE} or in_the_open == ["thanks"]


@pytest.mark.parametrize("words", [each for each in SAYS if SAYS[each] != "added"])
@pytest.mark.parametrize("who", [BEN])
@pytest.mark.parametrize(("where", "there"), list(product([None, HALL], [None, HALL])))
def test_nobody_else_learns_or_does_a_thing(
    words: str, who: Person, where: Place | None, there: Place | None
) -> None:
    desk, empty = asked_in(there), Desk()
    before, state = len(desk.sent), desk.ticket()

    said = desk.say(who, words, place=where)

    assert empty.say(who, words, place=where) == said, "as if there were no such ticket"
    assert state == desk.ticket()
    assert [SendKind.PRIVATE] == [way for *_, way in customers(desk, before)]
    assert not desk.journal.tickets_of(who.id)


def test_without_a_number_news_of_what_was_asked_elsewhere_is_told_to_its_customer_alone() -> None:
    desk = asked_in(None)
    before = len(desk.sent)

    desk.say(ANA, "any news about my sofa?", place=HALL)

    assert [("news_new", HALL.key, SendKind.PRIVATE)] == customers(desk, before)


@pytest.mark.parametrize(
    ("words", "ending", "state"),
    [
        ("ticket 1 works now, thanks", Ending.CONFIRMED, TicketState.CLOSED),
        ("ticket 1 still doesn't work", None, TicketState.OPEN),
    ],
)
def test_after_a_reply_it_is_the_customers_word(
    words: str, ending: Ending | None, state: TicketState
) -> None:
    desk = asked_in(None)
    desk.command(SAM, "claim 1")
    desk.command(SAM, "reply 1 Turn it over.")

    desk.say(ANA, words, place=HALL)

    assert (ending, state) == (desk.ticket().ending, desk.ticket().state)


@pytest.mark.parametrize("words", ["please reopen ticket 1", "bitte Ticket 1 wieder öffnen"])
def test_a_closed_one_is_reopened_by_its_number(words: str) -> None:
    desk = asked_in(None)
    desk.command(ANA, "nevermind 1")

    desk.say(ANA, words, place=HALL)

    assert desk.ticket().is_open


def test_staff_who_ask_after_a_customers_ticket_get_its_card() -> None:
    desk = asked_in(None)
    room = Place(platform="console", room="sam", private=True)

    [told] = desk.say(SAM, "whats happening with ticket 1?", place=room)

    assert TITLE in told


@pytest.mark.parametrize("words", ["what's happening with order #1", "cancel order #1"])
def test_another_number_is_no_ticket(words: str) -> None:
    desk = asked_in(None)

    desk.say(ANA, words, place=HALL)

    assert desk.ticket().is_open
    assert "news_new" not in desk.to(ANA)
