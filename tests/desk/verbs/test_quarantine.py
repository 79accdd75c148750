"""What is held back, for a word of the team's list or while new accounts wait: said, seen, never lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.nouns.inbound import Address
from bot.desk.nouns.person import Person
from bot.desk.rules.word_list import found
from bot.desk.verbs import raid
from tests.desk.harness import ANA, BEN, LEA, SAM, Desk, a_policy

DAY = timedelta(days=1)


def new(desk: Desk, name: str, text: str, age: timedelta = timedelta(hours=1)) -> list[str]:
    """Words of somebody whose account is so old."""
    return desk.say(Person(id=f"console:{name}", name=name), text, since=desk.now - age)


@pytest.fixture
def desk() -> Desk:
    """With one word on the list."""
    desk = Desk()
    desk.command(LEA, "blockword casino*")
    return desk


# The list


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("casino", "The CASINO!"),
        ("casino*", "casinos-online"),
        ("*casino", "onlinecasino"),
        ("free money", "free\n  MONEY"),
        ("casino", "ca\u200bsino"),
        ("casino", "cаsinо"),
        ("schluss", "Schluß"),
        ("idiót", "idiot"),
        ("c++ hack", "a C++ hack"),
    ],
)
def test_a_word_is_found(word: str, text: str) -> None:
    """However it is disguised to the eye."""
    desk = Desk()
    desk.command(LEA, f"blockword {word}")

    said = desk.say(ANA, text)

    assert "held_word" in desk.to(ANA), said


@pytest.mark.parametrize(
    ("word", "text"), [("ass", "assistant class"), ("casino", "casinos"), ("hell", "hello shell")]
)
def test_a_word_within_another_is_none(word: str, text: str) -> None:
    """Without a star it is the whole word."""
    assert found((word,), text) == ""


@pytest.mark.parametrize("word", ["ab", "**", "a*b*c", "*a*", "x" * 61])
def test_what_would_hold_everything_back_is_refused(desk: Desk, word: str) -> None:
    """Or is none at all."""
    (told,) = desk.command(LEA, f"blockword {word}")

    assert "can't be on the list" in told


# What becomes of it


def test_it_is_told_once_a_day_and_the_team_once(desk: Desk) -> None:
    """However much is written; all of it stands in the list."""
    for _ in range(3):
        desk.say(ANA, "casino here")

    assert desk.to(ANA) == ["held_word"]
    assert desk.to_staff().count("staff_held_word") == 1
    assert len(desk.journal.quarantined()) == 3

    desk.now += 2 * DAY
    desk.say(ANA, "casino there")

    assert desk.to(ANA) == ["held_word"] * 2


def test_danger_is_heard(desk: Desk) -> None:
    """Whatever stands in it."""
    desk.say(ANA, "somebody is bleeding badly in the casino")

    assert desk.to(ANA) == ["danger"]
    assert not desk.journal.quarantined()


@pytest.mark.parametrize(
    "text",
    [
        *("I am hurt", "Ich bin verletzt", "Estoy herido", "Je suis blessée", "Sono ferita"),
        *("Estou ferido", "I am in danger", "Ich bin in Gefahr", "estoy en peligro"),
        *("je suis en danger", "sono in pericolo", "estou em perigo"),
    ],
)
def test_what_people_are_told_to_write_all_the_same_is_heard(desk: Desk, text: str) -> None:
    """In each language that they are told so."""
    desk.say(ANA, f"{text}, casino")

    assert desk.to(ANA) == ["danger"]


def test_all_words_go_to_an_open_ticket(desk: Desk) -> None:
    """A person reads those."""
    desk.say(ANA, "do you sell llamas by the dozen?")

    desk.say(ANA, "for the casino")

    assert not desk.journal.quarantined()


def test_accepted_it_is_answered(desk: Desk) -> None:
    """As if it had come now."""
    desk.say(ANA, "How do I reset my password? I won at the casino.")
    (held,) = desk.journal.quarantined()

    desk.command(SAM, f"accept {held.number}")

    assert "answer" in desk.to(ANA)
    assert not desk.journal.quarantined()


def test_accepted_is_accepted_once(desk: Desk) -> None:
    """The second press changes nothing."""
    desk.say(ANA, "casino")
    (held,) = desk.journal.quarantined()
    desk.command(SAM, f"accept {held.number}")

    (told,) = desk.command(SAM, f"accept {held.number}")

    assert "no message" in told


def test_edited_without_the_word_it_is_heard(desk: Desk) -> None:
    """Many change what they wrote instead of writing it again."""
    desk.say(ANA, "How do I reset my password in the casino?")

    desk.edit(ANA, "How do I reset my password?")

    assert desk.to(ANA) == ["held_word", "answer"]
    assert not desk.journal.quarantined()


def test_an_edit_with_the_word_is_held_too(desk: Desk) -> None:
    """Else the list would be passed by an edit."""
    desk.say(ANA, "How do I reset my password?")

    desk.edit(ANA, "casino casino")

    assert [each.words for each in desk.journal.quarantined()] == ["casino casino"]


def test_taken_back_it_is_held_no_more(desk: Desk) -> None:
    """Nobody reads it."""
    desk.say(ANA, "casino")

    desk.take_back(ANA)

    assert not desk.journal.quarantined()


def test_erased_with_its_author(desk: Desk) -> None:
    """As all of theirs."""
    desk.say(ANA, "casino")

    desk.command(ANA, "forgetme yes")

    assert not desk.journal.quarantined()


def test_own_data_can_be_asked_for(desk: Desk) -> None:
    """By the command's name alone nothing is written to anybody."""
    desk.command(LEA, "blockword mydata")

    desk.say(ANA, "mydata")

    assert not desk.journal.quarantined()


