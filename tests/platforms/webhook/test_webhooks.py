"""Events reach a real server signed, in order and at least once, however it fails."""

import asyncio
import base64
import hashlib
import hmac
import json
import socket
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import trustme
from aiohttp import ClientTimeout

from bot.delivery.taking import MOST_TRIES
from bot.desk.nouns.event import KIND
from bot.desk.nouns.message import Message, Outgoing, Pasted, Readership
from bot.desk.nouns.place import Place
from bot.platforms.webhook import Webhooks, checks
from bot.platforms.webhook import reaching as reach
from bot.platforms.webhook.signing import headers
from bot.running.app import App
from bot.settings.loading import load
from bot.settings.settings import Settings
from bot.store import SqliteStore, audit
from tests.delivery.standin import House
from tests.platforms.webhook.receiver import Answer, Receiver, hang, raw, receiving, status
from tests.store.examples import NOW, a_ticket

OLD, NEW = ("whsec_" + base64.b64encode(each * 32).decode() for each in (b"o", b"n"))
RETRIES = timedelta(hours=3)
"""By then an event that always fails was given up."""


def settings(url: str, **more: str) -> Settings:
    given = {"DESK_WEBHOOKS": f"crm={url}", "DESK_WEBHOOK_SECRET": NEW}
    return load(given | more)


def event(key: str, ticket: int | None = None, after: str = "", room: str = "crm") -> Outgoing:
    return Outgoing(
        key=key,
        place=Place(platform=KIND, room=room),
        message=Message(kind=KIND, parts=(Pasted(text=json.dumps({"key": key})),)),
        readership=Readership.STAFF,
        ticket=ticket,
        after=after,
    )


@dataclass
class Desk(House):
    """An app that tells a webhook."""

    settings: Settings = field(default_factory=Settings)
    patience: ClientTimeout = reach.PATIENCE

    def open(self) -> None:
        """Start, on whatever the file holds."""
        self.store = SqliteStore(self.path, self.clock.now())
        self.app = App(
            store=self.store,
            desk=self.desk,
            platforms=[self.platform],
            couriers=[Webhooks(self.settings, self.clock.now, self.patience)],
            clock=self.clock,
            options=self.options,
        )

    async def close(self) -> None:
        """Stop."""
        await self.app.stop()
        self.store.close()

    def notices(self) -> list[str]:
        """What staff were told."""
        return [each.text for each in self.platform.posted]


@asynccontextmanager
async def telling(
    path: Path, url: str, patience: ClientTimeout = reach.PATIENCE, **more: str
) -> AsyncIterator[Desk]:
    desk = Desk(path / "desk.db", settings=settings(url, **more), patience=patience)
    yield desk
    await desk.close()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as it:
        yield it


def keys(receiver: Receiver) -> list[str]:
    return [json.loads(each.body)["key"] for each in receiver.told]


async def test_what_arrives_is_signed_as_the_standard_says(
    tmp_path: Path, receiver: Receiver
) -> None:
    """With both secrets, while they are exchanged: the receiver may know either."""
    async with telling(tmp_path, receiver.url, DESK_WEBHOOK_SECRET=f"{NEW},{OLD}") as desk:
        await desk.sends(event("a"))

        (told,) = receiver.told
        number, second = told.headers["webhook-id"], told.headers["webhook-timestamp"]
        signed = f"{number}.{second}.".encode() + told.body
        expected = [
            "v1," + base64.b64encode(hmac.new(each * 32, signed, hashlib.sha256).digest()).decode()
            for each in (b"n", b"o")
        ]
        assert expected == told.headers["webhook-signature"].split(" ")
        assert str(int(NOW.timestamp())) == second
        assert "application/json" == told.headers["content-type"]
        assert {"a": "sent"} == desk.states()


def test_the_example_of_the_standard_is_signed_alike() -> None:
    """https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries/python/tests/test_webhooks.py"""
    at = datetime.fromtimestamp(1614265330, UTC)
    body, secrets = b'{"test": 2432232314}', ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]
    found = headers("msg_p5jXN8AQM9LWM0D4loKWxJek", at, body, secrets)

    assert "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" == found["webhook-signature"]


