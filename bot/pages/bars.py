"""Charts of lying bars, and the week as a grid of hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bot.pages.charts import RIGHT, WIDE, Series, round_ticks, svg
from bot.pages.markup import Inside, el

ROW = 30
STRIP = 1000
_NAME = 118
"""Width for the names of the bars."""
_LETTERS = 18
"""Letters that it holds."""


@dataclass(frozen=True)
class Bar:
    """A share with its words, and between what it lies; None draws no bar."""

    name: str
    said: str
    share: float | None = None
    low: float = 0.0
    high: float = 0.0


def shares(said: str, bars: Sequence[Bar]) -> Element:
    """A bar each, from 0 to 100 %, a line over what the true share may be."""
    wide = WIDE - _NAME - 96

    def drawn(n: int, bar: Bar) -> list[Inside]:
        y = n * ROW + 6
        parts: list[Inside] = [
            _name(bar.name, y),
            el("rect", x=_NAME, y=y + 3, width=wide, height=12, rx=2, class_="empty"),
            el("text", bar.said, x=_NAME + wide + 8, y=y + 13),
        ]
        if bar.share is not None:
            middle, low, high = (_NAME + wide * each for each in (bar.share, bar.low, bar.high))
            parts += [
                el(
                    "rect", x=_NAME, y=y + 3, width=middle - _NAME, height=12, rx=2, class_="solved"
                ),
                el("path", d=f"M{low:.1f} {y + 9}L{high:.1f} {y + 9}", class_="reach"),
            ]
        return parts

    return svg(said, [drawn(n, bar) for n, bar in enumerate(bars)], high=len(bars) * ROW + 8)


def stacked(said: str, names: Sequence[str], series: Sequence[Series]) -> Element:
    """A bar each, of several colours, and its sum behind it."""
    totals = [sum(each.values[n] for each in series) for n in range(len(names))]
    most, wide = round_ticks(max(totals, default=0))[-1], WIDE - _NAME - 44

    def drawn(n: int) -> list[Inside]:
        x, y = float(_NAME), n * ROW + 6
        parts: list[Inside] = [_name(names[n], y)]
        for each in series:
            width = wide * each.values[n] / most
            if width:
                told = el("title", f"{names[n]}: {each.name} {each.values[n]}")
                parts.append(
                    el(
                        "rect",
                        told,
                        x=x,
                        y=y,
                        width=max(width - 0.8, 0.8),
                        height=18,
                        class_=each.look,
                    )
                )
            x += width
        return [*parts, el("text", str(totals[n]), x=x + 6, y=y + 13)]

    return svg(said, [drawn(n) for n in range(len(names))], high=len(names) * ROW + 8)


def strip(said: str, series: Sequence[Series]) -> Element:
    """One bar of all, across the page."""
    total, x = sum(each.values[0] for each in series) or 1, 0.0
    parts: list[Inside] = []
    for each in series:
        width = STRIP * each.values[0] / total
        told = el("title", f"{each.name}: {each.values[0]}")
        if width:
            parts.append(
                el("rect", told, x=x, y=0, width=max(width - 1.5, 0.8), height=34, class_=each.look)
            )
        x += width
    return el(
        "svg",
        el("title", said),
        parts,
        viewBox=f"0 0 {STRIP} 34",
        preserveAspectRatio="none",
        role="img",
        aria_label=said,
        class_="strip",
    )


def _name(name: str, y: float) -> Element:
    short = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"
    return el("text", el("title", name), short, x=_NAME - 8, y=y + 13, class_="end")


def grouped(said: str, names: Sequence[str], series: Sequence[Series]) -> Element:
    """Bars of several colours below one another for each name, their numbers behind them."""
    most = round_ticks(max((value for each in series for value in each.values), default=0))[-1]
    wide, thick = WIDE - _NAME - 44, 16
    step = thick * len(series) + 10

    def drawn(n: int) -> list[Inside]:
        top = n * step + 4
        parts: list[Inside] = [_name(names[n], top + thick * (len(series) - 1) / 2)]
        for row, each in enumerate(series):
            width, y = wide * each.values[n] / most, top + row * thick
            if width:
                parts.append(
                    el("rect", x=_NAME, y=y + 2, width=width, height=thick - 3, class_=each.look)
                )
            parts.append(el("text", f"{each.values[n]:,}", x=_NAME + width + 6, y=y + 13))
        return parts

    return svg(said, [drawn(n) for n in range(len(names))], high=len(names) * step + 8)


def week(
    said: str,
    days: Sequence[str],
    hours: Sequence[str],
    counts: Sequence[Sequence[int | None]],
    opened: Sequence[Sequence[bool]],
) -> Element:
    """A field a day and part of it, the fuller the darker; None is too few, a frame is open then."""
    most = max((each or 0 for row in counts for each in row), default=0) or 1
    left, wide = 40, (WIDE - 40 - RIGHT) / len(hours)
    high = 24

    def field(day: int, part: int) -> list[Inside]:
        x, y, count = left + part * wide, 4 + day * high, counts[day][part]
        place = {"x": x + 1.5, "y": y + 1.5, "width": wide - 3, "height": high - 3}
        strength = 0 if not count else 0.15 + 0.85 * count / most
        told = f"{days[day]} {hours[part]}: {'fewer than 5 people' if count is None else count}"
        shown = "·" if count is None else str(count) if count else ""
        ink = "middle over" if strength > 0.55 else "middle"
        return [
            el("rect", rx=3, class_="closed", **place),
            el(
                "rect",
                el("title", told),
                rx=3,
                class_="heat",
                fill_opacity=round(strength, 2) or "0",
                **place,
            ),
            el("rect", rx=3, class_="opened", **place) if opened[day][part] else None,
            el("text", shown, x=x + wide / 2, y=y + high / 2 + 4.5, class_=ink) if shown else None,
        ]

    bottom = 4 + high * len(days)
    names = [
        el("text", day, x=left - 6, y=4 + n * high + 16, class_="end") for n, day in enumerate(days)
    ]
    below = [
        el("text", each, x=left + n * wide + wide / 2, y=bottom + 15, class_="middle")
        for n, each in enumerate(hours)
    ]
    fields = [field(day, part) for day in range(len(days)) for part in range(len(hours))]
    return svg(said, fields, names, below, high=bottom + 22)
