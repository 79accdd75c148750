"""Finds where a person is to be found, before they are erased: read through beside the writer.

Nothing is changed here. What came after the looking is found by the writer, who has little to read.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.desk.nouns.message import Line, Message, Pasted, Quote
from bot.desk.ports.outbox import room_key
from bot.store import codec
from bot.store.experts import Experts
from bot.store.needles import Needles
from bot.store.people import CONVERSATION, People
from bot.store.questions import QUESTION
from bot.store.tickets import TICKET
from knowledge.entry import Entry

MARK = "[erased]"
"""Stands where somebody's words stood."""

GONE = codec.message_out(Message(kind="erased", parts=(Line(spans=(MARK,)),)))
_THEIRS = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, kw_only=True)
class Whereabouts:
    """Where a person is to be found; the names are those of erase.sql."""

    ids: tuple[str, ...]
    tickets: tuple[int, ...]
    alone: tuple[int, ...]
    homes: tuple[str, ...]
    cards: tuple[str, ...]
    needles: Needles
    issues: tuple[int, ...] = ()
    """Known issues in which the team wrote their name."""

    def told(self, entry: Entry) -> bool:
        """Whether an entry came from one of their tickets, or has a sentence of theirs."""
        texts = (*entry.phrasings, *entry.not_for, entry.answer)
        tickets = {f"ticket {number}" for number in self.tickets}
        return entry.source in tickets or any(map(self.needles.is_one, texts))


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found of a person, beside the writer; what came later is looked for by the writer."""

    traces: Whereabouts
    upto: Mapping[str, int]
    """The last row that was looked at, by table."""
    about: tuple[int, ...]
    rows: Mapping[str, Sequence[int]]
    """Which rows each statement of erase.sql changes."""
    entries: frozenset[str]
    thanking: tuple[int, ...] = ()
    """Messages to others that may thank them by name."""
    lists: tuple[int, ...] = ()
    """Lists that staff were shown: they may show anybody, and are blanked some at a time, before."""
    blanked: int = 0


KEYS = {
    "question": "id",
    "ticket": "number",
    "promise": "id",
    "history": "id",
    "inbox": "seq",
    "outbox": "seq",
}
"""Tables that grow with every message, and what numbers their rows."""
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


class Traces(People, Experts):
    """Part of the records."""

    def traces_of(self, person_id: str) -> Found:
        """Where a person is to be found. It reads through much, and may do so beside the writer."""
        traces = self._traces(self.identities(person_id))
        upto = {table: self.rows(sql)[0][0] for table, sql in _UPTO.items()}
        about = tuple(self.about_them(traces))
        cells = {**given(traces, about), "working_on": ""}
        rows = {
            sql: [row[0] for row in self.each(_find(sql), cells)]
            for statements in parts().values()
            for sql in statements
            if table(sql) in _UPTO
        }
        lists = tuple(row[0] for row in self.each(_LISTS, cells))
        sent = parts()["messages sent"][-1]
        rows[sent] = sorted({*rows[sent]} - {*lists})
        thanking = tuple(self.thanking(traces.ids))
        told = frozenset(
            entry.id for entry, by, _ in self.versions_of_entries() if _of(traces, entry, by)
        )
        return Found(
            traces=traces,
            upto=upto,
            about=about,
            rows=rows,
            entries=told,
            thanking=thanking,
            lists=lists,
        )

    def _traces(self, ids: tuple[str, ...]) -> Whereabouts:
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
        needles = Needles.of((names | set(ids)) - {MARK}, texts)
        issues = (number for number, said in self.rows(_SAID_OF) if needles.named(said))
        return Whereabouts(
            ids=ids,
            tickets=tuple(each.number for each in tickets),
            alone=tuple(each.number for each in tickets if each.place.private),
            homes=tuple(place.key for place in places if place.private),
            cards=tuple(
                f"{room_key(each.staff_room)}:{each.card}"
                for each in tickets
                if each.staff_room and each.card
            ),
            needles=needles,
            issues=tuple(dict.fromkeys(issues)),
        )

    def about_them(self, traces: Whereabouts, after: int = 0) -> list[int]:
        """Rows of what others said and commanded that name or quote the person."""
        rows = self.each(
            "SELECT seq, body FROM inbox "
            "WHERE seq > ? AND kind IN ('Said', 'Commanded', 'Edited', 'Recalled', 'Tasked') AND state <> 'waiting'",
            (after,),
        )
        return [seq for seq, body in rows if traces.needles.found(body)]

    def versions_of_entries(
        self, only: Iterable[str] | None = None
    ) -> list[tuple[Entry, str, str]]:
        """(version, id of who wrote it, who), of all entries or of some."""
        some = "WHERE entry IN (SELECT value FROM json_each(?)) " if only is not None else ""
        rows = self.rows(
            f"SELECT body, author_id, author FROM entry_version {some}ORDER BY entry, version",  # noqa: S608
            (json.dumps(sorted(only)),) if only is not None else (),
        )
        return [(codec.entry_in(body), by, author) for body, by, author in rows]


def given(traces: Whereabouts, about: Iterable[int]) -> dict[str, Any]:
    """The names of erase.sql, as far as they say where the person is."""
    return {
        "ids": json.dumps(traces.ids),
        "tickets": json.dumps(traces.tickets),
        "alone": json.dumps(traces.alone),
        "homes": json.dumps(traces.homes),
        "cards": json.dumps(traces.cards),
        "issues": json.dumps(traces.issues),
        "about": json.dumps(list(about)),
        "gone": GONE,
    }


def _of(traces: Whereabouts, entry: Entry, by: str) -> bool:
    return by in traces.ids or traces.told(entry)


def table(sql: str) -> str:
    return sql.rsplit("UPDATE ", maxsplit=1)[-1].split(" ", 1)[0].strip()


def _find(sql: str) -> str:
    """Which rows a statement would change."""
    return f"SELECT {KEYS[table(sql)]} FROM {table(sql)} WHERE {sql.rpartition(_WHERE)[2]}"  # noqa: S608


def only_found(sql: str) -> str:
    """The statement for those rows, and for what came later."""
    does, where, which = sql.rpartition(_WHERE)
    key = KEYS[table(sql)]
    some = f"({key} IN (SELECT CAST(value AS BIGINT) FROM json_each(:found)) OR {key} > :upto)"  # noqa: S608
    return f"{does}{where}{some} AND ({which})"


_WHERE = "\nWHERE "
"""Stands once at the beginning of a line in each statement."""
_LISTS = """
SELECT seq FROM outbox WHERE readership = 'staff' AND ticket IS NULL AND due_at IS NULL
  AND message <> :gone AND "to" NOT IN (SELECT value FROM json_each(:ids))
  AND place_key NOT IN (SELECT value FROM json_each(:homes))
