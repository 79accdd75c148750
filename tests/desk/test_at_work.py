"""What the team says in its own room without a mention: obeyed, told, or theirs; never swallowed."""

from dataclasses import replace

import pytest

from bot.commands import COMMANDS
from bot.commands.row import TICKETS
from bot.desk.nouns.inbound import Address
from bot.desk.nouns.person import Role
from bot.desk.nouns.ticket import TicketState

from .harness import ANA, SAM, STAFF_ROOM, Desk

ODD = "Can you paint my bicycle purple on Tuesdays?"


def a_desk() -> Desk:
    desk = Desk()
    desk.say(ANA, ODD)
    desk.command(ANA, "person")
    return desk


def kinds_after(desk: Desk, text: str, *, beside: bool) -> list[str]:
    before = len(desk.sent)
    card = replace(STAFF_ROOM, thread=desk.ticket().card)
    place = STAFF_ROOM if beside else card
    desk.say(SAM, text, place=place, address=Address.OVERHEARD)
    return [message.kind for _, message in desk.sent[before:]]


@pytest.mark.parametrize(
    "text",
    [
        "reply No, by plane only.",
        "reply to him tomorrow, please",
        "reply 1 No.",
        "Reply 1: No.",
        "hold until tomorrow waiting for the part",
        "promise tomorrow 10:00",
        "resolve it tells the time again",
        "transfer to kim",
        "done",
    ],
)
def test_what_may_be_a_command_is_not_done_in_a_cards_thread_and_that_is_said(text: str) -> None:
    desk = a_desk()
    before, state = desk.to(ANA), desk.ticket().state

    assert "staff_noted" in kinds_after(desk, text, beside=False)
    assert before == desk.to(ANA)
    assert state is desk.ticket().state
    assert f"@Front Desk {text.split(maxsplit=1)[0]} …" in desk.texts_of("staff_noted")[-1]


@pytest.mark.parametrize(
    "text",
    [
        "claim is denied by the bank",
        "take the green one from the shelf",
        "note he called twice",
        "he always asks nonsense",
        "find out whether he paid",
    ],
)
def test_talk_in_a_cards_thread_is_a_note_and_nothing_more(text: str) -> None:
    desk = a_desk()

    assert "staff_noted" not in kinds_after(desk, text, beside=False)
    assert desk.ticket().owner is None


@pytest.mark.parametrize(
    ("text", "beside"), [("claim", False), ("claim 1", False), ("claim 1", True)]
)
def test_what_can_be_no_talk_is_done(text: str, *, beside: bool) -> None:
    desk = a_desk()
    kinds_after(desk, text, beside=beside)

    assert SAM == desk.ticket().owner


def test_words_to_a_customer_beside_the_cards_are_not_sent_and_that_is_said() -> None:
    desk = a_desk()
    before = desk.to(ANA)

    assert ["staff_not_done"] == kinds_after(desk, "reply 1 No.", beside=True)
    assert before == desk.to(ANA)


@pytest.mark.parametrize("text", ["claim", "done", "next", "anybody here?", "take the lift"])
def test_talk_beside_the_cards_is_theirs(text: str) -> None:
    assert [] == kinds_after(a_desk(), text, beside=True)


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize(
    "name",
    [
        row.name
        for row in COMMANDS.visible(Role.AGENT)
        if row.who is Role.AGENT and row.params and row.params[0].kind in TICKETS
    ],
)
def test_no_command_for_a_ticket_with_words_reaches_a_customer_or_vanishes(
    name: str, *, beside: bool
) -> None:
    desk = a_desk()
    before = desk.to(ANA)
    kinds = kinds_after(desk, f"{name} 1 something for them", beside=beside)

    assert before == desk.to(ANA)
    assert desk.ticket().state is not TicketState.RESOLVED
    assert ("staff_not_done" if beside else "staff_noted") in kinds or name == "note"
