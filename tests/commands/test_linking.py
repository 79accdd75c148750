"""One person on two accounts: both agree, by name and id, before anything of either is shared."""

import re
from datetime import timedelta
from itertools import product

import pytest

from bot.desk.nouns.message import SendKind
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.platforms import plain
from tests.desk.harness import ANA, BEN, SAM, Desk, room

ANA_ON_SLACK = Person(id="slack:T1:U1", name="ana")


SLACK_DM = Place(platform="slack", room="D1", private=True)


EVE = Person(id="discord:666", name="ana")
"""Calls herself as she likes."""


EVES_DM = Place(platform="discord", room="D6", private=True)


def a_code(desk: Desk, who: Person = ANA, place: Place | None = None) -> str:
    """The code that somebody gets."""
    (told,) = desk.command(who, "link", place=place)
    found = re.search(r"link ([A-Z0-9]{8})", told)
    assert found
    return found[1]


def sent(desk: Desk, before: int) -> list[tuple[str, str]]:
    """(whom it is for, its kind) of what was sent since, in order."""
    return [(out.to, message.kind) for out, message in desk.sent[before:]]


def words(desk: Desk, who: Person) -> str:
    """What was said to somebody last."""
    return next(plain.text(m, plain.clock) for out, m in desk.sent[::-1] if out.to == who.id)


def linked(desk: Desk, *, owner: Person = ANA, taker: Person = ANA_ON_SLACK) -> None:
    code = a_code(desk, owner)
    desk.command(taker, f"link {code.lower()}", place=SLACK_DM)
    desk.command(taker, f"link {code} yes", place=SLACK_DM)
    desk.command(owner, f"link {code} yes")


def are_one(desk: Desk, one: Person, other: Person) -> bool:
    return other.id in desk.journal.identities(one.id)


def test_each_side_is_asked_about_the_other_and_only_both_together_link() -> None:
    desk = Desk()
    code = a_code(desk)
    begun = len(desk.sent)

    desk.command(ANA_ON_SLACK, f"link {code}", place=SLACK_DM)
    asked = words(desk, ANA_ON_SLACK)
    assert not are_one(desk, ANA, ANA_ON_SLACK)
    desk.command(ANA_ON_SLACK, f"link {code} yes", place=SLACK_DM)
    asked_too = words(desk, ANA)
    assert not are_one(desk, ANA, ANA_ON_SLACK)
    desk.command(ANA, f"link {code} yes")

    assert are_one(desk, ANA, ANA_ON_SLACK)
    assert "from ana on this terminal (ana)" in asked
    assert "ana on Slack (T1:U1) has written your code" in asked_too
    assert sent(desk, begun) == [
        (ANA_ON_SLACK.id, "link_ask"),
        (ANA_ON_SLACK.id, "link_waits"),
        (ANA.id, "link_ask_owner"),
        (ANA.id, "linked"),
        (ANA_ON_SLACK.id, "linked"),
    ]
    assert all(out.kind is SendKind.PRIVATE for out, _ in desk.sent[begun:])


@pytest.mark.parametrize("how", ["said", "with a slash"])
@pytest.mark.parametrize(
    ("words", "agrees"),
    [
        *((word, True) for word in ["yes", "ja", "sí", "oui", "sì", "sim"]),
        *((word, False) for word in ["no", "nein", "non", "não"]),
        ("ok", True),
    ],
)
def test_a_plain_yes_or_no_answers_the_question(words: str, *, agrees: bool, how: str) -> None:
    """On either account: what is asked there is asked last, and nothing else is."""
    desk = Desk()
    code = a_code(desk)
    desk.say(EVE, f"link {code}", place=EVES_DM)
    desk.say(EVE, "yes", place=EVES_DM)

    desk.say(ANA, words) if how == "said" else desk.command(ANA, words)

    assert are_one(desk, ANA, EVE) is agrees
    assert ("linked" if agrees else "link_refused") in desk.to(ANA)


def test_an_answer_to_the_team_is_none_to_the_question() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship a purple harmonium to brazil?")
    desk.command(SAM, "reply 1 Is it for a shop?")
    code = a_code(desk)
    desk.command(EVE, f"link {code}", place=EVES_DM)
    desk.command(EVE, f"link {code} yes", place=EVES_DM)

    told = desk.say(ANA, "yes")

    assert not are_one(desk, ANA, EVE)
    assert any("ana writes" in each for each in told)


def test_a_plain_yes_or_number_meant_for_something_else_agrees_to_nothing() -> None:
    """Whoever times the question so that a yes to something else falls upon it gains nothing."""
    desk = Desk()
    desk.say(ANA, "how do i reset my password")
    code = a_code(desk)
    desk.say(ANA, "how do i reset my password")
    desk.command(EVE, f"link {code}", place=EVES_DM)
    desk.command(EVE, f"link {code} yes", place=EVES_DM)

    desk.say(ANA, "yes")
    assert not are_one(desk, ANA, EVE)
    assert desk.to(ANA)[-1] == "link_ask_owner"  # asked once more, alone
    desk.say(ANA, "how do i reset my password")
    desk.command(EVE, f"link {code} yes", place=EVES_DM)
    desk.say(ANA, "1")

    assert not are_one(desk, ANA, EVE)
    assert desk.to(ANA)[-1] == "number_open"  # the answer's [1], with the link's question below it


