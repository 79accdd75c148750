"""Whose direct messages are closed sees an answer where they typed or pressed, they alone."""

from pathlib import Path

import pytest

from .eyes import shown
from .stage import KNOWN, UNKNOWN, Stage, stage

WHY = "I can't write to you directly. So only you see this, and it won't stay."


def _others_see_nothing(s: Stage) -> None:
    """But the team, in its room."""
    assert [] == [each for each in shown(s.d) if each.readers - {s.ana, s.sam, s.lea}]


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        (f"ask {KNOWN}", "Open Settings"),
        (f"ask {UNKNOWN}", "I don't have an answer to that"),
        ("ask i want to return this", "I'm not sure, but this comes near"),
        ("person", "The team knows that you want a person"),
        ("help", "Ask me in your own words"),
    ],
)
async def test_a_typed_command_is_answered_there(tmp_path: Path, line: str, begins: str) -> None:
    async with stage(tmp_path) as s:
        s.d.world.users[s.ana].refuses_dm = "messages_tab_disabled"
        await s.slash(s.ana, s.help, line)

        (told,) = s.whispers(s.ana)
        assert told.startswith(begins)
        assert WHY in told
        assert [] == s.dm(s.ana)
        _others_see_nothing(s)
        s.sound()


async def test_what_is_pressed_below_it_is_answered_there_too(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.world.users[s.ana].refuses_dm = "messages_tab_disabled"
        await s.slash(s.ana, s.help, f"ask {KNOWN}")
        await s.press(s.ana, s.d.ephemerals(s.ana)[0]["ts"], "Talk to a person")

        _, *others = s.whispers(s.ana)
        assert "The team has your question: ticket 1." in "\n".join(others)
        assert (await s.ticket()).unreached_at is None
        _others_see_nothing(s)


async def test_what_comes_unasked_is_not_taken_for_said(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.world.users[s.ana].refuses_dm = "messages_tab_disabled"
        await s.slash(s.ana, s.help, f"ask {UNKNOWN}")
        await s.slash(s.sam, s.staff, "reply 1 On Tuesdays we do.")

        assert "Not delivered to ana" in "\n".join(s.under(s.cards()[0]))


async def test_who_can_be_written_to_is_answered_directly(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.slash(s.ana, s.help, f"ask {KNOWN}")

        assert 1 == len(s.dm(s.ana))
        assert ["I've answered in our direct messages."] == s.whispers(s.ana)
