"""Who calls the app without a word is asked what it is about, and their next words are heard."""

from pathlib import Path

import pytest

from .stage import KNOWN, Stage, stage


@pytest.mark.parametrize("burst", ["0s", "2s"])
async def test_the_question_may_follow_in_the_room(tmp_path: Path, burst: str) -> None:
    async with stage(tmp_path, {"DESK_BURST": burst}) as s:
        call = await s.say(s.ana, s.help, s.d.mention)
        await s.say(s.ana, s.help, KNOWN)
        await s.later(seconds=10)

        assert s.in_thread(call)[-1].startswith("Open Settings")
        s.sound()


async def test_it_is_found_in_history_too(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.scan()
        call = await s.d.say(s.ana, s.help, s.d.mention, event=False)
        await s.d.say(s.ana, s.help, KNOWN, event=False)
        await s.scan()

        assert s.in_thread(call)[-1].startswith("Open Settings")


async def test_only_the_next_words_and_only_theirs_are_for_the_desk(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        call = await s.say(s.ana, s.help, s.d.mention)
        await s.say(s.ben, s.help, KNOWN)
        assert 1 == len(s.in_thread(call))
        await s.say(s.ana, s.help, KNOWN)
        answered = len(s.in_thread(call))
        await s.say(s.ana, s.help, "where is my invoice?")

        assert answered == len(s.in_thread(call))


async def test_a_person_for_a_question_that_was_taken_back_is_asked_about_it(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        asked = await s.ask(s.ana, KNOWN)
        answer = s.d.posts(s.help, asked)[0]["ts"]
        await s.d.delete(s.ana, asked)
        await s.settle()
        await s.press(s.ana, answer, "Talk to a person")

        assert "What is it about?" in _all(s)
        assert "The team has your question" not in _all(s)


def _all(s: Stage) -> str:
    return "\n".join(each["text"] for each in (*s.d.posts(s.help), *s.dm(s.ana)))
