""" "Mark as solved" in a message's menu: what it means there, and a plain sentence where it means nothing."""

from pathlib import Path

import pytest

from bot.desk.nouns.ticket import TicketState
from bot.platforms.slack.hearing.bolt import SOLVED

from .stage import KNOWN, UNKNOWN, Stage, stage

NOTHING = "Nobody has asked me anything here, so there is nothing to mark as solved."


async def _mark(s: Stage, who: str, ts: str) -> None:
    await s.d.shortcut(who, SOLVED, ts)
    await s.settle()


async def test_on_an_answered_question_it_is_that_solved_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        asked = await s.ask(s.ana, KNOWN)
        await _mark(s, s.ana, asked)

        _, thanks = s.in_thread(asked)
        assert thanks.startswith("Good")
        (question,) = await s.store.read(lambda j: j.asked_by(f"slack:T0FRONTDESK:{s.ana}", 5))
        assert "solved" == question.feedback
        assert [] == s.whispers(s.ana)


async def test_on_the_answer_it_is_the_same(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        asked = await s.ask(s.ana, KNOWN)
        await _mark(s, s.ana, s.d.posts(s.help, asked)[0]["ts"])

        assert 2 == len(s.in_thread(asked))


@pytest.mark.parametrize("who", ["ben", "sam"])
async def test_on_anothers_answered_question_it_is_said_who_can(tmp_path: Path, who: str) -> None:
    async with stage(tmp_path) as s:
        asked = await s.ask(s.ana, KNOWN)
        await _mark(s, getattr(s, who), asked)

        told = [*s.whispers(getattr(s, who)), *(e["text"] for e in s.dm(getattr(s, who)))]
        assert ["Only ana can say whether this is solved"] == [
            each.partition(":")[0] for each in told
        ]
        assert 1 == len(s.in_thread(asked))


async def test_on_a_question_with_a_ticket_it_solves_that(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        asked = await s.ask(s.ana, UNKNOWN)
        await s.slash(s.sam, s.staff, "reply 1 On Tuesdays we do.")
        await _mark(s, s.sam, asked)
        assert TicketState.RESOLVED is (await s.ticket()).state
        await _mark(s, s.ben, asked)
        assert TicketState.RESOLVED is (await s.ticket()).state
        await _mark(s, s.ana, asked)
        assert TicketState.CLOSED is (await s.ticket()).state


@pytest.mark.parametrize("who", ["ben", "sam"])
async def test_where_nothing_was_asked_it_says_just_that(tmp_path: Path, who: str) -> None:
    async with stage(tmp_path) as s:
        ts = await s.d.say(s.ana, s.help, "Lunch is at noon.")
        await _mark(s, getattr(s, who), ts)

        told = [*s.whispers(getattr(s, who)), *(e["text"] for e in s.dm(getattr(s, who)))]
        assert [NOTHING] == told
