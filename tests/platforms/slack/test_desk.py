"""The desk on Slack, end to end: asking in every way there is, a ticket's whole life, staff work.

Through unmodified Bolt, the real store and the real desk; the double notes every mistake.
"""

from pathlib import Path

from bot.desk.model import Ending, TicketState

from .stage import KNOWN, UNKNOWN, stage


async def test_a_mention_is_answered_once_in_its_own_thread(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, KNOWN)

        [text] = s.in_thread(ts)
        assert "From the help guide" in text
        assert len(s.d.posts()) == 1
        s.sound()
