"""Whole days as people type them, and what stands behind them: "Fri 24 Dec Christmas", "24 to 26 Dec".

Pure, as `durations` is: the moment "now" is passed in, and what isn't understood is refused.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.desk.time.closed_days import LONGEST, Closed
from bot.desk.time.durations import NoTime, parse_moment
from bot.desk.time.german import in_english
from bot.desk.time.hours import Hours, instant
from bot.desk.time.until import of_the_day
from bot.errors import BadArgument

WORDS = 10
"""Words that days may have."""
_ENDS = ",;:–—-|"
"""Signs that part days from what follows."""
_LEADS = re.compile(r"^(?:on|from|until|am|vom) (?=\S)", re.IGNORECASE)
_SPAN = re.compile(r"\s+(?:to|until|till|through|bis)\s+|\s*–\s*|\s+-\s+", re.IGNORECASE)
_IN_MONTH = re.compile(
    r"(\d{1,2})\.?(?:\s*[-–]\s*|\s+(?:to|until|bis)\s+)(\d{1,2})\.?(\s+[a-z]+.*)", re.IGNORECASE
)
""" "24-26 Dec": the month stands once."""
_NIGHT = "23:59"
_ANY = datetime(2026, 1, 1, tzinfo=UTC)
_ALWAYS = Hours.parse("always", ZoneInfo("UTC"))


def parse_days(text: str, *, now: datetime, hours: Hours) -> Closed:
    """Read a day, or two and all between them, from today on, by the desk's own calendar.

    Raises BadArgument: not understood, past, or longer than LONGEST.
    """
    shown = " ".join(text.split())
    words = _LEADS.sub("", in_english(shown.rstrip(_ENDS + " ")))
    month = _IN_MONTH.fullmatch(words)
    if words.casefold() == "next week":
        monday = _day(words, shown, now, hours)
        return Closed(first=monday, last=monday + timedelta(days=6))
    parts = [month[1] + month[3], month[2] + month[3]] if month else _SPAN.split(words)
    if len(parts) > 2:
        raise NoTime.of("no_days", words=shown[:40])
    first = _day(parts[0], shown, now, hours)
    last = _day(parts[-1], shown, _morning(first, hours), hours) if parts[1:] else first
    if not timedelta(0) <= last - first <= LONGEST:
        raise BadArgument.of("days_too_many", days=LONGEST.days)
    return Closed(first=first, last=last)


def first_days(text: str) -> tuple[str, str]:
    """The days that a line begins with, and the rest; of what are none, the first word."""
    words = text.split()
    for count in range(min(WORDS, len(words)), 0, -1):
        if _are_days(" ".join(words[:count])):
            return " ".join(words[:count]), " ".join(words[count:]).lstrip(_ENDS + " ")
    return " ".join(words[:1]), " ".join(words[1:])


def _are_days(words: str) -> bool:
    """Whether words are days, be they past, or none that exist."""
    try:
        parse_days(words, now=_ANY, hours=_ALWAYS)
    except NoTime:
        return False
    except BadArgument:
        return True
    return True


def _day(words: str, shown: str, now: datetime, hours: Hours) -> date:
    if not words:
        raise NoTime.of("no_days", words=shown[:40])
    try:
        at = parse_moment(f"{words} {_NIGHT}", now=now, zone=hours.zone, hours=hours)
    except NoTime:
        raise NoTime.of("no_days", words=shown[:40]) from None
    except BadArgument as why:
        raise of_the_day(why, _NIGHT) from None
    day = at.astimezone(hours.zone).date()
    weekday, _, rest = words.partition(" ")
    if rest and weekday[:1].isalpha() and not re.search(r"\d{4}", rest):
        _check_weekday(f"{rest} {_NIGHT}", shown, day, now, hours)
    return day


def _check_weekday(bare: str, shown: str, day: date, now: datetime, hours: Hours) -> None:
    """Refuse a weekday that fits only another year's such date: mostly it is a slip."""
    try:
        nearest = parse_moment(bare, now=now, zone=hours.zone, hours=hours)
    except BadArgument:
        return
    found = nearest.astimezone(hours.zone).date()
    if found < day:
        raise BadArgument.of(
            "days_weekday", words=shown[:40], day=f"{found:%a} {found.isoformat()}"
        )


def _morning(day: date, hours: Hours) -> datetime:
    """Its first moment: of two days the second comes after the first, in the next year if need be."""
    return instant(datetime.combine(day, time()), hours.zone)
