"""What was heard, asked of the inbox by the message's identity: its words, its place, its fate.

An edit is a row of its own, whose identity begins with that of its message.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile

from bot.desk.nouns.inbound import Address, Edited, Said
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.ports.inbox import SURPLUS, Besides
from bot.desk.ports.outbox import room_key
from bot.store import codec
from bot.store.base import Connected
from bot.store.shape import maybe_time, to_cell

_ABOUT = (
    "(id = :message OR (id > :message || ':' AND id < :message || ';')) "
    "AND kind IN ('Said', 'Edited')"
)
"""A message and its edits: their ids begin with its own."""
_BESIDE = """
SELECT other.id, other.outcome FROM inbox one JOIN inbox other
  ON other.conversation = one.conversation AND other.person_id = one.person_id
WHERE one.id = ? AND other.kind = 'Said' AND other.outcome <> 'taken back' AND
"""
_FOLLOWING = (
    f"{_BESIDE} (other.at, other.seq) > (one.at, one.seq) ORDER BY other.at, other.seq LIMIT ?"
)
_BEFORE = (
    f"{_BESIDE} (other.at, other.seq) < (one.at, one.seq) "
    "ORDER BY other.at DESC, other.seq DESC LIMIT ?"
)
_BESIDES = """
SELECT id, outcome, body, EXISTS (SELECT 1 FROM question WHERE message = inbox.id),
  EXISTS (SELECT 1 FROM history WHERE message = inbox.id AND message <> '')
FROM inbox
WHERE conversation = ? AND person_id = ? AND at >= ? AND kind = 'Said' AND state = 'done'
ORDER BY at DESC, seq DESC LIMIT ?
"""
_BY_MEMBERS = "SELECT body FROM inbox WHERE kind = 'Said' AND body <> '{}' AND outcome NOT IN ('person_spoke', 'note')"
"""Words that are not the team's and are still kept."""
_LONGEST = 200
"""Messages of one burst that are looked at: a person's surplus is joined without another limit."""


class Heard(Connected):
    """Part of the records."""

    def heard_as(self, message: str) -> Address | None:
        found = self.row("SELECT address FROM inbox WHERE id = ? AND kind = 'Said'", (message,))
        return Address(found[0]) if found else None

    def heard_in(self, message: str) -> str:
        found = self.row("SELECT conversation FROM inbox WHERE id = ?", (message,))
        return str(found[0]).partition(SURPLUS)[0] if found else ""

    def words_of(self, message: str) -> str:
        """Of an edit at work the row still waits."""
        found = self.row(
            f"SELECT body FROM inbox WHERE {_ABOUT} AND state <> 'waiting' AND body <> '{{}}' "  # noqa: S608
            "ORDER BY at DESC, seq DESC LIMIT 1",
            {"message": message},
        )
        heard = codec.inbound_in(found[0]) if found else None
        if isinstance(heard, Said):
            return heard.words
        return heard.text if isinstance(heard, Edited) else ""

    def link_to(self, message: str) -> str:
        kept = "SELECT body FROM inbox WHERE id = ? AND kind = 'Said' AND body <> '{}'"
        found = self.row(kept, (message,))
        heard = codec.inbound_in(found[0]) if found else None
        return heard.link if isinstance(heard, Said) else ""

    def burst(self, message: str) -> Sequence[str]:
        own = self.row("SELECT outcome FROM inbox WHERE id = ? AND kind = 'Said'", (message,))
        if own is None or own[0] == "taken back":
            return [message]
        after: list[str] = []
        if own[0] == "joined":
            for other, outcome in self.rows(_FOLLOWING, (message, _LONGEST)):
                after.append(other)
                if outcome != "joined":
                    break
        before = self.rows(_BEFORE, (message, _LONGEST))
        joined = [other for other, _ in takewhile(lambda row: row[1] == "joined", before)]
        return [*reversed(joined), message, *after]

    def forget_words(self, message: str, at: datetime) -> None:
        self.db.execute(
            "UPDATE inbox SET body = '{}', state = CASE state WHEN 'waiting' THEN 'done' ELSE state END, "  # noqa: S608
            "outcome = CASE state WHEN 'waiting' THEN 'taken back' ELSE outcome END, "
            f"done_at = coalesce(done_at, :now) WHERE {_ABOUT}",
            {"message": message, "now": to_cell(at)},
        )

    def said_besides(
        self, place: Place, person: str, since: datetime | None, most: int
    ) -> Sequence[Besides]:
        found: list[Besides] = []
        rows = self.rows(_BESIDES, (place.key, person, to_cell(since) if since else 0, most))
        name, outcome, stands = "", "", False
        for message, ended, body, asked, told in rows:
            if told:
                break  # the team has read up to here
            if ended != "joined":
                name, outcome, stands = message, ended, asked
            heard = codec.inbound_in(body) if body != "{}" and not stands else None
            if isinstance(heard, Said) and name and heard.words:
                found.append(Besides(message=name, words=heard.words, outcome=outcome))
        return found[::-1]

    def staff_spoke_at(self, place: Place) -> datetime | None:
        found = self.row(
            "SELECT max(at) FROM inbox WHERE conversation = ? AND outcome = 'person_spoke'",
            (place.key,),
        )
        return maybe_time(found[0]) if found else None

    def wrote(self, message: str) -> Person | None:
        found = self.row(f"{_BY_MEMBERS} AND id = ?", (message,))
        return codec.inbound_in(found[0]).by if found else None  # type: ignore[union-attr]

    def others_there(self, place: Place, but: str, since: datetime) -> Sequence[Person]:
        sql = f"{_BY_MEMBERS} AND conversation = ? AND person_id <> ? AND at >= ? ORDER BY at DESC, seq DESC LIMIT ?"
        found = self.rows(sql, (place.key, but, to_cell(since), _LONGEST))
        people = (codec.inbound_in(row[0]).by for row in found)  # type: ignore[union-attr]
        return list({each.id: each for each in people}.values())

    def unasked_answers(self, room: Place, since: datetime) -> int:
        key = f"{room_key(room)}:"
        found = self.row(
            "SELECT count(*) FROM inbox WHERE address = 'watched' AND state = 'done' "
            "AND done_at >= ? AND outcome IN ('answer', 'choices', 'dont_know') "
            "AND substr(conversation, 1, ?) = ?",
            (to_cell(since), len(key), key),
        )
        return int(found[0]) if found else 0
