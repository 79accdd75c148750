"""What was changed or taken back while it waited for more words: only what stands is worked on."""

from pathlib import Path

from .stage import KNOWN, UNKNOWN, Stage, stage

SLOW = {"DESK_BURST": "2s"}


async def _in_a_moment(s: Stage) -> None:
    await s.settle()
    await s.later(seconds=10)


async def test_what_was_edited_at_once_is_answered_once_as_it_stands(tmp_path: Path) -> None:
    async with stage(tmp_path, SLOW) as s:
        ts = await s.d.say(s.ben, s.help, f"{s.d.mention} how do i rset")
        await s.d.edit(s.ben, ts, f"{s.d.mention} {KNOWN}")
        await _in_a_moment(s)

        (told,) = s.in_thread(ts)
        assert told.startswith("Open Settings")
        s.sound()


async def test_of_several_messages_the_one_that_was_edited_stands_in_its_place(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, SLOW) as s:
        first = await s.d.say(s.ana, "dm", "My lmap hums.")
        await s.d.say(s.ana, "dm", "Can you paint it purple on Tuesdays?")
        await s.d.edit(s.ana, first, "My lamp hums.")
        await _in_a_moment(s)

        assert "My lamp hums.\nCan you paint it purple on Tuesdays?" == (await s.ticket()).text
        assert 1 == len(s.dm(s.ana))

        await s.d.edit(s.ana, first, "My lamp hums like a bee.")
        await _in_a_moment(s)
        text = "My lamp hums like a bee.\nCan you paint it purple on Tuesdays?"
        assert text == (await s.ticket()).text


async def test_what_was_taken_back_at_once_is_not_answered(tmp_path: Path) -> None:
    async with stage(tmp_path, SLOW) as s:
        for words in (KNOWN, UNKNOWN):
            ts = await s.d.say(s.ben, s.help, f"{s.d.mention} {words}")
            await s.d.delete(s.ben, ts)
            await _in_a_moment(s)

        assert [] == s.dm(s.ben)
        assert [] == s.cards()
        assert [] == s.d.posts(s.help)


async def test_of_several_messages_the_others_stand(tmp_path: Path) -> None:
    async with stage(tmp_path, SLOW) as s:
        first = await s.d.say(s.ana, "dm", "My door code is 4711 and")
        await s.d.say(s.ana, "dm", UNKNOWN)
        await s.d.delete(s.ana, first)
        await _in_a_moment(s)

        assert UNKNOWN == (await s.ticket()).text
        assert 1 == len(s.dm(s.ana))
