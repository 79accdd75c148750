"""The charts of the page of results, each with the table behind it."""

from collections.abc import Sequence

from bot.desk.nouns.results import Asked, End
from bot.desk.rules.shares import FEWEST, Share
from bot.desk.time.durations import format_duration
from bot.desk.words.report import AGES, ENDED, aged
from bot.desk.words.weeks import Week
from bot.pages import bars, behind, charts, english, parted
from bot.pages.charts import Series
from bot.pages.gathering import Gathered
from bot.pages.told import Cell, Told

LOOKS = {
    End.SOLVED: "solved",
    End.NO_WORD: "silent",
    End.PERSON: "person",
    End.UNKNOWN: "unknown",
    End.LEFT: "left",
}
"""The colour of each way in which a question ends."""


def figures(found: Gathered) -> list[Told]:
    """All of them, in the order of the page."""
    return [
        ended(found),
        *((_asked(found.weeks), _replied(found), _promised(found.weeks)) if found.weeks else ()),
        *((_backlog(found),) if found.open else ()),
        *((parted.covered(found),) if found.covered else ()),
        *(
            (parted.by_time(found),)
            if any(each != 0 for row in found.counts for each in row)
            else ()
        ),
        *((parted.said(found),) if found.said else ()),
    ]


def ended(found: Gathered) -> Told:
    """How the questions of the span ended: all of them, each once."""
    now, before = found.recent.asked, found.before.asked
    rows = tuple(
        (
            english.said(called),
            now.ends.get(end, 0),
            _percent(now, end),
            before.ends.get(end, 0),
            _percent(before, end),
        )
        for end, called in ENDED.items()
    )
    links = tuple(
        (
            *("", behind.to("questions", end, found.days), ""),
            *(behind.to("questions", end, found.days, before=True), ""),
        )
        for end in ENDED
    )
    return Told(
        key="ended",
        title="How questions ended",
        head=("ended", "now", "now in %", "before", "before in %"),
        rows=rows,
        links=links,
    )


def _percent(asked: Asked, end: End) -> Cell:
    enough = asked.all >= FEWEST
    return Share(asked.ends.get(end, 0), asked.all).percent if enough else "too few"


def _labels(weeks: Sequence[Week]) -> list[str]:
    return [f"{each.monday:%-d %b}" for each in weeks]


def _asked(weeks: Sequence[Week]) -> Told:
    series = [
        Series(
            english.said(called),
            LOOKS[end],
            [each.told.ends.get(end, 0) for each in weeks],
        )
        for end, called in ENDED.items()
    ]
    return _by_week(
        "questions_by_week",
        "Questions by week",
        "In the week in which they were asked, by how they have ended since.",
        weeks,
        series,
        [("questions", end) for end in ENDED],
    )


def _promised(weeks: Sequence[Week]) -> Told:
    series = [
        Series("kept", "solved", [each.told.kept for each in weeks]),
        Series("moved in time", "unknown", [each.told.moved for each in weeks]),
        Series("missed", "left", [each.told.missed for each in weeks]),
    ]
    return _by_week(
        "promises_by_week",
        "Promises by week",
        "Times that customers were given, in the week in which they were kept, moved or missed.",
        weeks,
        series,
        [("promises", state) for state in ("kept", "moved", "missed")],
    )


def _by_week(  # noqa: PLR0913, PLR0917 - all that two of them differ in
    key: str,
    title: str,
    note: str,
    weeks: Sequence[Week],
    series: list[Series],
    counted: Sequence[tuple[str, str]],
) -> Told:
    drawn = charts.columns(f"{title}, {_span(weeks)}", _labels(weeks), series, key=key)
    return Told(
        key=key,
        title=title,
        note=note,
        head=("week from", *(each.name for each in series)),
        rows=tuple(
            (_monday(week), *(each.values[n] for each in series)) for n, week in enumerate(weeks)
        ),
        links=tuple(
            ("", *(behind.to_week(*each, week.monday) for each in counted)) for week in weeks
        ),
        chart=(charts.legend(series), drawn),
    )


def _monday(week: Week) -> str:
    return f"{week.monday.isoformat()}{' (runs)' if week.running else ''}"


def _span(weeks: Sequence[Week]) -> str:
    return f"weeks from {weeks[0].monday:%-d %b %Y} on, the last one running"


def _replied(found: Gathered) -> Told:
    rows: list[tuple[Cell, ...]] = []
    spreads: list[charts.Spread] = []
    for week in found.weeks:
        told = week.told
        spread = (told.half, told.most) if told.half is not None and told.most is not None else None
        spreads.append(spread)
        words = [format_duration(each) for each in spread] if spread else ["", ""]
        rows.append((_monday(week), told.replied, *words, told.waiting))
    return Told(
        key="first_reply_by_week",
        title="First reply by week",
        note="Working time from opened to a person's first words that arrived: the line is the half, "
        "the band goes up to nine of ten. Those that still wait are in the table.",
        head=(
            "opened in the week from",
            "replied to",
            "half within",
            "nine of ten within",
            "waiting",
        ),
        rows=tuple(rows),
        links=tuple(
            (
                *("", behind.to_week("tickets", "replied", week.monday), "", ""),
                behind.to_week("tickets", "opened_waiting", week.monday),
            )
            for week in found.weeks
        ),
        chart=(
            charts.spreads(f"First reply, {_span(found.weeks)}", _labels(found.weeks), spreads),
        ),
    )


def _backlog(found: Gathered) -> Told:
    ages = [
        (english.said(name), ours, others) for name, ours, others in aged(found.open, found.now)
    ]
    names = [words for words, _, _ in ages]
    series = [
        Series("our turn", "person", [ours for _, ours, _ in ages]),
        Series("the customer's turn", "silent", [others for _, _, others in ages]),
    ]
    return Told(
        key="open_now",
        title="Open now",
        note="Tickets that are open at this moment, by age and by whose turn it is.",
        head=("age", "our turn", "the customer's turn"),
        rows=tuple(ages),
        links=tuple(
            (
                "",
                *(
                    behind.to("tickets", "open", found.days, of=f"{called}:{whose}")
                    for whose in ("ours", "others")
                ),
            )
            for _, called in AGES
        ),
        chart=(charts.legend(series), bars.stacked("Open tickets by age", names, series)),
    )
