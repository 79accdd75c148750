"""An answer wants a look: called wrong, contradicted by a reply, or due for review."""

from datetime import timedelta

import pytest

from bot.desk.nouns.person import Person
from bot.desk.words.gaps import doubted
from bot.desk.words.variables import as_written
from knowledge.entry import Entry
from tests.desk.harness import ANA, ENTRIES, KIM, SAM, Desk
from tests.desk.verbs.test_gaps import (
    listed,
    people,
)


def called_wrong(desk: Desk, *who: Person) -> None:
    for each in who:
        desk.say(each, "where is my invoice")
        desk.command(each, f"else {desk.journal.asked_by(each.id, 1)[0].id}")
        desk.wait(timedelta(minutes=1))


def wanting(desk: Desk) -> list[str]:
    return [each.entry.id for each in doubted(desk.journal, desk.now, as_written)]


def test_an_answer_that_three_people_called_wrong_wants_a_look_until_it_has_had_one() -> None:
    desk = Desk()
    desk.wait(timedelta(minutes=1))
    called_wrong(desk, *people(2))
    assert [] == wanting(desk)

    called_wrong(desk, ANA)
    assert ["invoice"] == wanting(desk)
    assert "called wrong by 3" in listed(desk)

    desk.command(KIM, "take invoice")
    assert ["invoice"] == wanting(desk)
    assert "Kim" in listed(desk)

    desk.command(KIM, "undo")
    assert "Kim" not in listed(desk)

    desk.command(KIM, "done invoice")
    assert [] == wanting(desk)


@pytest.mark.parametrize(
    ("reply", "wants"),
    [
        ("No, it takes 14 days.", ["delivery"]),
        ("It takes 14 days.", ["delivery"]),
        ("Yes, 3 days.", []),
        ("I'll look into it.", []),
    ],
)
def test_an_answer_that_a_reply_of_the_teams_contradicts_wants_a_look(
    reply: str, wants: list[str]
) -> None:
    delivery = Entry(
        id="delivery",
        question="How long does delivery take?",
        answer="Delivery takes 3 days.",
        variants=("delivery time", "when does my parcel come"),
    )
    desk = Desk(entries=(*ENTRIES, delivery))
    desk.wait(timedelta(minutes=1))
    desk.say(ANA, "how long does delivery take?")
    desk.command(ANA, "person 1")
    desk.command(SAM, f"reply 1 {reply}")
    assert wants == wanting(desk)
    assert bool(wants) is ("a reply on ticket 1 says otherwise" in listed(desk))

    desk.wait(timedelta(minutes=1))
    desk.command(SAM, "edit delivery It takes 14 days.")
    assert [] == wanting(desk)


def test_an_answer_whose_day_of_review_has_come_wants_a_look() -> None:
    desk = Desk()
    desk.command(SAM, "set invoice review 2026-11-16")
    assert ["invoice"] == wanting(desk)

    desk.command(SAM, "checked invoice")
    assert [] == wanting(desk)
