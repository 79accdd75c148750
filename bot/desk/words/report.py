"""Whether customers are better off: a span of time in about ten lines, failures next to wins.

docs/results.md says what each figure means. Silence is never success, and who still waits is named.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.desk.nouns.results import Asked, Closed, End, Opened, Pair, Promised, Results
from bot.desk.nouns.ticket import Ticket, Turn
from bot.desk.ports.records import Records
from bot.desk.rules.lifecycle import turn
from bot.desk.rules.shares import FEWEST, Share, within
from bot.desk.time.durations import format_duration
from bot.desk.time.hours import Hours

LONGEST = 366
"""Days."""
AGES = ((1, "up to a day old"), (3, "up to 3 days"), (7, "up to a week"), (None, "older"))


def over(records: Records, now: datetime, days: int, hours: Hours) -> list[str]:
    """The report on the last `days`, at most a year of them, with customers' words."""
    span = timedelta(days=min(max(days, 1), LONGEST))
    recent, said = _over(records, now + timedelta(seconds=1), now, span, hours)
    return [*said, *_failures(recent), *_thanks(recent)]


def weekly(records: Records, until: datetime, now: datetime, hours: Hours) -> list[str]:
    """The report on the week up to then, without a word of a customer."""
    recent, said = _over(records, until, now, timedelta(days=7), hours)
    look = ['Write "report" to read which answers were called wrong.']
    return [*said, *(look if recent.wrong_answers else ()), *_thanks(recent)]


def _over(
    records: Records, until: datetime, now: datetime, span: timedelta, hours: Hours
) -> tuple[Results, list[str]]:
    recent, before = both(records, until, now, span)
    said = lines(recent, before, span.days, hours)
    return recent, [*said, *_backlog(records.open_tickets(), now)]


def both(
    records: Records, until: datetime, now: datetime, span: timedelta
) -> tuple[Results, Results]:
    """What came of the span up to then, and of the one before it."""
    since = until - span
    return records.results(since, until, now), records.results(since - span, since, now)


def lines(now: Results, before: Results, days: int, hours: Hours) -> list[str]:
    """The figures, with those of the span before it in brackets."""
    unit = "day" if days == 1 else f"{days} days"
    return [
        f"**How customers fared in the last {unit}** (in brackets: the {unit} before)",
        f"Questions asked: {now.asked.all} ({before.asked.all}); "
        f"without an answer so far: {now.asked.open}",
        *_ends(now.asked, before.asked),
        *_judged(now.asked),
        f"Tickets opened: {now.opened.all} ({before.opened.all})",
        *_first_reply(now.opened, before.opened, hours),
        *_promised(now.promised, before.promised),
        *_closed(now.closed, before.closed),
    ]


ENDED = {
    End.SOLVED: "said solved",
    End.NO_WORD: "shown an answer, no word",
    End.PERSON: "went to a person",
    End.UNKNOWN: 'told "I don\'t know"',
    End.LEFT: "left without an answer",
}


def _ends(asked: Asked, before: Asked) -> Iterator[str]:
    if not asked.all:
        return
    said = "; ".join(
        f"{words} {_counted(asked.ends.get(end, 0), asked.all)}{_then(end, before)}"
        for end, words in ENDED.items()
        if asked.ends.get(end, 0) or before.ends.get(end, 0)
    )
    yield f"How they ended: {said}"
    if asked.silent:
        yield "Of those without a word, asked again or opened a ticket within a week: " + (
            Share(asked.came_back, asked.silent).words()
        )


def _then(end: End, before: Asked) -> str:
    return f" ({_counted(before.ends.get(end, 0), before.all)})" if before.all else ""


def _counted(part: int, whole: int) -> str:
    return f"{part}, {Share(part, whole).percent} %" if whole >= FEWEST else str(part)


def _judged(asked: Asked) -> Iterator[str]:
    if judged := asked.right + asked.wrong:
        yield f"Answers that customers called wrong: {Share(asked.wrong, judged).words()}"


