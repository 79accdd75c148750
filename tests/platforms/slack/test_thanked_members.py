"""Who solves another's question in a thread is asked, alone, whether it may be counted."""

from pathlib import Path

import pytest

from bot.desk.nouns.expert import Allows
from bot.desk.nouns.ticket import Ending

from .stage import UNKNOWN, Stage, stage

ASKED = "Somebody says that you helped with a question."


async def told(s: Stage, user: str) -> list[str]:
    return [each for each in s.whispers(user) if each.startswith(ASKED)]


async def allows(s: Stage, user: str) -> Allows | None:
    found = await s.store.read(lambda journal: journal.leave(f"slack:T0FRONTDESK:{user}"))
    return found.state if found else None


async def test_the_asker_s_check_mark_closes_and_thanks_whoever_wrote_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        asked = await s.ask(s.ana, UNKNOWN)
        tip = await s.say(s.ben, s.help, "Look below the door mat, it was there.", asked)
        await s.d.react(s.ana, tip, "white_check_mark")
        await s.settle()

        assert Ending.CONFIRMED is (await s.ticket()).ending
        assert 1 == len(await told(s, s.ben))
        assert [] == await told(s, s.ana)
        assert Allows.ASKED is await allows(s, s.ben)
        assert not any(ASKED in each for each in s.in_thread(asked))
        await s.press(s.ben, s.d.ephemerals(s.ben)[-1]["ts"], "Yes, and name me")
        assert Allows.YES is await allows(s, s.ben)
        listed = await s.store.read(lambda journal: journal.experts())
        assert [("ben", 1)] == [(each.person.name, each.helped) for each in listed]
        s.sound()


@pytest.mark.parametrize("name", ["+1", "white_check_mark"])
async def test_a_sign_of_somebody_else_thanks_nobody(tmp_path: Path, name: str) -> None:
    async with stage(tmp_path) as s:
        asked = await s.ask(s.ana, UNKNOWN)
        tip = await s.say(s.ben, s.help, "Look below the door mat, it was there.", asked)
        await s.d.react(s.ben, tip, name)
        await s.d.react(s.ana, asked, name)
        await s.settle()

        assert (await s.ticket()).is_open
        assert [] == await told(s, s.ben)
        assert await allows(s, s.ben) is None


async def test_thanks_by_name_are_the_member_s_and_the_desk_says_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        asked = await s.ask(s.ana, UNKNOWN)
        await s.say(s.ben, s.help, "Look below the door mat, it was there.", asked)
        before = s.in_thread(asked)
        await s.say(s.ana, s.help, f"thank you so much <@{s.ben}>", asked)

        assert before == s.in_thread(asked)
        assert 1 == len(await told(s, s.ben))
        assert (await s.ticket()).is_open


async def test_what_the_team_writes_is_nobody_s_to_be_asked_for(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        asked = await s.ask(s.ana, UNKNOWN)
        tip = await s.say(s.sam, s.help, "Look below the door mat, it was there.", asked)
        await s.d.react(s.ana, tip, "+1")
        await s.settle()

        assert await allows(s, s.sam) is None
