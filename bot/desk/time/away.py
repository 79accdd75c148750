"""From when until when somebody is away: "until Friday", "2d", "Friday", "24 Dec to 2 Jan", "Fri 14:00 to 16:00".

Pure, as `durations` is. Days are whole ones, from midnight until the desk opens after the last of them.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.desk.time.days import parse_days
from bot.desk.time.durations import NoTime, is_duration, parse_moment
from bot.desk.time.german import in_english
from bot.desk.time.hours import Hours, instant
from bot.desk.time.until import parse_until
from bot.errors import BadArgument

_UNTIL = re.compile(r"(?:until|till|by|for|in) ")
_FROM = re.compile(r"^(?:from|on) (?=\S)")
_JOINED = re.compile(r"(?<=[a-z])[-–](?=[a-z])")
""" "Mon-Wed"."""
_BETWEEN = re.compile(r" (?:to|until|till|through) | ?[–-] | ?– ?")
_BEGINS = re.compile(
    r"\W*(?:\d|(?:until|till|by|for|from|on|in|next|this|the|today|tomorrow|overmorrow|end|eod|none|off"
    r"|always|(?:mon|tues?|wed|thu|thurs|fri|sat|sun|wednes|satur)(?:day)?|(?:jan|feb|mar|apr|may|jun|jul"
    r"|aug|sep|sept|oct|nov|dec)[a-z]*)(?:\W|$))",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Spell:
    """From when until when."""

    since: datetime
    until: datetime


def parse_away(text: str, *, now: datetime, zone: ZoneInfo, hours: Hours) -> Spell:
    """Read from when until when; from now on where only an end is named, in the writer's zone.

    Raises BadArgument with an example, also for what is past and for a moment without an end.
    """
    shown = " ".join(text.split())
    words = _JOINED.sub(" to ", _FROM.sub("", in_english(shown).casefold()))
    if _UNTIL.match(words) or is_duration(words):
        return Spell(since=now, until=parse_until(words, now=now, zone=zone, hours=hours))
    try:
        return _of_days(words, now, zone, hours)
    except NoTime:
        pass
    first, *rest = _BETWEEN.split(words, maxsplit=1)
    if not rest:
        return _refused(shown, words, now, zone, hours)
    since = _begins(first, now, zone, hours)
    end = rest[0]
    if re.fullmatch(r"\d{1,2}:\d\d", end):
        end = f"{since.astimezone(zone).date().isoformat()} {end}"
    return Spell(since=since, until=parse_until(end, now=since, zone=zone, hours=hours))


def who_and_when(rest: str) -> tuple[str, str]:
    """Whose time a line names before it, "" for nobody, and the time: "sam until Friday"."""
    words = rest.split()
    for place, word in enumerate(words):
        if not word.startswith(("@", "<")) and _BEGINS.match(in_english(word)):
            return " ".join(words[:place]), " ".join(words[place:])
    return rest, ""


def _of_days(words: str, now: datetime, zone: ZoneInfo, hours: Hours) -> Spell:
    """Whole days; of a month or a span with "until" only the end."""
    if words == "next month":
        first = _next_month(now.astimezone(zone).date())
        return _whole(first, _next_month(first) - timedelta(days=1), now, zone, hours)
    if re.search(r"\b(?:until|till)\b", words):
        raise NoTime
    days = parse_days(words, now=now, hours=replace(hours, zone=zone))
    return _whole(days.first, days.last, now, zone, hours)


def _whole(first: date, last: date, now: datetime, zone: ZoneInfo, hours: Hours) -> Spell:
    since = instant(datetime.combine(first, time()), zone)
    over = instant(datetime.combine(last + timedelta(days=1), time()), zone)
    return Spell(since=max(since, now), until=hours.next_opening(over))


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def _begins(words: str, now: datetime, zone: ZoneInfo, hours: Hours) -> datetime:
    """A moment, or a day from its first one on."""
    try:
        return parse_moment(words, now=now, zone=zone, hours=hours)
    except NoTime:
        return _of_days(words, now, zone, hours).since


def _refused(shown: str, words: str, now: datetime, zone: ZoneInfo, hours: Hours) -> Spell:
    """One moment: it may be the beginning, or the end. Always raises."""
    until = parse_until(words, now=now, zone=zone, hours=hours).astimezone(zone)
    line = f"away until {until:%Y-%m-%d %H:%M}"
    raise BadArgument.of("away_ahead", words=shown[:40], line=line)
