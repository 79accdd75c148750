"""G7: what happens to sockets happens to ours: nothing said is lost, and we hear again in time.

Unmodified Bolt and discord.py, through a proxy that breaks them, to the doubles, which hold the
truth. Time is a tenth of what it is in earnest; what is promised is promised of the settings that
owners run, and follows from them.
"""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.platforms.discord.connection.client import Patience as Waits
from bot.platforms.slack.connection.refusals import code_of
from bot.platforms.slack.connection.sockets import Pulse, Sockets
from tests.chaos.suite import Broken, Control, Suite, Task, chance
from tests.chaos.wires.case import AGAIN, CONNECTING, FOUND, HALF_OPEN, UNKNOWN, UNKNOWN_WORD, Tally
from tests.chaos.wires.discord import discord_cases, discord_town, one_round
from tests.chaos.wires.slack import one_case, slack_cases, slack_line


def sockets(task: Task) -> str:
    """Half of the cases on each platform. Raises Broken at what is lost, unseen, or late."""
    _promised()
    tally = Tally()
    _quietly(slack_cases(task, task.cases // 2, tally))
    _quietly(discord_cases(task, task.cases - task.cases // 2, tally))
    return tally.words()


def _promised() -> None:
    """What the settings that owners run come to."""
    for name, waits in (("Slack", Pulse()), ("Discord", Waits())):
        if waits.found > FOUND or waits.again + CONNECTING > AGAIN:
            raise Broken(f"{name}'s settings: found in {waits.found} s, again in {waits.again} s")


def _unwatched_slack(task: Task) -> str:
    """Without a watchdog what is half-open is never found."""

    async def one() -> None:
        async with slack_line(task.folder, watched=False) as line:
            await one_case(line, HALF_OPEN, chance(1), Tally())

    return _quietly(one())


def _unwatched_discord(task: Task) -> str:
    async def one() -> None:
        async with discord_town(task.folder, 1, watched=False) as town:
            await one_round(town, town.lines, HALF_OPEN, chance(0), Tally())

    return _quietly(one())


def _gives_up(task: Task) -> str:
    """What Slack says that nobody here knows is taken for its last word."""

    def last_word(self: Sockets, error: Exception) -> float:
        unknown = isinstance(error, SlackApiError) and code_of(error) == UNKNOWN_WORD
        return 3600.0 if unknown else tries_again(self, error)

    async def one() -> None:
        async with slack_line(task.folder) as line:
            await one_case(line, UNKNOWN, chance(1), Tally())

    tries_again = Sockets._after
    Sockets._after = last_word  # type: ignore[method-assign]
    try:
        return _quietly(one())
    finally:
        Sockets._after = tries_again  # type: ignore[method-assign]


def _quietly(work: Coroutine[Any, Any, None]) -> str:
    logging.disable(logging.CRITICAL)
    try:
        asyncio.run(work)
    finally:
        logging.disable(logging.NOTSET)
    return "not found out"


SUITE = Suite(
    name="G7",
    title="sockets that break, fall silent, or are turned away",
    unit="faults",
    run=sockets,
    quick=180,
    ci=500,
    long=5_000,
    reason="a silent connection takes its minute to be found, even in a tenth of the time",
    controls=(
        Control(name="no watchdog on Slack", run=_unwatched_slack, cases=1),
        Control(name="no watchdog on Discord", run=_unwatched_discord, cases=1),
        Control(
            name="an unknown refusal is the last word",
            run=_gives_up,
            cases=1,
            finds="unknown refusal",
        ),
    ),
)
