"""Short messages in a row are one question: which belong together, and how they are joined.

Pure; the worker asks it before it works.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate

from bot.delivery.intake import KEPT
from bot.desk.nouns.inbound import Address, Deleted, Edited, Inbound, Said
from bot.desk.ports.inbox import Waiting

MOST = 20
"""Messages in one burst."""
LONGEST = 5
"""Times the span of a burst that anybody is kept waiting for its end."""
_STRONGEST = (Address.DIRECT, Address.WATCHED, Address.OVERHEARD)


def burst_of(rows: Sequence[Waiting], span: timedelta) -> list[Waiting]:
    """Return the first row and those that go on where it left off, in the words that stand by now.

    A message that was changed while it waited stands with its changes, which come before all words;
    one that was taken back is not worked on: that it was comes first of all.
    """
    waiting = {row.inbound.id for row in rows if isinstance(row.inbound, Said)}
    for row in rows:
        if isinstance(row.inbound, Deleted) and row.inbound.message in waiting:
            return [row]
    changes: list[Waiting] = []
    burst = [rows[0]]
    for row in fitting(rows[:MOST])[1:]:
        number = _changes(burst, row.inbound)
        if number is not None:
            changes.append(row)
            burst[number] = _changed(burst[number], row.inbound)
        elif _goes_on(burst[-1].inbound, row.inbound, span):
            burst.append(row)
        else:
            break
    return [*changes, *burst]


def _changes(burst: Sequence[Waiting], inbound: Inbound) -> int | None:
    """Which message of the burst this changes."""
    if not isinstance(inbound, Edited):
        return None
    found = (
        number
        for number, row in enumerate(burst)
        if isinstance(row.inbound, Said)
        and (row.inbound.id, row.inbound.by.id) == (inbound.message, inbound.by.id)
    )
    return next(found, None)


def _changed(row: Waiting, edit: Inbound) -> Waiting:
    """The message as it was edited. What it quotes of others is no part of an edit."""
    said = row.inbound
    if not (isinstance(said, Said) and isinstance(edit, Edited)):
        return row
    own = edit.text.removesuffix(said.quoted).rstrip("\n") if said.quoted else edit.text
    address = min(filter(None, (said.address, edit.address)), key=_STRONGEST.index)
    changed = replace(said, text=own, address=address, secrets=edit.secrets, unread=False)
    return replace(row, inbound=changed)


def fitting(rows: Sequence[Waiting]) -> Sequence[Waiting]:
    """The first rows, as many as are no longer together than one message may be; one at least."""
    sizes = accumulate(_size(row.inbound) for row in rows)
    return rows[: max(1, sum(size <= KEPT for size in sizes))]


def _size(inbound: Inbound) -> int:
    match inbound:
        case Said():
            return len(inbound.words)
        case Edited():
            return len(inbound.text)
        case _:
            return 0


def ready_at(burst: Sequence[Waiting], span: timedelta) -> datetime:
    """Return when it may be worked on: once nothing has followed for a while."""
    if any(row.attempts for row in burst) or len(burst) == 1:
        return max(row.ready for row in burst)
    head = next(row for row in burst if isinstance(row.inbound, Said))
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
