"""Messages with buttons, as rows of the outbox: found by what their buttons are about.

Whether the buttons are settled is a mark of its own: it holds even where a message can't be edited.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.nouns.pending import Carrier
from bot.desk.nouns.place import Place
from bot.store import codec
from bot.store.base import Connected
from bot.store.shape import Row

_COLUMNS = """SELECT key, place, message, readership, kind, ticket, "to", under_card, otherwise,
answers, state, posted, spent, said_otherwise, about, edits FROM """
CARRIERS = f"{_COLUMNS} outbox WHERE about = ? AND about <> '' ORDER BY seq"
_LATEST = f"""{_COLUMNS}
(SELECT * FROM outbox WHERE "to" = ? AND "to" <> '' ORDER BY seq DESC LIMIT 40) latest
WHERE spent = 0 AND about <> '' AND place_key = ?
"""  # noqa: S608 - nothing but constants
_SAID = f"""{_COLUMNS} outbox
WHERE "to" IN (SELECT value FROM json_each(?)) AND "to" <> '' AND readership = 'customer'
  AND kind = 'post' AND state NOT IN ('failed', 'replaced') ORDER BY seq
"""  # noqa: S608 - the same


class Carriers(Connected):
    """Part of the records."""

    def carriers(self, about: str) -> Sequence[Carrier]:
        return _readable(self.rows(CARRIERS, (about,)))

    def open_to(self, place: Place, person: str) -> Sequence[Carrier]:
        return _readable(self.rows(_LATEST, (person, place.key)))

    def spend(self, key: str) -> None:
        self.db.execute("UPDATE outbox SET spent = 1 WHERE key = ?", (key,))
        waiting = self.row(
            "SELECT message, otherwise FROM outbox WHERE key = ? AND state = 'pending'", (key,)
        )
        if waiting:
            bare = [_without_buttons(each) if each else None for each in waiting]
            self.db.execute(
                "UPDATE outbox SET message = ?, otherwise = ? WHERE key = ?", (*bare, key)
            )

    def said_with(self, people: Sequence[str], words: Sequence[str]) -> Sequence[Carrier]:
        # As they stand in the column, so that only what says them is read.
        needles = [json.dumps(each, ensure_ascii=False)[1:-1] for each in words if each]
        rows = self.rows(_SAID, (json.dumps(people),))
        said = (row for row in rows if any(each in f"{row[2]}{row[8]}" for each in needles))
        return _readable(said)

    def reword(self, key: str, change: Callable[[Message], Message]) -> None:
        row = self.row("SELECT message, otherwise FROM outbox WHERE key = ?", (key,))
        said = [codec.message_out(change(codec.message_in(e))) if e else None for e in row or ()]
        if said:
            self.db.execute(
                "UPDATE outbox SET message = ?, otherwise = ? WHERE key = ?", (*said, key)
            )


def _readable(rows: Iterable[Row]) -> list[Carrier]:
    found = (codec.readable(_carrier, row) for row in rows)
    return [each for each in found if each is not None]


def _carrier(row: Row) -> Carrier:
    (key, place, message, readership, kind, ticket, to, under_card, otherwise, answers) = row[:10]
    state, posted, spent, other, about, edits = row[10:]
    outgoing = Outgoing(
        key=key,
        place=codec.place_in(place),
        message=codec.message_in(otherwise if other and otherwise else message),
        readership=Readership(readership),
        kind=SendKind(kind),
        ticket=ticket,
        to=to,
        under_card=bool(under_card),
        answers=answers,
        about=about,
        edits=edits,
    )
    return Carrier(outgoing=outgoing, waits=state == "pending", posted=posted, spent=bool(spent))


def _without_buttons(message: str) -> str:
    return codec.message_out(replace(codec.message_in(message), buttons=()))
