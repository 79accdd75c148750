"""Erases one person: words, names and ids go; counts, numbers and times stay.

What goes stands in erase.sql; here is only how a person's traces are found.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from bot.desk.inbound import Person
from bot.desk.journal import room_key
from bot.desk.message import Line, Message, Pasted, Quote
from bot.desk.records import Erased
from bot.store import backup, codec
from bot.store.needles import Needles
from bot.store.people import CONVERSATION, QUESTION, People
from bot.store.shape import Shape, to_cell
from bot.store.tickets import TICKET
from knowledge.entry import Entry, Status

MARK = "[erased]"
"""Stands where somebody's words stood."""

GONE = codec.message_out(Message(kind="erased", parts=(Line(spans=(MARK,)),)))
_ASK_AGAIN = codec.message_out(
    Message(
        kind="done",
        parts=(Line(spans=("Somebody's words in this have just been erased. Ask again.",)),),
    )
)
_THEIRS = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, kw_only=True)
class _Receipt:
    """What is written down of an erasure."""

    number: int = 0
    at: datetime
    asked_by: str
    erased: str = ""


_RECEIPT: Shape[_Receipt] = Shape(_Receipt, "receipt", key="number")


@dataclass(frozen=True, kw_only=True)
class _Traces:
    """Where a person is to be found; the names are those of erase.sql."""

    ids: tuple[str, ...]
    tickets: tuple[int, ...]
    alone: tuple[int, ...]
    homes: tuple[str, ...]
    cards: tuple[str, ...]
    needles: Needles

    def told(self, entry: Entry) -> bool:
        """Whether an entry came from one of their tickets, or has a sentence of theirs."""
        texts = (*entry.phrasings, *entry.not_for, entry.answer)
        tickets = {f"ticket {number}" for number in self.tickets}
        return entry.source in tickets or any(map(self.needles.whole, texts))


class Privacy(People):
    """Part of the records."""

    def erase_person(
        self, person_id: str, *, asked_by: Literal["person", "lead"], working_on: str, at: datetime
    ) -> Erased:
        """Erase a person on all their platforms, in full or not at all.

        Reads through what staff wrote and were shown, so it may take a second where much is kept.
        """
        traces = self._traces(self.identities(person_id))
        number = self.added(_RECEIPT, _Receipt(at=at, asked_by=asked_by))
        nobody = Person(id=f"erased:{number}", name=MARK)
        entries, left = self._erase_entries(traces, nobody)
        self._correct_lists(traces)
        cells = {
            "ids": json.dumps(traces.ids),
            "tickets": json.dumps(traces.tickets),
            "alone": json.dumps(traces.alone),
            "homes": json.dumps(traces.homes),
            "cards": json.dumps(traces.cards),
            "about": json.dumps(self._about(traces)),
            "gone": GONE,
            "nobody": nobody.id,
            "nobody_person": codec.person_out(nobody),
            "now": to_cell(at),
            "working_on": working_on,
        }
        rows = {name: self._run(statements, cells) for name, statements in _parts().items()}
        rows["entries"] = len(entries)
        self.db.execute(
            "UPDATE receipt SET erased = ? WHERE number = ?", (json.dumps(rows), number)
        )
        self.scrub = True
        return Erased(
            number=number,
            rows=rows,
            entries=tuple(entries),
            left=tuple(left),
            copies=backup.copies_beside(self.db.conn),
        )

    def _run(self, statements: Sequence[str], cells: Mapping[str, Any]) -> int:
        return [int(self.db.execute(sql, dict(cells)).rowcount) for sql in statements][-1]

    def _traces(self, ids: tuple[str, ...]) -> _Traces:
        cells = (json.dumps(ids),)
        tickets = self.loaded(TICKET, f"WHERE requester_id {_THEIRS}", cells)
        questions = self.loaded(QUESTION, f"WHERE person_id {_THEIRS}", cells)
        spoken = self.loaded(CONVERSATION, f"WHERE person {_THEIRS}", cells)
        names = {each.requester.name for each in tickets} | {each.by.name for each in questions}
        texts = {each.text for each in tickets}
        texts |= {words for each in questions for words in (each.text, each.words)}
        for name, text in self.rows(_ACTED, cells):
            names.add(name)
            texts.add(text)
        for (body,) in self.rows(_HEARD, cells):
            texts.update(_words(body))
        names.update(row[0] for row in self.rows(_CALLED, cells))
        places = {each.place for each in tickets} | {each.place for each in questions}
        places |= {each.place for each in spoken}
        return _Traces(
            ids=ids,
            tickets=tuple(each.number for each in tickets),
            alone=tuple(each.number for each in tickets if each.place.private),
            homes=tuple(place.key for place in places if place.private),
            cards=tuple(
                f"{room_key(each.staff_room)}:{each.card}"
                for each in tickets
                if each.staff_room and each.card
            ),
            needles=Needles.of((names | set(ids)) - {MARK}, texts),
        )

    def _about(self, traces: _Traces) -> list[int]:
        """Rows of what others said and commanded that name or quote the person."""
        rows = self.rows(
            "SELECT seq, body FROM inbox "
            "WHERE kind IN ('Said', 'Commanded', 'Edited') AND state <> 'waiting'"
        )
        return [seq for seq, body in rows if traces.needles.found(body)]

    def _correct_lists(self, traces: _Traces) -> None:
        """A list for staff that has not left yet, and shows them, must be asked for again."""
        rows = self.rows(
            "SELECT seq, message FROM outbox "
            "WHERE readership = 'staff' AND ticket IS NULL AND due_at IS NOT NULL"
        )
        for seq, message in rows:
            if traces.needles.found(message) or _quotes(message, traces.needles):
                self.db.execute("UPDATE outbox SET message = ? WHERE seq = ?", (_ASK_AGAIN, seq))

    def _erase_entries(
        self, traces: _Traces, nobody: Person
    ) -> tuple[Sequence[Entry], Sequence[str]]:
        """Their words in entries that nobody was ever shown; the ids of those that were."""
        rows = self.rows(
            "SELECT body, author_id, author FROM entry_version ORDER BY entry, version"
        )
        versions = [(codec.entry_in(body), by, author) for body, by, author in rows]
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


_ACTED = """SELECT name, text FROM history WHERE "by" IN (SELECT value FROM json_each(?))"""
_HEARD = "SELECT body FROM inbox WHERE person_id IN (SELECT value FROM json_each(?))"
_CALLED = "SELECT name FROM person WHERE id IN (SELECT value FROM json_each(?))"


def _words(body: str) -> Iterator[str]:
    """The person's own words in what came in; the name of a command is nobody's."""
    heard = json.loads(body)
    yield heard.get("text", "")
    yield heard.get("line", "").partition(" ")[2]
    yield from heard.get("fields", {}).values()


def _quotes(message: str, needles: Needles) -> bool:
    """Whether a message to staff shows a part of their words."""
    parts = codec.message_in(message).parts
    return any(needles.within(each.text) for each in parts if isinstance(each, Quote | Pasted))


def _blank(entry: Entry, entry_id: str) -> Entry:
    """A draft without a word. Its id was made of its words, so it gets another."""
    return replace(entry, id=entry_id, question=MARK, answer=MARK, variants=(), not_for=())


@cache
def _parts() -> Mapping[str, Sequence[str]]:
    """The statements of erase.sql by the names of their parts."""
    text = (files("bot.store") / "erase.sql").read_text("utf-8")
    found = {}
    for block in text.split("-- erase: ")[1:]:
        name, _, rest = block.partition("\n")
        found[name.strip()] = [each for each in rest.split(";\n") if each.strip()]
    return found
