"""The one-minute story: every turn a question can take, on a virtual clock, through the real code.

Deterministic, so that it is a test and the README's example too.
"""

import asyncio
import io
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from bot.running.terminal import Screen, opened
from bot.settings.settings import Settings

START = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
"""A Monday morning."""

# Who types what. Lines that begin with "#" tell the reader what to look at.
STORY: tuple[str, ...] = (
    "# A customer asks, with typos. The answer is an approved one, word for word.",
    "ana: how do i rset my pasword",
    "ana: that solved it",
    "# Close, but not sure: it offers what it has.",
    "ana: i want to return this",
    "ana: 1",
    "ana: that solved it",
    "# It doesn't know, says so, and says who answers and by when.",
    "ben: do you ship to brazil?",
    "# In the staff room, Sam takes it.",
    "sam: claim 1",
    "# Time passes and nobody answers. Ben hears of it before the promise lapses.",
    "time: 3h50m",
    "sam: reply 1 Yes, we ship to Brazil. It takes 10 to 14 days.",
    "ben: thanks!",
    "ben: not yet",
    "sam: reply 1 Sorry, I left out the price: shipping to Brazil costs 30 EUR.",
    "sam: resolve 1",
    "ben: yes, solved",
    "ben: good",
    "# What was asked becomes an answer for everybody.",
    "sam: add Do you ship to Brazil? | Yes. It takes 10 to 14 days and costs 30 EUR.",
    "cleo: can you ship to brazil",
    "cleo: that solved it",
    "# What a manager sees.",
    "sam: report",
)

_STAFF = {"sam"}


def told() -> str:
    """The story as text."""
    out = io.StringIO()
    asyncio.run(tell(Settings(), out))
    return out.getvalue()


async def tell(settings: Settings, out: TextIO, *, colour: bool = False) -> None:
    """Play the story in a database of its own, which is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        own = replace(Settings(), database=Path(folder) / "demo.db", language=settings.language)
        screen = Screen(source=out, out=out, prompts=False, colour=colour)
        async with opened(own, screen, start=START, virtual=True) as terminal:
            for line in STORY:
                speaker, _, words = line.partition(": ")
                if line.startswith("#"):
                    print(f"\n{line}", file=out)
                elif speaker == "time":
                    print(file=out)
                    await terminal.type(f"/time +{words}")
                else:
                    terminal.console.become(speaker, staff=speaker in _STAFF)
                    team = " (team)" if speaker in _STAFF else ""
                    print(f"\n{speaker}{team} > {words}", file=out)
                    await terminal.type(words)
    print("\nThat was the tour. Start for yourself: python run_bot.py", file=out)
    print("Connect Slack or Discord: README.md says how, in ten minutes.", file=out)
