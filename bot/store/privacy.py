"""Erases one person: words, names and ids go; counts, numbers and times stay.

What goes stands in erase.sql; here is only how a person's traces are found.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from bot.desk.journal import SeekFirst, room_key
from bot.desk.nouns.inbound import Person
from bot.desk.nouns.message import Line, Message, Pasted, Quote
from bot.desk.ports.records import Erased
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


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found of a person, beside the writer; what came later is looked for by the writer."""

    traces: _Traces
    upto: Mapping[str, int]
    """The last row that was looked at, by table."""
    about: tuple[int, ...]
    rows: Mapping[str, Sequence[int]]
    """Which rows each statement of erase.sql changes."""
    entries: frozenset[str]


_UPTO = {
    "question": "SELECT coalesce(max(id), 0) FROM question",
    "ticket": "SELECT coalesce(max(number), 0) FROM ticket",
    "promise": "SELECT coalesce(max(id), 0) FROM promise",
    "history": "SELECT coalesce(max(id), 0) FROM history",
    # What waits is worked on meanwhile, and then it counts.
    "inbox": "SELECT coalesce((SELECT min(seq) - 1 FROM inbox WHERE state = 'waiting'), max(seq), 0) "
    "FROM inbox",
    "outbox": "SELECT coalesce(max(seq), 0) FROM outbox",
}
"""Tables that grow with every message."""


class Privacy(People):
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
        self._correct_lists(traces)
        about = (*found.about, *self._about(traces, found.upto["inbox"]))
        cells = {
            **_given(traces, about),
            "nobody": nobody.id,
            "nobody_person": codec.person_out(nobody),
            "now": to_cell(at),
            "working_on": working_on,
        }
        rows = {name: self._run(statements, cells, found) for name, statements in _parts().items()}
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

    def erase_found(self, traces: object | None) -> None:
        self.found = cast("Found | None", traces)
        self.only_found = True

    def traces_of(self, person_id: str) -> Found:
        """Where a person is to be found. It reads through much, and may do so beside the writer."""
        traces = self._traces(self.identities(person_id))
        upto = {table: self.rows(sql)[0][0] for table, sql in _UPTO.items()}
        about = tuple(self._about(traces))
        cells = {**_given(traces, about), "working_on": ""}
        rows = {
            sql: [row[0] for row in self.rows(_find(sql), cells)]
            for statements in _parts().values()
            for sql in statements
            if _table(sql) in _UPTO
        }
        told = frozenset(entry.id for entry, by, _ in self._versions() if _of(traces, entry, by))
        return Found(traces=traces, upto=upto, about=about, rows=rows, entries=told)

    def _run(self, statements: Sequence[str], cells: Mapping[str, Any], found: Found) -> int:
        done = 0
        for sql in statements:
            given = dict(cells)
            if sql in found.rows:
                given |= {"found": json.dumps(found.rows[sql]), "upto": found.upto[_table(sql)]}
                done = int(self.db.execute(_only_found(sql), given).rowcount)
            else:
                done = int(self.db.execute(sql, given).rowcount)
        return done

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

    def _about(self, traces: _Traces, after: int = 0) -> list[int]:
        """Rows of what others said and commanded that name or quote the person."""
        rows = self.rows(
            "SELECT seq, body FROM inbox "
            "WHERE seq > ? AND kind IN ('Said', 'Commanded', 'Edited') AND state <> 'waiting'",
            (after,),
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

    def _erase_entries(self, found: Found, nobody: Person) -> tuple[Sequence[Entry], Sequence[str]]:
        """Their words in entries that nobody was ever shown; the ids of those that were."""
        traces = found.traces
        versions = self._versions(found.entries)
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

    def _versions(self, only: Iterable[str] | None = None) -> list[tuple[Entry, str, str]]:
        """(version, id of who wrote it, who), of all entries or of some."""
        some = "WHERE entry IN (SELECT value FROM json_each(?)) " if only is not None else ""
        rows = self.rows(
            f"SELECT body, author_id, author FROM entry_version {some}ORDER BY entry, version",  # noqa: S608
            (json.dumps(sorted(only)),) if only is not None else (),
        )
        return [(codec.entry_in(body), by, author) for body, by, author in rows]

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


def _given(traces: _Traces, about: Iterable[int]) -> dict[str, Any]:
    """The names of erase.sql, as far as they say where the person is."""
    return {
        "ids": json.dumps(traces.ids),
        "tickets": json.dumps(traces.tickets),
        "alone": json.dumps(traces.alone),
        "homes": json.dumps(traces.homes),
        "cards": json.dumps(traces.cards),
        "about": json.dumps(list(about)),
        "gone": GONE,
    }


def _of(traces: _Traces, entry: Entry, by: str) -> bool:
    return by in traces.ids or traces.told(entry)


def _table(sql: str) -> str:
    return sql.rsplit("UPDATE ", maxsplit=1)[-1].split(" ", 1)[0].strip()


def _find(sql: str) -> str:
    """Which rows a statement would change."""
    return f"SELECT rowid FROM {_table(sql)} WHERE {sql.rpartition(_WHERE)[2]}"  # noqa: S608


def _only_found(sql: str) -> str:
    """The statement for those rows, and for what came later."""
    does, where, which = sql.rpartition(_WHERE)
    some = "(rowid IN (SELECT value FROM json_each(:found)) OR rowid > :upto)"
    return f"{does}{where}{some} AND ({which})"


_WHERE = "\nWHERE "
"""Stands once at the beginning of a line in each statement."""
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
