"""Values that stand in entries' answers in the place of a name in braces, and the names there are.

What the desk knows of itself is worked out when it is shown, so that it can't go stale; the owner's own
are kept with what was decided by command.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rapidfuzz import process

from bot.desk.nouns.policy import Policy
from bot.desk.words.wording import Wording
from knowledge.entry import Entry
from knowledge.text import variables
from knowledge.text.steps import plain

OWN = "var:"
"""How a variable of the owner's begins among what was decided."""
_NEAR = 60
"""Likeness (0-100) from which a name is taken for a slip in another."""


@dataclass(frozen=True, kw_only=True)
class Variables:
    """What can be filled in at one moment."""

    own: Mapping[str, str]
    """The owner's, by name."""
    policy: Policy
    wording: Wording
    now: datetime

    @property
    def known(self) -> tuple[str, ...]:
        """All names: the desk's own, then the owner's."""
        return (*_OF_DESK, *self.own)

    def unknown(self, answer: str) -> tuple[str, ...]:
        """Names in an answer that stand for nothing."""
        return tuple(each for each in variables.names(answer) if each not in self.known)

    def near(self, name: str) -> str:
        """The known name that is nearest to one; "" where none is near."""
        found = process.extractOne(name, self.known, score_cutoff=_NEAR)
        return found[0] if found else ""

    def filled(self, entry: Entry, zone: ZoneInfo | None = None) -> Entry:
        """The entry as it reads now, in its own language, times as in that zone (else the desk's)."""
        entry = replace(entry, answer=plain(entry.answer))
        wanted = variables.names(entry.answer)
        if not wanted:
            return entry
        language = self.wording.language(entry.language, self.policy.language)
        values = {
            each: self.own.get(each) or self.value(each, language, zone)
            for each in wanted
            if each in self.known
        }
        return replace(entry, answer=variables.filled(entry.answer, values))

    def value(self, name: str, language: str, zone: ZoneInfo | None = None) -> str:
        """One of the desk's own, in words."""
        return _OF_DESK[name](self, language, zone or self.policy.hours.zone)


def own(decided: Mapping[str, str]) -> dict[str, str]:
    """The owner's, among what was decided, by name."""
    found = {name: value for name, value in decided.items() if name.startswith(OWN)}
    return {name.removeprefix(OWN): value for name, value in sorted(found.items())}


def as_written(entry: Entry) -> Entry:
    """The entry itself, where nobody knows what to fill in."""
    return entry


def told_unknown(found: Variables, answer: str) -> Iterator[tuple[str, str]]:
    """(name, nearest known) of each name in an answer that stands for nothing."""
    yield from ((each, found.near(each)) for each in found.unknown(answer))


def _desk(known: Variables, language: str, zone: ZoneInfo) -> str:
    del language, zone
    return known.policy.name


def _hours(known: Variables, language: str, zone: ZoneInfo) -> str:
    del zone
    return known.wording.hours(known.policy.hours, language)


def _reply(known: Variables, language: str, zone: ZoneInfo) -> str:
    del zone
    return known.wording.length(known.policy.reply_within, language)


def _opening(known: Variables, language: str, zone: ZoneInfo) -> str:
    """With its zone: others may read it where it stands."""
    opens = known.policy.hours.next_opening(known.now).astimezone(zone)
    return f"{known.wording.moment(opens, language)} ({zone.key})"


def _open_day(known: Variables, language: str, zone: ZoneInfo) -> str:
    del zone
    return known.wording.day(_next_day(known), language, weekday=True)


def _next_day(known: Variables) -> date:
    """The first day after today on which the desk opens."""
    hours = known.policy.hours
    tomorrow = known.now.astimezone(hours.zone).date() + timedelta(days=1)
    for day in (tomorrow + timedelta(days=n) for n in range(400)):
        if hours.spans_on(day):
            return day
    return hours.next_opening(known.now).date()


_OF_DESK: Mapping[str, Callable[[Variables, str, ZoneInfo], str]] = {
    "desk name": _desk,
    "opening hours": _hours,
    "reply time": _reply,
    "next opening": _opening,
    "next open day": _open_day,
}
OF_DESK = tuple(_OF_DESK)
"""What the desk fills in from its settings, hours and closed days."""
