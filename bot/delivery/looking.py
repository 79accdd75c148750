"""What only looks is put together from a reader: a list of a year holds nobody up who is to be kept.

What it says is kept, and queued in one short transaction. Whatever does more than say something is
done in the ordinary way, wholly in the writer's transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from bot.desk.boundary import Done, Tried
from bot.desk.nouns.message import Outgoing
from bot.desk.nouns.person import Person
from bot.desk.ports.journal import Journal
from bot.desk.ports.records import Records
from bot.desk.verbs.replaying import NEWEST, Wanted
from bot.errors import DeskError

_DOES = (
    *("add_", "save_", "end_", "erase_", "forget_", "send_", "shift_", "put_", "bury", "begin_"),
    *("link", "unlink", "keep", "spend", "enqueue", "run_again", "settle", "take_in", "finish"),
)
"""How the names of what changes something begin; a reader's connection refuses all else."""
_MADE = ("add_", "save_entry")
"""What makes something that is worked on with."""
_LOOKS = frozenset({"link_code", "put_aside", "kept"})
"""And of what begins so and only looks."""


class DoesMore(Exception):
    """It would do more than look, and say what it saw."""


@dataclass
class Looked:
    """What was said by whoever only looked."""

    done: Done
    people: list[Person]
    said: list[tuple[Outgoing, datetime]]

    def tell(self, journal: Journal) -> Done:
        """Queue it."""
        for person in self.people:
            journal.save_person(person)
        for outgoing, at in self.said:
            journal.send(outgoing, at)
        return self.done


@dataclass
class _Onlooker:
    """The records of a reader; what is said is kept for later."""

    journal: Journal
    people: list[Person] = field(default_factory=list)
    said: list[tuple[Outgoing, datetime]] = field(default_factory=list)

    def send(self, outgoing: Outgoing, at: datetime) -> None:
        """Keep it."""
        self.said.append((outgoing, at))

    def save_person(self, person: Person) -> None:
        """Keep who asked, as they are called now."""
        self.people.append(person)

    def __getattr__(self, name: str) -> Any:
        if name.startswith(_DOES) and name not in _LOOKS:
            raise DoesMore
        return getattr(self.journal, name)


def look(receive: Callable[[Records], Done], journal: Journal) -> Looked | None:
    """Do it with what is there; None where it does more than that."""
    onlooker = _Onlooker(journal)
    try:
        done = receive(cast("Records", onlooker))
    except DoesMore:
        return None
    return Looked(done, onlooker.people, onlooker.said)


class _Trier(_Onlooker):
    """The records of a reader; whatever would be changed before the guide is stays as it is."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith(_MADE):
            raise DoesMore
        if name.startswith(_DOES) and name not in _LOOKS:
            return _nothing
        return getattr(self.journal, name)


def _nothing(*_: object, **__: object) -> None:
    """Change nothing."""


def tried(receive: Callable[[Records], object], journal: Journal) -> Tried | None:
    """What of the guide `receive`, which only tries, would change, and the questions to ask again; None
    for nothing, and where that can't be known before."""
    try:
        receive(cast("Records", _Trier(journal)))
    except Wanted as wanted:
        questions = tuple(journal.newest_asked(NEWEST)) if wanted.entries else ()
        return Tried(entries=wanted.entries, questions=questions) if questions else None
    except (DoesMore, DeskError):
        return None
    return None
