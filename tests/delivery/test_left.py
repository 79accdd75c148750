"""Who has a ticket and is of the team no longer is found; whoever can't be looked up is left alone."""

import pytest

from bot.delivery import left
from bot.desk.nouns.departed import Departed, Gone
from bot.desk.nouns.inbound import Inbound
from bot.desk.nouns.person import Person, Role
from bot.errors import DeskError
from tests.delivery.standin import House
from tests.store.examples import a_ticket

KIM = Person(id="test:kim", name="Kim")


@pytest.mark.parametrize(
    ("role", "found"),
    [(Role.CUSTOMER, [KIM.id]), (Role.AGENT, []), (DeskError("unknown"), [])],
    ids=["left", "there", "unknown"],
)
async def test_only_who_is_surely_no_longer_of_the_team_is_handed_on(
    house: House, role: Role | DeskError, found: list[str]
) -> None:
    handed: list[Inbound] = []

    async def intake(inbound: Inbound) -> None:
        handed.append(inbound)

    house.platform.roles[KIM.id] = role
    await house.store.write(lambda journal: journal.add_ticket(a_ticket(owner=KIM, alarm_at=None)))
    await left.look(house.app._scanner._wiring, intake, house.platform)

    gone = [(each.person, each.gone) for each in handed if isinstance(each, Departed)]
    assert [(each, Gone.LEFT) for each in found] == gone
