"""The page of results: whether customers are better off, for people who would rather look.

Its figures are those of `report`; docs/results.md says what each means.
"""

import re
from dataclasses import dataclass

from bot.desk.words.report import ENDED
from bot.pages import cards, english, figures
from bot.pages.bars import strip
from bot.pages.charts import Series, legend
from bot.pages.frame import Way, links, page
from bot.pages.gathering import Gathered
from bot.pages.markup import Inside, el, table
from bot.pages.told import Cell, Told, as_csv, as_json, stamp

SPANS = (7, 30, 90, 365)
"""Days that the page offers."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What of it is for whom looks."""

    desk: str
    """The desk's name."""
    words: bool
    """Whether customers' words and people's names may be shown."""
    ways: tuple[Way, ...] = ()
    lists: tuple[Told, ...] = ()
    """What to learn from the span."""


def as_page(found: Gathered, shown: Shown) -> str:
    """The page itself."""
    title = f"Results of {shown.desk}"
    days = "day" if found.days == 1 else f"{found.days} days"
    spans = tuple(
        Way(words=f"{each} days", to=f"results?days={each}", here=each == found.days)
        for each in SPANS
    )
    told = figures.figures(found)
    drawn = [_figure(each) for each in told if each.chart]
    return page(
        title,
        shown.ways,
        el(
            "header",
            el("h1", "How customers fared"),
            el(
                "p",
                f"The last {days}: {_between(found)}. Beside it, the {days} before.",
                class_="lead",
            ),
            el("div", links(spans), class_="spans"),
        ),
        _nothing(found) if found.first_asked is None else None,
        _ended(told[0], found) if found.recent.asked.all or found.before.asked.all else None,
        el(
            "section",
            [_card(each) for each in cards.cards(found)],
            class_="cards",
            aria_label="In short",
        ),
        el("div", drawn, class_="figures"),
        el("div", [_list(each) for each in shown.lists], class_="lists"),
        _more(found, shown),
        foot=f"{shown.desk}, as of {found.now.astimezone(found.hours.zone):%a %-d %b %Y, %H:%M} "
        f"({found.hours.zone.key}). Made on this computer; this page asks for nothing from anywhere else.",
    )


def _between(found: Gathered) -> str:
    since, until = (each.astimezone(found.hours.zone) for each in (found.since, found.now))
    year = "" if since.year == until.year else f" {since.year}"
    return f"{since:%-d %b}{year}, {since:%H:%M} to {until:%-d %b %Y}, {until:%H:%M}"


def _nothing(found: Gathered) -> Inside:
    return el(
        "p", "Nobody has asked anything yet. What people ask will be counted here.", class_="notice"
    )


def _ended(told: Told, found: Gathered) -> Inside:
    asked = found.recent.asked
    series = [
        Series(english.said(called), figures.LOOKS[end], [asked.ends.get(end, 0)])
        for end, called in ENDED.items()
    ]
    behind = el("details", el("summary", "The table"), table(told.head, _cells(told), told.title))
    return el(
        "section",
        el("h2", f"How {asked.all:,} question{'' if asked.all == 1 else 's'} ended"),
        el(
            "p",
            "Each in exactly one way. Silence is not success: it is counted apart.",
            class_="note",
        ),
        (strip("How questions ended", series), legend(series, counted=True)) if asked.all else None,
        behind,
        class_="panel wide",
    )


def _card(card: cards.Card) -> Inside:
    small = [
        el("p", _behind(each, card.before if each != "before: none" else ""), class_="before")
        if each.startswith("before")
        else el("p", each)
        for each in card.said
    ]
    return el(
        "div",
        el("h2", card.name),
        el("p", _behind(card.large, card.to), class_="large"),
        small,
        class_="card",
    )


def _figure(told: Told) -> Inside:
    return el(
        "section",
        el("h2", told.title),
        el("p", told.note, class_="note"),
        told.chart,
        el("details", el("summary", "The table"), table(told.head, _cells(told), told.title)),
        class_="panel",
    )


def _list(told: Told) -> Inside:
    body = table(told.head, _cells(told), told.title) if told.rows else el("p", "None.")
    note = el("p", told.note, class_="note") if told.note else None
    return el("section", el("h2", told.title), note, body, class_="panel")


def _cells(told: Told) -> list[list[Inside]]:
    links = told.links or [("",) * len(told.head)] * len(told.rows)
    return [
        [_behind(_words(cell), to) for cell, to in zip(row, tos, strict=True)]
        for row, tos in zip(told.rows, links, strict=True)
    ]


def _words(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell.replace(" ", "\u00a0") if _DATE.fullmatch(cell) else cell
    return "" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell)


_DATE = re.compile(r"\d{1,2} \w{3} \d{4}")
"""Stands on one line, however narrow its column."""


def _behind(words: str, to: str) -> Inside:
    """A number, which leads to the rows behind it; of nothing there are none."""
    return el("a", words, href=to) if to and words not in {"0", "none", ""} else words


def _more(found: Gathered, shown: Shown) -> Inside:
    words = (
        ""
        if shown.words
        else (
            "Words of customers and names of people are not shown here; python run_bot.py results shows them. "
        )
    )
    days = found.days
    return el(
        "section",
        el("h2", "The same for a spreadsheet or a program"),
        el("p", words) if words else None,
        el(
            "p",
            "What this page tells: ",
            _file("results.csv", days),
            " ",
            _file("results.json", days),
        ),
        el(
            "p",
            "The rows behind it, with CSV and JSON of each: ",
            [(_file(each, days), " ") for each in ("questions", "tickets", "promises")],
        ),
        class_="panel wide more",
    )


def _file(name: str, days: int) -> Inside:
    return el("a", name, href=f"{name}?days={days}")


def tables(found: Gathered, shown: Shown) -> list[Told]:
    """All that the page tells."""
    return [cards.figures(found), *figures.figures(found), *shown.lists]


def csv(found: Gathered, shown: Shown) -> str:
    """The same as CSV."""
    return as_csv(tables(found, shown))


def json(found: Gathered, shown: Shown) -> str:
    """The same as JSON, with the span in UTC."""
    span = {"as_of": stamp(found.now), "since": stamp(found.since), "days": found.days}
    return as_json(tables(found, shown), **span)
