"""Pages for people, on this computer alone: how customers fared. They are read, never written.

Beside /metrics they show numbers and titles of answers, as every account of this computer may see
them; what customers wrote is shown only under a key, which `run_bot.py results` makes and prints.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from aiohttp import web

from bot.desk.ports.journal import Journal
from bot.desk.time.hours import Hours
from bot.desk.words.report import LONGEST
from bot.errors import BadArgument, StoreError
from bot.pages import exports, frame, lessons, results
from bot.pages.gathering import Gathered, gather
from bot.pages.markup import el
from bot.pages.told import Told, as_csv
from bot.running.loopback import HOST, Loopback
from bot.settings.settings import Settings
from bot.store.visiting import visiting

T = TypeVar("T")
_Answering = Callable[[web.Request], Awaitable[web.Response]]


class Reading(Protocol):
    """Who reads the records."""

    async def __call__(self, work: Callable[[Journal], T]) -> T:
        """Run on one view of them. Raises StoreError."""
        ...


@dataclass(frozen=True, kw_only=True)
class Pages:
    """What can be asked for, and what is answered."""

    read: Reading
    now: Callable[[], datetime]
    hours: Hours
    name: str
    wish: float = 0.0
    """The share of wrong answers that the owner allows, 0 to 1."""
    key: str = ""
    """With one, customers' words are shown, under it alone."""

    def routes(self) -> list[web.RouteDef]:
        """Where each page is."""
        under = f"/{self.key}" if self.key else ""
        return [
            web.get(f"{under}/results", self._told(results.as_page, "text/html")),
            web.get(f"{under}/results.csv", self._told(results.csv, "text/csv")),
            web.get(f"{under}/results.json", self._told(results.json, "application/json")),
            web.get(f"{under}/questions.csv", self._rows(self._questions)),
            web.get(f"{under}/tickets.csv", self._rows(self._tickets)),
            web.get(f"{under}/style.css", _style),
        ]

    def _told(self, told: Callable[[Gathered, results.Shown], str], kind: str) -> _Answering:
        return self._answering(lambda journal, days: self._results(journal, days, told), kind)

    def _rows(self, rows: Callable[[Journal, datetime, datetime], Told]) -> _Answering:
        def text(journal: Journal, days: int) -> str:
            until = self.now() + timedelta(seconds=1)
            return as_csv([rows(journal, until - timedelta(days=days), until)])

        return self._answering(text, "text/csv")

    def _answering(self, told: Callable[[Journal, int], str], kind: str) -> _Answering:
        async def answer(request: web.Request) -> web.Response:
            try:
                days = _days(request.query.get("days", "7"))
                text = await self.read(lambda journal: told(journal, days))
            except BadArgument as error:
                return self._sorry(400, str(error))
            except StoreError as error:
                return self._sorry(503, str(error))
            return web.Response(text=text, content_type=kind, charset="utf-8")

        return answer

    def _questions(self, journal: Journal, since: datetime, until: datetime) -> Told:
        return exports.questions(journal.asked_rows(since, until), words=bool(self.key))

    def _tickets(self, journal: Journal, since: datetime, until: datetime) -> Told:
        return exports.tickets(journal.ticket_rows(since, until), words=bool(self.key))

    def _results(
        self, journal: Journal, days: int, told: Callable[[Gathered, results.Shown], str]
    ) -> str:
        found = gather(journal, self.now(), days, self.hours, self.wish)
        lists = lessons.lists(found, words=bool(self.key))
        return told(found, results.Shown(desk=self.name, words=bool(self.key), lists=lists))

    def _sorry(self, status: int, said: str) -> web.Response:
        back = frame.Way(words="Results", to="results")
        text = frame.page(
            "This page can't be shown", (back,), el("h1", "This page can't be shown"), el("p", said)
        )
        return web.Response(status=status, text=text, content_type="text/html", charset="utf-8")


async def _style(_: web.Request) -> web.Response:
    return web.Response(text=frame.STYLE, content_type="text/css", charset="utf-8")


def _days(text: str) -> int:
    """Raises BadArgument with a sentence."""
    if not (
        text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= LONGEST and len(text) < 4
    ):
        raise BadArgument(f"The last so many days are shown, 1 to {LONGEST}: results?days=30")
    return int(text)


async def show(
    settings: Settings, now: Callable[[], datetime], port: int, say: Callable[[str], None]
) -> None:
    """Show them until told to stop. Raises DeskError, StoreError."""
    key = secrets.token_urlsafe(16)
    with visiting(settings.database) as visitor:
        pages = Pages(
            read=visitor.read,
            now=now,
            hours=settings.hours,
            name=settings.name,
            wish=settings.wrong_answers,
            key=key,
        )
        server = Loopback(pages.routes())
        await server.start(port, "--port")
        say(
            f"Results: http://{HOST}:{server.port}/{key}/results\n"
            "Open it in a browser on this computer. It shows what customers wrote, so the address is "
            "secret, and another one each time.\nCtrl+C ends it."
        )
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        await server.stop()
