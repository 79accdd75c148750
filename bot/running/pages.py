"""Pages for people, on this computer alone: how customers fared, and what is open. Nothing is written.

Beside /metrics they show numbers and titles of answers, as every account of this computer may see
them; what customers wrote is shown only under a key, which `run_bot.py results` makes and prints.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from aiohttp import web

from bot.desk.ports.decisions import Settable
from bot.desk.ports.journal import Journal
from bot.desk.time.hours import Hours
from bot.desk.verbs.finding import LONGEST as LONGEST_WORDS
from bot.desk.words.report import LONGEST
from bot.desk.words.wording import Wording
from bot.errors import BadArgument, NotFound, StoreError
from bot.pages import behind, board, frame, lessons, results, search
from bot.pages.gathering import Gathered, gather
from bot.pages.markup import el
from bot.running import building
from bot.running.loopback import HOST, UNDER_KEY, Loopback
from bot.settings.adjusting import Adjusting
from bot.settings.settings import Settings
from bot.store.visiting import visiting

T = TypeVar("T")
_HTML = "text/html"
_Answering = Callable[[web.Request], Awaitable[web.Response]]


class Reading(Protocol):
    """Who reads the records."""

    async def __call__(self, work: Callable[[Journal], T]) -> T:
        """Run on one view of them. Raises StoreError."""
        ...


@dataclass(frozen=True, kw_only=True)
class Team:
    """What the pages for the team alone need."""

    opens: Callable[[str], bool]
    """Whether a key opens them; without one in the address nothing is shown."""
    wording: Wording


@dataclass(frozen=True, kw_only=True)
class Pages:
    """What can be asked for, and what is answered."""

    read: Reading
    now: Callable[[], datetime]
    rules: Settable
    name: str
    wish: float = 0.0
    """The share of wrong answers that the owner allows, 0 to 1."""
    team: Team | None = None
    """With it the team's own pages are shown, and customers' words, under a key alone."""

    def routes(self) -> list[web.RouteDef]:
        """Where each page is."""
        shown = {
            "results": self._told(results.as_page, _HTML),
            "results.csv": self._told(results.csv, "text/csv"),
            "results.json": self._told(results.json, "application/json"),
            **self._rows("questions"),
            **self._rows("tickets"),
            **self._rows("promises"),
            "style.css": _style,
        }
        if self.team is None:
            return [web.get(f"/{name}", answer) for name, answer in shown.items()]
        shown |= {
            "board": self._looking(self.team, board.as_page, _HTML),
            "board.csv": self._looking(self.team, board.csv, "text/csv"),
            "board.json": self._looking(self.team, board.json, "application/json"),
            "ticket": self._ticket(self.team),
            "search": self._searching(self.team, search.as_page, _HTML),
            "search.csv": self._searching(self.team, search.csv, "text/csv"),
            "search.json": self._searching(self.team, search.json, "application/json"),
            **self._rows("answers"),
        }
        return [
            web.get(f"{UNDER_KEY}{name}", self._opened(self.team, answer))
            for name, answer in shown.items()
        ]

    def _opened(self, team: Team, answer: _Answering) -> _Answering:
        async def opened(request: web.Request) -> web.Response:
            if not team.opens(request.match_info["key"]):
                raise web.HTTPNotFound
            return await answer(request)

        return opened

    def _looking(
        self, team: Team, told: Callable[[board.Looker, datetime], str], kind: str
    ) -> _Answering:
        def text(journal: Journal, _: web.Request) -> str:
            return told(self._looker(team, journal, "board"), self.now())

        return self._answering(text, kind)

    def _searching(
        self, team: Team, told: Callable[[board.Looker, str, datetime], str], kind: str
    ) -> _Answering:
        def text(journal: Journal, request: web.Request) -> str:
            words = request.query.get("words", "").strip()
            if len(words) > LONGEST_WORDS:
                raise BadArgument(
                    f"That is too long to look for: {LONGEST_WORDS} characters at most."
                )
            return told(self._looker(team, journal, "search"), words, self.now())

        return self._answering(text, kind)

    def _ticket(self, team: Team) -> _Answering:
        def text(journal: Journal, request: web.Request) -> str:
            number = request.query.get("number", "")
            if not (number.isascii() and number.isdecimal() and len(number) < 10):
                raise BadArgument("Which ticket? ticket?number=12")
            return board.ticket(self._looker(team, journal, ""), int(number))

        return self._answering(text, _HTML)

    def _told(self, told: Callable[[Gathered, results.Shown], str], kind: str) -> _Answering:
        return self._answering(
            lambda journal, request: self._results(journal, _days(request), told), kind
        )

    def _rows(self, kind: str) -> dict[str, _Answering]:
        """A list of what a number counts, as a page and as files."""

        def listed(told: Callable[[behind.Rows], str], content: str) -> _Answering:
            def text(journal: Journal, request: web.Request) -> str:
                which = request.query.get("which", "")
                if which not in {"", *behind.known(kind)}:
                    raise BadArgument(f"Which {kind}? which={', '.join(behind.known(kind))}")
                of = request.query.get("of", "")
                if len(of) > behind.LONGEST:
                    raise BadArgument(f"Of what? of={of[:40]}… is too long.")
                words = self.team is not None
                hours = self._hours(journal)
                wanted = behind.Wanted(kind=kind, which=which, of=of, hours=hours, words=words)
                return told(behind.find(journal, wanted, self._span(request, hours)))

            return self._answering(text, content)

        return {
            kind: listed(self._listed, _HTML),
            f"{kind}.csv": listed(behind.csv, "text/csv"),
            f"{kind}.json": listed(behind.json, "application/json"),
        }

    def _listed(self, rows: behind.Rows) -> str:
        ways = _ways("") if self.team else (frame.Way(words="Results", to="results"),)
        return behind.as_page(rows, ways, opens=self.team is not None)

    def _hours(self, journal: Journal) -> Hours:
        return self.rules.policy(journal.decided()).hours

    def _looker(self, team: Team, journal: Journal, here: str) -> board.Looker:
        policy = self.rules.policy(journal.decided())
        return board.Looker(records=journal, wording=team.wording, policy=policy, ways=_ways(here))

    def _span(self, request: web.Request, hours: Hours) -> behind.Span:
        """Raises BadArgument with a sentence."""
        week = request.query.get("week", "")
        if not week:
            before = request.query.get("before", "") == "1"
            return behind.last(self.now(), _days(request), before=before)
        try:
            return behind.of_week(self.now(), date.fromisoformat(week), hours)
        except (ValueError, OverflowError) as error:
            raise BadArgument("Of which week? By a day in it: week=2026-11-16") from error

    def _answering(self, told: Callable[[Journal, web.Request], str], kind: str) -> _Answering:
        async def answer(request: web.Request) -> web.Response:
            try:
                text = await self.read(lambda journal: told(journal, request))
            except BadArgument as error:
                return self._sorry(400, str(error))
            except NotFound as error:
                return self._sorry(404, str(error))
            except StoreError as error:
                return self._sorry(503, str(error))
            return web.Response(text=text, content_type=kind, charset="utf-8")

        return answer

    def _results(
        self, journal: Journal, days: int, told: Callable[[Gathered, results.Shown], str]
    ) -> str:
        found = gather(journal, self.now(), days, self._hours(journal), self.wish)
        words = self.team is not None
        lists = lessons.lists(found, words=words)
        ways = _ways("results") if words else ()
        return told(found, results.Shown(desk=self.name, words=words, ways=ways, lists=lists))

    def _sorry(self, status: int, said: str) -> web.Response:
        ways = _ways("") if self.team else (frame.Way(words="Results", to="results"),)
        text = frame.page(
            "This page can't be shown", ways, el("h1", "This page can't be shown"), el("p", said)
        )
        return web.Response(status=status, text=text, content_type="text/html", charset="utf-8")


def _ways(here: str) -> tuple[frame.Way, ...]:
    pages = {"results": "Results", "board": "Board", "search": "Search"}
    return tuple(frame.Way(words=words, to=to, here=to == here) for to, words in pages.items())


async def _style(_: web.Request) -> web.Response:
    return web.Response(text=frame.STYLE, content_type="text/css", charset="utf-8")


def _days(request: web.Request) -> int:
    """Raises BadArgument with a sentence."""
    text = request.query.get("days", "7")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    if not 1 <= number <= LONGEST:
        raise BadArgument(f"The last so many days are shown, 1 to {LONGEST}: results?days=30")
    return number


async def show(
    settings: Settings, now: Callable[[], datetime], port: int, say: Callable[[str], None]
) -> None:
    """Show them until told to stop. Raises DeskError, StoreError."""
    key = secrets.token_urlsafe(16)
    with visiting(settings.database) as visitor:
        team = Team(
            opens=lambda given: secrets.compare_digest(given.encode(), key.encode()),
            wording=building.wording(settings),
        )
        pages = Pages(
            read=visitor.read,
            now=now,
            rules=Adjusting(settings, building.policy),
            name=settings.name,
            wish=settings.wrong_answers,
            team=team,
        )
        server = Loopback(pages.routes())
        await server.start(port, "--port")
        say(
            f"Results: http://{HOST}:{server.port}/{key}/results\n"
            f"Board: http://{HOST}:{server.port}/{key}/board\n"
            "Open it in a browser on this computer. It shows what customers wrote, so the address is "
            "secret, and another one each time.\nCtrl+C ends it."
        )
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        await server.stop()
