"""What was edited or deleted while the bot was off is found once it is back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from .harness import Desk, Town

ASKED = "Do you tune harps?"


async def _off(desk: Desk) -> None:
    await desk.scan()
    await desk.stop()
    desk.clock.move_to(desk.clock.now() + timedelta(hours=3))


async def _back(desk: Desk) -> None:
    await desk.start()
    await desk.scan()


async def test_an_edit_is_found_and_told_once(desk: Desk, place: Town) -> None:
    question = await desk.ask(place.ana, place.help, ASKED)
    await _off(desk)
    desk.double.edit(question, f"{desk.double.bot.mention} Do you tune HARPS, order 5512?")
    await _back(desk)
    await desk.scan()

    assert "Do you tune HARPS, order 5512?" == (await desk.ticket()).text
    told = [text for text in desk.texts(desk.at_card()) if "5512" in text]
    assert 1 == len(told)


async def test_a_question_in_a_thread_that_is_gone_is_taken_back(desk: Desk, place: Town) -> None:
    question = await desk.ask(place.ana, place.help, ASKED)
    there = desk.in_thread(question)
    more = await desk.say(place.ana, there, f"{desk.double.bot.mention} My door code is 4711.")
    await _off(desk)
    desk.double.delete(more)
    await _back(desk)

    seen = "\n".join([*desk.texts(desk.at_card()), desk.double.look(desk.card()).text])
    assert "took a message back." in seen


@pytest.mark.parametrize("gone", [True, False], ids=["deleted", "as it was"])
async def test_what_was_answered_and_is_gone_stands_on_no_card(
    desk: Desk, place: Town, gone: bool
) -> None:
    direct = desk.double.dm(place.ana)
    question = await desk.say(place.ana, direct, ASKED)
    await _off(desk)
    if gone:
        desk.double.delete(question)
    await _back(desk)

    text = (await desk.ticket()).text
    assert (text == ASKED) is not gone
