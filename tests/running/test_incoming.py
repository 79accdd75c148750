"""Other programs open tickets over a real socket: each once, and what is said of them is true."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.desk.nouns.inbound import Commanded
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.ticket import Ticket
from bot.platforms.webhook import Webhooks
from bot.running.app import App
from bot.running.building import front_desk
from bot.running.incoming import A_MINUTE, MOST_BYTES, PATH
from bot.running.options import Options
from bot.running.wall_clock import RealClock
from bot.settings.loading import load
from bot.store import SqliteStore
from tests.platforms.webhook.receiver import Receiver, receiving, status
from tests.platforms.webhook.test_webhooks import NEW
from tests.recorder import Recorder
from tests.store.examples import STAFF_ROOM

TOKEN = "t" * 32
SAM = Person(id="test:sam", name="Sam")


@dataclass
class Desk:
    """A whole desk that listens."""

    app: App
    platform: Recorder

    async def call(
        self, body: object, *, key: str = "order-77-a", **headers: str
    ) -> tuple[int, Any]:
        """Call it: the status, and what it says."""
        url = f"http://127.0.0.1:{self.app.metrics.port}{PATH}"
        said = {"Authorization": f"Bearer {TOKEN}", "Idempotency-Key": key} | headers
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=data, headers=said) as it,
        ):
            return it.status, await it.json()

    async def ticket(self, number: int) -> Ticket:
        """As it is now."""
        return await self.app.store.read(lambda journal: journal.ticket(number))

    async def command(self, line: str) -> None:
        """Of the team, in its room."""
        at = self.app.clock.now()
        here = Commanded(id=f"test:{line}", at=at, by=SAM, place=STAFF_ROOM, line=line)
        await self.app.intake(here)

    async def shows(self, words: str) -> bool:
        """Whether the team is told that, sooner or later."""
        for _ in range(400):
            if any(words in each.text for each in self.platform.posted):
                return True
            await asyncio.sleep(0.05)
        return False


@asynccontextmanager
async def listening(folder: Path, hook: str = "") -> AsyncIterator[Desk]:
    given = {"DESK_WEBHOOK_TOKEN": TOKEN, "DESK_METRICS_PORT": "1", "DESK_HOURS": "always"}
    hooks = {"DESK_WEBHOOKS": f"crm={hook}", "DESK_WEBHOOK_SECRET": NEW} if hook else {}
    settings, clock = load(given | hooks), RealClock()
    store = SqliteStore(folder / "desk.db", clock.now())
    platform = Recorder(staff=STAFF_ROOM, roles={SAM.id: Role.AGENT})
    app = App(
        store=store,
        desk=front_desk(settings, (), {"": STAFF_ROOM}),
        platforms=[platform],
        couriers=[Webhooks(settings, clock.now)],
        options=Options.of(settings),
    )
    await app.metrics.start(0)
    app.start()
    try:
        yield Desk(app, platform)
    finally:
        await app.stop()
        store.close()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with listening(tmp_path) as it:
        yield it


ASKED = {
    "text": "My order 77 is broken.\nCan I send it back?",
    "name": "Ana",
    "email": "ana@example.com",
}


async def test_a_call_opens_a_ticket_once(desk: Desk) -> None:
    first = await desk.call(ASKED)
    again = await desk.call(ASKED)
    other = await desk.call({"text": "Something else"})
    another = await desk.call(ASKED, key="order-77-b")

    assert (201, {"ticket": 1}) == first == again
    assert 409 == other[0]
    assert (201, {"ticket": 2}) == another
    ticket = await desk.ticket(1)
    assert ASKED["text"] == ticket.text
    assert "Ana (ana@example.com)" == ticket.requester.name
    assert await desk.shows("Ana (ana@example.com)")


async def test_many_calls_at_once_with_one_key_are_one_ticket(desk: Desk) -> None:
    found = await asyncio.gather(*(desk.call(ASKED) for _ in range(8)))

    assert [(201, {"ticket": 1})] * 8 == found


async def test_where_no_replies_are_taken_the_team_is_told_that(desk: Desk) -> None:
    await desk.call(ASKED)

    assert await desk.shows("a program that takes no replies")


_WRONG = {
    "no JSON": (b"text=hello", 400, "not JSON"),
    "no object": ([1], 400, "no object"),
    "no text": ({"name": "Ana"}, 400, "text is missing"),
    "blank": ({"text": "  "}, 400, "text is missing"),
    "no text of that": ({"text": 7}, 400, "text is not a text"),
    "unknown field": ({"text": "a", "note": "b"}, 400, "no field of that name"),
    "two lines": ({"text": "a", "name": "b\nc"}, 400, "one plain line"),
    "half a sign": ({"text": "a\ud83d"}, 400, "half a sign"),
    "too long": ({"text": "a" * 20_001}, 400, "up to 20000"),
    "no such ticket": ({"text": "a", "ticket": 9}, 404, "No ticket 9"),
    "too much": (b"x" * (MOST_BYTES + 1), 413, "64 KB"),
}


@pytest.mark.parametrize(("body", "number", "why"), _WRONG.values(), ids=_WRONG)
async def test_what_is_wrong_is_said_in_plain_words(
    desk: Desk, body: object, number: int, why: str
) -> None:
    found, said = await desk.call(body)

    assert number == found
    assert why in said["error"]


@pytest.mark.parametrize("given", ["", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer é"])
async def test_without_the_token_nothing_is_taken(desk: Desk, given: str) -> None:
    assert 401 == (await desk.call(ASKED, Authorization=given))[0]


async def test_a_token_of_bytes_that_are_no_text_is_wrong(desk: Desk) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", desk.app.metrics.port)
    writer.write(f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\n".encode())
    writer.write(b"Authorization: Bearer \xff\xfe\r\nContent-Length: 0\r\n\r\n")
    line = await reader.readline()
    writer.close()

    assert b"401" in line


async def test_a_key_is_needed(desk: Desk) -> None:
    assert 400 == (await desk.call(ASKED, key="short"))[0]


async def test_so_many_calls_are_taken_in_a_minute(desk: Desk) -> None:
    found = [(await desk.call(b"no"))[0] for _ in range(A_MINUTE + 1)]

    assert [400] * A_MINUTE + [429] == found


async def until(receiver: Receiver, words: str) -> dict[str, Any]:
    """The call that says so, sooner or later."""
    for _ in range(400):
        for each in receiver.told:
            if words in each.body.decode():
                found: dict[str, Any] = json.loads(each.body)
                return found
        await asyncio.sleep(0.05)
    raise AssertionError(words)


async def test_what_is_said_to_them_goes_to_the_program_and_back(tmp_path: Path) -> None:
    async with receiving() as receiver, listening(tmp_path, receiver.url) as desk:
        await desk.call(ASKED)
        opened = await until(receiver, "requester.message")
        await desk.command("reply 1 Send it back within 14 days.")
        replied = await until(receiver, "within 14 days")
        counted = await until(receiver, '"by":"team"')
        added = await desk.call({"ticket": 1, "text": "The label is missing."}, key="order-77-c")

        assert {"number": 1} == opened["data"]["ticket"]
        assert "requester.message" == replied["type"]
        assert "ticket.replied" == counted["type"]
        assert (202, {"ticket": 1}) == added
        assert await desk.shows("The label is missing.")


async def test_a_reply_that_the_program_did_not_take_is_not_given(tmp_path: Path) -> None:
    async with receiving() as receiver, listening(tmp_path, receiver.url) as desk:
        await desk.call(ASKED)
        await until(receiver, "requester.message")
        receiver.answers.extend([status(410)] * 3)
        await desk.command("reply 1 Send it back within 14 days.")

        assert await desk.shows("gone (410)")
        assert None is (await desk.ticket(1)).first_response_at
