"""What the team writes to the desk where customers read it is never a colleague's own question."""

import pytest

from bot.desk.nouns.inbound import Address
from bot.desk.nouns.message import SendKind
from bot.desk.nouns.place import Place
from tests.desk.harness import ANA, BEN, SAM, Desk

THREAD = Place(platform="console", room="general", thread="1")
OTHER = Place(platform="console", room="general", thread="2")
PRIVATE_WORDS = "she always complains"
COMMANDS = [
    f"note {PRIVATE_WORDS}",
    f"hold 2d {PRIVATE_WORDS}",
    f"hold until friday {PRIVATE_WORDS}",
    f"promise tomorrow 10:00 {PRIVATE_WORDS}",
    f"tag {PRIVATE_WORDS}",
    f"title {PRIVATE_WORDS}",
    f"priority low {PRIVATE_WORDS}",
    f"transfer kim {PRIVATE_WORDS}",
    f"resolve she {PRIVATE_WORDS}",
    f"internal note: {PRIVATE_WORDS}",
]


def asked(*places: Place) -> Desk:
    desk = Desk()
    for who, place in zip((ANA, BEN), places, strict=False):
        desk.say(who, "do you repair lamps?", place=place)
    return desk


def in_public(desk: Desk) -> list[str]:
    return [
        message.kind for out, message in desk.sent if out.kind is SendKind.POST and out.to == SAM.id
    ]


@pytest.mark.parametrize("line", COMMANDS)
@pytest.mark.parametrize("place", [THREAD, OTHER])
def test_words_of_the_team_are_no_question_of_theirs(line: str, place: Place) -> None:
    desk = asked(THREAD) if place is THREAD else asked(THREAD, OTHER)
    before = len(desk.journal.open_tickets())
    desk.say(SAM, line, place=place)

    assert before == len(desk.journal.open_tickets())
    assert [] == desk.journal.tickets_of(SAM.id)
    assert [] == in_public(desk)


@pytest.mark.parametrize("line", COMMANDS[:-1])
def test_nor_where_no_ticket_is(line: str) -> None:
    desk = Desk()
    desk.say(SAM, line, place=OTHER)

    assert ["staff_no_ticket"] == desk.to_staff()
    assert [] == desk.journal.tickets_of(SAM.id)
    assert [] == in_public(desk)


def test_it_is_the_command_for_the_thread_s_ticket() -> None:
    desk = asked(THREAD)
    desk.say(SAM, f"note {PRIVATE_WORDS}", place=THREAD)
    desk.say(SAM, "reply Bring it by on Friday.", place=THREAD)

    assert PRIVATE_WORDS in [each.text for each in desk.journal.history(1) if each.what == "note"]
    assert "Bring it by on Friday." in [
        e.text for e in desk.journal.history(1) if e.what == "reply"
    ]
    assert 1 == desk.to_staff().count("staff_stands")


@pytest.mark.parametrize(
    "line",
    [
        "note 1 a liar",
        "title 1 whiny ana",
        "tag 1 fraud",
        "tag 1 -fraud",
        "block ana for 1 day rude",
    ],
)
def test_nothing_is_called_unseen_that_stands_in_front_of_the_customer(line: str) -> None:
    desk = asked(THREAD)
    told = "\n".join(desk.say(SAM, line, place=THREAD))

    assert "staff_stands" in desk.to_staff()
    assert "team only" not in told
    assert "doesn't see" not in told
    assert "sieht das nicht" not in told


@pytest.mark.parametrize("line", ["claim 1", "reply Bring it by.", "status", "queue"])
def test_what_says_nothing_of_them_is_warned_of_nowhere(line: str) -> None:
    desk = asked(THREAD)
    desk.say(SAM, line, place=THREAD)

    assert "staff_stands" not in desk.to_staff()


def test_a_colleague_may_still_have_the_desk_answer_there() -> None:
    desk = asked(THREAD)
    told = "\n".join(desk.say(SAM, "How do I reset my password?", place=THREAD))

    assert "Settings" in told


def test_what_a_slash_command_says_nobody_else_reads() -> None:
    desk = asked(THREAD)
    [told] = [each for each in desk.command(SAM, "note 1 a liar", place=THREAD) if "Noted" in each]

    assert "for the team only" in told


def test_a_bare_line_is_told_as_before() -> None:
    desk = asked(THREAD)
    [told] = desk.say(SAM, "note 1 a liar", place=THREAD, address=Address.OVERHEARD)

    assert "I have done nothing" in told