def test_typed_in_words_it_agrees() -> None:
    desk = Desk()
    code = a_code(desk)
    desk.say(ANA_ON_SLACK, f"link {code}", place=SLACK_DM)
    desk.say(ANA_ON_SLACK, f"link {code} Yes", place=SLACK_DM)
    desk.say(ANA, f"link {code} yes")

    assert are_one(desk, ANA, ANA_ON_SLACK)


@pytest.mark.parametrize("refuser", [ANA, EVE], ids=["owner", "taker"])
def test_a_no_from_either_side_voids_the_code_and_both_hear_of_it(refuser: Person) -> None:
    desk = Desk()
    code = a_code(desk)
    desk.command(EVE, f"link {code}", place=EVES_DM)
    desk.command(EVE, f"link {code} yes", place=EVES_DM)
    begun = len(desk.sent)
    desk.command(refuser, f"link {code} no", place=EVES_DM if refuser is EVE else room(ANA))
    told = sent(desk, begun)

    for who, sure in product((ANA, EVE), ("", "yes")):
        place = EVES_DM if who is EVE else room(ANA)
        assert "not known, or too old" in desk.command(who, f"link {code} {sure}", place=place)[0]
    other = EVE if refuser is ANA else ANA
    assert told == [(refuser.id, "link_refused"), (other.id, "link_off")]
    assert not are_one(desk, ANA, EVE)


def test_a_leaked_code_is_spent_by_whoever_types_it_first_and_gives_them_nothing() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    code = a_code(desk)
    desk.command(EVE, f"link {code}", place=EVES_DM)
    desk.command(EVE, f"link {code} yes", place=EVES_DM)
    desk.command(EVE, f"link {code} yes", place=EVES_DM)
    once = desk.to(ANA).count("link_ask_owner")
    begun = len(desk.sent)
    second = desk.command(ANA_ON_SLACK, f"link {code}", place=SLACK_DM)
    third = desk.command(BEN, f"link {code} yes")

    assert once == 1
    assert "discord" not in words(desk, EVE).casefold()
    assert "not known, or too old" in second[0]
    assert "not known, or too old" in third[0]
    assert (ANA.id, "linked") not in sent(desk, begun)
    assert "no open questions" in desk.command(EVE, "status", place=EVES_DM)[0]
    assert "666" in next(
        plain.text(m, plain.clock) for _, m in desk.sent if m.kind == "link_ask_owner"
    )


def test_a_code_ends_after_a_quarter_of_an_hour_at_every_step() -> None:
    for steps in range(3):
        desk = Desk()
        code = a_code(desk)
        tries = [(ANA_ON_SLACK, f"link {code}"), (ANA_ON_SLACK, f"link {code} yes")]
        for who, line in tries[:steps]:
            desk.command(who, line, place=SLACK_DM)
        desk.wait(timedelta(minutes=15, seconds=1))

        late = desk.command(ANA_ON_SLACK, f"link {code} yes", place=SLACK_DM)
        late += desk.command(ANA, f"link {code} yes")

        assert all("not known, or too old" in each for each in late)
        assert not are_one(desk, ANA, ANA_ON_SLACK)


def test_a_new_code_voids_the_old_one_and_leaves_one_row_a_person() -> None:
    desk = Desk()
    codes = [a_code(desk) for _ in range(30)]
    desk.command(ANA_ON_SLACK, f"link {codes[0]}", place=SLACK_DM)

    assert "not known, or too old" in words(desk, ANA_ON_SLACK)
    assert desk.journal.rows("SELECT code FROM link_code") == [(codes[-1],)]


def test_a_used_code_can_t_be_played_again() -> None:
    desk = Desk()
    code = a_code(desk)
    for who, sure in ((ANA_ON_SLACK, ""), (ANA_ON_SLACK, " yes"), (ANA, " yes")):
        desk.command(who, f"link {code}{sure}", place=SLACK_DM if who != ANA else None)
    desk.command(ANA, "unlink")

    for who in (ANA, ANA_ON_SLACK, BEN):
        for sure in ("", " yes", " no"):
            desk.command(who, f"link {code}{sure}", place=SLACK_DM if who == ANA_ON_SLACK else None)

    assert not are_one(desk, ANA, ANA_ON_SLACK)


def test_nobody_is_linked_with_themselves() -> None:
    desk = Desk()
    code = a_code(desk)

    for sure in ("", " yes"):
        assert "same account" in desk.command(ANA, f"link {code}{sure}")[0]
    linked(desk)
    again = a_code(desk)
    assert "one person already" in desk.command(ANA_ON_SLACK, f"link {again}", place=SLACK_DM)[0]


def test_a_stranger_is_not_linked_by_a_guess() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")

    (refused,) = desk.command(BEN, "link ABCDEFGH")

    assert "not known" in refused
    assert ["console:ben"] == list(desk.journal.identities(BEN.id))