ORDER BY seq
"""
_SAID_OF = """
SELECT number, name || ' ' || told || ' ' || phrasings FROM incident
UNION ALL SELECT incident, text FROM incident_word
"""
_ACTED = """SELECT name, text FROM history WHERE "by" IN (SELECT value FROM json_each(?))"""
_HEARD = "SELECT body FROM inbox WHERE person_id IN (SELECT value FROM json_each(?))"
_CALLED = "SELECT name FROM person WHERE id IN (SELECT value FROM json_each(?))"


def _words(body: str) -> Iterator[str]:
    """The person's own words in what came in; the name of a command is nobody's."""
    heard = json.loads(body)
    yield heard.get("text", "")
    yield heard.get("line", "").partition(" ")[2]
    yield from heard.get("fields", {}).values()


def quotes(message: str, needles: Needles) -> bool:
    """Whether a message to staff shows a part of their words."""
    parts = codec.message_in(message).parts
    return any(needles.within(each.text) for each in parts if isinstance(each, Quote | Pasted))


@cache
def parts() -> Mapping[str, Sequence[str]]:
    """The statements of erase.sql by the names of their parts."""
    text = (files("bot.store") / "erase.sql").read_text("utf-8")
    found = {}
    for block in text.split("-- erase: ")[1:]:
        name, _, rest = block.partition("\n")
        found[name.strip()] = [each for each in rest.split(";\n") if each.strip()]
    return found
