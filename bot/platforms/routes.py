"""The routes to one person, carried out: one after the other, until one takes the message."""

from collections.abc import Awaitable, Callable, Iterable

from bot.desk.rules.routes import Route
from bot.errors import SendRefused, SendUnfit


async def first_taken(routes: Iterable[Route], by: Callable[[Route], Awaitable[str | None]]) -> str:
    """What was posted by the first that takes it. `by` gives None for a route that isn't there.

    Another is tried only where the one before surely sent nothing. Raises the last SendRefused.
    """
    refused = SendRefused()
    for route in routes:
        try:
            posted = await by(route)
        except SendUnfit:
            raise
        except SendRefused as error:
            refused = error
            continue
        if posted is not None:
            return posted
    raise refused
