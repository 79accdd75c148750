"""`results`: a link for leads that opens the page once, and not for long; nobody else gets in by it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.delivery.clock import VirtualClock
from bot.desk.verbs import letting_in
from bot.running.app import App
from bot.running.guests import STAY
from bot.running.options import Options
from bot.store import SqliteStore, in_memory
from tests.delivery.standin import Echo
from tests.desk.harness import MONDAY
from tests.pages.sample import RULES
from tests.recorder import Recorder
from tests.store.examples import a_question

ASKED = "does the harmonium hum?"
PROXY = "desk.example.com"
MINUTE = timedelta(minutes=1)


@dataclass
class Running:
    """A desk with its pages, and somebody with a browser."""

    app: App
    store: SqliteStore
    clock: VirtualClock
    session: aiohttp.ClientSession
    codes: list[str] = field(default_factory=list)

    async def link(self) -> str:
        code = f"c0de{len(self.codes)}"
        self.codes.append(code)
        await self.store.write(lambda journal: letting_in.give(journal, code, self.clock.now()))
        return f"/open/{code}"

    async def get(
        self, path: str, *, host: str = "", method: str = "GET", follow: bool = False
    ) -> tuple[int, str, str]:
        url = f"http://127.0.0.1:{self.app.metrics.port}{path}"
        headers = {"Host": host} if host else {}
        asked = self.session.request(method, url, headers=headers, allow_redirects=follow)
        async with asked as answer:
            return answer.status, await answer.text(), answer.headers.get("Location", "")

    async def enter(self) -> str:
        """Follow a link; the path that every page then begins with."""
        _, _, location = await self.get(f"{await self.link()}/results")
        return "/" + location.removeprefix("../../").removesuffix("results")


@asynccontextmanager
async def _running(path: Path) -> AsyncIterator[Running]:
    clock = VirtualClock(MONDAY)
    store = SqliteStore(path / "desk.db", MONDAY)
    await store.write(lambda journal: journal.add_question(a_question(asked_at=MONDAY, text=ASKED)))
    options = Options(rules=RULES, results_address=f"https://{PROXY}", metrics_port=0)
    app = App(store=store, desk=Echo(), platforms=[Recorder()], clock=clock, options=options)
    await app.metrics.start(0)
    async with aiohttp.ClientSession() as session:
        yield Running(app, store, clock, session)
    await app.stop()
    store.close()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Running]:
    async with _running(tmp_path) as found:
        yield found


async def test_a_link_opens_the_page_with_words_once(desk: Running) -> None:
    link = await desk.link()
    for _ in range(3):  # as a chat's preview does
        assert 200 == (await desk.get(link))[0]
        assert 405 == (await desk.get(f"{link}/results", method="HEAD"))[0]
    first = await desk.get(f"{link}/results", follow=True)
    second = await desk.get(f"{link}/results")

    assert (200, True) == (first[0], "How customers fared" in first[1])
    assert (404, True) == (second[0], "This link opens nothing any more" in second[1])


@pytest.mark.parametrize("page", ["results", "board", "search?words=x", "questions.csv"])
async def test_who_is_in_sees_the_teams_pages(desk: Running, page: str) -> None:
    inside = await desk.enter()

    assert 200 == (await desk.get(inside + page))[0]


async def test_who_is_in_reads_what_was_asked_and_nobody_else_does(desk: Running) -> None:
    inside = await desk.enter()
    told = await desk.get(f"{inside}questions.csv")
    without = await desk.get("/questions.csv")
    guessed = await desk.get("/guess/questions.csv")

    assert ASKED in told[1]
    assert ASKED not in without[1]
    assert 404 == guessed[0]


async def test_nobody_waits_for_ever_and_nobody_stays_for_ever(desk: Running) -> None:
    link = await desk.link()
    inside = await desk.enter()
    desk.clock.move_to(MONDAY + letting_in.VALID)
    late = await desk.get(f"{link}/results")
    desk.clock.move_to(MONDAY + STAY - MINUTE)
    still = await desk.get(f"{inside}results")
    desk.clock.move_to(MONDAY + STAY)
    over = await desk.get(f"{inside}results")

    assert [404, 200, 404] == [late[0], still[0], over[0]]


async def test_by_the_proxys_name_only_what_needs_a_key_is_shown(desk: Running) -> None:
    inside = await desk.enter()
    shown = [await desk.get(path, host=PROXY) for path in (f"{inside}results", await desk.link())]
    hidden = [
        await desk.get(path, host=PROXY)
        for path in ("/metrics", "/healthz", "/results", "/questions.csv", "/nowhere")
    ]
    elsewhere = await desk.get(f"{inside}results", host="evil.example")

    assert [200, 200] == [status for status, *_ in shown]
    assert {403} == {status for status, *_ in (*hidden, elsewhere)}


async def test_nothing_can_be_changed_there(desk: Running) -> None:
    inside = await desk.enter()
    paths = (f"{inside}results", await desk.link())

    assert {405} == {
        (await desk.get(path, method=way))[0] for path in paths for way in ("POST", "PUT", "DELETE")
    }


def test_what_is_kept_opens_nothing() -> None:
    records = in_memory()
    letting_in.give(records, "c0de", MONDAY)
    stored = "".join(row[0] for row in records.rows("SELECT text FROM kept"))
    letting_in.give(records, "later", MONDAY + letting_in.VALID)

    assert "c0de" not in stored
    assert not letting_in.take(records, "c0de", MONDAY + letting_in.VALID)
    assert letting_in.take(records, "later", MONDAY + letting_in.VALID)
    assert not letting_in.take(records, "later", MONDAY + letting_in.VALID)
