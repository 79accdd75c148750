"""Pictures and files that go with answers: fetched once from Slack, kept, and shared where they are asked for."""

from pathlib import Path

import pytest

from .stage import Stage, stage

QUESTION, PLAN = "Where do I find the workshop?", b"\x89PNG not really"
ADD = f"add {QUESTION} | It is in the yard."
TEXT = b"Doors open at nine."


async def _attach(s: Stage, line: str, *files: tuple[str, bytes]) -> None:
    await s.d.say(s.sam, s.staff, f"{s.d.mention} {line}", files=files)
    await s.settle()


def _shared(s: Stage, room: str) -> list[tuple[str | None, dict[str, bytes]]]:
    """Each message with files: the thread it stands in, and them."""
    return [
        (
            post.get("thread_ts"),
            {file["name"]: s.d.uploads[file["id"]]["content"] for file in post["files"]},
        )
        for post in s.d.posts(room)
        if post.get("files") and post["user"] == s.d.world.bot_user
    ]


async def test_they_come_with_the_answer_in_its_thread(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await _attach(s, ADD, ("plan.png", PLAN), ("rules.txt", TEXT))
        asked = await s.ask(s.ana, QUESTION)

        assert [(asked, {"plan.png": PLAN, "rules.txt": TEXT})] == _shared(s, s.help)
        s.sound()


async def test_what_one_person_alone_reads_comes_to_them_alone(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await _attach(s, ADD, ("plan.png", PLAN))
        await s.slash(s.ana, s.help, f"ask {QUESTION}")
        await s.settle()
        given = [post for post in s.dm(s.ana) if post.get("files")]

        assert [] == _shared(s, s.help)
        assert [["plan.png"]] == [[each["name"] for each in post["files"]] for post in given]
        s.sound()


@pytest.mark.parametrize("lost", ["files:read", "files:write"])
async def test_without_the_right_to_it_somebody_is_told(tmp_path: Path, lost: str) -> None:
    async with stage(tmp_path) as s:
        if lost == "files:read":
            s.d.options.scopes.discard(lost)
        await _attach(s, ADD, ("plan.png", PLAN))
        s.d.options.scopes.discard(lost)
        asked = await s.ask(s.ana, QUESTION)

        assert [] == _shared(s, s.help)
        if lost == "files:read":
            assert [each for each in s.whispers(s.sam) if "I could not fetch plan.png." in each]
        else:
            assert [each for each in s.in_thread(asked) if "I couldn't send plan.png" in each]


async def test_what_is_too_large_is_not_fetched(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await _attach(s, ADD, ("film.mp4", bytes(4 * 1024**2 + 1)))

        assert [each for each in s.whispers(s.sam) if "film.mp4 is too large" in each]
        assert not [each for each in s.d.calls if each.method == "files.info"]