_CUT = b"HTTP/1.1 200 OK\r\nContent-Le"
_FAILS = {
    "500": status(500),
    "404": status(404),
    "429 with no time": status(429),
    "redirect": status(307, "Location: http://127.0.0.1:1/elsewhere"),
    "cut": raw(_CUT),
    "hangs up": raw(b""),
    "no HTTP": raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
}


@pytest.mark.parametrize("answer", _FAILS.values(), ids=_FAILS)
async def test_what_fails_is_told_again_under_the_same_id(
    tmp_path: Path, receiver: Receiver, answer: Answer
) -> None:
    async with telling(tmp_path, receiver.url) as desk:
        receiver.answers.extend([answer, answer])
        await desk.sends(event("a"))
        await desk.later(600)

        assert ["a", "a", "a"] == keys(receiver)
        assert 1 == len({each.headers["webhook-id"] for each in receiver.told})
        assert {"a": "sent"} == desk.states()
        assert [] == desk.notices()


async def test_one_that_hangs_is_left_and_told_again(tmp_path: Path, receiver: Receiver) -> None:
    go = asyncio.Event()
    async with telling(tmp_path, receiver.url, ClientTimeout(total=0.3)) as desk:
        receiver.answers.append(hang(go))
        await desk.sends(event("a"))
        go.set()
        await desk.later(600)

        assert "sent" == desk.states()["a"]
        assert len(keys(receiver)) > 1


async def test_after_eight_tries_it_is_given_up_and_the_team_told_once_a_day(
    tmp_path: Path, receiver: Receiver
) -> None:
    async with telling(tmp_path, receiver.url) as desk:
        receiver.answers.extend([status(500)] * 3 * MOST_TRIES)
        await desk.sends(event("a"), event("b"))
        await desk.later(RETRIES.total_seconds())

        assert {"failed"} == {desk.states()[each] for each in "ab"}
        assert {"a": MOST_TRIES, "b": MOST_TRIES} == {
            each: keys(receiver).count(each) for each in "ab"
        }
        (notice,) = desk.notices()
        assert "webhook crm, status 500" in notice
        assert "resend 1" in notice

        receiver.answers.clear()
        again = await desk.store.write(lambda journal: journal.send_again(1, desk.clock.now()))
        await desk.app.settle()
        assert (True, "sent") == (again, desk.states()["a"])
        assert 1 == len({e.headers["webhook-id"] for e in receiver.told if b'"a"' in e.body})


@pytest.mark.parametrize("dated", [False, True], ids=["seconds", "date"])
async def test_who_asks_to_wait_is_waited_for(
    tmp_path: Path, receiver: Receiver, dated: bool
) -> None:
    """That counts as no try, and holds up all that is for it: it asked for peace."""
    async with telling(tmp_path, receiver.url) as desk:
        until = format_datetime(NOW + timedelta(seconds=90)) if dated else "90"
        receiver.answers.append(status(429, f"Retry-After: {until}"))
        await desk.sends(event("a"), event("b"))
        await desk.later(80)
        assert ["a"] == keys(receiver)

        await desk.later(20)
        assert ["a", "a", "b"] == keys(receiver)


async def test_who_asks_to_wait_for_ever_is_given_up(tmp_path: Path, receiver: Receiver) -> None:
    async with telling(tmp_path, receiver.url) as desk:
        receiver.answers.extend([status(503, "Retry-After: 1")] * 400)
        await desk.sends(event("a"))
        await desk.later(RETRIES.total_seconds())

        assert {"failed"} == {desk.states()["a"]}
        assert 1 == len(desk.notices())


async def test_who_is_gone_is_called_no_more_until_the_next_start(
    tmp_path: Path, receiver: Receiver
) -> None:
    async with telling(tmp_path, receiver.url) as desk:
        receiver.answers.append(status(410))
        await desk.sends(event("a"), event("b"))
        await desk.later(RETRIES.total_seconds())

        assert ["a"] == keys(receiver)
        (notice,) = desk.notices()
        assert "gone (410)" in notice

        await desk.close()
        desk.open()
        await desk.sends(event("c"))
        assert ["a", "c"] == keys(receiver)


