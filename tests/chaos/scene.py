"""A desk with something to steal, and a way to try to: for G11 and G20.

Each attempt is taken back afterwards, so that all of them meet the same desk.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.commands import CommandTable
from bot.desk.boundary import Done, Heard
from bot.desk.front_desk import FrontDesk
from bot.desk.nouns.inbound import Commanded, Inbound
from bot.desk.nouns.message import Outgoing, Readership, SendKind
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.platforms import plain
from bot.store.journal import SqliteJournal
from tests.desk.harness import ANA, BEN, KIM, LEA, SAM, STAFF_ROOM, Desk
from tests.eyes import Confided, Shown

SECRET = "anas-own-words-4711"  # noqa: S105 - words in a message
NOTE = "between-us-4711"
STAFF = {SAM.id, LEA.id}
CONFIDED = (
    Confided(words=SECRET, to=frozenset({ANA.id, *STAFF})),
    Confided(words=NOTE, to=frozenset(STAFF)),
)
STATE = ("ticket", "promise", "history", "question", "entry_version", "identity_link")
ANAS: Mapping[str, str] = {
    "her ticket": "SELECT * FROM ticket WHERE requester_id = :ana",
    "her promises": "SELECT * FROM promise WHERE ticket = 1",
    "her history": "SELECT * FROM history WHERE ticket = 1",
    "her questions": "SELECT * FROM question WHERE person_id = :ana",
    "her conversation": "SELECT * FROM conversation WHERE person = :ana",
    "her links": "SELECT * FROM identity_link WHERE person = :ana OR same_as = :ana",
    "the answers": "SELECT * FROM entry_version",
}


@dataclass(frozen=True)
class Somebody:
    """A kind of person."""

    kind: str
    person: Person
    role: Role


class Kept(SqliteJournal):
    """The journal, which also shows what was queued."""

    def __init__(self, db: Database) -> None:
        super().__init__(db)
        self.sent: list[Outgoing] = []

    def send(self, outgoing: Outgoing, at: datetime) -> None:
        """Queue, and keep."""
        self.sent.append(outgoing)
        super().send(outgoing, at)


class Scene:
    """A desk with something to steal: Ana's ticket, worked on by Sam, with a note in it."""

    def __init__(self, commands: CommandTable) -> None:
        self.desk = Desk()
        for who in (SAM, KIM, LEA):
            self.desk.command(who, "queue")
        self.desk.say(ANA, "where is my invoice?")
        self.desk.say(ANA, SECRET)
        self.desk.command(ANA, "person")
        self.desk.command(SAM, "claim 1")
        self.desk.command(SAM, f"note 1 {NOTE}")
        self.desk.say(BEN, "do you ship to brazil?")
        self.journal = self.desk.journal
        self.front = FrontDesk(
            policy=self.desk.policy,
            library=self.desk.desk.library,
            wording=self.desk.desk.wording,
            commands=commands,
            staff_rooms={"": STAFF_ROOM},
        )

    def tried(
        self, somebody: Somebody, place: Place, line: str, fields: Mapping[str, str] | None = None
    ) -> "Tried":
        """Let somebody try, look what came of it, and take it back."""
        db = self.journal.db
        before = self._state()
        kept = Kept(db)
        db.execute("BEGIN")
        try:
            command = Commanded(
                id="console:try",
                at=self.desk.now,
                by=somebody.person,
                place=place,
                line=line,
                fields=fields or {},
                means=(KIM,),
            )
            now = self.desk.now + timedelta(seconds=1)
            done = self.front.receive(kept, command, None, somebody.role, now)
            said = [_shown(outgoing) for outgoing in kept.sent]
            return Tried(done=done, before=before, after=self._state(), said=said)
        finally:
            db.execute("ROLLBACK")

    def heard(self, inbound: Inbound, heard: Heard | None, role: Role) -> list[Outgoing]:
        """Let the desk hear something; return what it says, and take it back."""
        kept = Kept(self.journal.db)
        kept.db.execute("BEGIN")
        try:
            self.front.receive(kept, inbound, heard, role, self.desk.now)
        finally:
            kept.db.execute("ROLLBACK")
        return kept.sent

    def _state(self) -> dict[str, list[tuple[object, ...]]]:
        state = {name: self.journal.rows(f"SELECT * FROM {name}") for name in STATE}  # noqa: S608
        hers = {name: self.journal.rows(sql, {"ana": ANA.id}) for name, sql in ANAS.items()}
        return state | hers


def _shown(outgoing: Outgoing) -> Shown:
    """A message, and who reads the place that it is for: a room of staff, or of one person.

    What is for one person alone is shown to them, and staff's also to those in the staff room.
    """
    at_work, place = outgoing.readership is Readership.STAFF, outgoing.place
    readers = STAFF if place.room == STAFF_ROOM.room else {f"console:{place.room}"}
    if outgoing.kind is SendKind.PRIVATE:
        readers = {outgoing.to} | (STAFF if at_work and place.room == STAFF_ROOM.room else set())
    text = plain.text(outgoing.message, plain.clock)
    return Shown(text=text, where=place.key, readers=frozenset(readers))


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What came of an attempt."""

    done: Done
    before: dict[str, list[tuple[object, ...]]]
    after: dict[str, list[tuple[object, ...]]]
    said: list[Shown]

    def changed(self, names: Iterable[str]) -> list[str]:
        """What of these is not what it was."""
        return [name for name in names if self.before[name] != self.after[name]]
