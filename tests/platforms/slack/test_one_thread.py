"""Two customers with something open in one thread: the desk's words there name whom they are for."""

from pathlib import Path

from bot.platforms.slack.hearing.bolt import HAND_OFF

from .stage import UNKNOWN, stage


async def test_words_in_a_thread_of_two_customers_bear_a_name(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        asked = await s.ask(s.ana, UNKNOWN)
        await s.say(s.ben, s.help, f"{s.d.mention} and what would bellows for it cost?", asked)
        await s.say(s.ana, s.help, "It has 24 gears, and the frame is from 1998.", asked)

        first, bens, anas = s.in_thread(asked)
        assert first.startswith("I don't have an answer")
        assert bens.startswith(f"<@{s.ben}>:")
        assert anas.startswith(f"<@{s.ana}>:")
        s.sound()


async def test_a_message_that_two_hand_over_tells_each_of_theirs(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.d.say(s.ben, s.help, "The vase is broken.")
        for who in (s.ana, s.ben):
            await s.d.shortcut(who, HAND_OFF, ts)
            await s.settle()

        told = s.in_thread(ts)
        assert told[-1].startswith(f"<@{s.ben}>:")


async def test_in_a_thread_of_one_customer_nobody_is_named(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        asked = await s.ask(s.ana, UNKNOWN)
        await s.say(s.ana, s.help, "It has 24 gears, and the frame is from 1998.", asked)

        assert not any(each.startswith("<@") for each in s.in_thread(asked))
