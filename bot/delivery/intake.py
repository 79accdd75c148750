"""The way in: what a platform heard is kept, durably, before anybody is told "got it".

Secrets are cut out before anything is stored. What is too long to be kept is said to be.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from bot.commands import COMMANDS
from bot.commands.row import Kind
from bot.delivery.clock import Clock
from bot.delivery.limits import Counted, Limits
from bot.delivery.tally import Tally
from bot.desk.nouns.inbound import Address, Commanded, Edited, Flooded, Inbound, Said
from bot.desk.nouns.person import Person, Role
from bot.desk.ports.journal import Journal, Store
from bot.desk.ports.scans import ScanPoint, Scans

KEPT = 60_000
"""Characters of one message: more than anybody can send on a platform, whose longest has 40,000."""
_LOOKED_AT = KEPT + 4_000
"""Characters in which secrets are looked for: a secret must not be cut in half before."""

BUSY = 64
"""Messages being kept at the same time, from which on those that are kept already have to wait."""
_YIELDS = 1.0
"""Seconds that they wait at most: under a flood without end something is still worked on."""

OVERLAP = timedelta(minutes=20)
"""How far before the last moment that is known history is looked through."""

log = logging.getLogger(__name__)

Redact = Callable[[str], tuple[str, tuple[str, ...]]]
"""A text without its secrets, and their kinds."""


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long a message waits for others before it is worked on."""

    burst: Mapping[str, timedelta]
    """For more words of the same person, by platform; none where it isn't named."""
    watched: timedelta = timedelta(0)
    """For a person to answer a post in an answer room."""

    def of(self, inbound: Inbound) -> timedelta:
        """Return how long this one waits."""
        if not isinstance(inbound, Said):
            return timedelta(0)
        burst = self.burst.get(inbound.place.platform, timedelta(0))
        return max(burst, self.watched) if inbound.address is Address.WATCHED else burst


_KEPT_FOR_TEAM = frozenset({"note"})
"""Commands of staff whose words nobody is told: what is secret in them is cut, and they are told so."""


def _in_own_words(line: str) -> bool:
    """Whether a command carries a customer's own words, is one that there is not, a sentence, or keeps
    something for the team.

    Staff's others are kept as written: a false alarm would silently change what a customer is told.
    """
    row, _ = COMMANDS.find(line)
    if row is not None and row.name in _KEPT_FOR_TEAM:
        return True
    texts = row is not None and any(each.kind is Kind.TEXT for each in row.params)
    return row is None or (row.who is Role.CUSTOMER and texts)


def _as_it_stands(text: str) -> tuple[str, tuple[str, ...]]:
    return cut(text), ()