def _first_reply(opened: Opened, before: Opened, hours: Hours) -> Iterator[str]:
    if opened.replies:
        working = [hours.between(*pair) for pair in opened.replies]
        by_calendar = [until - since for since, until in opened.replies]
        earlier = [hours.between(*pair) for pair in before.replies]
        then = f" ({format_duration(within(earlier, 50))})" if earlier else ""
        yield (
            f"First reply, working time: {half_and_most(working)}{then}; "
            f"by the calendar {half_and_most(by_calendar)}"
        )
    if opened.waiting:
        oldest = opened.waiting[0]
        yield (
            f"Still waiting for a first reply: {len(opened.waiting)}, "
            f"the oldest since {oldest.astimezone(hours.zone):%a %-d %b, %H:%M}"
        )


def half_and_most(spans: Sequence[timedelta]) -> str:
    """Within what half and nine of ten were."""
    half, most = (format_duration(within(spans, percent)) for percent in (50, 90))
    return f"half within {half}, nine of ten within {most}" if len(spans) > 1 else half


def _promised(promised: Promised, before: Promised) -> Iterator[str]:
    if promised.all or before.all:
        early = within(promised.early, 50) if promised.early else timedelta()
        half = f" (half of them {format_duration(early)} early or more)" if early else ""
        yield (
            f"Promises: {promised.kept} kept{half}, {promised.moved} moved in time, "
            f"{promised.missed} missed ({before.kept}, {before.moved}, {before.missed})"
        )


def _closed(closed: Closed, before: Closed) -> Iterator[str]:
    if closed.tickets or before.tickets:
        yield (
            f"Tickets closed: {closed.tickets} ({before.tickets}); {closed.confirmed} confirmed by "
            f"the customer, {closed.unconfirmed} without word; opened again within a week: "
            f"{closed.reopened}"
        )
    if closed.solved_in:
        yield f"From opened to solved: {half_and_most(_spans(closed.solved_in))}"
    if rated := sum(closed.ratings.values()):
        good, ok, bad = (closed.ratings.get(each, 0) for each in ("good", "ok", "bad"))
        ended = closed.confirmed + closed.unconfirmed
        yield f"Ratings: {good} good, {ok} OK, {bad} not good; {rated} of {max(rated, ended)} rated"


def _spans(pairs: Sequence[Pair]) -> list[timedelta]:
    return [until - since for since, until in pairs]


def _backlog(tickets: Sequence[Ticket], now: datetime) -> Iterator[str]:
    if not tickets:
        return
    by_age = aged(tickets, now)
    ours = sum(theirs for _, theirs, _ in by_age)
    said = [f"{ours + others} {words}" for words, ours, others in by_age if ours + others]
    yield f"Open now: {len(tickets)}, {ours} of them our turn; {', '.join(said)}"


def aged(tickets: Sequence[Ticket], now: datetime) -> list[tuple[str, int, int]]:
    """Open tickets by age, in words: on how many of them it is our turn, and on how many it is not."""
    found = []
    at_least = 0
    for most, words in AGES:
        of_age = [each for each in tickets if _between(at_least, (now - each.opened_at).days, most)]
        ours = sum(turn(each) is Turn.OURS for each in of_age)
        found.append((words, ours, len(of_age) - ours))
        at_least = most or at_least
    return found


def _between(least: int, days: int, most: int | None) -> bool:
    return least <= days and (most is None or days < most)


def _failures(results: Results) -> Iterator[str]:
    for question, title in results.wrong_answers[:5]:
        yield f'Wrong answer: "{question}" got "{title}"'


def _thanks(results: Results) -> Iterator[str]:
    by: dict[str, int] = {}
    for _, name in results.entries_added:
        by[name] = by.get(name, 0) + 1
    for name, count in sorted(by.items(), key=lambda pair: -pair[1]):
        yield f"Thank you, {name}: {count} {'answer' if count == 1 else 'answers'} written"
