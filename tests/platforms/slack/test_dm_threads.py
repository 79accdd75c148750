"""Threads inside a direct message: answered where they are, and still one conversation with it."""

from pathlib import Path

import pytest

from .double import faults
from .stage import KNOWN, UNKNOWN, Stage, stage


def _beneath(s: Stage, user: str, root: str) -> list[str]:
    return [post["text"] for post in s.d.posts(s.d.world.dm(user), root)]


async def test_words_in_a_thread_of_a_direct_message_are_answered_there(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        root = await s.say(s.ana, "dm", "hello")
        await s.say(s.ana, "dm", KNOWN, root)
        flat = await s.say(s.ana, "dm", KNOWN)

        assert 1 == len(_beneath(s, s.ana, root))
        assert [] == _beneath(s, s.ana, flat)
        s.sound()


async def test_what_was_said_beside_a_thread_is_known_in_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ana, "dm", KNOWN)
        answer = s.dm(s.ana)[-1]
        await s.say(s.ana, "dm", "that worked, thanks", answer["ts"])

        [said] = _beneath(s, s.ana, answer["ts"])
        assert "Good" in said
        assert not await s.store.read(lambda journal: list(journal.open_tickets()))


async def test_all_of_a_ticket_from_a_thread_comes_there(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        root = await s.say(s.ana, "dm", "hello")
        await s.say(s.ana, "dm", UNKNOWN, root)
        await s.slash(s.sam, s.staff, "reply 1 On Wednesdays.")
        [asked] = [p for p in s.dm(s.ana) if "On Wednesdays." in p["text"]]
        await s.press(s.ana, asked["ts"], "Yes, solved")

        told = _beneath(s, s.ana, root)
        assert any("On Wednesdays." in text for text in told)
        assert 3 == len(told), told
        assert "closed" == (await s.ticket()).state
        s.sound()


async def test_a_thread_whose_first_message_is_gone_does_not_stop_the_reply(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        root = await s.say(s.ana, "dm", "hello")
        await s.say(s.ana, "dm", UNKNOWN, root)
        s.d.faults.add("chat.postMessage", faults.error("thread_not_found"))
        await s.slash(s.sam, s.staff, "reply 1 On Wednesdays.")

        [said] = [p for p in s.dm(s.ana) if "On Wednesdays." in p["text"]]
        assert "thread_ts" not in said


async def test_a_session_is_of_its_thread(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ana, "dm", KNOWN)
        root = await s.say(s.ana, "dm", "hello")
        await s.say(s.ana, "dm", UNKNOWN, root)
        await s.d.until(lambda: s.d.world.sessions)

        dm = s.d.world.dm(s.ana)
        assert {(dm, root): {"status": "suspended"}} == s.d.world.sessions
        assert [dm, root] in [list(key) for key in s.d.world.statuses]
        s.sound()


@pytest.mark.parametrize(
    "refused",
    [
        "agents.sessions.setStatus",
        "assistant.threads.setStatus",
        "assistant.threads.setSuggestedPrompts",
    ],
)
async def test_a_refused_nicety_is_left_out_and_no_other(tmp_path: Path, refused: str) -> None:
    async with stage(tmp_path) as s:
        s.d.faults.add(refused, faults.error("feature_not_enabled"), times=None)
        for _ in range(3):
            root = await s.say(s.ana, "dm", "hello")
            await s.say(s.ana, "dm", KNOWN, root)
            await s.d.open_home(s.ana, "messages")
            await s.settle()

        made = {
            method: len(s.d.calls_of(method))
            for method in (
                "agents.sessions.setStatus",
                "assistant.threads.setStatus",
                "assistant.threads.setSuggestedPrompts",
            )
        }
        assert 1 == made.pop(refused)
        assert [3, 3] == list(made.values())


@pytest.mark.parametrize("method", ["agents.sessions.setStatus", "assistant.threads.setStatus"])
async def test_a_thread_that_is_gone_or_has_no_session_says_nothing_of_others(
    tmp_path: Path, method: str
) -> None:
    async with stage(tmp_path) as s:
        s.d.faults.add(method, faults.error("invalid_thread_ts"))
        for _ in range(2):
            root = await s.say(s.ana, "dm", "hello")
            await s.say(s.ana, "dm", KNOWN, root)
            await s.settle()

        assert 2 == len(s.d.calls_of(method))