class Intake:
    """Called by platforms with what they heard; returns once it is on the disk."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        redact: Redact,
        patience: Patience,
        limits: Limits | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._redact = redact
        self._patience = patience
        self._limits = limits
        self.tally = Tally()
        self._keeping = 0
        self._calm = asyncio.Event()
        self._calm.set()

    async def calm(self) -> None:
        """Wait while so much comes in that keeping it goes before working on it."""
        if not self._calm.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(_YIELDS):
                    await self._calm.wait()

    async def __call__(self, inbound: Inbound) -> None:
        """Keep it. A second delivery changes nothing. Raises StoreError when it can't be kept."""
        clean = self.clean(inbound)
        now = self._clock.now()
        surplus = self._limits.wait(clean, now) if self._limits else None
        flooded = self._flooded(clean, now, surplus) if surplus else None
        ready = surplus or now + self._patience.of(clean)

        def keep(journal: Journal) -> bool:
            new = journal.take_in(clean, now, ready, surplus=surplus is not None)
            if new and isinstance(clean, Said):
                _remember(journal, clean)
            if new and flooded:
                journal.enqueue(flooded)
            return new

        self._counts(1)
        began = time.monotonic()
        try:
            new = await self._store.write(keep)
        finally:
            self._counts(-1)
        self.tally.writing.took(time.monotonic() - began)
        if new:
            self.tally.kept[clean.id.partition(":")[0]] += 1
            log.debug("kept inbox=%s", clean.id)

    async def gone_round(self) -> None:
        """Return once something could have been kept after this."""
        await self._store.write(lambda _: None)

    def recognise(self, person: str, role: Role) -> None:
        """Who works here is not held up by limits for customers."""
        if self._limits:
            self._limits.recognise(person, staff=role >= Role.AGENT)

    def _flooded(self, inbound: Inbound, now: datetime, until: datetime) -> Flooded | None:
        """Word of it to whoever sent too much: one row, however much they send until then."""
        if not isinstance(inbound, Counted) or not self._limits:
            return None
        if not self._limits.floods(inbound.by.id, now):
            return None
        key = f"desk:flood:{inbound.by.id}:{until.isoformat()}"
        return Flooded(id=key, at=now, by=inbound.by, place=inbound.place, until=until)

    def _counts(self, more: int) -> None:
        self._keeping += more
        if self._keeping > BUSY:
            self._calm.clear()
        elif self._keeping <= BUSY // 2:
            self._calm.set()

    def clean(self, inbound: Inbound) -> Inbound:
        """Return what may be stored of it."""
        sound: Inbound = _printable(inbound)
        match sound:
            case Said() as said:
                text, kinds = self._shorten(said.text)
                quoted, more = self._shorten(said.quoted)
                secrets = tuple(dict.fromkeys(said.secrets + kinds + more))
                lost = sum(max(0, len(each) - KEPT) for each in (said.text, said.quoted))
                return replace(said, text=text, quoted=quoted, secrets=secrets, cut=lost)
            case Edited() as edited:
                text, kinds = self._shorten(edited.text)
                return replace(edited, text=text, secrets=kinds)
            case Commanded() as command:
                shorten = self._shorten if _in_own_words(command.line) else _as_it_stands
                line, kinds = shorten(command.line)
                read = {name: shorten(value) for name, value in command.fields.items()}
                others = (kind for _, found in read.values() for kind in found)
                return replace(
                    command,
                    line=line,
                    quoted=self._shorten(command.quoted)[0],
                    fields={name: value for name, (value, _) in read.items()},
                    secrets=tuple(dict.fromkeys((*kinds, *others))),
                )
            case other:
                return other

    def _shorten(self, text: str) -> tuple[str, tuple[str, ...]]:
        kept, kinds = self._redact(text[:_LOOKED_AT])
        return cut(kept, max(0, len(text) - _LOOKED_AT)), kinds


def _remember(journal: Scans, said: Said) -> None:
    """A private place is looked through from its first words on, however late the first scan is."""
    if said.place.private and journal.scan_point(said.place) is None:
        since = said.at - OVERLAP
        journal.scanned(ScanPoint(place=said.place, first_seen=since, through=since))


def cut(text: str, more: int = 0) -> str:
    """Return what is kept of a text, with a note of how much is missing. `more` is cut already."""
    more += max(0, len(text) - KEPT)
    return f"{text[:KEPT]}\n[… {more:,} more characters were cut off]" if more else text


def _printable(value: Any) -> Any:
    """Replace what can't be stored: halves of characters, which some programs send."""
    if isinstance(value, str):
        return value if value.isascii() else _whole(value)
    if isinstance(value, Person):
        value = replace(value, name=" ".join(value.name.split()))  # a name is no second line
    names = _names(type(value))  # type: ignore[arg-type]
    if names:
        changed = {}
        for name in names:
            found = getattr(value, name)
            new = _printable(found)
            if new is not found:
                changed[name] = new
        return replace(value, **changed) if changed else value
    if isinstance(value, Mapping):
        return {_printable(key): _printable(each) for key, each in value.items()}
    if isinstance(value, tuple) and value:
        return tuple(map(_printable, value))
    return value


def _whole(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; nothing for all else. Asked of every message."""
    return tuple(spot.name for spot in fields(kind)) if is_dataclass(kind) else ()
