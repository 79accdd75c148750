"""Members who help others as rows. Whoever has several accounts is looked up by all of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.expert import Consulted, Expert, Help, Leave
from bot.desk.nouns.message import Fine, Part
from bot.desk.nouns.person import Person
from bot.store import codec
from bot.store.base import Connected
from bot.store.blocks import THEIRS
from bot.store.shape import Shape, to_cell

LEAVE: Shape[Leave] = Shape(Leave, "leave", key="number")
HELP: Shape[Help] = Shape(Help, "help", key="number")
CONSULTED: Shape[Consulted] = Shape(Consulted, "consulted", key="number")

_ALLOWED = """EXISTS (SELECT 1 FROM leave WHERE topic = '' AND state IN ({states})
  AND (leave.person_id = {whose} OR leave.person_id IN (SELECT theirs.person FROM identity_link mine
    JOIN identity_link theirs USING (same_as) WHERE mine.person = {whose})))"""
_COUNTED = _ALLOWED.format(states="'yes', 'unnamed'", whose="person.id")
_NAMED = _ALLOWED.format(states="'yes'", whose="person.id")
_CREDITED = f"""
SELECT person.name FROM help JOIN person ON person.id = help.person_id
WHERE help.number IN (SELECT number FROM help WHERE entry = :entry AND entry <> ''
    UNION ALL SELECT number FROM help WHERE ticket = :ticket AND ticket IS NOT NULL)
  AND {_NAMED} GROUP BY person.name ORDER BY min(help.number)
"""  # noqa: S608
_CALLED = """
SELECT DISTINCT name FROM help JOIN person ON person.id = help.person_id
WHERE help.person_id IN (SELECT value FROM json_each(:ids)) AND name <> ''
"""
_THANKING = """
SELECT seq FROM outbox WHERE seq > :after AND readership = 'customer'
  AND instr(message, :name) > 0
