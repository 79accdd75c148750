"""What came in reaches its outcome: once, in order, whatever goes wrong on the way."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery.bursts import join
from bot.delivery.intake import KEPT, Patience, cut
from bot.desk.nouns.inbound import Address, Commanded, Edited, Published, Said
from bot.desk.nouns.person import Role
from bot.desk.nouns.place import Place
from bot.desk.ports.inbox import Waiting
from bot.errors import DeskError
from bot.running.app import App
from bot.running.options import Options
from bot.running.wall_clock import RealClock
from bot.store import SqliteStore
from tests.delivery.standin import Echo, House
from tests.recorder import Recorder
from tests.store.examples import ANA, ANAS_DM, BEN, NOW, SAM, STAFF_ROOM, said


def inbox(house: House) -> dict[str, tuple[str, str, int]]:
    rows = house.store.read_now(
        lambda journal: journal.rows("SELECT id, state, outcome, attempts FROM inbox ORDER BY seq")  # type: ignore[attr-defined]
    )
    return {key: (state, outcome, attempts) for key, state, outcome, attempts in rows}


async def test_a_message_is_answered_once_however_often_it_is_delivered(house: House) -> None:
    await house.hears(said(1, "one"), said(1, "one"))
    await house.hears(said(1, "one"))

    assert house.platform.texts() == ["one"]
    assert inbox(house) == {"test:m1": ("done", "echo", 0)}


async def test_a_conversation_is_worked_on_in_the_platform_s_order(house: House) -> None:
    await house.hears(*(said(number, str(number)) for number in (3, 1, 2)))

    assert house.desk.said == ["1", "2", "3"]
    assert house.platform.texts() == ["1", "2", "3"]


async def test_the_loops_work_by_themselves_on_the_real_clock(tmp_path: Path) -> None:
    store, desk, platform = SqliteStore(tmp_path / "desk.db", NOW), Echo(), Recorder()
    complete = asyncio.Event()
    platform.meanwhile = lambda: complete.set() if len(platform.posted) == 200 else None
    app = App(store=store, desk=desk, platforms=[platform], clock=RealClock())
    running = asyncio.create_task(app.run())
    for number in range(200):
        room = Place(platform="test", room=f"r{number % 20}", private=True)
        platform.heard.put_nowait(said(number, str(number), place=room))
    await complete.wait()
    platform.heard.put_nowait(None)
    await running
    store.close()

    assert sorted(map(int, desk.said)) == list(range(200))
    for room_number in range(20):
        heard = [n for n in map(int, desk.said) if n % 20 == room_number]
        posted = [n for n in map(int, platform.texts()) if n % 20 == room_number]
        assert heard == posted == sorted(heard)


async def test_a_failing_message_is_tried_five_times_then_given_to_the_desk_to_put_aside(
    house: House,
) -> None:
    house.desk.fails = lambda inbound: inbound.id == "test:m1"
    await house.hears(said(1, "poison"))
    await house.later(60)

    assert inbox(house)["test:m1"] == ("dead", "", 4)
    assert house.platform.texts() == ["put aside as 1"]


async def test_where_that_fails_too_staff_are_told_in_the_plainest_words(house: House) -> None:
    house.desk.put_aside_fails = True
    house.desk.fails = lambda inbound: inbound.id == "test:m1"
    await house.hears(said(1, "poison"), said(2, "next", place=STAFF_ROOM))

    assert house.desk.said == ["next"]

    await house.hears(said(3, "waits behind"))
    await house.later(60)

    assert inbox(house)["test:m1"] == ("dead", "", 4)
    assert house.desk.said == ["next", "waits behind"]
    assert house.platform.posted[1].place == STAFF_ROOM
    assert "could not work on this message from Ana" in house.platform.posted[1].text
    assert "replay 1" in house.platform.posted[1].text
    assert house.platform.posted[1].text.endswith("poison")
    assert "half done" not in house.platform.texts()


@pytest.fixture
async def patient(tmp_path: Path) -> House:
    patience = Patience(burst={"test": timedelta(seconds=2)}, watched=timedelta(seconds=20))
    return House(tmp_path / "patient.db", options=Options(patience=patience))


async def test_a_burst_is_one_question(patient: House) -> None:
    for number, text in enumerate(("hello", "I have", "a problem")):
        await patient.hears(said(number, text))
        await patient.later(1)
    await patient.later(10)

    assert patient.desk.said == ["hello\nI have\na problem"]
    (heard, _), *_ = patient.desk.received
    assert isinstance(heard, Said)
    assert (heard.id, heard.joined) == ("test:m2", ("test:m0", "test:m1"))
    assert [row[1] for row in inbox(patient).values()] == ["joined", "joined", "echo"]
    patient.store.close()


async def test_a_burst_without_end_is_not_waited_for(patient: House) -> None:
    for number in range(15):
        await patient.hears(said(number, str(number)))
        await patient.later(1)

    assert patient.desk.said[0].splitlines() == [str(number) for number in range(10)]
    patient.store.close()


async def test_words_of_another_person_end_a_burst(patient: House) -> None:
    await patient.hears(said(0, "mine"), said(1, "theirs", by=BEN), said(2, "mine too"))
    await patient.later(10)

    assert patient.desk.said == ["mine", "theirs", "mine too"]
    patient.store.close()


async def test_a_watched_post_waits_for_a_person(patient: House) -> None:
    post = said(0, "how?", address=Address.WATCHED, place=Place(platform="test", room="r"))
    reply = said(5, "so!", address=Address.OVERHEARD, place=post.place, by=SAM)
    await patient.hears(post)
    await patient.later(5)
    await patient.hears(reply)
    await patient.later(14)

    assert patient.desk.said == []

    await patient.later(1)
    assert [inbound for inbound, _ in patient.desk.received] == [replace(post, others=True), reply]
    patient.store.close()


def test_what_is_joined_keeps_files_secrets_and_the_strongest_address() -> None:
    rows = [
        Waiting(inbound=each, received_at=NOW, ready=NOW)
        for each in (
            said(0, "a", secrets=("token",)),
            said(1, "b", address=Address.OVERHEARD, secrets=("token", "card number")),
        )
    ]
    joined = join(rows, [])

    assert isinstance(joined, Said)
    assert joined.address is Address.DIRECT
    assert joined.secrets == ("token", "card number")


async def test_the_role_is_asked_by_id_before_the_desk_decides(house: House) -> None:
    house.platform.roles[SAM.id] = Role.LEAD
    await house.hears(
        said(1),
        said(2, by=SAM, place=STAFF_ROOM),
        Published(id="desk:p1", at=NOW, entry="e", by=ANA),
    )

    assert sorted(role for _, role in house.desk.received) == [
        Role.CUSTOMER,
        Role.LEAD,
        Role.LEAD,
    ]


async def test_who_can_t_be_looked_up_has_a_customer_s_rights_in_the_end(house: House) -> None:
    house.platform.roles[SAM.id] = DeskError("no roles today")
    await house.hears(Commanded(id="test:c", at=NOW, by=SAM, place=STAFF_ROOM, line="claim 1"))
    assert house.desk.received == []

    await house.later(5)
    assert [role for _, role in house.desk.received] == [Role.CUSTOMER]


async def test_secrets_are_not_stored(house: House) -> None:
    key = "AKIA" + "IOSFODNN7EXAMPLE"
    await house.hears(
        said(1, f"my key is {key}"),
        Edited(
            id="test:e",
            at=NOW + timedelta(seconds=9),
            by=ANA,
            place=ANAS_DM,
            message="test:m1",
            text=f"it is {key}",
        ),
    )
    rows = house.store.read_now(lambda journal: journal.rows("SELECT body FROM inbox"))  # type: ignore[attr-defined]
    (heard, _), *_ = house.desk.received

    assert len(rows) == 2
    assert not any(key in body for (body,) in rows)
    assert isinstance(heard, Said)
    assert len(heard.secrets) == 1


async def test_what_is_too_long_to_be_kept_is_counted(house: House) -> None:
    await house.hears(said(1, "ä" * 100_000))
    (kept,) = house.desk.said
    (heard, _), *_ = house.desk.received

    assert len(kept) < KEPT + 100
    assert kept.endswith("[… 40,000 more characters were cut off]")
    assert isinstance(heard, Said)
    assert 40_000 == heard.cut


def test_all_that_can_be_sent_on_a_platform_is_kept_as_it_is() -> None:
    assert cut("é" * 40_000) == "é" * 40_000


async def test_a_burst_that_is_too_long_for_one_message_becomes_two(patient: House) -> None:
    words = [str(number) * 25_000 for number in range(3)]
    await patient.hears(*(said(number, text) for number, text in enumerate(words)))
    await patient.later(10)

    assert ["\n".join(words[:2]), words[2]] == patient.desk.said
    patient.store.close()


async def test_half_a_character_is_kept_as_a_question_mark(house: House) -> None:
    await house.hears(said(1, "\ud83d hi", by=replace(ANA, name="\udc00")))

    assert house.desk.said == ["? hi"]
