"""Erases one person: words, names and ids go; counts, numbers and times stay.

What goes stands in erase.sql, where a person is found in traces; here it is done.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, cast

from bot.desk.nouns.message import Line, Message
from bot.desk.nouns.person import Person
from bot.desk.ports.privacy import COPIES, Erased, SeekFirst
from bot.store import codec
from bot.store.shape import Shape, to_cell
from bot.store.teams import CHANGE
from bot.store.traces import (
    MARK,
    Found,
    Traces,
    Whereabouts,
    given,
    only_found,
    parts,
    quotes,
    table,
)
from knowledge.entry import Entry, Status

AT_ONCE = 200
"""Lists blanked in one piece of work."""
_ASK_AGAIN = codec.message_out(
    Message(
        kind="done",
        parts=(Line(spans=("Somebody's words in this have just been erased. Ask again.",)),),
    )
)


@dataclass(frozen=True, kw_only=True)
class _Receipt:
    """What is written down of an erasure."""

    number: int = 0
    at: datetime
    asked_by: str
    erased: str = ""


_RECEIPT: Shape[_Receipt] = Shape(_Receipt, "receipt", key="number")


_OWN = {
    "messages received": "SELECT count(*) FROM inbox "
    "WHERE person_id IN (SELECT value FROM json_each(:ids))",
    "messages sent": "SELECT count(*) FROM outbox "
    'WHERE "to" <> \'\' AND "to" IN (SELECT value FROM json_each(:ids))',
}
"""What is the person's own of a part that blanks others' copies too."""


class Privacy(Traces):
    """Part of the records."""

    found: Found | None = None
    """Whoever is to be erased, found before."""
    only_found = False
    """Whether nobody else may be erased here: it would take the writer's time."""

    def erase_person(
        self, person_id: str, *, asked_by: Literal["person", "lead"], working_on: str, at: datetime
    ) -> Erased:
        """Erase a person on all their platforms, in full or not at all.

        Reads through what staff wrote and were shown, so it may take a second where much is kept.
        """
        ids = self.identities(person_id)
        found = self.found if self.found and self.found.traces.ids == ids else None
        if found is None and self.only_found:
            raise SeekFirst(person_id)
        found = found or self.traces_of(person_id)
        traces = found.traces
        number = self.added(_RECEIPT, _Receipt(at=at, asked_by=asked_by))
        nobody = Person(id=f"erased:{number}", name=MARK)
        entries, left = self._erase_entries(found, nobody)
        self._leave_teams(ids)
        self._correct_lists(traces)
        since = self.thanking(ids, found.upto["outbox"])
        self.unthank(ids, (*found.thanking, *since))
        about = (*found.about, *self.about_them(traces, found.upto["inbox"]))
        cells = {
            **given(traces, about),
            "nobody": nobody.id,
            "nobody_person": codec.person_out(nobody),
            "now": to_cell(at),
            "working_on": working_on,
        }
        theirs = {name: self.rows(sql, cells)[0][0] for name, sql in _OWN.items()}
        rows = {name: self._run(statements, cells, found) for name, statements in parts().items()}
        rows["messages sent"] += found.blanked
        copies = sum(rows[name] - count for name, count in theirs.items())
        rows |= {**theirs, COPIES: copies, "entries": len(entries)}
        self.db.execute(
            "UPDATE receipt SET erased = ? WHERE number = ?", (json.dumps(rows), number)
        )
        self.erased()
        return Erased(
            number=number,
            rows=rows,
            entries=tuple(entries),
            left=tuple(left),
            copies=self.copies(),
        )

    def copies(self) -> int:
        """How many backups that this program made hold it still."""
        return 0

    def erase_found(self, traces: object | None) -> None:
        self.found = cast("Found | None", traces)
        self.only_found = True

    def blank_lists(self, traces: object, at: datetime) -> tuple[object, bool]:
        found = cast("Found", traces)
        some, rest = found.lists[:AT_ONCE], found.lists[AT_ONCE:]
        cells = {
            **given(found.traces, ()),
            "nobody": "",
            "now": to_cell(at),
            "found": json.dumps(some),
            "upto": sys.maxsize,
        }
        sql = only_found(parts()["messages sent"][-1])
        self.db.execute(sql, cells)
        left = replace(found, lists=rest, blanked=found.blanked + len(some))
        return left, bool(rest)

    def _run(self, statements: Sequence[str], cells: dict[str, Any], found: Found) -> int:
        done = 0
        for sql in statements:
            if sql in found.rows:
                these = [*found.rows[sql], *(found.lists if table(sql) == "outbox" else ())]
                some = {"found": json.dumps(these), "upto": found.upto[table(sql)]}
                done = int(self.db.execute(only_found(sql), cells | some).rowcount)
            else:
                done = int(self.db.execute(sql, cells).rowcount)
        return done

    def _leave_teams(self, ids: Sequence[str]) -> None:
        """Nobody knows any more that they were in one, not even from how it was before."""
        for change in self.loaded(CHANGE, "ORDER BY number"):
            if change.team and any(each.id in ids for each in change.team.people):
                left = tuple(each for each in change.team.people if each.id not in ids)
                kept = replace(change, team=replace(change.team, people=left))
                self.db.execute(CHANGE.update, [*CHANGE.cells(kept), kept.number])

    def _correct_lists(self, traces: Whereabouts) -> None:
        """A list for staff that has not left yet, and shows them, must be asked for again."""
        rows = self.rows(
            "SELECT seq, message FROM outbox "
            "WHERE readership = 'staff' AND ticket IS NULL AND due_at IS NOT NULL"
        )
        for seq, message in rows:
            if traces.needles.found(message) or quotes(message, traces.needles):
                self.db.execute("UPDATE outbox SET message = ? WHERE seq = ?", (_ASK_AGAIN, seq))

    def _erase_entries(self, found: Found, nobody: Person) -> tuple[Sequence[Entry], Sequence[str]]:
        """Their words in entries that nobody was ever shown; the ids of those that were."""
        traces = found.traces
        versions = self.versions_of_entries(found.entries)
        published = {entry.id for entry, *_ in versions if entry.status is not Status.DRAFT}
        left = dict.fromkeys(e.id for e, *_ in versions if e.id in published and traces.told(e))
        changed: dict[str, Entry] = {}
        for entry, by, author in versions:
            theirs = entry.id not in published and traces.told(entry)
            if theirs:
                name = f"{nobody.id.replace(':', '-')}-{len({*changed, entry.id})}"
                # What the index knows under the old id must go from it.
                changed[entry.id] = replace(_blank(entry, entry.id), status=Status.RETIRED)
                self._save_version(entry, _blank(entry, name), codec.person_in(author))
            elif by in traces.ids:
                self._save_version(entry, entry, nobody)
        return list(changed.values()), list(left)

    def _save_version(self, before: Entry, after: Entry, author: Person) -> None:
        self.db.execute(
            "UPDATE entry_version SET entry = ?, question = ?, body = ?, author_id = ?, "
            "author = ? WHERE entry = ? AND version = ?",
            (
                after.id,
                after.question,
                codec.entry_out(after),
                author.id,
                codec.person_out(author),
                before.id,
                before.version,
            ),
        )


def _blank(entry: Entry, entry_id: str) -> Entry:
    """A draft without a word. Its id was made of its words, so it gets another."""
    return replace(entry, id=entry_id, question=MARK, answer=MARK, variants=(), not_for=())
