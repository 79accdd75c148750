"""`report export`: files for whoever asks, alone; where Slack takes none, the way that always works."""

from pathlib import Path

import pytest

from .stage import UNKNOWN, Stage, stage


def _given(s: Stage, who: str) -> dict[str, str]:
    shared = [post for post in s.dm(who) if post.get("files")]
    found = [file for post in shared for file in post["files"]]
    return {each["name"]: s.d.uploads[each["id"]]["content"].decode("utf-8-sig") for each in found}


@pytest.mark.parametrize("by", ["mention", "slash"])
async def test_the_rows_go_to_who_asks_and_to_nobody_else(tmp_path: Path, by: str) -> None:
    async with stage(tmp_path) as s:
        await s.ask(s.ben, UNKNOWN)
        await s.later(minutes=1)
        if by == "slash":
            await s.slash(s.sam, s.staff, "report export 30")
        else:
            await s.ask(s.sam, "report export 30", s.staff)
        given = _given(s, s.sam)
        [words] = [post["text"] for post in s.dm(s.sam) if post.get("files")]

        assert given.keys() == {"questions.csv", "tickets.csv"}
        assert UNKNOWN in given["questions.csv"]
        assert [2, 2] == [len(text.splitlines()) for text in given.values()]
        assert "How customers fared in the last 30 days" in words
        assert not [post for post in s.d.posts(s.staff) if post.get("files")]
        assert [each for each in s.whispers(s.sam) if "I have given them to you alone" in each]
        s.sound()


async def test_without_the_right_to_give_files_the_command_that_writes_them_is_named(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        s.d.options.scopes.discard("files:write")
        await s.slash(s.sam, s.staff, "report export month")

        assert {} == _given(s, s.sam)
        line = "python run_bot.py report --days 30 --export FOLDER"
        assert [each for each in s.whispers(s.sam) if line in each]


async def test_a_customer_gets_no_files(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.slash(s.ana, s.help, "report export")

        assert not s.d.uploads
