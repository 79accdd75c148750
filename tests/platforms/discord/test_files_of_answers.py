"""Pictures and files that go with answers: fetched once from Discord, kept, and sent where they are asked for."""

from __future__ import annotations

from typing import cast

from bot.desk.ports.journal import Journal
from bot.store.journal import StoredJournal

from .double import Channel, Upload
from .harness import Desk, Town

QUESTION, ADD = "Where is my invoice?", "attach invoice"
PLAN, TEXT = b"\x89PNG not really", b"Doors open at nine."


PRIVATE_THREAD = 12


def drop(journal: Journal) -> None:
    cast("StoredJournal", journal).db.execute("DELETE FROM kept WHERE substr(name, 1, 5) = 'file:'")


async def _attach(desk: Desk, place: Town, line: str, *files: Upload) -> None:
    await desk.say(place.sam, place.staff, f"{desk.double.bot.mention} {line}", files=files)


def _sent(desk: Desk, channel: Channel) -> list[dict[str, bytes]]:
    return [
        {file.filename: file.content for file in each.attachments}
        for each in desk.double.by_bot(channel)
        if each.attachments
    ]


async def test_they_come_with_the_answer(desk: Desk, place: Town) -> None:
    await _attach(desk, place, ADD, Upload("our plan.png", PLAN), Upload("rules.txt", TEXT))
    asked = await desk.ask(place.ana, place.help, QUESTION)

    assert [{"our_plan.png": PLAN, "rules.txt": TEXT}] == _sent(desk, desk.in_thread(asked))
    assert [] == _sent(desk, place.help)


async def test_what_one_person_alone_reads_comes_to_them_alone(desk: Desk, place: Town) -> None:
    await _attach(desk, place, ADD, Upload("plan.png", PLAN))
    await desk.slash(place.ana, place.help, "ask", question=QUESTION)
    [theirs] = [each for each in desk.double.world.channels.values() if _sent(desk, each)]

    assert theirs.type == PRIVATE_THREAD
    assert [{"plan.png": PLAN}] == _sent(desk, theirs)


async def test_what_cant_be_sent_is_named(desk: Desk, place: Town) -> None:
    await _attach(desk, place, ADD, Upload("plan.png", PLAN))
    await desk.store.write(drop)
    asked = await desk.ask(place.ana, place.help, QUESTION)

    told = desk.texts(desk.in_thread(asked))
    assert [each for each in told if "I couldn't send plan.png" in each]


async def test_what_is_gone_is_not_kept(desk: Desk, place: Town) -> None:
    desk.double.base, there = f"{desk.double.base}/gone", desk.double.base
    await _attach(desk, place, ADD, Upload("plan.png", PLAN))
    desk.double.base = there

    assert [each for each in desk.texts(place.staff) if "I could not fetch plan.png." in each]
