"""Which ticket a line means that names none: the one at hand, or it is asked."""

import pytest

from bot.commands import COMMANDS
from bot.commands.row import TICKETS as TICKETS_TAKEN
from bot.desk.nouns.person import Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import TicketState
from tests.commands.at_hand import two_tickets
from tests.desk.harness import ANA, BEN, KIM, SAM, Desk


@pytest.mark.parametrize("words", ["No one knows yet.", "Ticket is with us.", "A4 fits.", "tenor"])
def test_words_that_name_no_ticket_go_to_the_one_at_hand(words: str) -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    shown = desk.command(SAM, f"reply {words}")

    assert any(each.startswith("ana: ") and words in each for each in shown)


def test_in_a_terminal_the_ticket_dealt_with_last_is_at_hand() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 2")

    shown = desk.command(SAM, "reply We do.")

    assert any(each.startswith("ben: ") and "We do." in each for each in shown)
    assert any("On its way to ben (ticket 2)" in each for each in shown)


def test_what_a_colleague_deals_with_is_at_hand_for_nobody_else() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 2")

    (told,) = desk.command(KIM, "reply We do.")

    assert told.startswith("team: Which ticket do you mean? Nothing was done.")
    assert "reply 1 We do.  (ana: do you ship to brazil?)" in told
    assert "reply 2 We do.  (ben: can you fix my sofa?)" in told


TAKES_A_TICKET = [
    each.name
    for each in COMMANDS.rows
    if each.params and each.params[0].kind in TICKETS_TAKEN and each.who is Role.AGENT
]


@pytest.mark.parametrize("name", TAKES_A_TICKET)
def test_no_command_takes_one_ticket_for_another_once_another_was_shown(name: str) -> None:
    """Whatever takes a ticket asks which, and does nothing, for either."""
    desk = two_tickets()
    desk.command(SAM, "claim 1")
    desk.say(BEN, "it is the left leg of the sofa")
    before = desk.ticket(1), desk.ticket(2)

    (told,) = desk.command(SAM, name)

    assert "Which ticket do you mean? Nothing was done." in told
    assert f"{name} 1" in told
    assert f"{name} 2" in told
    assert before == (desk.ticket(1), desk.ticket(2))


def test_what_the_same_customer_wrote_since_leaves_their_ticket_at_hand() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")
    desk.say(ANA, "to rio, if that matters")

    desk.command(SAM, "hold until Friday: we ask the carrier")

    assert TicketState.HOLD is desk.ticket(1).state


def test_after_several_at_once_none_is_at_hand() -> None:
    desk = two_tickets()
    desk.command(SAM, "reply 1,2 We are looking at it.")

    (told,) = desk.command(SAM, "resolve")

    assert "Which ticket do you mean?" in told


def test_the_only_ticket_shown_is_at_hand_and_named() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")

    shown = desk.command(SAM, "promise tomorrow 12:00")

    assert any("I'm telling ana (ticket 1)" in each for each in shown)


def test_a_refusal_shows_lines_without_the_number_of_the_ticket_at_hand() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    (told,) = desk.command(SAM, "resolve")

    assert "Write: reply TEXT, or say why, which they read: resolve because REASON" in told


def test_in_a_room_of_several_people_lines_show_the_number() -> None:
    team = Place(platform="chat", room="team")
    desk = Desk(staff_rooms={"": team})
    desk.say(ANA, "do you ship to brazil?")

    (told,) = desk.command(SAM, "resolve 1", place=team)
    (asked,) = desk.command(SAM, "resolve", place=team)

    assert "Write: reply 1 TEXT" in told
    wanted = "number of the ticket, or several: 3,5,9; or a task of unanswered: q12"
    assert f"ticket is missing ({wanted})." in asked


def test_the_next_ticket_is_shown_with_lines_to_type() -> None:
    desk = two_tickets()

    desk.command(SAM, "next")

    commands = [button.command for button in desk.sent[-1][1].buttons]
    assert ["claim", "reply", "promise", "hold", "resolve"] == commands[:5]


def test_what_staff_ask_for_themselves_is_not_about_the_ticket_at_hand() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    shown = desk.command(SAM, "person")

    assert [] == [each for each in shown if each.startswith("ana: ")]


def test_a_ticket_given_away_is_not_at_hand() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    desk.command(SAM, "assign 2 Kim")

    assert "ana" in " ".join(desk.command(SAM, "reply We do."))


def test_where_no_ticket_is_open_the_number_is_asked_for() -> None:
    desk = Desk()

    (told,) = desk.command(SAM, "hold until Friday: the part is ordered")

    assert "team: No ticket is open here that you could mean. Write its number: hold 12 …" == told


@pytest.mark.parametrize("named", ["1", "#1", "ticket 1", "q1"])
def test_why_takes_a_ticket_or_a_task_by_its_number(named: str) -> None:
    desk = two_tickets()
    words = desk.ticket(1).text

    assert desk.command(SAM, f"why {words}") == desk.command(SAM, f"why {named}")
