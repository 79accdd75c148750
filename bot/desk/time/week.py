"""Reads a week's opening times as people write them, in English or German, and writes them plainly.

Pure: days and minutes, with no zone and no holidays.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bot.desk.time.german import in_english
from bot.errors import BadArgument, Said

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT = tuple(day[:3] for day in DAYS)
DAY = 24 * 60
_WEEK = 7 * DAY
_EXAMPLE = Said("hours_example")

Span = tuple[int, int]
"""Start and end in minutes after midnight; the end of a night shift is above 24 hours."""

_ALWAYS = re.compile(r"\s*(?:always|24/7|around the clock|immer|rund um die uhr)\s*", re.IGNORECASE)
_WORDS = {
    "-": "until to till through",
    ",": "and und sowie plus",
    "": "from von on open geöffnet oclock uhr h",
    "mon-sun": "daily everyday täglich taeglich",
    "mon-fri": "weekday weekdays workdays werktags werktage wochentags",
    "sat,sun": "weekend weekends wochenende",
    "closed": "geschlossen zu off ruhetag",
}
_PLAIN = {word: plain for plain, words in _WORDS.items() for word in words.split()}
_HALVES = re.compile(r"(?<!\d)(\d{1,2})((?:[:.]\d{2})?) ?([ap])\.?m\b\.?", re.IGNORECASE | re.ASCII)
"""A time of twelve hours: "9am", "5:30 p.m."."""
_BOTH_PM = re.compile(
    r"(?<![\d:.])(\d{1,2})((?:[:.]\d{2})?)(?=\s*(?:[-–—]|to|until|till)\s*(\d{1,2})(?:[:.]\d{2})? ?p\.?m\b)",
    re.IGNORECASE | re.ASCII,
)
"""The first time of "1-5pm", whose half of the day the second says: not of "9-5pm"."""
_EVERY = re.compile(r"\b(?:every|each|jeden) (?:day|tag)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(
    r"[;\n]|(?<=\d)\s*,\s*(?=[^\W\d_])|(?<=\d)\s+(?=(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)"
    r"|(?<=closed)\s*,",
    re.IGNORECASE,
)
"""Where other days begin."""
_TIME = r"(\d{1,2})(?:[:.](\d{2}))?"
_SPAN = re.compile(rf"{_TIME}\s*[-–—]\s*{_TIME}", re.ASCII)
_PART = re.compile(r"(?P<days>\D+?)[\s:]*(?P<spans>\d.*|\bclosed)", re.DOTALL | re.ASCII)


@lru_cache(maxsize=256)
def read_week(text: str) -> tuple[tuple[Span, ...], ...]:
    """Seven days from Monday, each with its spans in order: "Mon-Fri 09:00-17:00; Sat 10-12", "Mo bis Fr
    9 bis 17 Uhr, samstags geschlossen" or "always". Raises BadArgument."""
    written = text.strip()[:80]
    text = "Mon-Sun 00:00-24:00" if _ALWAYS.fullmatch(text) else text[:2000]
    week: list[list[Span]] = [[] for _ in DAYS]
    for part in filter(None, map(str.strip, _NEXT.split(_plain(text)))):
        found = _PART.fullmatch(part)
        if not found:
            raise BadArgument.of("hours_unread", words=written, example=_EXAMPLE)
        spans = _read_spans(found["spans"])
        for day in _read_days(found["days"]):
            week[day].extend(spans)
    if not any(week):
        raise BadArgument.of("hours_never", example=_EXAMPLE)
    _refuse_overlaps(week)
    return tuple(tuple(sorted(spans)) for spans in week)


def _plain(text: str) -> str:
    """The same with signs in the place of words, and times of twenty-four hours."""
    text = _BOTH_PM.sub(_afternoon, text)
    text = _HALVES.sub(_of_24, _EVERY.sub("daily", text))
    return _WORD.sub(lambda found: _PLAIN.get(found[0].casefold(), found[0]), in_english(text))


def _afternoon(found: re.Match[str]) -> str:
    later = int(found[1]) < int(found[3]) % 12
    return f"{found[0]}pm" if later else found[0]


def _of_24(found: re.Match[str]) -> str:
    hour = int(found[1])
    if not 1 <= hour <= 12:
        return found[0]
    return f"{hour % 12 + (12 if found[3] in 'pP' else 0)}{found[2]}"


def _read_days(text: str) -> list[int]:
    """Read "Mon-Fri", "Sat, Sun", "Fri-Mon"; each day once, in the order given."""
    days: list[int] = []
    for piece in re.split(r"[,\s]+", re.sub(r"\s*[-–—]\s*", "-", text.strip())):
        if piece.strip(":"):
            first, _, last = piece.rstrip(":").partition("-")
            start = read_day(first)
            length = (read_day(last) - start) % 7 if last else 0
            days += [(start + step) % 7 for step in range(length + 1)]
    return list(dict.fromkeys(days))


def read_day(word: str) -> int:
    """Return the weekday, Monday 0, of "Mon", "tues" or "Wednesday". Raises BadArgument."""
    bare = word.strip(".").casefold().removesuffix("s")
    for number, name in enumerate(DAYS):
        if len(bare) >= 2 and name.casefold().startswith(bare):
            return number
    raise BadArgument.of("hours_no_day", words=word)


def _read_spans(text: str) -> list[Span]:
    spans: list[Span] = []
    if text == "closed":
        return spans
    if _SPAN.sub("", text).strip(" ,\n"):
        raise BadArgument.of("hours_times", words=text.strip(), example=_EXAMPLE)
    for found in _SPAN.finditer(text):
        start, end = _minutes(found[1], found[2]), _minutes(found[3], found[4])
        if start in {end, DAY}:
            raise BadArgument.of("hours_no_length", words=found[0], example=_EXAMPLE)
        spans.append((start, end if end > start else end + DAY))
    return spans


def _minutes(hour: str, minute: str | None) -> int:
    minutes = int(hour) * 60 + int(minute or 0)
    if int(minute or 0) > 59 or minutes > DAY:
        raise BadArgument.of("hours_no_time", words=f"{hour}:{minute or '00'}")
    return minutes


def _refuse_overlaps(week: list[list[Span]]) -> None:
    spans = sorted(
        (day * DAY + start, day * DAY + end, day)
        for day, spans in enumerate(week)
        for start, end in spans
    )
    first_again = (spans[0][0] + _WEEK, spans[0][1] + _WEEK, spans[0][2])
    for (start, end, day), (next_start, next_end, next_day) in pairwise([*spans, first_again]):
        if next_start < end:
            one = span_words((start - day * DAY, end - day * DAY))
            two = span_words((next_start % DAY, next_start % DAY + next_end - next_start))
            first, second = (f"{SHORT[day]} {one}", f"{SHORT[next_day]} {two}")
            raise BadArgument.of("hours_overlap", first=first, second=second)


def days_words(days: list[int], names: Sequence[str]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        "-".join(names[day] for day in dict.fromkeys((run[0], run[-1]))) for run in runs
    )


def span_words(span: Span) -> str:
    start, end = span
    end = end if end <= DAY else end - DAY
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