def test_nobody_is_told_who_only_is_overheard(desk: Desk) -> None:
    """Words that were not for the desk are not for its list."""
    desk.say(ANA, "casino", address=Address.OVERHEARD)

    assert desk.to(ANA) == []


# Raid mode


def test_new_accounts_wait_and_are_heard_when_it_is_over(desk: Desk) -> None:
    """All others are heard meanwhile."""
    desk.command(SAM, "raid on")

    new(desk, "nia", "How do I reset my password?")
    new(desk, "old", "How do I reset my password?", 2 * DAY)
    desk.say(BEN, "How do I reset my password?")

    assert desk.to(Person(id="console:nia", name="nia")) == ["held_newcomer"]
    assert desk.to(Person(id="console:old", name="old")) == ["answer"]
    assert desk.to(BEN) == ["answer"]

    desk.wait(timedelta(hours=1, minutes=1))

    assert desk.to(Person(id="console:nia", name="nia")) == ["held_newcomer", "answer"]
    assert "staff_raid_over" in desk.to_staff()


def test_it_ends_by_command(desk: Desk) -> None:
    """Once."""
    desk.command(SAM, "raid on until tomorrow 10:00")
    new(desk, "nia", "How do I reset my password?")

    desk.command(SAM, "raid off")

    assert desk.to(Person(id="console:nia", name="nia")) == ["held_newcomer", "answer"]
    assert "off already" in desk.command(SAM, "raid off")[0]


def test_discarded_it_is_not_heard_afterwards(desk: Desk) -> None:
    """What raiders wrote is nobody's question."""
    desk.command(SAM, "raid on")
    new(desk, "nia", "lol lol")

    desk.command(SAM, "discard all")
    desk.command(SAM, "raid off")

    assert desk.to(Person(id="console:nia", name="nia")) == ["held_newcomer"]


def test_a_burst_of_new_accounts_turns_it_on() -> None:
    """And the team is told, with a way to end it."""
    desk = Desk(policy=a_policy(raid_burst=4))
    for name in "abcdef":
        new(desk, f"raider{name}", "How do I reset my password?")

    assert desk.to_staff().count("staff_raid_begun") == 1
    assert len(desk.journal.quarantined()) == 3


@pytest.mark.parametrize("burst", [0, 100])
def test_it_stays_off_below_that(burst: int) -> None:
    """0: never by itself."""
    desk = Desk(policy=a_policy(raid_burst=burst))
    for name in "abcdefghijkl":
        new(desk, f"guest{name}", "How do I reset my password?")

    assert "staff_raid_begun" not in desk.to_staff()


def test_those_who_came_one_by_one_are_no_burst() -> None:
    """Over a day many come."""
    desk = Desk(policy=a_policy(raid_burst=3))
    for name in "abcdef":
        new(desk, f"guest{name}", "How do I reset my password?")
        desk.now += raid.WITHIN

    assert "staff_raid_begun" not in desk.to_staff()


def test_an_edit_does_not_pass_it_by(desk: Desk) -> None:
    """What it says by then is read afterwards."""
    desk.command(SAM, "raid on")
    nia = Person(id="console:nia", name="nia")
    new(desk, "nia", "lol")

    desk.edit(nia, "How do I reset my password?")

    assert desk.to(nia) == ["held_newcomer"]

    desk.command(SAM, "raid off")

    assert desk.to(nia) == ["held_newcomer", "answer"]


def test_danger_is_heard_in_a_raid(desk: Desk) -> None:
    """Of a new account too."""
    desk.command(SAM, "raid on")

    new(desk, "nia", "there is a fire and somebody is trapped")

    assert desk.to(Person(id="console:nia", name="nia")) == ["danger"]


def test_too_long_a_raid_is_refused(desk: Desk) -> None:
    """New accounts would wait for weeks."""
    (told,) = desk.command(SAM, "raid on until 24 Dec")

    assert "7 days" in told


def test_who_turned_it_on_and_off_is_kept(desk: Desk) -> None:
    """As of every decision."""
    desk.command(SAM, "raid on")
    desk.command(replace(LEA), "raid off")

    made = desk.journal.decisions(raid.RAID)

    assert [(each.by.name, bool(each.value)) for each in made] == [("Lea", False), ("Sam", True)]
