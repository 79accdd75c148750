"""Whom a link from chat let in: the team's own pages under a key of theirs, for some hours.

A key is kept nowhere but here: with the program it ends. What previews links in a chat opens the first
page only, and so uses nothing up.
"""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bot.desk.ports.journal import Journal
from bot.desk.verbs import letting_in
from bot.errors import StoreError
from bot.pages.frame import STYLE, page
from bot.pages.markup import Inside, el

STAY = timedelta(hours=8)
"""How long somebody who was let in may look."""


@dataclass(kw_only=True)
class Guests:
    """Those who are in."""

    write: Callable[[Callable[[Journal], Any]], Awaitable[Any]]
    now: Callable[[], datetime]
    _keys: dict[str, datetime] = field(default_factory=dict)
    """Until when each is good."""

    def routes(self) -> list[web.RouteDef]:
        """Where a link leads, and what it is used up by."""
        return [
            web.get("/open/style.css", _style),
            web.get("/open/{code}", self._asked),
            web.get("/open/{code}/results", self._enter, allow_head=False),
        ]

    def opens(self, key: str) -> bool:
        """Whether that key is somebody's."""
        now = self.now()
        self._keys = {each: until for each, until in self._keys.items() if until > now}
        return any(secrets.compare_digest(each.encode(), key.encode()) for each in self._keys)

    async def _asked(self, request: web.Request) -> web.Response:
        return _page(
            200,
            "The results of this desk",
            el("p", el("a", "Show them", href=f"{request.match_info['code']}/results")),
            el("p", "The link works once. They show what customers wrote: pass it on to nobody."),
        )

    async def _enter(self, request: web.Request) -> web.Response:
        code, now = request.match_info["code"], self.now()
        try:
            known = await self.write(lambda journal: letting_in.take(journal, code, now))
        except StoreError as error:
            return _page(503, "Not just now", el("p", str(error)))
        if not known:
            again = "It was used before, or its time is over. A lead gets another one: results"
            return _page(404, "This link opens nothing any more", el("p", again))
        key = secrets.token_urlsafe(16)
        self._keys[key] = now + STAY
        raise web.HTTPSeeOther(f"../../{key}/results")


def _page(status: int, title: str, *said: Inside) -> web.Response:
    text = page(title, (), el("h1", title), *said)
    return web.Response(status=status, text=text, content_type="text/html", charset="utf-8")


async def _style(_: web.Request) -> web.Response:
    return web.Response(text=STYLE, content_type="text/css", charset="utf-8")
