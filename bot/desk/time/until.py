"""Until or by when: a length, a moment or only a day; until when, at the beginning of a sentence.

Pure, as `durations` is. Where a number may belong to the time or to what follows, it is asked back.
"""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.desk.time.durations import NoTime, dated, parse_moment
from bot.desk.time.german import in_english
from bot.desk.time.hours import Hours
from bot.errors import BadArgument, Said

LONGEST = 8
"""Words that a time may have."""
_ENDS = ",;:–—-|"
"""Signs that part a time from what follows."""
_LEADS = re.compile(r"^(?:until|till|by|for|in)(?: |$)")
_PARTS = re.compile(r"(?:until|till|for) ")
_MIDNIGHT = "0:00"
_NIGHT = "23:59"
_ANY = datetime(2026, 1, 1, tzinfo=UTC)
_ALWAYS = Hours.parse("always", ZoneInfo("UTC"))


def parse_until(text: str, *, now: datetime, zone: ZoneInfo, hours: Hours) -> datetime:
    """Read a moment as `parse_moment` does; a day alone means when the desk opens on it or after it."""
    shown = " ".join(text.split())
    read = in_english(shown).casefold()
    words = _LEADS.sub("", read)
    words = dated(words, now.astimezone(zone).date())
    try:
        return parse_moment(words, now=now, zone=zone, hours=hours)
    except NoTime:
        pass
    day = f"{words} {_MIDNIGHT}" if words else "none"
    try:
        return hours.next_opening(parse_moment(day, now=now, zone=zone, hours=hours))
    except NoTime:
        examples = Said("until_examples")
        raise NoTime.of("no_time", words=shown[:40], examples=examples) from None
    except BadArgument as why:
        raise of_the_day(why, _MIDNIGHT) from None


def parse_by(text: str, *, now: datetime, zone: ZoneInfo, hours: Hours) -> datetime:
    """Read a moment as `parse_moment` does; a day alone means the end of the desk's hours on it.

    Raises BadArgument with an example, also for what is past and for a day without hours.
    """
    try:
        return parse_moment(text, now=now, zone=zone, hours=hours)
    except NoTime as why:
        no_time = why
    shown = " ".join(text.split())[:40]
    words = dated(_LEADS.sub("", in_english(shown).casefold()), now.astimezone(zone).date())
    try:
        night = parse_moment(f"{words} {_NIGHT}", now=now, zone=zone, hours=hours)
    except NoTime:
        raise no_time from None
    except BadArgument as why:
        raise of_the_day(why, _NIGHT) from None
    by = hours.closing_on(night.astimezone(zone).date())
    if by is None:
        opens = hours.next_opening(night).astimezone(zone)
        raise BadArgument.of("closed_that_day", day=shown, opens=opens)
    if by <= now:
        raise BadArgument.of("closed_today")
    return by


def of_the_day(why: BadArgument, clock: str) -> BadArgument:
    """The same without the hour that nobody wrote."""
    if why.said is None:
        return why
    facts = {
        name: value.removesuffix(f" {clock}") if isinstance(value, str) else value
        for name, value in why.said.facts.items()
    }
    return BadArgument.of(why.said.name, **facts)


def first_until(text: str) -> tuple[str, str]:
    """The time that a sentence begins with, and the rest; of what is none, the first word."""
    words = text.split()
    for count in range(min(LONGEST, len(words)), 0, -1):
        time, rest = _ended(words[:count]), " ".join(words[count:])
        if _is_time(time):
            _refuse_either(words[:count], rest)
            return time, rest.lstrip(_ENDS + " ")
    count = 2 if _LEADS.fullmatch(in_english(" ".join(words[:1])).casefold()) else 1
    return " ".join(words[:count]), " ".join(words[count:])


def perhaps_until(text: str) -> tuple[str, str]:
    """The same where it may be left out: a time only behind a word that says so ("until", "for")."""
    if not _PARTS.match(in_english(text).casefold()):
        return "", text
    time, rest = first_until(text)
    return (time, rest) if _is_time(_ended(time.split())) else ("", text)


def _ended(words: list[str]) -> str:
    return " ".join(words).rstrip(_ENDS + " ")


def _refuse_either(words: list[str], rest: str) -> None:
    """ "Friday 10 parts are missing": ten o'clock, or ten parts."""
    *before, last = words
    hour = last.isdecimal() and len(last) <= 2
    if rest and hour and before and before[-1] not in {"at", "um"} and _is_time(_ended(before)):
        day = " ".join(before)
        raise BadArgument.of("time_or_words", number=last, day=day, rest=rest[:40])


def _is_time(words: str) -> bool:
    """Whether words are a time, be it one that is past or does not exist."""
    try:
        parse_until(words, now=_ANY, zone=_ALWAYS.zone, hours=_ALWAYS)
    except NoTime:
        return False
    except BadArgument:
        return True
    return True
