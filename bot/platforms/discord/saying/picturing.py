"""Charts as pictures below a message, each with the words that stand for it.

Where none can be drawn, or Discord takes no file, they stay bars in text.
"""

from collections.abc import Awaitable, Callable, Sequence
from io import BytesIO

import discord

from bot.desk.nouns.chart import Chart
from bot.desk.nouns.message import Message
from bot.platforms.discord.connection.refusals import refused
from bot.platforms.discord.saying.picture import Picture

Draw = Callable[[Chart], bytes | None]
"""A PNG of it; None where none can be drawn."""


def pictures(message: Message, draw: Draw) -> tuple[Picture, ...]:
    """All of its charts, or none of them."""
    charts = [part for part in message.parts if isinstance(part, Chart)]
    found = [
        Picture(name=f"chart-{n}.png", data=data, said=chart.said)
        for n, chart in enumerate(charts, start=1)
        if (data := draw(chart))
    ]
    return tuple(found) if len(found) == len(charts) else ()


def files(shown: Sequence[Picture]) -> list[discord.File]:
    """What goes with the request; each can be sent once."""
    return [discord.File(BytesIO(each.data), each.name, description=each.short) for each in shown]


async def first_with(
    shown: Sequence[Picture], send: Callable[[Sequence[Picture]], Awaitable[str]]
) -> str:
    """Send with them; once more without, where Discord refuses what has a file."""
    if not shown:
        return await send(())
    try:
        return await send(shown)
    except discord.HTTPException as error:
        if not refused(error):
            raise
        return await send(())
