"""Messages that went out in their other words, as what they come after was not there yet: put right.

Once that stands, its customer reads the words that were meant, in the place of what they read. They
stand without buttons: an edit that arrives late must not bring back what was pressed meanwhile.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.desk.nouns.message import Outgoing, Readership
from bot.store import codec
from bot.store.base import Connected
from bot.store.leaving import DECIDED, decided_in

STANDS = "stands:"
"""Begins the key of the edit that puts a message right: it follows from none that came in."""
# Of a card any that was decided: one that was refused is followed by another. What was refused below it
# is followed by word of where it stands, which calls nobody by name.
MISSED = "staff_missed"
"""What is said below a card of all that was refused there."""
_BELIED = f"""
SELECT {DECIDED} FROM outbox o
WHERE o.ticket = ?1 AND o.said_otherwise = 1 AND o.state = 'sent' AND o.spent = 0
  AND o.otherwise <> o.message
  AND o.readership = 'customer' AND o.edits = '' AND json_extract(o.message, '$.kind') <> 'erased'
  AND (o.after = ?2 OR EXISTS (
    SELECT 1 FROM outbox a WHERE a.key = o.after AND a.ticket = ?1 AND CASE
      WHEN ?3 = 'card' THEN a.kind = 'card' ELSE ?4 AND a.under_card = 1 AND a.state = 'failed'
        AND a.message NOT LIKE '%"Mention"%' END
  ))
"""  # noqa: S608


def belied(base: Connected, stands: Outgoing) -> Iterator[Outgoing]:
    """The edits that are called for now that this message to the team stands."""
    if stands.ticket is None or stands.readership is not Readership.STAFF or stands.edits:
        return
    for row in base.rows(
        _BELIED, (stands.ticket, stands.key, str(stands.kind), stands.message.kind == MISSED)
    ):
        said = codec.readable(decided_in, row)
        if said is None:
            continue
        base.db.execute("UPDATE outbox SET otherwise = message WHERE key = ?", (said.key,))
        yield replace(
            said,
            key=f"{STANDS}{said.key}",
            edits=said.key,
            message=replace(said.message, buttons=()),
            about="",
            after="",
            otherwise=None,
            report=False,
            intent=None,
        )
