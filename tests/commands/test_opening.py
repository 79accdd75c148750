"""For whom a command's form opens: for those who would be obeyed once it is filled in."""

import pytest

from bot.commands.opening import opens
from bot.desk.nouns.person import Person, Role
from tests.desk.harness import ANA, BEN, KIM, LEA, Desk

STAFF = {KIM.id: Role.AGENT, LEA.id: Role.LEAD}


@pytest.mark.parametrize(
    ("line", "able"),
    [
        ("details 1", [ANA, KIM, LEA]),
        ("details #1", [ANA, KIM, LEA]),
        ("details 77", [KIM, LEA]),
        ("rate 1", [ANA, KIM, LEA]),
        ("pick 1", [ANA, KIM, LEA]),
        ("pick 77", [KIM, LEA]),
        ("pick 0", [KIM, LEA]),
        ("details", [ANA, BEN, KIM, LEA]),
        ("ask", [ANA, BEN, KIM, LEA]),
        ("reply 1", [KIM, LEA]),
        ("learn", [KIM, LEA]),
        ("no-such-command", [ANA, BEN, KIM, LEA]),
    ],
)
def test_who_may_fill_it_in(line: str, able: list[Person]) -> None:
    desk = Desk()
    desk.say(ANA, "my sofa has three legs")

    found = [
        each
        for each in (ANA, BEN, KIM, LEA)
        if opens(desk.journal, line, each, STAFF.get(each.id, Role.CUSTOMER))
    ]

    assert able == found
