"""What one person sent beyond the limits: which of it is worked on as one, and how it is joined.

Pure. Words become one message, wherever they were written; what was pressed or called again and again
is done once, as it was put last. Nothing is dropped, and what differs stays apart.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from itertools import accumulate

from bot.delivery.bursts import fitting, join
from bot.desk.boundary import as_said
from bot.desk.nouns.inbound import Commanded, Edited, Inbound, Said
from bot.desk.ports.inbox import Waiting

FORM = 3000
"""Characters that a command takes."""


def alike(rows: Sequence[Waiting]) -> list[Waiting]:
    """The first row, and those that are worked on together with it."""
    rows = [replace(row, inbound=_as_words(row.inbound)) for row in rows]
    kind = _kind(rows[0].inbound)
    same = [row for row in rows if _kind(row.inbound) == kind]
    if kind[0] == "words":
        return list(fitting(same))
    sizes = accumulate(len(_details(row.inbound)) + 1 for row in same)
    return same[: max(1, sum(size <= FORM for size in sizes))] if kind[0] == "details" else same


def as_one(rows: Sequence[Waiting]) -> Inbound:
    """One inbound for all of them."""
    last = rows[-1].inbound
    texts = [_details(row.inbound) for row in rows]
    if isinstance(last, Commanded) and any(texts):
        return replace(last, line=_kind(last)[1], fields={"text": "\n".join(texts)})
    return join(rows, ())


def _as_words(inbound: Inbound) -> Inbound:
    """ "ask …" is words."""
    return (as_said(inbound) if isinstance(inbound, Commanded) else None) or inbound


def _kind(inbound: Inbound) -> tuple[str, str, Hashable]:
    match inbound:
        case Said():
            return "words", "", ()
        case Edited():
            return "edited", inbound.message, ()
        case Commanded() if _details(inbound):
            return "details", " ".join(inbound.line.split()[:2]), ()
        case Commanded():
            return "command", inbound.line, (inbound.quoted, *sorted(inbound.fields.items()))
        case _:
            return "other", inbound.id, ()


def _details(inbound: Inbound) -> str:
    """Words for a ticket that a command brings; "" for all else."""
    if not isinstance(inbound, Commanded):
        return ""
    verb, _, rest = inbound.line.removeprefix("/").partition(" ")
    if verb != "details":
        return ""
    return inbound.fields.get("text") or rest.partition(" ")[2]
