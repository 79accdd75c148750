"""Short messages in a row are one question: which belong together, and how they are joined.

Pure; the worker asks it before it works.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate

from bot.delivery.intake import KEPT
from bot.desk.nouns.inbound import Address, Inbound, Said
from bot.desk.ports.inbox import Waiting

MOST = 20
"""Messages in one burst."""
LONGEST = 5
"""Times the span of a burst that anybody is kept waiting for its end."""
_STRONGEST = (Address.DIRECT, Address.WATCHED, Address.OVERHEARD)


def burst_of(rows: Sequence[Waiting], span: timedelta) -> list[Waiting]:
    """Return the first row and those that go on where it left off."""
    burst = [rows[0]]
    for row in fitting(rows[:MOST])[1:]:
        if not _goes_on(burst[-1].inbound, row.inbound, span):
            break
        burst.append(row)
    return burst


def fitting(rows: Sequence[Waiting]) -> Sequence[Waiting]:
    """The first rows, as many as are no longer together than one message may be; one at least."""
    sizes = accumulate(len(row.inbound.words) for row in rows if isinstance(row.inbound, Said))
    return rows[: max(1, sum(size <= KEPT for size in sizes))]


def ready_at(burst: Sequence[Waiting], span: timedelta) -> datetime:
    """Return when it may be worked on: once nothing has followed for a while."""
    head = burst[0]
    if any(row.attempts for row in burst) or len(burst) == 1:
        return max(row.ready for row in burst)
    limit = max(head.ready, head.received_at + LONGEST * span)
    return min(max(row.ready for row in burst), limit)


def join(burst: Sequence[Waiting], rest: Sequence[Waiting]) -> Inbound:
    """Return one inbound for the burst; `rest` is what else waits in the conversation."""
    last = burst[-1].inbound
    if not isinstance(last, Said):
        return last
    said = [row.inbound for row in burst if isinstance(row.inbound, Said)]
    others = any(isinstance(row.inbound, Said) and row.inbound.by.id != last.by.id for row in rest)
    if len(said) == 1:
        return replace(last, others=True) if others else last
    return replace(
        last,
        text="\n".join(each.text for each in said if each.text),
        quoted="\n".join(each.quoted for each in said if each.quoted),
        cut=sum(each.cut for each in said),
        address=min((each.address for each in said), key=_STRONGEST.index),
        files=tuple(file for each in said for file in each.files),
        secrets=tuple(dict.fromkeys(kind for each in said for kind in each.secrets)),
        joined=tuple(each.id for each in said[:-1]),
        others=last.others or others,
    )


def _goes_on(before: Inbound, after: Inbound, span: timedelta) -> bool:
    return (
        isinstance(before, Said)
        and isinstance(after, Said)
        and before.by.id == after.by.id
        and before.place == after.place
        and after.at - before.at <= span
        and span > timedelta(0)
    )
