"""run_bot.py with one safeguard taken away: for the controls of G2, in a process of its own.

`blind`: what finds a message in history finds nothing, and the grace is two seconds.
`hasty`: only the grace is two seconds, so that it is seen that the look alone saves it.
Both rest no longer than that between tries, so that what comes of it is seen in time.
`unsynced`: the database says "written" before the disk has it.
"""

import os
from datetime import timedelta
from functools import partial

from bot.cli.cli import main
from bot.delivery import sending
from bot.delivery.pace import Pace
from bot.platforms.discord import Discord
from bot.platforms.slack import Slack
from bot.running import options
from bot.store import connect


async def _finds_nothing(*_: object) -> None:
    return None


if __name__ == "__main__":
    match os.environ["CHAOS_WITHOUT"]:
        case "unsynced":
            kept = tuple(each for each in connect._WRITER if "synchronous" not in each)
            connect._WRITER = (*kept, "PRAGMA synchronous = OFF")  # type: ignore[assignment]
        case "blind" | "hasty" as which:
            sending._REST = timedelta(seconds=2)
            options.Pace = partial(Pace, grace=timedelta(seconds=2))  # type: ignore[attr-defined, assignment]
            if which == "blind":
                Slack.find = _finds_nothing  # type: ignore[method-assign, assignment]
                Discord.find = _finds_nothing  # type: ignore[method-assign, assignment]
        case _:
            pass
    main()