"""
_EXPERTS = f"""
SELECT person.id, person.name, topic, sum(helped), max(willing) FROM (
  SELECT person_id, topic, 1 AS helped, 0 AS willing FROM help
  UNION ALL SELECT person_id, topic, 0, 1 FROM leave WHERE topic <> '' AND state = 'yes'
) known JOIN person ON person.id = person_id
WHERE {_COUNTED} GROUP BY person.id, person.name, topic ORDER BY topic = '', topic, person.name
"""  # noqa: S608
_WILLING = f"""
SELECT person.id, person.name FROM leave AS asked JOIN person ON person.id = asked.person_id
WHERE asked.topic = :topic AND asked.topic <> '' AND asked.state = 'yes' AND {_COUNTED}
ORDER BY person.name
"""  # noqa: S608
_HELPED = f"""
SELECT person.name, count(*) FROM help JOIN person ON person.id = help.person_id
WHERE at >= :since AND at < :until AND {_COUNTED} GROUP BY person.name ORDER BY person.name
"""  # noqa: S608


class Experts(Connected):
    """Part of the records."""

    def leave(self, person_id: str, topic: str = "") -> Leave | None:
        cells = {"person": person_id, "topic": topic}
        condition = f"WHERE topic = :topic AND {THEIRS} ORDER BY at DESC, number DESC LIMIT 1"
        found = self.loaded(LEAVE, condition, cells)
        return found[0] if found else None

    def leaves(self, person_id: str) -> Sequence[Leave]:
        return self.loaded(LEAVE, f"WHERE {THEIRS} ORDER BY topic, at", {"person": person_id})

    def save_leave(self, leave: Leave) -> None:
        cells = {"person": leave.person_id, "topic": leave.topic}
        self.db.execute(f"DELETE FROM leave WHERE topic = :topic AND {THEIRS}", cells)  # noqa: S608
        self.added(LEAVE, leave)

    def helps(self, person_id: str) -> Sequence[Help]:
        return self.loaded(HELP, f"WHERE {THEIRS} ORDER BY number", {"person": person_id})

    def add_help(self, given: Help) -> None:
        self.added(HELP, given)

    def was_helped(self, question: int) -> bool:
        return self.row("SELECT 1 FROM help WHERE question = ?", (question,)) is not None

    def drop_credit(self, person_id: str, entry: str) -> bool:
        cells = {"person": person_id, "entry": entry}
        sql = f"DELETE FROM help WHERE entry = :entry AND {THEIRS}"  # noqa: S608
        return bool(self.db.execute(sql, cells).rowcount)

    def forget_help(self, person_id: str) -> None:
        for table in ("help", "leave", "consulted"):
            sql = f"DELETE FROM {table} WHERE {THEIRS}"  # noqa: S608
            self.db.execute(sql, {"person": person_id})

    def credited(self, entry: str, ticket: int) -> Sequence[str]:
        return [row[0] for row in self.rows(_CREDITED, {"entry": entry, "ticket": ticket})]

    def thanking(self, ids: Sequence[str], after: int = 0) -> list[int]:
        """Messages to customers, behind one, that may thank somebody by name who is credited."""
        cells = {"ids": json.dumps(list(ids)), "after": after}
        names = [json.dumps(row[0], ensure_ascii=False) for row in self.rows(_CALLED, cells)]
        given = ({**cells, "name": name[1:-1]} for name in names)
        return [row[0] for each in given for row in self.each(_THANKING, each)]

    def unthank(self, ids: Sequence[str], messages: Iterable[int]) -> None:
        """Take the line that thanks them out of those messages."""
        names = [row[0] for row in self.rows(_CALLED, {"ids": json.dumps(list(ids))})]
        for seq in messages:
            found = self.row("SELECT message FROM outbox WHERE seq = ?", (seq,))
            message = codec.message_in(found[0]) if found else None
            if message is None:
                continue
            left = tuple(part for part in message.parts if not _thanks(part, names))
            cells = (codec.message_out(replace(message, parts=left)), seq)
            self.db.execute("UPDATE outbox SET message = ? WHERE seq = ?", cells)

    def experts(self) -> Sequence[Expert]:
        return [
            Expert(
                person=Person(id=number, name=name),
                topic=topic,
                helped=helped,
                willing=bool(willing),
            )
            for number, name, topic, helped, willing in self.rows(_EXPERTS)
        ]

    def willing(self, topic: str) -> Sequence[Person]:
        found = self.rows(_WILLING, {"topic": topic})
        return [Person(id=number, name=name) for number, name in found]

    def helped_in(self, since: datetime, until: datetime) -> Mapping[str, int]:
        return dict(self.rows(_HELPED, {"since": to_cell(since), "until": to_cell(until)}))

    def consulted(self, person_id: str, ticket: int) -> Consulted | None:
        cells = {"person": person_id, "ticket": ticket}
        found = self.loaded(CONSULTED, f"WHERE ticket = :ticket AND {THEIRS}", cells)
        return found[0] if found else None

    def consulted_as(self, number: int) -> Consulted | None:
        found = self.loaded(CONSULTED, "WHERE number = ?", (number,))
        return found[0] if found else None

    def asked_last(self, person_id: str) -> Consulted | None:
        open_ones = "ticket IN (SELECT number FROM ticket WHERE state <> 'closed')"
        condition = f"WHERE {open_ones} AND {THEIRS} ORDER BY number DESC LIMIT 1"
        found = self.loaded(CONSULTED, condition, {"person": person_id})
        return found[0] if found else None

    def add_consulted(self, consulted: Consulted) -> Consulted:
        return replace(consulted, number=self.added(CONSULTED, consulted))

    def save_consulted(self, consulted: Consulted) -> None:
        self.db.execute(CONSULTED.update, [*CONSULTED.cells(consulted), consulted.number])


def _thanks(part: Part, names: Sequence[str]) -> bool:
    """Whether it is the line of thanks, which is one piece of text, and names one of them."""
    line = "".join(map(str, part.spans)) if isinstance(part, Fine) and len(part.spans) == 1 else ""
    return any(name in line for name in names)
