"""What somebody of the team did in a span of days, in their own words, for themselves alone.

Nobody is ranked: no figure of a colleague stands here, and nobody can ask for somebody else's.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.desk.nouns.lengths import Lengths
from bot.desk.nouns.results import Own
from bot.desk.ports.records import Records
from bot.desk.words.report import Report
from bot.errors import Fact


def lines(report: Report, records: Records, person: str, now: datetime, days: int) -> list[str]:
    """The figures of one person, on all their accounts, with those of the span before."""
    people = records.identities(person)
    until, span = now + timedelta(seconds=1), timedelta(days=days)
    recent = records.own(people, until - span, until)
    before = records.own(people, until - 2 * span, until - span)
    mine = [t for t in records.open_tickets() if t.owner and t.owner.id in people]
    said = list(_said(report, recent, before, len(mine)))
    head, then = (_put(report, name, count=days) for name in ("own_head", "report_before"))
    none = [] if said else [_put(report, "own_none")]
    return [f"**{head}** {then}", *said, *none, _put(report, "own_alone")]


def _said(report: Report, now: Own, before: Own, mine: int) -> Iterator[str]:
    if now.tickets or before.tickets:
        yield _put(report, "own_tickets", all=now.tickets, was=before.tickets)
    if now.first:
        first = _working(report, now)
        yield _put(report, "own_first", all=len(now.first), was=len(before.first), spans=first)
    if now.solved or before.solved:
        yield _put(report, "own_solved", all=now.solved, was=before.solved)
    if now.promised.all or before.promised.all:
        kept, then = now.promised, before.promised
        yield _put(
            report,
            "report_promised",
            kept=kept.kept,
            half="",
            moved=kept.moved,
            missed=kept.missed,
            was=f"{then.kept}, {then.moved}, {then.missed}",
        )
    if now.ratings:
        good, ok, bad = (now.ratings.get(each, 0) for each in ("good", "ok", "bad"))
        yield _put(report, "own_rated", good=good, ok=ok, bad=bad)
    if now.answers or before.answers:
        yield _put(report, "own_answers", all=now.answers, was=before.answers)
    if mine:
        yield _put(report, "own_open", count=mine)


def _working(report: Report, own: Own) -> str:
    return report.half_and_most(Lengths.of(report.hours.between(*pair) for pair in own.first))


def _put(report: Report, name: str, /, **facts: Fact) -> str:
    return report.words.said(name, report.language, **facts)
