"""Whether customers are better off: a span of time in about ten lines, failures next to wins.

Shares are of what was counted; where nothing was counted, the line says so instead of 0 %.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.desk.ports.records import Counts, Records
from bot.desk.time.durations import format_duration
from bot.desk.time.hours import Hours


def over(records: Records, now: datetime, days: int, hours: Hours) -> list[str]:
    """The report on the last `days`, at most a year of them."""
    span = timedelta(days=min(max(days, 1), 366))
    until = now + timedelta(seconds=1)
    recent = records.counts(now - span, until)
    before = records.counts(now - 2 * span, now - span)
    return lines(recent, before, span.days, hours)


def lines(now: Counts, before: Counts, days: int, hours: Hours) -> list[str]:
    """The report, with the span before it in brackets."""
    return [
        f"**The last {days} days** (in brackets: the {days} before)",
        f"Questions: {now.questions} ({before.questions})",
        f"Answered from the guide: {_share(now.answered, now.questions)}, "
        f"offered choices: {_share(now.choices, now.questions)}, "
        f"said I don't know: {_share(now.unknown, now.questions)}; "
        f"without an answer so far: {now.unanswered}",
        f"Of those who told us: {now.solved} solved, {now.not_solved} not "
        f"({before.solved}, {before.not_solved})",
        f"Tickets: {now.tickets} ({before.tickets}), reopened {now.reopened}; closed: "
        f"{now.confirmed} confirmed by the customer, {now.unconfirmed} without word",
        f"First reply, working time: {_median(now, hours)} ({_median(before, hours)})",
        f"Promises: {now.promises_kept} kept, {now.promises_moved} moved in time, "
        f"{now.promises_missed} missed",
        f"Ratings: {now.good} good, {now.ok} OK, {now.bad} not good",
        *_failures(now),
        *_thanks(now),
    ]


def _share(part: int, whole: int) -> str:
    return f"{part} ({round(100 * part / whole)} %)" if whole else "none asked"


def _median(counts: Counts, hours: Hours) -> str:
    spans = sorted(hours.between(*pair) for pair in counts.first_replies)
    return f"half within {format_duration(spans[len(spans) // 2])}" if spans else "none yet"


def _failures(counts: Counts) -> Iterator[str]:
    for question, title in counts.wrong_answers[:5]:
        yield f'Wrong answer: "{question}" got "{title}"'


def _thanks(counts: Counts) -> Iterator[str]:
    by: dict[str, int] = {}
    for _, name in counts.entries_added:
        by[name] = by.get(name, 0) + 1
    for name, count in sorted(by.items(), key=lambda pair: -pair[1]):
        yield f"Thank you, {name}: {count} {'answer' if count == 1 else 'answers'} written"
