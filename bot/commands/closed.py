"""Days on which the desk is closed: listed, added, taken back."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.commands.desk import BECAUSE, said
from bot.commands.lists import heads, show
from bot.commands.row import Command, Kind, Param, row, text
from bot.desk.nouns.message import Table
from bot.desk.step.step import Step
from bot.desk.time.closed_days import WHY, Closed
from bot.desk.verbs import closing, showing
from bot.desk.verbs.closing import Broken

REMOVE = "remove"
AHEAD = 366
"""Days for which public holidays are listed."""
NAMED = 30
"""Broken promises that are named one by one."""
_QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb "


def _closed(step: Step, what: str | None, days: Closed | None, reason: str | None) -> None:
    """All of them, or some added or taken out."""
    if days is None:
        _list(step)
    elif what == REMOVE:
        closing.open_again(step, days)
        said(step, step.put("open_again", days=_days(step, days)))
    else:
        _close(step, days, BECAUSE.sub("", (reason or "").strip(_QUOTES))[:WHY])


def _close(step: Step, days: Closed, why: str) -> None:
    named = Closed(first=days.first, last=days.last, why=why)
    broken = closing.close(step, named)
    shown = f"{_days(step, days)} ({why})" if why else _days(step, days)
    told = [step.put("closed_on", days=shown, line=_undoing(days))]
    if broken:
        told.append(step.put("closed_breaks", count=len(broken)))
        told += _lines(step, broken[:NAMED])
    if broken[NAMED:]:
        told.append(step.put("closed_breaks_more", count=len(broken) - NAMED))
    said(step, "\n".join(told))


def _undoing(days: Closed) -> str:
    until = f" to {days.last.isoformat()}" if days.last != days.first else ""
    return f"closed {REMOVE} {days.first.isoformat()}{until}"


def _lines(step: Step, broken: Sequence[Broken]) -> Iterator[str]:
    """Each with the line that gives another time: when the desk opens after that."""
    for each in broken:
        later = step.policy.hours.next_opening(each.at).astimezone(step.zone)
        at, then = showing.moment(step, each.at), f"{later:%Y-%m-%d %H:%M}"
        if each.issue:
            line = f"incident update {each.issue} | TEXT | {then}"
            yield step.put("broken_issue", n=each.issue, at=at, line=line)
        else:
            line = f"promise {each.ticket} {then}"
            yield step.put("broken_promise", n=each.ticket, who=each.who, at=at, line=line)


def _days(step: Step, days: Closed) -> str:
    first = step.wording.day(days.first, step.language(), weekday=True)
    if days.first == days.last:
        return first
    return step.put(
        "days_to", first=first, last=step.wording.day(days.last, step.language(), weekday=True)
    )


def _list(step: Step) -> None:
    """Those from today on, and public holidays on which the week has hours."""
    hours = step.policy.hours
    today = step.now.astimezone(hours.zone).date()
    own = [each for each in hours.closed if each.last >= today]
    holidays = [
        Closed(first=day, last=day, why=step.put("public_holiday"))
        for day in (today + timedelta(days=n) for n in range(AHEAD))
        if hours.week[day.weekday()] and hours.is_holiday(day)
    ]
    found = sorted((*own, *holidays), key=_first)
    title = step.put("closed_days", count=len(found)) if found else step.put("never_closed")
    rows = tuple((_days(step, each), each.why) for each in found)
    show(step, title, Table(head=heads(step, "closed", "because"), rows=rows))


def _first(days: Closed) -> date:
    return days.first


CLOSED_COMMANDS: tuple[Command, ...] = (
    row(
        "closed",
        _closed,
        Param(name="what", kind=Kind.WORD, required=False, choices=(REMOVE,), skipped=True),
        Param(name="days", kind=Kind.DAYS, required=False),
        text("reason", required=False, most=WHY),
        group="Team",
    ),
)
