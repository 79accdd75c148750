"""Where one part of a command ends and the next begins, as people write it without thinking of signs."""

import pytest

from bot.commands import COMMANDS
from bot.commands.arguments import split
from tests.desk.harness import ANA, SAM, Desk


def parted(line: str) -> tuple[str, dict[str, str]]:
    """The command's name, and the words for each of its parts."""
    command, rest = COMMANDS.find(line)
    assert command
    return command.name, split(command, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Is there parking? Yes, behind the house.",
        "Is there parking?\nYes, behind the house.",
        "Is there parking?\n\nYes, behind the house.",
        "Is there parking? | Yes, behind the house.",
        "Is there parking?| Yes, behind the house.",
    ],
)
def test_an_answer_begins_behind_its_question(line: str) -> None:
    _, words = parted(f"add {line}")

    assert words == {"question": "Is there parking?", "answer": "Yes, behind the house."}


@pytest.mark.parametrize(
    ("line", "question", "answer"),
    [
        ("Really? Free? | Yes? Yes.", "Really? Free?", "Yes? Yes."),
        ("Parking\nBehind the house. Really? Yes.", "Parking", "Behind the house. Really? Yes."),
        ("What?? Nothing.", "What??", "Nothing."),
        ("See https://a.example/?q=1 and ask", "See https://a.example/?q=1 and ask", ""),
        ("Is there parking?", "Is there parking?", ""),
    ],
)
def test_the_first_sign_that_parts_them_counts(line: str, question: str, answer: str) -> None:
    assert parted(f"add {line}")[1] == {"question": question, "answer": answer}


def test_an_entry_added_so_answers() -> None:
    desk = Desk()
    desk.command(SAM, "add Is there parking? Yes, behind the house.")

    assert "Yes, behind the house." in desk.say(ANA, "is there parking")[0]


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("set reply within 2 hours", "reply-within", "2 hours"),
        ("settings Open Tickets 5", "open-tickets", "5"),
        ("settings check in", "check-in", ""),
        ("set reply-within 2h", "reply-within", "2h"),
    ],
)
def test_the_hyphens_of_a_name_may_be_left_out(line: str, name: str, value: str) -> None:
    assert parted(line) == ("settings", {"name": name, "value": value})
