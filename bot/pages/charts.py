"""Charts as SVG, a function a kind. Colours are classes, which the page's style decides.

An axis begins at 0 but for times, which may differ a thousandfold; nobody reads a chart alone: its
table stands behind it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil, floor, log10
from xml.etree.ElementTree import Element

from bot.desk.rules.shares import FEWEST, Share
from bot.desk.time.durations import format_duration
from bot.pages.markup import Inside, el

WIDE, HIGH = 420, 210
LEFT, TOP, RIGHT, BOTTOM = 44, 10, 6, 24
_DAY = timedelta(days=1)
_TICKS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 1440, 4320, 10_080, 43_200)]
_LETTER = 6.4
"""Width of a letter of the size that the style gives."""


@dataclass(frozen=True)
class Series:
    """One colour of a chart."""

    name: str
    look: str
    """Class of its colour."""
    values: Sequence[int]


def svg(said: str, *inside: Inside, high: float = HIGH) -> Element:
    """A drawing, with the sentence that stands for it."""
    return el(
        "svg",
        el("title", said),
        inside,
        viewBox=f"0 0 {WIDE} {high:g}",
        role="img",
        aria_label=said,
        xmlns="http://www.w3.org/2000/svg",
    )


def legend(series: Sequence[Series], *, counted: bool = False) -> Element:
    """Which colour is what, in words; `counted` with how many, and their share where they are enough."""
    total = sum(sum(each.values) for each in series)

    def words(each: Series) -> list[Inside]:
        if not counted:
            return [each.name]
        share = Share(sum(each.values), total)
        percent = f", {share.percent} %" if total >= FEWEST else ""
        return [f"{each.name} ", el("b", f"{share.part:,}{percent}")]

    return el("ul", [el("li", _swatch(each.look), words(each)) for each in series], class_="legend")


def _swatch(look: str) -> Element:
    square = el("rect", width=12, height=12, rx=2, class_=look)
    return el("svg", square, viewBox="0 0 12 12", width=12, height=12, aria_hidden="true")


def columns(said: str, labels: Sequence[str], series: Sequence[Series], *, key: str) -> Element:
    """A column a week, stacked; the last one is hatched, for its week still runs.

    `key` is not that of another chart on the page.
    """
    totals = [sum(each.values[n] for each in series) for n in range(len(labels))]
    ticks = round_ticks(max(totals, default=0))
    most = ticks[-1]
    step = (WIDE - LEFT - RIGHT) / max(1, len(labels))

    def column(n: int) -> Iterator[Element]:
        below = 0
        for each in series:
            if value := each.values[n]:
                at, upper = _y(below, most), _y(below + value, most)
                yield el(
                    "rect",
                    el("title", f"{labels[n]}: {each.name} {value}"),
                    x=LEFT + n * step + step * 0.14,
                    y=upper,
                    width=step * 0.72,
                    height=max(at - upper - 0.6, 0.6),
                    class_=each.look,
                )
            below += value

    drawn: list[Inside] = [list(column(n)) for n in range(len(labels))]
    if totals and totals[-1]:
        last = LEFT + (len(labels) - 1) * step + step * 0.14
        drawn.append(_hatched(last, step * 0.72, _y(totals[-1], most), f"hatch-{key}"))
    return svg(said, _grid(ticks), drawn, _weeks(labels, step))


def _hatched(x: float, width: float, top: float, name: str) -> list[Element]:
    line = el("path", d="M0 6L6 0M-1 1L1 -1M5 7L7 5", class_="hatch")
    pattern = el("pattern", line, id=name, width=6, height=6, patternUnits="userSpaceOnUse")
    high = HIGH - BOTTOM - top
    return [
        el("defs", pattern),
        el("rect", x=x, y=top, width=width, height=high, fill=f"url(#{name})"),
    ]


def _y(value: float, most: float) -> float:
    return HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * value / most


def round_ticks(most: int) -> list[int]:
    """From 0 to no less than that, in three to five even steps of a round number, 1 at least."""
    rough = max(1, most) / 4
    size = 10 ** floor(log10(rough)) if rough >= 1 else 1
    step = max(1, next(int(size * each) for each in (1, 2, 2.5, 5, 10) if size * each >= rough))
    return list(range(0, step * max(1, ceil(most / step)) + 1, step))


def _grid(ticks: Sequence[int]) -> list[Element]:
    most = ticks[-1]
    return [part for each in ticks for part in _line(_y(each, most), f"{each:,}")]


def _line(y: float, said: str) -> list[Element]:
    return [
        el("line", x1=LEFT, x2=WIDE - RIGHT, y1=y, y2=y, class_="grid"),
        el("text", said, x=LEFT - 6, y=y + 4, class_="end"),
    ]


def _weeks(labels: Sequence[str], step: float) -> list[Element]:
    """As many labels as have room, the last one always."""
    room = max((len(each) for each in labels), default=1) * _LETTER + 12
    every = max(1, ceil(room / step))
    shown = [n for n in range(len(labels)) if (len(labels) - 1 - n) % every == 0]
    half = room / 2 - 6
    return [
        el(
            "text",
            labels[n],
            x=min(max(LEFT + n * step + step / 2, half), WIDE - half),
            y=HIGH - 6,
            class_="middle",
        )
        for n in shown
    ]


Spread = tuple[timedelta, timedelta] | None
"""What half and what nine of ten were within; None where there were none."""


def spreads(said: str, labels: Sequence[str], values: Sequence[Spread]) -> Element:
    """A line through the medians, and a band from it to the ninetieth; long times are pressed together."""
    known = [each for each in values if each]
    longest = max((most for _, most in known), default=timedelta(hours=1))
    by_log = longest > _DAY
    least = min((half for half, _ in known), default=timedelta()) if by_log else timedelta()
    ticks = _times(least, longest) if by_log else _even(longest)
    low, high = (_height(each, by_log=by_log) for each in (ticks[0], ticks[-1]))
    step = (WIDE - LEFT - RIGHT) / max(1, len(labels))

    def y(value: timedelta) -> float:
        place = max(_height(value, by_log=by_log), low)
        return _y(place - low, high - low)

    def x(n: int) -> float:
        return LEFT + n * step + step / 2

    grid = [
        part for each in ticks for part in _line(y(each), format_duration(each) if each else "0")
    ]
    drawn: list[Element] = []
    for run in _runs(values):
        upper = [f"{x(n):.1f} {y(most):.1f}" for n, (_, most) in run]
        lower = [f"{x(n):.1f} {y(half):.1f}" for n, (half, _) in run]
        if len(run) > 1:
            drawn.append(el("path", d=f"M{'L'.join([*upper, *reversed(lower)])}Z", class_="band"))
            drawn.append(el("path", d=f"M{'L'.join(lower)}", class_="line"))
        else:
            drawn.append(el("path", d=f"M{upper[0]}L{lower[0]}", class_="whisker"))
        drawn += [
            el(
                "circle",
                el("title", _within(labels[n], spread)),
                cx=x(n),
                cy=y(spread[0]),
                r=3,
                class_="dot",
            )
            for n, spread in run
        ]
    return svg(said, grid, drawn, _weeks(labels, step))


def _within(label: str, spread: tuple[timedelta, timedelta]) -> str:
    half, most = (format_duration(each) for each in spread)
    return f"{label}: half within {half}, nine of ten within {most}"


def _runs(values: Sequence[Spread]) -> Iterator[list[tuple[int, tuple[timedelta, timedelta]]]]:
    """What follows one another without a gap."""
    run: list[tuple[int, tuple[timedelta, timedelta]]] = []
    for n, each in enumerate(values):
        if each:
            run.append((n, each))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _height(value: timedelta, *, by_log: bool) -> float:
    seconds = value.total_seconds()
    return log10(max(seconds, 1)) if by_log else seconds


def _times(least: timedelta, most: timedelta) -> list[timedelta]:
    """Round times around these two."""
    below = max((each for each in _TICKS if each <= least), default=_TICKS[0])
    above = min((each for each in _TICKS if each >= most), default=most)
    between = [each for each in _TICKS if below < each < above]
    return [below, *between, above]


def _even(most: timedelta) -> list[timedelta]:
    """From 0, in even steps of a round time."""
    steps = [timedelta(minutes=each) for each in (1, 2, 5, 10, 15, 30, 60, 120, 240, 480)]
    step = next(each for each in steps if each * 4 >= most or each is steps[-1])
    return [step * n for n in range(max(1, ceil(most / step)) + 1)]
