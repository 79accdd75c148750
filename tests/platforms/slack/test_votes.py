"""A thumb below an answer is its vote, for whoever it was said to; below all else, and from others, none."""

from pathlib import Path

import pytest

from bot.desk.nouns.question import Feedback
from bot.desk.nouns.ticket import Ending

from .stage import KNOWN, UNKNOWN, Stage, stage


async def feedback(s: Stage, number: int = 1) -> Feedback | None:
    return (await s.store.read(lambda journal: journal.question(number))).feedback


@pytest.mark.parametrize("where", ["dm", "help"])
@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("+1", Feedback.SOLVED),
        ("thumbsup", Feedback.SOLVED),
        ("+1::skin-tone-4", Feedback.SOLVED),
        ("-1", Feedback.NOT_SOLVED),
        ("tada", None),
    ],
)
async def test_a_thumb_is_the_vote_of_whoever_asked(
    tmp_path: Path, where: str, name: str, means: Feedback | None
) -> None:
    async with stage(tmp_path) as s:
        if where == "dm":
            await s.say(s.ana, "dm", KNOWN)
            answer = s.dm(s.ana)[-1]
        else:
            asked = await s.ask(s.ana, KNOWN)
            answer = s.d.posts(s.help, asked)[-1]
            await s.d.react(s.ben, answer["ts"], name)
            await s.settle()
            assert await feedback(s) is None
        await s.d.react(s.ana, answer["ts"], name)
        await s.settle()

        assert means is await feedback(s)
        s.sound()


async def test_a_thumb_below_a_reply_s_question_closes_it_and_one_elsewhere_nothing(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        question = await s.say(s.ana, "dm", UNKNOWN)
        [told] = s.dm(s.ana)
        for ts in (question, told["ts"]):
            await s.d.react(s.ana, ts, "+1")
            await s.settle()
        assert (await s.ticket()).is_open
        await s.slash(s.sam, s.staff, "resolve 1 Yes, we can.")
        await s.d.react(s.ana, s.dm(s.ana)[-1]["ts"], "+1")
        await s.settle()

        assert Ending.CONFIRMED is (await s.ticket()).ending
        await s.d.react(s.ana, s.dm(s.ana)[-1]["ts"], "-1")
        await s.settle()
        assert not (await s.ticket()).is_open


async def test_nobody_blocked_votes(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ana, "dm", KNOWN)
        await s.slash(s.sam, s.staff, "block ana insults")
        await s.d.react(s.ana, s.dm(s.ana)[-1]["ts"], "-1")
        await s.settle()

        assert await feedback(s) is None
        assert [] == s.cards()
