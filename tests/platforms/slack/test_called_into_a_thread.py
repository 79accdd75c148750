"""Where the app is called into a thread that it does not know, what the thread began with comes along."""

from pathlib import Path

import pytest

from .double import faults
from .stage import KNOWN, UNKNOWN, stage

POST = "The blue lamp of order 4711 came without its plug."


@pytest.mark.parametrize("words", ["I need a person", "can somebody help me please?"])
async def test_what_was_posted_before_a_person_was_asked_for_stands_on_the_card(
    tmp_path: Path, words: str
) -> None:
    async with stage(tmp_path) as s:
        post = await s.say(s.ana, s.help, POST)
        assert [] == s.cards()
        await s.say(s.ana, s.help, f"{s.d.mention} {words}", post)

        [card] = s.cards()
        assert POST in card["text"]
        assert not any("What is it about?" in each for each in s.in_thread(post))
        await s.say(s.ana, s.help, f"{s.d.mention} it is the one with the green shade", post)
        told = "\n".join(s.under(card))
        assert "green shade" in told
        assert POST not in told
        s.sound()


async def test_somebody_elses_post_has_their_name(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        post = await s.say(s.ben, s.help, POST)
        await s.say(s.ana, s.help, f"{s.d.mention} I need a person", post)

        [card] = s.cards()
        assert POST in card["text"]
        assert "— @ben" in card["text"]


async def test_what_the_desk_knows_already_is_told_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        asked = await s.ask(s.ana, UNKNOWN)
        await s.say(s.ana, s.help, f"{s.d.mention} I need a person", asked)
        post = await s.say(s.ben, s.answers, POST)
        await s.later(seconds=30)
        await s.say(s.ben, s.answers, f"{s.d.mention} I need a person", post)

        told = "\n".join(text for card in s.cards() for text in (card["text"], *s.under(card)))
        assert [1, 1] == [told.count(UNKNOWN), told.count(POST)]


async def test_an_answer_is_one_as_ever_and_what_is_lost_holds_nobody_up(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        post = await s.say(s.ana, s.help, POST)
        await s.say(s.ana, s.help, f"{s.d.mention} {KNOWN}", post)
        assert "Reset password" in s.in_thread(post)[-1]

        lost = await s.say(s.ben, s.help, POST)
        s.d.faults.add("conversations.replies", faults.error("internal_error"))
        await s.say(s.ben, s.help, f"{s.d.mention} I need a person", lost)
        assert 1 == len(s.cards())
