"""The routes to one person: the next is tried only after one that surely sent nothing."""

import pytest

from bot.desk.rules.routes import Route
from bot.errors import SendError, SendLater, SendRefused, SendUnclear, SendUnfit
from bot.platforms.routes import first_taken


async def gone(*ends: str | SendError | None) -> tuple[str | SendError, int]:
    """How it ended, and how many routes were tried."""
    tried: list[Route] = []

    async def by(route: Route) -> str | None:
        tried.append(route)
        end = ends[len(tried) - 1]
        if isinstance(end, SendError):
            raise end
        return end

    try:
        return await first_taken(list(Route)[: len(ends)], by), len(tried)
    except SendError as error:
        return error, len(tried)


async def test_the_first_that_takes_it_is_the_last_that_is_tried() -> None:
    assert ("7", 3) == await gone(None, SendRefused("closed"), "7", "8")
    assert ("", 1) == await gone("", "8")


@pytest.mark.parametrize("end", [SendLater(5), SendUnclear(), SendUnfit()], ids=repr)
async def test_what_may_be_out_or_is_refused_everywhere_is_tried_no_other_way(
    end: SendError,
) -> None:
    assert (end, 1) == await gone(end, "8")


async def test_where_none_takes_it_the_last_refusal_is_why() -> None:
    last = SendRefused("their direct messages are closed")

    assert (last, 3) == await gone(SendRefused("I'm not there"), last, None)
