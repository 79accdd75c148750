"""Two communities on one desk: what one of them hears is what it would hear without the other."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from tests.chaos.sim.scenario import CUSTOMER_WORDS
from tests.desk.harness import ANA, BEN, Desk

HOMES = {
    who.id: Place(platform="console", workspace=workspace, room="general", private=True)
    for who, workspace in ((ANA, "here"), (BEN, "there"))
}
PLANS = st.lists(
    st.tuples(st.sampled_from((ANA, BEN)), st.sampled_from((*CUSTOMER_WORDS, "my tickets"))),
    max_size=12,
)


TWIN = Person(id=ANA.id, name="ana")
"""Ana's id with nothing to part them: what a desk would see that mixes communities up."""


def heard_by_ana(plan: list[tuple[Person, str]]) -> list[str]:
    """All that Ana is told while this is said; tickets are numbered over both, so without numbers."""
    desk = Desk()
    heard: list[str] = []
    for who, words in plan:
        said = desk.say(who, words, place=HOMES[who.id])
        heard += said if who is ANA else []
    return [re.sub(r"\b\d+\b", "N", each) for each in heard]


@settings(max_examples=50)
@given(PLANS)
def test_another_community_changes_nothing_that_is_heard(plan: list[tuple[Person, str]]) -> None:
    alone = [each for each in plan if each[0] is ANA]

    assert heard_by_ana(alone) == heard_by_ana(plan)


def test_a_desk_that_mixes_two_up_is_noticed() -> None:
    plan = [(TWIN, "where is my invoice?"), (ANA, "that solved it")]

    assert heard_by_ana(plan[1:]) != heard_by_ana(plan)
