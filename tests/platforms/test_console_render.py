"""What a terminal is given: words, never orders to the terminal."""

from zoneinfo import ZoneInfo

from bot.desk.nouns.message import Button, Message, Quote
from bot.platforms.console.render import Printer


def test_what_somebody_wrote_gives_a_terminal_no_orders() -> None:
    """Escape sequences clear screens and hide links; some signs turn a line around."""
    printer = Printer(ZoneInfo("UTC"))
    message = Message(
        kind="card",
        parts=(Quote(text="hi\x1b[2J \x9b2J \u202eevil\u202c\tend"),),
        buttons=(Button(label="a\x07", command="x", number=1),),
    )

    assert "Ana\ufffd> | hi\ufffd[2J \ufffd2J evil end\n      [1] a\ufffd" == printer.block(
        "Ana\x1b", message
    )
