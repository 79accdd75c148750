"""A row of the outbox whose turn it is, as a value.

The columns stand in the order in which `outbox` asks for them.
"""

from bot.desk.nouns.message import Outgoing, Readership, SendKind
from bot.desk.ports.outbox import Leaving, SendState
from bot.store import codec
from bot.store.shape import Row, from_cell, maybe_time

DECIDED = """
o.key, o.place, o.message, o.readership, o.kind, o.ticket, o."to", o.under_card, o.after,
  o.otherwise, o.report, o.answers, o.intent, o.edits
"""
"""Its columns as it was decided, of `outbox o`."""
_OUT = (SendState.SENT, SendState.REPLACED, None)


def decided_in(row: Row) -> Outgoing:
    """Raises whatever it likes where another version wrote it."""
    (key, place, message, readership, kind, ticket, to, under_card, after, otherwise) = row[:10]
    report, answers, intent, edits = row[10:14]
    return Outgoing(
        key=key,
        place=codec.place_in(place),
        message=codec.message_in(message),
        readership=Readership(readership),
        kind=SendKind(kind),
        ticket=ticket,
        to=to,
        under_card=bool(under_card),
        after=after,
        otherwise=codec.message_in(otherwise) if otherwise else None,
        report=bool(report),
        answers=answers,
        edits=edits,
        intent=codec.intent_in(intent) if intent else None,
    )


def leaving_in(row: Row) -> Leaving:
    """Raises as that does."""
    outgoing = decided_in(row)
    state, queued, tries, first_try, card, fallback, other = row[14:21]
    after, unclear, number, target, moved = row[21:]
    return Leaving(
        outgoing=outgoing,
        state=SendState(state),
        queued_at=from_cell(queued),
        number=number,
        tries=tries,
        first_try=maybe_time(first_try),
        unclear_since=maybe_time(unclear),
        card=card,
        target=target,
        fallback=codec.place_in(fallback or moved) if fallback or moved else None,
        otherwise=bool(other) if tries else bool(outgoing.otherwise) and after not in _OUT,
    )