async def test_one_ticket_is_told_in_order_and_holds_up_no_other(
    tmp_path: Path, receiver: Receiver
) -> None:
    async with telling(tmp_path, receiver.url) as desk:
        for _ in range(2):
            await desk.store.write(lambda journal: journal.add_ticket(a_ticket(alarm_at=None)))
        receiver.answers.extend([status(500)])
        await desk.sends(event("a1", 1), event("a2", 1, after="a1"), event("b1", 2))
        assert ["a1", "b1"] == keys(receiver)

        await desk.later(60)
        assert ["a1", "b1", "a1", "a2"] == keys(receiver)


async def test_what_waits_for_another_event_does_not_break_the_books(
    tmp_path: Path, receiver: Receiver
) -> None:
    async with telling(tmp_path, receiver.url) as desk:
        receiver.answers.extend([status(500)] * MOST_TRIES)
        await desk.sends(event("a"), event("b", after="a"))
        await desk.later(5000)

        found = await desk.store.read(lambda journal: audit(journal, desk.clock.now()))
        assert ({"a": "pending", "b": "pending"}, []) == (desk.states(), found)


async def until(receiver: Receiver, number: int) -> None:
    """It was called so often."""
    for _ in range(600):
        if len(receiver.told) >= number:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(keys(receiver))


async def test_what_was_under_way_when_it_was_killed_is_told_again(
    tmp_path: Path, receiver: Receiver
) -> None:
    """The receiver had it, and the desk never knew: the id is the same, so it counts once."""
    go = asyncio.Event()
    receiver.answers.append(hang(go))
    command = (sys.executable, "-m", "tests.platforms.webhook.mortal", str(tmp_path), receiver.url)
    first = await asyncio.create_subprocess_exec(*command)
    await until(receiver, 1)
    first.kill()
    await first.wait()
    go.set()

    second = await asyncio.create_subprocess_exec(*command)
    await until(receiver, 3)
    second.kill()
    await second.wait()

    assert ["a", "a", "b"] == keys(receiver)
    assert 2 == len({each.headers["webhook-id"] for each in receiver.told})


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate that this computer trusts, for another name: elsewhere.example."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("elsewhere.example").configure_cert(context)
    return context


async def test_a_certificate_for_another_name_is_refused(
    tmp_path: Path, tls: ssl.SSLContext
) -> None:
    async with (
        receiving(tls) as receiver,
        telling(tmp_path, f"https://localhost:{receiver.port}/") as desk,
    ):
        await desk.sends(event("a"))
        await desk.later(RETRIES.total_seconds())

        assert [] == receiver.told
        assert "its certificate is not for that name" in desk.notices()[0]


@pytest.mark.parametrize("name", ["crm.test", "localhost.test"])
async def test_a_name_that_leads_inside_is_not_called(
    tmp_path: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whatever stands in the settings: what counts is where the name leads when it is called."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", receiver.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    async with telling(tmp_path, f"https://{name}:{receiver.port}/") as desk:
        await desk.sends(event("a"))
        await desk.later(RETRIES.total_seconds())

        assert "It leads into a private network" in desk.notices()[0]


async def test_what_is_for_a_webhook_that_was_taken_out_is_let_go(
    tmp_path: Path, receiver: Receiver
) -> None:
    async with telling(tmp_path, receiver.url) as desk:
        await desk.sends(event("a", room="former"))

        assert ({"a": "failed"}, []) == (desk.states(), desk.notices())


async def test_doctor_sees_who_is_there_and_tells_them_nothing(receiver: Receiver) -> None:
    there = await checks(settings(receiver.url))
    receiver.answers.append(status(410))
    gone = await checks(settings(receiver.url))
    nobody = await checks(settings("http://127.0.0.1:1/"))

    door = await checks(load({"DESK_WEBHOOK_TOKEN": "t" * 32, "DESK_METRICS_PORT": "1"}))

    assert [True, True] == [each.ok for each in there]
    assert [True] == [each.ok for each in door]
    assert [None, True] == [each.ok for each in gone]
    assert [None, True] == [each.ok for each in nobody]
    assert [] == receiver.told
