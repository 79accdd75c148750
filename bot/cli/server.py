"""What doctor says of a PostgreSQL server: what follows from it, and how to mend it. Only looks."""

from collections.abc import Iterator

from bot.errors import DeskError
from bot.platforms.check import Check
from bot.running.wall_clock import RealClock
from bot.settings.values import Server
from bot.store import look_at
from bot.store.port import Health

APART = 5.0
"""Seconds that two clocks may differ: whoever follows a time server is within one."""


def looked_at(server: Server) -> Iterator[Check]:
    """How the database's server is; nothing where it can't be reached, which is said elsewhere."""
    try:
        health = look_at(server, RealClock().now)
    except DeskError:
        return
    yield Check(ok=True, what=f"{server} answers: PostgreSQL {health.version}")
    seconds = health.ahead.total_seconds()
    if abs(seconds) > APART:
        yield Check(
            ok=None,
            what=f"The server's clock is {abs(seconds):,.0f} s {'ahead of' if seconds > 0 else 'behind'} this "
            "computer's",
            effect="One of the two is wrong; what customers are told goes by this computer's.",
            fix="Let both follow a time server.",
        )
    yield from _unfit(health)
    if health.lacks:
        yield Check(
            ok=False,
            what="The server doesn't let this account do all that Front Desk needs",
            effect="Front Desk can't start, or take anything in.",
            fix=f"As its owner: {health.lacks}",
        )
    if health.stands_by:
        yield Check(
            ok=False,
            what="The server follows another one, and takes nothing in itself",
            effect="Front Desk can't start.",
            fix="Set DESK_DATABASE to the server that it follows.",
        )
    if health.forgets:
        yield Check(
            ok=None,
            what="The server says that something is kept before it is on its disk (fsync = off)",
            effect="What was said before a power cut may be lost, and never looked for again.",
            fix="Set fsync = on in its postgresql.conf.",
        )


def _unfit(health: Health) -> Iterator[Check]:
    """What no statement of an owner's mends while it runs."""
    if health.letters:
        yield Check(
            ok=False,
            what=f"The database keeps {health.letters}, and not every letter",
            effect="Front Desk can't start: it would refuse what some customers write.",
            fix="As an owner: CREATE DATABASE frontdesk TEMPLATE template0 ENCODING 'UTF8'",
        )
    if health.shared:
        yield Check(
            ok=False,
            what="A pooler in front of the server gives each transaction another connection",
            effect="Front Desk can't start: nothing would keep a second one out.",
            fix="Have it pool sessions (PgBouncer: pool_mode = session), or set DESK_DATABASE to the "
            "server itself.",
        )
