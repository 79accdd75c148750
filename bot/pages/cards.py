"""The head of the page of results: six figures, each with its number and how sure one may be of it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.nouns.lengths import Lengths
from bot.desk.nouns.results import End, Promised, Results
from bot.desk.rules.shares import FEWEST, Share, wilson
from bot.desk.time.durations import format_duration
from bot.pages.behind import to
from bot.pages.english import half_and_most
from bot.pages.gathering import Gathered
from bot.pages.told import Cell, Told, stamp


@dataclass(frozen=True, kw_only=True)
class Card:
    """A figure in large, and what makes it honest in small."""

    name: str
    large: str
    said: tuple[str, ...]
    to: str = ""
    """The address of what the figure counts."""
    before: str = ""
    """And of what it counted before."""


def cards(found: Gathered) -> list[Card]:
    """What a manager looks at first."""
    return [
        replace(card, to=to(*each, found.days), before=to(*each, found.days, before=True))
        for card, each in zip(_cards(found), _BEHIND, strict=True)
    ]


_BEHIND = (
    ("questions", "solved"),
    ("questions", "back"),
    ("tickets", "replied"),
    ("promises", "kept"),
    ("tickets", "reopened"),
    ("questions", "wrong"),
)
"""What each of them counts."""


def _cards(found: Gathered) -> list[Card]:
    now, before = found.recent, found.before
    return [
        _shared(
            "Said solved",
            Share(now.asked.ends.get(End.SOLVED, 0), now.asked.all),
            "questions asked",
            Share(before.asked.ends.get(End.SOLVED, 0), before.asked.all),
        ),
        _shared(
            "Came back within a week",
            Share(now.asked.came_back, now.asked.silent),
            "without a word, whose week is over",
            Share(before.asked.came_back, before.asked.silent),
        ),
        _first_reply(found),
        _promises(now.promised, before.promised),
        _shared(
            "Opened again within a week",
            Share(now.closed.reopened, now.closed.tickets),
            "tickets closed",
            Share(before.closed.reopened, before.closed.tickets),
        ),
        _wrong(found),
    ]


def _wrong(found: Gathered) -> Card:
    card = _shared("Answers called wrong", *_judged(found.recent), _judged(found.before)[0])
    allowed = f"you allow {round(100 * found.wish)} in 100; most say nothing"
    return replace(card, said=(card.said[0], allowed, *card.said[1:])) if found.wish else card


def _judged(results: Results) -> tuple[Share, str]:
    wrong, right = results.asked.wrong, results.asked.right
    return Share(wrong, wrong + right), "answers that customers judged"


def _shared(name: str, share: Share, of_what: str, before: Share) -> Card:
    if not share.total:
        return Card(
            name=name, large="none", said=("Nothing to tell of in these days.", *_then(before))
        )
    if share.total < FEWEST:
        said = f"{of_what}; too few for a share"
        return Card(name=name, large=f"{share.part} of {share.total}", said=(said, *_then(before)))
    low, high = wilson(share.part, share.total)
    said = f"{share.part:,} of {share.total:,} {of_what}"
    sure = f"likely {round(100 * low)} to {round(100 * high)} %"
    return Card(name=name, large=f"{share.percent} %", said=(said, sure, *_then(before)))


def _then(before: Share) -> tuple[str, ...]:
    if not before.total:
        return ("before: none",)
    if before.total < FEWEST:
        return (f"before: {before.part} of {before.total}",)
    return (f"before: {before.percent} % of {before.total:,}",)


_FIRST = "First reply, in working time"


def _first_reply(found: Gathered) -> Card:
    now, before = found.recent.opened, found.before.opened
    since = found.recent.waiting
    waiting = f"{len(since)} still waiting" if since else "nobody is waiting"
    if since:
        waiting += f", the oldest since {when(since[0], found)}"
    if not now.replied:
        return Card(name=_FIRST, large="none", said=(waiting, *_earlier(before.working)))
    many = now.replied > 1
    large = format_duration(now.working.within(50))
    first = f"half of {now.replied:,} were answered within it" if many else "the only one"
    most = (f"nine of ten within {format_duration(now.working.within(90))}",) if many else ()
    by_calendar = f"by the calendar {half_and_most(now.calendar)}"
    said = (first, *most, by_calendar, waiting, *_earlier(before.working))
    return Card(name=_FIRST, large=large, said=said)


def _earlier(spans: Lengths) -> tuple[str, ...]:
    return (
        (f"before: half within {format_duration(spans.within(50))}",)
        if spans
        else ("before: none",)
    )


def _promises(now: Promised, before: Promised) -> Card:
    card = _shared(
        "Promises kept",
        Share(now.kept, now.all),
        "that ended",
        Share(before.kept, before.all),
    )
    if not now.all:
        return card
    parted = f"{now.moved} moved in time, {now.missed} missed"
    early = now.early.within(50) if now.early else timedelta()
    half = (f"half of the kept ones {format_duration(early)} early or more",) if early else ()
    return Card(
        name=card.name, large=card.large, said=(card.said[0], parted, *half, *card.said[1:])
    )


def when(at: datetime, found: Gathered) -> str:
    """A time as the team reads it."""
    return f"{at.astimezone(found.hours.zone):%a %-d %b, %H:%M}"


def figures(found: Gathered) -> Told:
    """The same for machines: each figure of the span, and of the one before it."""
    pairs = zip(_numbers(found.recent), _numbers(found.before), strict=True)
    rows = tuple((name, value, before) for (name, value), (_, before) in pairs)
    return Told(key="figures", title="Figures", head=("figure", "now", "before"), rows=rows)


def _numbers(results: Results) -> list[tuple[str, Cell]]:
    asked, opened, promised, closed = (
        results.asked,
        results.opened,
        results.promised,
        results.closed,
    )
    return [
        ("asked", asked.all),
        *((f"asked_{end}", asked.ends.get(end, 0)) for end in End),
        ("without_an_answer_so_far", asked.open),
        ("without_a_word_for_a_week", asked.silent),
        ("came_back", asked.came_back),
        ("judged_right", asked.right),
        ("judged_wrong", asked.wrong),
        ("tickets_opened", opened.all),
        ("replied_to", opened.replied),
        ("first_reply_working_seconds_median", _seconds(opened.working, 50)),
        ("first_reply_working_seconds_p90", _seconds(opened.working, 90)),
        ("first_reply_calendar_seconds_median", _seconds(opened.calendar, 50)),
        ("first_reply_calendar_seconds_p90", _seconds(opened.calendar, 90)),
        ("waiting_for_first_reply", len(results.waiting)),
        ("waiting_for_first_reply_since", stamp(results.waiting[0]) if results.waiting else None),
        ("opened_and_waiting_for_first_reply", len(opened.waiting)),
        ("promises_kept", promised.kept),
        ("promises_moved", promised.moved),
        ("promises_missed", promised.missed),
        ("known_issues", results.issues.started),
        ("people_told_of_one", results.issues.people),
        ("next_words_in_time", results.issues.kept),
        ("next_words_missed", results.issues.missed),
        ("tickets_closed", closed.tickets),
        ("closed_confirmed", closed.confirmed),
        ("closed_without_word", closed.unconfirmed),
        ("reopened", closed.reopened),
        ("solved_seconds_median", _seconds(closed.solved_in, 50)),
        ("solved_seconds_p90", _seconds(closed.solved_in, 90)),
        *((f"rated_{rating}", closed.ratings.get(rating, 0)) for rating in ("good", "ok", "bad")),
    ]


def _seconds(spans: Lengths, percent: int) -> int | None:
    return round(spans.within(percent).total_seconds()) if spans else None
