"""Machines see numbers and whether all is well; nobody's words, and no token in any log."""

import asyncio
import logging
import math
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.tally import Spread, Tally
from bot.desk.nouns.message import Readership
from bot.desk.ports.platform import Intake, Vital
from bot.errors import DeskError, SendLater, SendRefused, SendUnclear, SendUnfit, StoreError
from bot.logs import Discreet
from bot.running.app import App
from bot.running.metrics import Metrics, Pulse
from bot.running.options import Options
from bot.running.wall_clock import RealClock
from bot.settings.loading import load
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


async def test_the_page_is_named_as_prometheus_asks(store: SqliteStore) -> None:
    """https://prometheus.io/docs/practices/naming/"""
    text = await a_full_page(store)
    kinds = dict(re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE))
    helps = re.findall(r"^# HELP (\S+) \S.*\.$", text, re.MULTILINE)
    shown = {re.split("[{ ]", line)[0] for line in text.splitlines() if line[0] != "#"}
    parts = {f"{name}{part}" for name in kinds for part in ("_bucket", "_sum", "_count")}

    assert list(kinds) == helps
    assert shown <= set(kinds) | parts
    assert all(re.fullmatch("(frontdesk|process)(_[a-z]+)+", name) for name in kinds)
    assert {name for name, kind in kinds.items() if kind == "counter"} == {
        name for name in kinds if name.endswith("_total")
    }
    assert not any(re.search("_(ms|minutes|hours|kb|mb)$", name) for name in kinds)


async def test_histograms_add_up(store: SqliteStore) -> None:
    found = values(await a_full_page(store))
    buckets = [n for name, n in found.items() if name.startswith("frontdesk_reply_seconds_bucket")]

    assert sorted(buckets) == buckets
    assert 2 == buckets[-1] == found["frontdesk_reply_seconds_count"]
    assert 61 == found["frontdesk_reply_seconds_sum"]
    assert 1 == found['frontdesk_reply_seconds_bucket{le="1"}']


@given(st.lists(st.floats(0, 1e6)))
def test_a_spread_counts_each_once_and_within_its_bounds(seconds: list[float]) -> None:
    spread = Spread(0.5, 1, 10)
    for each in seconds:
        spread.took(each)

    expected = [sum(each <= bound for each in seconds) for bound in (0.5, 1, 10, math.inf)]
    assert expected == [count for _, count in spread.up_to()]


async def test_what_the_disk_holds_is_shown(store: SqliteStore) -> None:
    before = values(await a_full_page(store))
    copy = await store.back_up(NOW)
    after = values(await a_full_page(store))

    assert "frontdesk_backup_age_seconds" not in before
    assert after["frontdesk_backup_age_seconds"] >= 0
    assert copy.stat().st_size == after["frontdesk_backup_bytes"]
    assert store.path.stat().st_size == after["frontdesk_database_bytes"]
    assert after["frontdesk_disk_free_bytes"] > 0


async def a_full_page(store: SqliteStore) -> str:
    """With everything on it that can be."""
    tally = Tally()
    tally.kept["slack"] += 1
    tally.replying.took(1)
    tally.replying.took(60)
    vital = Vital(open=2, silent=1, connects=3)
    pulse = Pulse(
        listening={"slack": True},
        heard={"slack": NOW},
        watched={"slack": Lively(seen=vital)},
        findings=0,
        scanned={"slack": NOW},
        started=NOW,
        tally=tally,
        still=lambda: {"worker": 0.1},
        hands_on=True,
    )
    metrics = Metrics(store, pulse, lambda: NOW)
    await metrics.start(0)
    _, text = await get(metrics, "/metrics")
    await metrics.stop()
    return text


@dataclass(kw_only=True)
class Lively(Recorder):
    """A platform with connections."""

    seen: Vital

    def vital(self) -> Vital:
        """As they are."""
        return self.seen


@pytest.mark.parametrize(
    ("trouble", "result"),
    [
        (None, "sent"),
        (SendRefused("no"), "refused"),
        (SendUnfit("no"), "refused"),
        (SendLater(3), "later"),
        (SendUnclear("perhaps"), "unclear"),
        (TimeoutError(), "unclear"),
        (ZeroDivisionError(), "unclear"),
    ],
    ids=lambda each: each if isinstance(each, str) else type(each).__name__,
)
def test_each_handing_over_is_counted_by_what_came_of_it(
    trouble: Exception | None, result: str
) -> None:
    tally = Tally()
    with suppress(Exception), tally.handing_over(outgoing("in:test:m1/1"), lambda: NOW):
        if trouble is not None:
            raise trouble

    assert {result: 1} == tally.sends


def test_the_first_answer_to_a_customer_is_timed_and_nothing_else() -> None:
    tally = Tally()
    tally.begun("test:m1", NOW)
    later = NOW + timedelta(seconds=7)
    staffs = outgoing("in:test:m1/1", readership=Readership.STAFF)
    edit = outgoing("in:test:m1/2", edits="in:test:m0/1")
    for each in (staffs, edit, *(outgoing(f"in:test:m1/{n}") for n in (3, 4)), outgoing("at:1/1")):
        with tally.handing_over(each, lambda: later):
            pass

    assert 7 == tally.replying.total
    assert ("+Inf", 1) == list(tally.replying.up_to())[-1]


async def test_a_second_delivery_is_not_counted(store: SqliteStore) -> None:
    app = App(store=store, desk=Echo(), platforms=[Recorder()], options=Options())
    for number in (1, 1, 2):
        await app.intake(said(number))

    assert {"test": 2} == app.intake.tally.kept
    assert ("+Inf", 3) == list(app.intake.tally.writing.up_to())[-1]


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


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:9100", 200),
        ("localhost", 200),
        ("[::1]:9100", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example:9100", 403),
        ("169.254.169.254", 403),
    ],
)
async def test_the_page_answers_its_own_host_alone(
    store: SqliteStore, host: str, status: int
) -> None:
    """A page in a browser can have its own name lead to this computer."""
    metrics = Metrics(store, Pulse(), lambda: NOW)
    await metrics.start(0)
    async with aiohttp.ClientSession() as session:
        for path in ("/metrics", "/healthz"):
            url = f"http://127.0.0.1:{metrics.port}{path}"
            async with session.get(url, headers={"Host": host}) as answer:
                assert status == answer.status
    await metrics.stop()


async def test_a_disk_that_takes_nothing_is_no_health_and_well_again_by_itself(
    store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    """Messages are refused meanwhile, so an owner who watches from outside must hear of it."""
    app = App(store=store, desk=Echo(), platforms=[Recorder(name="test")], options=Options())
    pages = "PRAGMA max_page_count = {}"
    await app.metrics.start(0)
    running = asyncio.create_task(app.run())
    await asyncio.sleep(0.2)
    store._writer._db.execute(pages.format(1)).fetchall()
    with pytest.raises(StoreError, match="full"):
        await app.intake(said(1, "x" * 9000))
    await asyncio.sleep(2.5)  # it is tried again meanwhile, in vain
    ill = await get(app.metrics, "/healthz")
    store._writer._db.execute(pages.format(1_000_000)).fetchall()
    async with asyncio.timeout(10):
        while (well := await get(app.metrics, "/healthz"))[0] != 200:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    app.stop_soon()
    await running

    full = "nothing is kept: The database can't be written to: database or disk is full."
    assert (503, f"{full}\n") == ill
    assert (200, "ok\n") == well
