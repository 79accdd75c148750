"""The database of a simulated desk: the real records on SQLite, which outlive every app.

Each life sees it through a store of its own, which dies with it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TypeVar

from sqlite_utils import Database

from bot.desk.nouns.inbound import Announced, Delivered, Inbound
from bot.desk.nouns.message import Outgoing
from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.journal import Changes, Journal
from bot.desk.ports.outbox import Leaving
from bot.desk.ports.questions import EVERY
from bot.desk.verbs.announcing import told_sign
from bot.store import Finding, audit, codec, connect
from bot.store.journal import SqliteJournal
from bot.store.migrations import migrations
from tests.chaos.sim.fate import Fate

T = TypeVar("T")


@cache
def _fresh() -> bytes:
    """A new database: made once, since thousands of stories begin with one."""
    db = connect.memory()
    migrations.apply(db)
    return db.conn.serialize()


class Ground:
    """What is on the disk."""

    def __init__(self) -> None:
        self.db: Database = connect.memory()
        self.db.conn.deserialize(_fresh())
        self.journal = SqliteJournal(self.db)

    def audit(self, now: datetime) -> list[Finding]:
        """Every rule that is broken."""
        return list(audit(self.journal, now))

    def close(self) -> None:
        """Let it go."""
        self.db.conn.close()


class MortalStore:
    """The database as one app sees it: a transaction is whole, or the app died before it."""

    leases = None
    """One program works on it."""

    def __init__(self, ground: Ground, fate: Fate) -> None:
        self._db = ground.db
        self._fate = fate

    def journal(self) -> SqliteJournal:
        """What a piece of work is given."""
        return SqliteJournal(self._db)

    async def write(self, work: Callable[[Journal], T]) -> T:
        """Run in one transaction."""
        conn = self._db.conn
        conn.execute("BEGIN IMMEDIATE")
        try:
            result = work(self.journal())
            self._fate.passes("before a commit")
        except BaseException:
            conn.execute("ROLLBACK")
            raise
        conn.execute("COMMIT")
        self._fate.passes("after a commit")
        return result

    async def read(self, work: Callable[[Journal], T], *, long: bool = False) -> T:
        """Look."""
        if self._fate.dead:
            self._fate.passes("a look")
        return work(SqliteJournal(self._db))

    def subscribe(self, heard: Callable[[Changes], None]) -> None:
        """Nobody listens: the clock is moved step by step."""

    def unsubscribe(self, heard: Callable[[Changes], None]) -> None:
        """Nobody listens."""


class SentTooSoon(SqliteJournal):
    """A control: a message counts as sent before it is handed over."""

    def begin_sending(self, leaving: Leaving, now: datetime, look_at: datetime) -> bool:
        begun = super().begin_sending(leaving, now, look_at)
        if begun:
            super().mark_sent(leaving, leaving.outgoing.place, "", now)
        return begun


class HastyStore(MortalStore):
    """The store of that control."""

    def journal(self) -> SqliteJournal:
        return SentTooSoon(self._db)


class ForgetsWhoHasIt(SqliteJournal):
    """A control: it isn't known that a person has a message already."""

    def ticket_of_message(self, message: str) -> Ticket | None:
        return None


class ForgetfulStore(MortalStore):
    """The store of that control."""

    def journal(self) -> SqliteJournal:
        return ForgetsWhoHasIt(self._db)


class CountedTooSoon(SqliteJournal):
    """A control: what a message does by arriving is done when it is queued."""

    def send(self, outgoing: Outgoing, at: datetime) -> None:
        super().send(replace(outgoing, report=False, intent=None), at)
        if outgoing.intent and outgoing.report:
            self.db.execute(
                "UPDATE outbox SET intent = ? WHERE key = ?",
                (codec.intent_out(outgoing.intent), outgoing.key),
            )
            ticket, key = outgoing.ticket or 0, outgoing.key
            self.enqueue(Delivered(id=f"desk:{key}", at=at, ticket=ticket, key=key, ok=True))


class TrustingStore(MortalStore):
    """The store of that control."""

    def journal(self) -> SqliteJournal:
        return CountedTooSoon(self._db)


class ForgetsWhoWasTold(SqliteJournal):
    """A control: what somebody has been told already is not looked at before they are told more."""

    forgotten: frozenset[str] | None = None
    """Which marks of what they had; None for all."""

    def _forgetting(self, question: Question) -> Question:
        gone = self.forgotten
        kept = () if gone is None else tuple(each for each in question.had if each not in gone)
        return replace(question, had=kept)

    def question(self, question_id: int) -> Question:
        return self._forgetting(super().question(question_id))

    def asked_by(self, person_id: str, newest: int) -> Sequence[Question]:
        return [self._forgetting(each) for each in super().asked_by(person_id, newest)]

    def who_had(
        self, mark: str, since: datetime, *, after: int = 0, limit: int = EVERY
    ) -> Sequence[Question]:
        found = super().who_had(mark, since, after=after, limit=limit)
        return [self._forgetting(each) for each in found]

    def save_question(self, question: Question) -> None:
        had = super().question(question.id).had
        super().save_question(replace(question, had=tuple(dict.fromkeys((*had, *question.had)))))


class TellingStore(MortalStore):
    """The store of that control."""

    def journal(self) -> SqliteJournal:
        return ForgetsWhoWasTold(self._db)


class ForgetsWhoHeardOfIssues(ForgetsWhoWasTold):
    """A control: each word of a known issue is announced twice, and who has heard it is not looked at."""

    forgotten = frozenset(told_sign(issue, word) for issue in range(1, 60) for word in range(1, 60))

    def enqueue(self, inbound: Inbound) -> None:
        super().enqueue(inbound)
        if isinstance(inbound, Announced):
            super().enqueue(replace(inbound, id=f"{inbound.id}:anew"))


class AnnouncingStore(MortalStore):
    """The store of that control."""

    def journal(self) -> SqliteJournal:
        return ForgetsWhoHeardOfIssues(self._db)


class LosesWordsOfIssues(SqliteJournal):
    """A control: how a known issue goes on is written down, and nobody is told."""

    def enqueue(self, inbound: Inbound) -> None:
        if not isinstance(inbound, Announced) or inbound.word == 1:
            super().enqueue(inbound)


class SilentStore(MortalStore):
    """The store of that control."""

    def journal(self) -> SqliteJournal:
        return LosesWordsOfIssues(self._db)
