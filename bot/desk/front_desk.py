"""The two doors: receive (what people do) and tick (what time does).

The only orchestration. Each call runs inside one transaction and changes nothing outside it.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.desk.model import Inbound, Standing
from bot.desk.records import Records
from knowledge.entry import Entry
from knowledge.matcher import Candidate
from knowledge.reading import Reading


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A message read and looked up, before any transaction. One list of candidates a question."""

    reading: Reading
    candidates: tuple[tuple[Candidate, ...], ...] = ()
    milliseconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Done:
    """What is to follow once the transaction has been committed."""

    entries: tuple[Entry, ...] = ()
    """Changed entries: hand them to `FrontDesk.refresh`."""
    outcome: str = ""
    """For the inbox row: "answer", "choices", "dont_know", "small_talk", "command", "note", …"""


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """Something whose time has come: a ticket's number, or a question's id."""

    ticket: int | None = None
    question: int | None = None


class FrontDesk:
    """The desk."""

    def hear(self, inbound: Inbound) -> Heard | None:
        """Read and match, holding no lock. May take milliseconds; safe in any thread."""
        raise NotImplementedError

    def receive(
        self,
        records: Records,
        inbound: Inbound,
        heard: Heard | None,
        standing: Standing,
        now: datetime,
    ) -> Done:
        """Do what somebody's words or command call for."""
        raise NotImplementedError

    def tick(self, records: Records, alarm: Alarm, now: datetime) -> Done:
        """Do the one next thing that time calls for, if it is due."""
        raise NotImplementedError

    def refresh(self, entries: tuple[Entry, ...]) -> None:
        """Take changed entries into the index."""
        raise NotImplementedError
