"""What other desks call a ticket by when it is closed is no reason to tell a customer."""

import pytest

from tests.desk.harness import ANA, BEN, SAM, Desk

LABELS = (
    "as solved",
    "as duplicates",
    "as a duplicate of 3",
    "as won't fix",
    "als erledigt",
    "status: done",
    "marked as spam",
)
REASONS = (
    "as we told you all of it",
    "because the new strings hold",
    "the harp is tuned",
    "as promised, the bug is fixed",
)


def answered() -> Desk:
    desk = Desk()
    for number, who in enumerate((ANA, BEN), start=1):
        desk.say(who, "do you tune harps?")
        desk.command(SAM, f"reply {number} Yes, on Mondays.")
    return desk


@pytest.mark.parametrize("label", LABELS)
def test_a_label_is_not_read_out_to_anybody(label: str) -> None:
    desk = answered()

    [told] = desk.command(SAM, f"resolve 1,2 {label}")

    assert f'ana would read "{label}" as the reason' in told
    assert "resolved_because" not in desk.to(ANA) + desk.to(BEN)


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_is(reason: str) -> None:
    desk = answered()

    desk.command(SAM, f"resolve 1 {reason}")

    assert reason.removeprefix("because ") in desk.texts_of("resolved_because")[0]
