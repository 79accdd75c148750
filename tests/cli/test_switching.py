"""A switcher's walk: what Discord Tickets or Modmail wrote out, taken in, and the first ticket on it."""

import re
from pathlib import Path

from tests.cli.test_cli import run
from tests.knowledge.files.programs.samples import DISCORD_TICKETS, MODMAIL, zip_of


def test_from_an_export_of_discord_tickets_to_the_first_ticket(tmp_path: Path) -> None:
    (tmp_path / "tickets.zip").write_bytes(zip_of(DISCORD_TICKETS))
    run(tmp_path, typed="hello\n")

    taken = run(tmp_path, "kb", "import", "tickets.zip", "--yes").stdout
    lines = re.findall(r"^  - ((?:team|form) .*)$", taken, re.MULTILINE)
    made = run(tmp_path, typed="/lead lea\n" + "\n".join([*lines, "form billing-orders"])).stdout
    mended = [
        "set discordtickets-3 question When do I get my refund?",
        "variant discordtickets-3 my refund is late",
    ]
    run(tmp_path, typed="/staff sam\n" + "\n".join(mended))
    run(tmp_path, "kb", "publish", "discordtickets-3")
    day = [
        "when is my refund coming", "that solved it", "my sword vanished in the arena",
        "/staff sam", "move 1 technical", "claim 1", "reply 1 It is back in your bag.",
        "/customer ana", "yes, solved",
    ]  # fmt: skip
    first = run(tmp_path, typed="/customer ana\n" + "\n".join(day)).stdout

    assert lines == [
        "team add billing-orders",
        "form billing-orders add \"The 'order' number\"",
        'form billing-orders add "Which plan?": Basic; old, Pro required',
        "team add technical",
    ]
    assert "The 'order' number" in made
    assert "Basic; old, Pro" in made
    assert (
        "You get it back in 5 days.\n      From the help guide: When do I get my refund?" in first
    )
    assert "Ticket 1 is with technical now." in first
    assert "It is back in your bag." in first


def test_from_modmails_snippets_to_the_first_reply(tmp_path: Path) -> None:
    modmail = tmp_path / "modmail"
    modmail.mkdir()
    (modmail / "export.zip").write_bytes(zip_of(MODMAIL))

    taken = run(tmp_path, "kb", "import", "modmail/export.zip", "--yes").stdout
    day = ["my rank is gone since the wipe", "/staff sam", "snippet 1 reset"]
    first = run(tmp_path, typed="\n".join(day)).stdout

    assert "Taken in: 1 saved reply; in chat: snippets" in taken
    assert "Open Settings, then Reset." in first
