"""An agent who types a lead's command is told so, wherever they type it: it asks nothing, and is no
ticket of theirs."""

import pytest

from bot.commands import COMMANDS
from bot.desk.nouns.inbound import Address
from bot.desk.nouns.person import Role
from bot.desk.nouns.place import Place
from tests.desk.harness import ANA, SAM, STAFF_ROOM, Desk, room

LEADS = [each.name for each in COMMANDS.visible(Role.LEAD) if each.who is Role.LEAD]
HALL = Place(platform="console", room="hall", thread="t1")


@pytest.mark.parametrize("name", LEADS)
@pytest.mark.parametrize("place", [room(SAM), HALL, STAFF_ROOM], ids=["DM", "mention", "staff"])
def test_an_agent_is_told_that_only_a_lead_can(name: str, place: Place) -> None:
    desk = Desk()
    (told,) = desk.say(SAM, name, place=place, address=Address.DIRECT)

    assert f'Only a lead can use "{name}".' in told
    assert [] == desk.journal.tickets_of(SAM.id)


def test_a_customers_word_is_no_command_of_leads() -> None:
    desk = Desk()
    desk.say(ANA, "results")

    assert "refused" not in desk.to(ANA)
