"""Whether customers are better off: a span of time in about ten lines, failures next to wins.

docs/results.md says what each figure means. Silence is never success, and who still waits is named.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.nouns.lengths import Lengths
from bot.desk.nouns.listed import Turn
from bot.desk.nouns.results import Asked, Closed, End, Issues, Opened, Promised, Results
from bot.desk.nouns.ticket import Ticket
from bot.desk.nouns.ticket import Turn as Whose
from bot.desk.ports.records import Records
from bot.desk.rules.lifecycle import turn
from bot.desk.rules.shares import FEWEST, Share
from bot.desk.time.hours import Hours
from bot.desk.time.weekly import days_before
from bot.desk.words import credits, gaps, shares
from bot.desk.words.spans import Spans
from bot.desk.words.variables import as_written
from bot.desk.words.wording import Wording
from bot.errors import Fact
from knowledge.entry import Entry

LONGEST = 366
"""Days."""
AGES = ((1, "age_day"), (3, "age_three"), (7, "age_week"), (None, "age_older"))
"""Up to how many days, and how it is said."""
ENDED: Mapping[End, str] = {end: f"ended_{end}" for end in End}
"""How it is said."""
_WENT = {Turn.WELL: "report_well", Turn.WRONG: "report_wrong_with"}
NAMED = 5
"""Of tickets that went well, and of those that went wrong, the newest."""
WAITERS = 5
"""Of those who wait the longest so many are named."""


def aged(tickets: Sequence[Ticket], now: datetime) -> list[tuple[str, int, int]]:
    """Open tickets by age, as it is called: on how many it is our turn, and on how many it is not."""
    found = {called: [0, 0] for _, called in AGES}
    for each in tickets:
        found[age(each.opened_at, now)][turn(each) is not Whose.OURS] += 1
    return [(called, ours, others) for called, (ours, others) in found.items()]


def age(opened_at: datetime, now: datetime) -> str:
    """How the age of a ticket is called."""
    days = (now - opened_at).days
    return next(called for most, called in AGES if most is None or days < most)


@dataclass(frozen=True, kw_only=True)
class Report:
    """The report in one reader's words."""

    words: Wording
    hours: Hours
    language: str = ""
    read: Callable[[Entry], Entry] = as_written
    """What an entry says now, its variables filled in."""

    def over(self, records: Records, now: datetime, days: int) -> list[str]:
        """The report on the last `days`, at most a year of them, with customers' words."""
        span = timedelta(days=min(max(days, 1), LONGEST))
        until = now + timedelta(seconds=1)
        both = Spans(records=records, now=now, hours=self.hours).both(until, span)
        recent, said = both[0], self._said(records, both, now, span.days)
        turned = self._turned(records, until - span, until)
        thanks = credits.thanks(self._put, records, recent, (until - span, until))
        return [*said, *turned, *self._failures(recent), *thanks]

    def weekly(self, records: Records, until: datetime, now: datetime) -> list[str]:
        """The report on the week up to then, without a word of a customer.

        It begins where that of the week before ends, also where the clocks were changed.
        """
        before, since = (days_before(until, days, self.hours.zone) for days in (14, 7))
        both = Spans(records=records, now=now, hours=self.hours).of_two(before, since, until)
        recent, said = both[0], self._said(records, both, now, 7)
        look = [self._put("report_look")] if recent.wrong_answers else []
        waiting = self._waiting(records.open_tickets(), now)
        turned = self._turned(records, since, until)
        thanks = credits.thanks(self._put, records, recent, (since, until))
        look += credits.unanswered(self._put, records, now)
        return [*said, *waiting, *turned, *look, *self._tasks(records, now), *thanks]

    def half_and_most(self, spans: Lengths) -> str:
        """Within what half and nine of ten were."""
        half, most = (self._length(spans.within(percent)) for percent in (50, 90))
        return self._put("report_half_most", half=half, most=most) if len(spans) > 1 else half

    def _put(self, name: str, /, **facts: Fact) -> str:
        return self.words.said(name, self.language, **facts)

    def _length(self, span: timedelta) -> str:
        return self.words.length(span, self.language)

    def _moment(self, at: datetime) -> str:
        return self.words.moment(at.astimezone(self.hours.zone), self.language)

    def _said(
        self, records: Records, both: tuple[Results, Results], now: datetime, days: int
    ) -> list[str]:
        return [*self._lines(*both, days), *self._backlog(records.open_tickets(), now)]

    def _lines(self, now: Results, before: Results, days: int) -> list[str]:
        """The figures, with those of the span before it in brackets."""
        head, then = (self._put("report_head", count=days), self._put("report_before", count=days))
        return [
            f"**{head}** {then}",
            self._put("report_asked", all=now.asked.all, was=before.asked.all, open=now.asked.open),
            *self._ends(now.asked, before.asked),
            *self._judged(now.asked),
            self._put("report_opened", all=now.opened.all, was=before.opened.all),
            *self._first_reply(now.opened, before.opened, now.waiting),
            *self._promised(now.promised, before.promised),
            *self._closed(now.closed, before.closed),
            *self._blocked(now),
            *self._held(now),
            *self._issues(now.issues),
        ]

    def _ends(self, asked: Asked, before: Asked) -> Iterator[str]:
        if asked.all:
            yield self._ways(asked, before)
        for name, each in (("report_back", asked), ("report_back_before", before)):
            if each.silent:
                yield self._put(
                    name, share=shares.said(Share(each.came_back, each.silent), self._put)
                )
                break

    def _ways(self, asked: Asked, before: Asked) -> str:
        said = "; ".join(
            f"{self._put(called)} {_counted(asked.ends.get(end, 0), asked.all)}{_then(end, before)}"
            for end, called in ENDED.items()
            if asked.ends.get(end, 0) or before.ends.get(end, 0)
        )
        return self._put("report_ended", said=said)

    def _judged(self, asked: Asked) -> Iterator[str]:
        if judged := asked.right + asked.wrong:
            yield self._put(
                "report_wrong", share=shares.said(Share(asked.wrong, judged), self._put)
            )

    def _first_reply(
        self, opened: Opened, before: Opened, waiting: Sequence[datetime]
    ) -> Iterator[str]:
        if opened.replied:
            earlier = before.working
            then = f" ({self._length(earlier.within(50))})" if earlier else ""
            yield self._put(
                "report_replied",
                working=f"{self.half_and_most(opened.working)}{then}",
                calendar=self.half_and_most(opened.calendar),
            )
        if waiting:
            since = self._moment(waiting[0])
            yield self._put("report_no_reply", number=len(waiting), since=since)

    def _promised(self, now: Promised, before: Promised) -> Iterator[str]:
        if now.all or before.all:
            early = now.early.within(50) if now.early else timedelta()
            half = self._put("report_early", early=self._length(early)) if early else ""
            then = f"{before.kept}, {before.moved}, {before.missed}"
            yield self._put(
                "report_promised",
                kept=f"{now.kept}",
                half=f" ({half})" if half else "",
                moved=now.moved,
                missed=now.missed,
                was=then,
            )

    def _closed(self, closed: Closed, before: Closed) -> Iterator[str]:
        if closed.tickets or before.tickets:
            yield self._put(
                "report_closed",
                all=closed.tickets,
                was=before.tickets,
                confirmed=closed.confirmed,
                unconfirmed=closed.unconfirmed,
                reopened=closed.reopened,
                earlier=before.reopened,
            )
        if closed.solved_in:
            yield self._put("report_solved_in", spans=self.half_and_most(closed.solved_in))
        if rated := sum(closed.ratings.values()):
            good, ok, bad = (closed.ratings.get(each, 0) for each in ("good", "ok", "bad"))
            ended = closed.confirmed + closed.unconfirmed
            yield self._put("report_rated", good=good, ok=ok, bad=bad, rated=rated, ended=ended)

    def _blocked(self, now: Results) -> Iterator[str]:
        if now.blocked:
            yield self._put("report_blocked", count=now.blocked, unheard=now.unheard)

    def _held(self, now: Results) -> Iterator[str]:
        held = now.held
        if held.all:
            facts = {"accepted": held.accepted, "discarded": held.discarded}
            yield self._put("report_held", count=held.all, **facts)

    def _issues(self, issues: Issues) -> Iterator[str]:
        if issues != Issues():
            yield self._put(
                "report_issues",
                started=issues.started,
                people=issues.people,
                kept=issues.kept,
                missed=issues.missed,
            )

    def _backlog(self, tickets: Sequence[Ticket], now: datetime) -> Iterator[str]:
        if not tickets:
            return
        by_age = aged(tickets, now)
        ours = sum(theirs for _, theirs, _ in by_age)
        said = [f"{us + they} {self._put(called)}" for called, us, they in by_age if us + they]
        yield self._put("report_open", all=len(tickets), ours=ours, ages=", ".join(said))

    def _waiting(self, tickets: Sequence[Ticket], now: datetime) -> Iterator[str]:
        """Who waits for us the longest; for what, their card shows: no word of theirs stands here."""
        longest = sorted(
            (each for each in tickets if turn(each) is Whose.OURS), key=lambda each: each.opened_at
        )
        if longest:
            said = "; ".join(self._wait(each, now) for each in longest[:WAITERS])
            yield self._put("report_longest", said=said)

    def _wait(self, ticket: Ticket, now: datetime) -> str:
        name = "report_waits" if ticket.first_response_at else "report_waits_first"
        who = ticket.owner.name if ticket.owner else self._put("report_nobody")
        length = self._length(now - ticket.opened_at)
        return self._put(name, n=ticket.number, length=length, who=who)

    def _tasks(self, records: Records, now: datetime) -> Iterator[str]:
        """What the guide lacks, by name: the words stand in the list."""
        found = list(gaps.named(records, now, self.read))
        if found:
            said = "; ".join(self._task(records, each) for each in found[:WAITERS])
            free = sum(not each.owner for each in found)
            yield self._put("report_tasks", count=len(found), free=free, said=said)

    def _task(self, records: Records, each: gaps.Named) -> str:
        known = records.person(each.owner)
        name = known.name if known else each.owner
        return self._put(
            "report_task" if each.people else "report_task_due",
            task=each.task,
            count=each.people,
            day=self.words.day(each.since.astimezone(self.hours.zone).date(), self.language),
            who=f", {name}" if name else "",
        )

    def _turned(self, records: Records, since: datetime, until: datetime) -> Iterator[str]:
        """Wins and failures beside one another, by the tickets to read."""
        for which in Turn:
            found = records.turned(which, since, until, NAMED)
            if found:
                often = Counter((each.ticket, each.what) for each in found)
                named = (self._named(*each, count) for each, count in often.items())
                yield self._put(_WENT[which], said="; ".join(named))

    def _named(self, ticket: int, turned: str, count: int) -> str:
        return self._put("report_ticket", n=ticket, what=self._put(f"turned_{turned}"), count=count)

    def _failures(self, results: Results) -> Iterator[str]:
        for question, title in results.wrong_answers[:5]:
            yield self._put("report_wrong_one", question=question, title=title)


def _then(end: End, before: Asked) -> str:
    return f" ({_counted(before.ends.get(end, 0), before.all)})" if before.all else ""


def _counted(part: int, whole: int) -> str:
    return f"{part}, {Share(part, whole).percent} %" if whole >= FEWEST else str(part)
