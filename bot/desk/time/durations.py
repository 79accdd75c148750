"""Lengths of time and moments as people type and read them.

Pure: the moment "now" is passed in, what comes back is UTC; what isn't understood is refused with
a sentence, never guessed.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.desk.time.german import in_english
from bot.desk.time.hours import Hours, instant
from bot.desk.time.week import DAYS, read_day
from bot.errors import BadArgument, Said


class NoTime(BadArgument):
    """I don't understand that as a time."""


LONGEST = timedelta(days=3660)
"""Ten years: longer ones are slips of the finger."""
JUST_PASSED = timedelta(hours=4)
"""A day's time that passed so lately is not taken for the one in a week: today's may be meant."""
_UNITS = (
    ("day", 86_400, ("d", "day", "days", "tag", "tage", "tagen")),
    ("h", 3_600, ("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden")),
    ("min", 60, ("m", "min", "mins", "minute", "minutes", "minuten")),
    ("s", 1, ("s", "sec", "secs", "second", "seconds", "sekunde", "sekunden")),
)
_WEEK_WORDS = ("w", "week", "weeks", "woche", "wochen")
_SECONDS = {word: seconds for _, seconds, words in _UNITS for word in words} | dict.fromkeys(
    _WEEK_WORDS, 7 * 86_400
)
_PIECE = re.compile(r"(\d{1,9})\s*([a-z]+)[\s,]*(?:(?:and|und)\s+)?", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_CLOCK = r"(?:at\s+)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>am|pm)?"
_TIME_ONLY = re.compile(_CLOCK, re.ASCII)
_DATE_TIME = re.compile(
    rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?:t|[,\s]+){_CLOCK}", re.ASCII
)
_WORD_TIME = re.compile(rf"(?:on\s+)?(?P<word>[a-z]+)\.?[,\s]+{_CLOCK}", re.ASCII)
_NEXT = re.compile(
    rf"(?:the )?(?P<which>next|this|coming) (?P<name>[a-z]{{3,9}})(?P<clock>(?:[,\s]+{_CLOCK})?)",
    re.ASCII,
)
_MONTH_TIME = re.compile(
    rf"(?:on\s+)?(?:(?P<weekday>[a-z]{{3,9}})\.?,?\s+)?(?:(?P<day>\d{{1,2}})\.?\s+(?P<month>[a-z]{{3,9}})|"
    rf"(?P<month2>[a-z]{{3,9}})\s+(?P<day2>\d{{1,2}})),?\s+(?:(?P<year>\d{{4}}),?\s+)?{_CLOCK}",
    re.ASCII,
)
_DOTTED_TIME = re.compile(
    rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.(?:\s?(?P<year>\d{{4}}))?[,\s]+{_CLOCK}",
    re.ASCII,
)
"""As it is written where days come first: "31.12.2026 9:00", "31.12. 9:00", the next such day."""
_DOTTED_DAY = re.compile(r"\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4})?", re.ASCII)
_EXAMPLES = Said("moment_examples")


def parse_duration(text: str) -> timedelta:
    """Read "30s", "10m", "4h", "2d" or several together, "1d 4h"; a day is 24 hours.

    "0" needs no unit. Raises BadArgument with a sentence.
    """
    words = text.strip().casefold()
    if re.fullmatch("0+", words):
        return timedelta(0)
    pieces = list(_PIECE.finditer(words[:100]))
    whole = "".join(piece[0] for piece in pieces) == words
    if not pieces or not whole or any(piece[2] not in _SECONDS for piece in pieces):
        raise BadArgument.of("no_length", words=_short(text))
    units = [_SECONDS[piece[2]] for piece in pieces]
    if len(set(units)) < len(units):
        raise BadArgument.of("unit_twice", words=_short(text))
    seconds = sum(int(piece[1]) * unit for piece, unit in zip(pieces, units, strict=True))
    if seconds > LONGEST.total_seconds():
        raise BadArgument.of("too_long", words=_short(text))
    return timedelta(seconds=seconds)


def is_duration(text: str) -> bool:
    """Whether it is a length, and no moment."""
    try:
        parse_duration(text)
    except BadArgument:
        return False
    return True


def format_duration(length: timedelta) -> str:
    """Say a length in English, as settings are: "4 h", "2 days", "1 day 4 h", "45 s".

    People hear it by `Wording.length`, in their own language.
    """
    return " ".join(
        f"{count} {_UNITS[unit][0]}{'s' if unit == 0 and count > 1 else ''}"
        for count, unit in in_units(length)
    )


def in_units(length: timedelta) -> list[tuple[int, int]]:
    """A length in its two largest units, rounded: (how many, which: day, hour, minute, second).

    The sign is left out; whether something is ahead or late is for the sentence around it.
    """
    seconds = round(abs(length).total_seconds())
    for place, (_, size, _) in enumerate(_UNITS[:-1]):
        if seconds >= size:
            smaller = _UNITS[place + 1][1]
            return _two_units(round_half_up(seconds, smaller))
    return [(seconds, len(_UNITS) - 1)]


