"""run_bot.py with one safeguard taken away: for the controls of G2 and G17, in a process of its own.

`blind`: what finds a message in history finds nothing, and the grace is two seconds.
`hasty`: only the grace is two seconds, so that it is seen that the look alone saves it.
Both rest no longer than that between tries, so that what comes of it is seen in time.
`unsynced`: the database says "written" before the disk has it.
Of several at work on one database, for G17:
`expiry`: what one has it keeps, whatever becomes of it.
`greedy`: each takes all of the work for its own, so that the state of rows alone decides.
`unfenced`: the same, and that does not decide either.
"""

import os
import time
from datetime import datetime, timedelta
from functools import partial

from bot.cli.cli import main
from bot.delivery import sending
from bot.delivery.pace import Pace
from bot.desk.ports.outbox import Leaving
from bot.platforms.discord import Discord
from bot.platforms.slack import Slack
from bot.running import options
from bot.running.sharing import Sharing
from bot.store import connect
from bot.store.inbox import Inbox
from bot.store.outbox import Outbox
from bot.store.postgres import leases, writer
from bot.store.postgres.leases import LeaseBook
from bot.store.shape import to_cell

_BEGUN = """
UPDATE outbox SET state = 'sending', tries = tries + 1, last_try = ?1,
  first_try = coalesce(first_try, ?1), due_at = ?2 WHERE key = ?3
"""


async def _finds_nothing(*_: object) -> None:
    return None


def _yes(*_: object) -> bool:
    return True


def _begins_whatever(journal: Outbox, leaving: Leaving, now: datetime, look_at: datetime) -> bool:
    time.sleep(0.05)  # so that the other is surely there
    journal.db.execute(_BEGUN, (to_cell(now), to_cell(look_at), leaving.outgoing.key))
    return True


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
        case "expiry":
            leases.LASTS = LeaseBook.lasts = timedelta(days=1)
        case "greedy":
            Sharing.has = _yes  # type: ignore[method-assign, assignment]
        case "unfenced":
            Sharing.has = Inbox.still_waits = Outbox.is_at = _yes  # type: ignore[method-assign, assignment]
            Outbox.begin_sending = _begins_whatever  # type: ignore[method-assign, assignment]
            writer._BEGIN, writer.IN_TURN = "BEGIN", "SELECT 1"  # type: ignore[attr-defined]
        case _:
            pass
    main()
