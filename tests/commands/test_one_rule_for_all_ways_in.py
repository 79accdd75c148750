"""What a file brings as a draft waits for a word when it is written in chat, and is saved whole then."""

import pytest

from knowledge.entry import Status
from tests.desk.harness import SAM, Desk
from tests.knowledge.files.test_conversations import OWN
from tests.knowledge.files.test_held_back import UNFINISHED

HELD = "Nothing was saved yet"
ANSWERS = {
    **{name: answer for name, (answer, _) in UNFINISHED.items()},
    **{name: answer for name, (answer, _) in OWN.items()},
    "a link that runs": "See [this](javascript:alert(1)).",
    "a conversation": "[12.11.26, 09:03:15] Petra K.: Rye?\n[12.11.26, 09:05:40] Bakery: Yes.",
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_it_waits_in_chat_as_it_would_in_a_file(answer: str) -> None:
    desk = Desk()
    desk.command(SAM, "add Gate? | Ring the bell.")
    before = desk.journal.entries()

    for line in (f"add Where is it? | {answer}", f"edit gate {answer}"):
        shown = desk.command(SAM, line)
        assert any(HELD in each for each in shown)
        assert before == desk.journal.entries()

    desk.command(SAM, "add anyway")
    gate = desk.journal.entry("gate")
    assert gate is not None
    assert (Status.APPROVED, answer) == (gate.status, gate.answer)


def test_what_stood_there_already_is_not_asked_again() -> None:
    desk = Desk()
    desk.command(SAM, "add Gate? | TBD")
    desk.command(SAM, "add anyway")

    [shown] = desk.command(SAM, "variant gate where is the gate")

    assert HELD not in shown


def test_html_is_read_as_a_file_is_and_what_went_is_said() -> None:
    desk = Desk()

    [shown] = desk.command(SAM, "add Where? | <b>Here</b>.<script>alert(1)</script> <your name>")

    entry = desk.journal.entry("where")
    assert entry is not None
    assert "**Here**. \\<your name>" == entry.answer
    assert '"<script>" was left out.' in shown
    assert "Its HTML was turned into Markdown." in shown
