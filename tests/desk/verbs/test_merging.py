"""Two tickets looked after as one: what was asked in private is answered where nobody else reads."""

import pytest

from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import TicketState
from tests.desk.harness import ANA, SAM, Desk

HALL = Place(platform="console", room="hall")
HOME = Place(platform="console", room="ana elsewhere", private=True)


def _two(second: Place) -> Desk:
    """Ticket 1 in private, ticket 2 there."""
    desk = Desk(entries=())
    desk.say(ANA, "my harmonium hums at night")
    desk.say(ANA, "xylophone repairs in oslo", place=second)
    return desk


def test_a_private_ticket_is_not_answered_where_others_read() -> None:
    desk = _two(HALL)

    said = "".join(desk.command(SAM, "merge 1 2"))

    assert "was asked in private" in said
    assert "merge 2 1" in said
    assert desk.ticket(1).is_open
    assert "harmonium" not in "".join(desk.ticket(2).text)


@pytest.mark.parametrize(("second", "line"), [(HALL, "merge 2 1"), (HOME, "merge 1 2")])
def test_what_is_answered_in_private_may_take_in_either(second: Place, line: str) -> None:
    desk = _two(second)

    desk.command(SAM, line)

    states = {desk.ticket(1).state, desk.ticket(2).state}
    assert TicketState.CLOSED in states
    assert 1 == sum(desk.ticket(number).is_open for number in (1, 2))
