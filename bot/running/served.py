"""What the little server shows beside its figures: the pages of results, who is let in, tickets from outside."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from aiohttp import web

from bot.delivery.intake import Intake
from bot.running.guests import Guests
from bot.running.incoming import Incoming
from bot.running.options import Options
from bot.running.pages import Pages, Team
from bot.store import OpenStore


def routes(
    store: OpenStore, options: Options, intake: Intake, now: Callable[[], datetime]
) -> Sequence[web.RouteDef]:
    """As the options want it."""
    pages = Pages(
        read=partial(store.read, long=True),
        now=now,
        rules=options.rules,
        name=options.name,
        wish=options.wish,
    )
    guests = Guests(write=store.write, now=now)
    team = Team(opens=guests.opens, wording=options.words)
    shown = [*pages.routes(), *guests.routes(), *replace(pages, team=team).routes()]
    if options.webhook_token:
        shown += Incoming.of(options, intake, store.read, now).routes()
    return shown