def round_half_up(seconds: int, step: int) -> int:
    """Round to whole steps; half a step counts up."""
    return (seconds + step // 2) // step * step


def _two_units(seconds: int) -> list[tuple[int, int]]:
    parts = []
    for unit, (_, size, _) in enumerate(_UNITS):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append((count, unit))
    return parts[:2]


def parse_moment(text: str, *, now: datetime, zone: ZoneInfo, hours: Hours) -> datetime:
    """Read when something shall be: "2h", "tomorrow 9", "Mon 14:00", "end of day", a date.

    Clock times are the writer's, in `zone`; the end of the day is the desk's. Returns UTC, always
    after `now`. Raises BadArgument when it is not understood, or past.
    """
    if now.tzinfo is None:
        raise ValueError("now needs its zone")
    words = " ".join(in_english(text).casefold().split())[:100]
    if words in {"end of day", "end of the day", "eod", "by end of day", "today"}:
        return _end_of_day(now, hours)
    words = re.sub(r"^(?:in|by|until|till) (?=\S)", "", words)
    words = dated(words, now.astimezone(zone).date())
    try:
        at = now.astimezone(UTC) + parse_duration(words)
    except BadArgument:
        at = _clock_moment(text, words, now.astimezone(zone), zone)
    if at <= now:
        raise BadArgument.of("past_already", words=_short(text), examples=_EXAMPLES)
    return at


def dated(words: str, today: date) -> str:
    """The same with a date in the place of "next week", "next month" and "this Friday".

    Raises BadArgument for "next Friday", which people mean two days by; said on a Friday it is one.
    """
    found = _NEXT.fullmatch(words)
    if found is None:
        return words
    which, name, clock = found["which"], found["name"], found["clock"]
    if which == "next" and name == "week":
        day = today + timedelta(days=7 - today.weekday())
    elif which == "next" and name == "month":
        day = (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    elif not _is_day(name):
        return words
    elif which != "next":
        return f"{name}{clock}"
    else:
        first = today + timedelta(days=(read_day(name) - today.weekday()) % 7)
        if first != today:
            dates = {"first": _day(first), "second": _day(first + timedelta(days=7))}
            raise BadArgument.of("which_day", words=f"next {name}", **dates)
        day = first + timedelta(days=7)
    return f"{day.isoformat()}{clock}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()}"


def _end_of_day(now: datetime, hours: Hours) -> datetime:
    closing = hours.closing_on(now.astimezone(hours.zone).date())
    if closing is None or closing <= now:
        raise BadArgument.of("closed_today")
    return closing


def _clock_moment(text: str, words: str, local: datetime, zone: ZoneInfo) -> datetime:
    """Read a day and a time of the clock on the writer's wall."""
    today = local.date()
    try:
        if found := _DATE_TIME.fullmatch(words):
            day = today.replace(
                year=int(found["year"]), month=int(found["month"]), day=int(found["day"])
            )
        elif found := _MONTH_TIME.fullmatch(words):
            return _in_month(found, local, zone)
        elif found := _DOTTED_TIME.fullmatch(words):
            moments = _of_each_year(found, int(found["month"]), int(found["day"]), local, zone)
            return _next(moments, local)
        elif found := _WORD_TIME.fullmatch(words):
            return _on_day(found, local, zone)
        elif (found := _TIME_ONLY.fullmatch(words)) and (found["minute"] or found["half"]):
            day = today
        else:
            raise _not_understood(text)
        return instant(datetime.combine(day, _time(found)), zone)
    except (ValueError, OverflowError):
        raise BadArgument.of("no_such_day", words=_short(text)) from None


def _on_day(found: re.Match[str], local: datetime, zone: ZoneInfo) -> datetime:
    word, day = found["word"], local.date()
    if word in _DAYS_ON:
        day += timedelta(days=_DAYS_ON[word])
    elif word != "today":
        try:
            day += timedelta(days=(read_day(word) - day.weekday()) % 7)
        except BadArgument:
            raise _not_understood(found[0]) from None
    at = instant(datetime.combine(day, _time(found)), zone)
    if at <= local and word not in {"today", *_DAYS_ON}:
        later = instant(datetime.combine(day + timedelta(days=7), _time(found)), zone)
        if local - at > JUST_PASSED:
            return later
        raise BadArgument.of(
            "just_passed",
            words=_short(found[0]),
            later=f"{later.astimezone(zone):%Y-%m-%d %H:%M}",
            examples=_EXAMPLES,
        )
    return at


_DAYS_ON = {"tomorrow": 1, "overmorrow": 2, "yesterday": -1}


def _in_month(found: re.Match[str], local: datetime, zone: ZoneInfo) -> datetime:
    name = (found["month"] or found["month2"])[:3]
    if name not in _MONTHS:
        raise _not_understood(found[0])
    month, day = _MONTHS.index(name) + 1, int(found["day"] or found["day2"])
    moments = _of_each_year(found, month, day, local, zone)
    if found["weekday"]:
        weekday = read_day(found["weekday"])
        moments = [at for at in moments if at.astimezone(zone).weekday() == weekday]
        if not moments:
            raise BadArgument.of("not_that_weekday", words=_short(found[0]), day=DAYS[weekday])
    return _next(moments, local)


def _of_each_year(
    found: re.Match[str], month: int, day: int, local: datetime, zone: ZoneInfo
) -> list[datetime]:
    """A day of the year that was written; without one, of this and the next."""
    years = [int(found["year"])] if found["year"] else [local.year, local.year + 1]
    days = (local.date().replace(year, month, day) for year in years)
    return [instant(datetime.combine(each, _time(found)), zone) for each in days]


def _next(moments: list[datetime], local: datetime) -> datetime:
    return next((at for at in moments if at > local), moments[-1])


def _time(found: re.Match[str]) -> time:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    return time(hour, minute)


def _not_understood(text: str) -> NoTime:
    word = in_english(text).strip().casefold()
    if word == "tomorrow" or _is_day(word) or _DOTTED_DAY.fullmatch(word):
        return NoTime.of("at_what_time", day=word)
    return NoTime.of("no_time", words=_short(text), examples=_EXAMPLES)


def _is_day(word: str) -> bool:
    return len(word) >= 3 and any(day.casefold().startswith(word) for day in DAYS)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
