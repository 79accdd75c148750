"""Machines see numbers and whether all is well; nobody's words, and no token in any log."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.app import App, Options, RealClock
from bot.config import load
from bot.desk.ports import Intake
from bot.errors import DeskError
from bot.logs import Discreet
from bot.metrics import Metrics, Pulse
from bot.store import SqliteStore
from tests.delivery.standin import Echo
from tests.recorder import Recorder
from tests.store.examples import NOW, a_promise, a_ticket, outgoing, said

CANARY = "harmonium"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "desk.db", NOW)
    yield opened
    opened.close()


async def get(metrics: Metrics, path: str) -> tuple[int, str]:
    url = f"http://127.0.0.1:{metrics.port}{path}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


def values(text: str) -> dict[str, float]:
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {name: float(number) for name, _, number in (line.rpartition(" ") for line in lines)}


async def test_the_page_counts_and_shows_no_word(store: SqliteStore) -> None:
    later = NOW + timedelta(hours=3)
    ticket = await store.write(lambda journal: journal.add_ticket(a_ticket(text=CANARY)))
    await store.write(lambda journal: journal.add_promise(a_promise(ticket.number)))
    await store.write(lambda journal: journal.take_in(said(1, CANARY), NOW))
    await store.write(lambda journal: journal.send(outgoing("a", CANARY), NOW))
    pulse = Pulse(listening={"slack": True}, heard={"slack": NOW}, findings=2)
    metrics = Metrics(store, pulse, lambda: later)
    await metrics.start(0)
    status, text = await get(metrics, "/metrics")
    await metrics.stop()

    found = values(text)
    assert status == 200
    assert CANARY not in text
    assert found["frontdesk_inbox_waiting"] == 1
    assert found["frontdesk_inbox_oldest_seconds"] == 3 * 3600
    assert found["frontdesk_outbox_waiting"] == 1
    assert found['frontdesk_tickets_open{state="open"}'] == 1
    assert found['frontdesk_tickets_open{state="hold"}'] == 0
    assert (found["frontdesk_promises_open"], found["frontdesk_promises_overdue"]) == (1, 1)
    assert found['frontdesk_heard_seconds{platform="slack"}'] == 3 * 3600
    assert found["frontdesk_audit_findings"] == 2


async def test_health_says_what_is_wrong(store: SqliteStore) -> None:
    pulse = Pulse(listening={"slack": False, "discord": True})
    metrics = Metrics(store, pulse, lambda: NOW)
    await metrics.start(0)
    ill = await get(metrics, "/healthz")
    pulse.listening["slack"] = True
    well = await get(metrics, "/healthz")
    await metrics.stop()

    assert ill == (503, "slack is not being listened to\n")
    assert well == (200, "ok\n")


async def test_a_port_that_is_taken_is_said(store: SqliteStore) -> None:
    first = Metrics(store, Pulse(), lambda: NOW)
    await first.start(0)
    second = Metrics(store, Pulse(), lambda: NOW)

    with pytest.raises(DeskError, match="DESK_METRICS_PORT"):
        await second.start(first.port)
    await first.stop()


class Broken(Recorder):
    """Can't listen, and its error has the token in it."""

    async def run(self, intake: Intake) -> None:
        """Hear one thing, then fail."""
        await intake(said(1, CANARY))
        raise DeskError("https://example.test/?token=xoxb-12345678-abcdefgh refused")


async def test_the_app_s_own_pulse_and_a_log_without_words_or_tokens(
    store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.handler.addFilter(Discreet(("s3cret-token",)))
    clock = RealClock()
    broken, well = Broken(name="broken"), Recorder(name="test")
    posted = asyncio.Event()
    well.meanwhile = posted.set
    app = App(store=store, desk=Echo(), platforms=[broken, well], clock=clock, options=Options())
    await app.metrics.start(0)
    running = asyncio.create_task(app.run())
    await posted.wait()
    status, words = await get(app.metrics, "/healthz")
    _, page = await get(app.metrics, "/metrics")
    logging.getLogger("slack_sdk").warning("sent with %s", "s3cret-token")
    app.stop_soon()
    await running

    assert (status, words) == (503, "broken is not being listened to\n")
    assert values(page)['frontdesk_listening{platform="test"}'] == 1
    assert 'heard_seconds{platform="broken"}' in page
    assert "broken failed and starts again" in caplog.text
    for hidden in (CANARY, "xoxb-12345678", "s3cret-token"):
        assert hidden not in caplog.text
    assert "sent with [secret]" in caplog.text


def test_every_token_of_the_settings_is_hidden() -> None:
    settings = load(
        {
            "SLACK_BOT_TOKEN": "xoxb-1111-2222-abcdefghijkl",
            "SLACK_APP_TOKEN": "xapp-1-A1-2222-abcdefghijkl",
            "DISCORD_TOKEN": "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789ab",
            "SLACK_STAFF_USERS": "U0123456789",
            "DISCORD_STAFF_USERS": "123456789012345678",
            "SLACK_STAFF_CHANNEL": "C0123456789",
            "DISCORD_STAFF_CHANNEL": "123456789012345678",
        }
    )
    text = " and ".join(settings.secrets)

    assert Discreet(settings.secrets).clean(text) == "[secret] and [secret] and [secret]"
    assert Discreet().clean(text) == "[secret] and [secret] and [secret]"
    assert Discreet().clean("sent outbox=in:discord:1234567890/1") == (
        "sent outbox=in:discord:1234567890/1"
    )
