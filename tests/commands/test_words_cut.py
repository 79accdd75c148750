"""What staff write is kept as written, or they are told: an answer never loses a word in silence."""

import pytest

from knowledge.entry import Status
from knowledge.text.secrets import redact
from tests.desk.harness import ANA, SAM, STAFF_ROOM, Desk

GATE = "The gate password: open sesame"
HELD = "Nothing was saved yet: it tells everybody who asks what looks like a password or a code"
LINES = {
    "add": f"add Is there a password? | {GATE}",
    "a code": "add Is there a code? | The door code is 4711",
    "edit": f"edit gate {GATE}",
    "variant": "variant gate is the password: sesame still right?",
    "question": "set gate question Is it the password: sesame?",
}
SECRETS = {
    "a made-up password": "add What is the password? | The gate password is sesame123",
    "a card": "add Which card? | Use 4111 1111 1111 1111",
    "a key": "edit gate The key is AKIAIOSFODNN7EXAMPLE",
}
TYPED = {
    "add": f"add Is there a password? | {GATE}",
    "edit": f"edit gate {GATE}",
    "import": f"import Q: Is there a password?\nA: {GATE}",
    "reply": f"reply 1 {GATE}",
    "draft": f"draft 1 Is there a password? | {GATE}",
    "resolve": f"resolve 1 because {GATE}",
}


def desk_with_gate() -> Desk:
    desk = Desk()
    desk.command(SAM, "add Gate? | Ring the bell.")
    return desk


def answers(desk: Desk) -> list[str]:
    return [each.answer for each in desk.journal.entries() if each.status is Status.APPROVED]


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_what_may_be_a_password_waits_for_a_word_and_is_saved_whole(line: str) -> None:
    desk = desk_with_gate()
    before = desk.journal.entries()

    [shown] = desk.command(SAM, line)
    assert HELD in shown
    assert before == desk.journal.entries()

    [saved] = desk.command(SAM, "add anyway")
    assert "Saved all the same" in saved
    words = [*answers(desk), *(p for each in desk.journal.entries() for p in each.phrasings)]
    assert any((each in line and redact(each)[1]) or "4711" in each for each in words)


@pytest.mark.parametrize("line", SECRETS.values(), ids=SECRETS)
def test_what_surely_is_a_secret_is_refused(line: str) -> None:
    desk = desk_with_gate()
    before = desk.journal.entries()

    [shown] = desk.command(SAM, line)

    assert "It holds what looks like a secret" in shown
    assert before == desk.journal.entries()


@pytest.mark.parametrize("line", TYPED.values(), ids=TYPED)
def test_a_typed_command_that_lost_words_does_nothing_and_says_so(line: str) -> None:
    """Intake cuts messages before it is known who wrote them; slash commands of staff it leaves."""
    desk = desk_with_gate()
    desk.say(ANA, "my lamp hums")
    before = desk.journal.entries(), desk.ticket()
    text, kinds = redact(line)

    [shown] = desk.say(SAM, text, place=STAFF_ROOM, secrets=kinds)

    assert "I cut what looks like a secret (password) out of your message" in shown
    assert before == (desk.journal.entries(), desk.ticket())


def test_a_draft_says_what_was_cut_and_is_not_approved_like_that() -> None:
    desk = desk_with_gate()
    [marked, drafted] = desk.command(SAM, f"learn Is there a password? | {redact(GATE)[0]}")
    assert 'Where the draft says "[password removed]", something was cut out' in marked
    assert "Drafted, shown to nobody until approved" in drafted

    [refused] = desk.command(SAM, "approve is-there-a-password")
    assert 'Where it says "[password removed]"' in refused

    desk.command(SAM, f"edit is-there-a-password {GATE}")
    desk.command(SAM, "approve is-there-a-password")
    assert GATE in answers(desk)


def test_pasted_entries_are_taken_in_whole_and_it_is_said() -> None:
    desk = desk_with_gate()
    [shown] = desk.command(SAM, LINES["add"].replace("add ", "import Q: ").replace(" | ", "\nA: "))

    assert 'It tells everybody who asks what looks like a password or a code ("open")' in shown
    assert "For somebody to read first" in shown
    [refused] = desk.command(SAM, "publish")
    assert "Nothing of an import waits" in refused

    desk.command(SAM, "approve is-there-a-password")
    assert GATE in answers(desk)
