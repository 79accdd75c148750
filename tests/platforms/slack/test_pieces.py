"""A text above four thousand characters, which Slack breaks into several messages at once."""

from pathlib import Path

import pytest

from .stage import stage

BURST = {"DESK_BURST": "2s"}
LONG = " ".join(f"My bicycle number{each} squeaks purple." for each in range(300))


def _said(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("live", [True, False])
async def test_all_of_a_long_text_reaches_the_ticket(tmp_path: Path, live: bool) -> None:
    async with stage(tmp_path, BURST) as s:
        await s.d.say(s.ana, s.help, f"{s.d.mention} {LONG}", event=live)
        await s.settle()
        await s.scan()
        await s.later(seconds=5)

        ticket = await s.ticket()
        assert len(LONG) > 10_000
        assert _said(LONG) == _said(ticket.text)
        assert 1 == len(s.cards())
        s.sound()


async def test_a_second_look_finds_nothing_new(tmp_path: Path) -> None:
    async with stage(tmp_path, BURST) as s:
        ts = await s.ask(s.ana, LONG)
        await s.later(seconds=5)
        before = s.in_thread(ts)
        await s.scan()

        assert before == s.in_thread(ts)
        assert _said(LONG) == _said((await s.ticket()).text)
        s.sound()


async def test_what_others_write_beside_a_long_text_is_theirs(tmp_path: Path) -> None:
    async with stage(tmp_path, BURST) as s:
        await s.d.say(s.ana, s.help, f"{s.d.mention} {LONG}")
        await s.d.say(s.ben, s.help, "Mine squeaks as well.")
        await s.settle()
        await s.later(seconds=5)
        await s.say(s.ana, s.help, "Lunch, anybody?")

        words = (await s.ticket()).text
        assert "as well" not in words
        assert "Lunch" not in words
        s.sound()


async def test_a_long_text_to_nobody_is_left_alone(tmp_path: Path) -> None:
    async with stage(tmp_path, BURST) as s:
        await s.say(s.ana, s.help, LONG)
        await s.later(seconds=5)

        assert [] == s.cards()
        s.sound()
