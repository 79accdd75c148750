"""A form opens for whoever may send it; others are refused before they have written anything."""

from pathlib import Path

import pytest

from .stage import UNKNOWN, stage


@pytest.mark.parametrize("line", ["details 1", "reply 1", "learn"])
async def test_what_would_be_refused_opens_no_form(tmp_path: Path, line: str) -> None:
    async with stage(tmp_path) as s:
        await s.ask(s.ana, UNKNOWN)

        await s.slash(s.ben, s.help, line)

        assert [] == s.d.views(s.ben)
        told = [post["text"] for post in s.dm(s.ben)] + s.whispers(s.ben)
        wanted = "There is no ticket 1 here" if line == "details 1" else "Only the team can use"
        assert any(wanted in text for text in told), told
        s.sound()


async def test_ones_own_opens(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.ask(s.ana, UNKNOWN)

        await s.slash(s.ana, s.help, "details 1")

        await s.d.until(lambda: s.d.views(s.ana))
        s.sound()
