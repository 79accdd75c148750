"""Line charts as SVG, with nothing installed.

The same numbers draw the same bytes.
"""

import html
import math
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 150, 44, 48
COLOURS = ("#2563eb", "#d97706", "#059669", "#9333ea", "#6b7280")


@dataclass(frozen=True, kw_only=True)
class Curve:
    """A line through points, from left to right."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A chart."""

    title: str
    curves: tuple[Curve, ...]
    across: str
    up: str
    right: float
    top: float
    log: bool = False
    """Both axes in powers of ten, from 100 and from 0.1."""


def draw_svg(picture: Picture, path: Path) -> None:
    """Draw a chart into a file."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="12" role="img">',
        f"<title>{html.escape(picture.title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="24" font-size="15">{html.escape(picture.title)}</text>',
        *_grid(picture),
    ]
    for number, curve in enumerate(picture.curves):
        colour = COLOURS[number % len(COLOURS)]
        line = " ".join(f"{_x(picture, x):.1f},{_y(picture, y):.1f}" for x, y in curve.points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        low = TOP + 16 + 20 * number
        parts.append(
            f'<text x="{WIDTH - RIGHT + 12}" y="{low}" fill="{colour}">{html.escape(curve.name)}</text>'
        )
    path.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def _x(picture: Picture, value: float) -> float:
    room = WIDTH - LEFT - RIGHT
    if picture.log:
        return LEFT + room * math.log(max(100, value) / 100) / math.log(picture.right / 100)
    return LEFT + room * min(1.0, value / picture.right)


def _y(picture: Picture, value: float) -> float:
    room = HEIGHT - TOP - BOTTOM
    if picture.log:
        return (
            HEIGHT - BOTTOM - room * math.log(max(0.1, value) / 0.1) / math.log(picture.top / 0.1)
        )
    return HEIGHT - BOTTOM - room * min(1.0, value / picture.top)


def _grid(picture: Picture) -> list[str]:
    if picture.log:
        across = [10.0**n for n in range(2, 1 + round(math.log10(picture.right)))]
        up = [0.1, 1.0, 10.0, 100.0]
    else:
        across = [picture.right * n / 4 for n in range(5)]
        up = [picture.top * n / 4 for n in range(5)]
    low, high = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = []
    for value in across:
        x = _x(picture, value)
        parts.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{low}" stroke="#e5e7eb"/>')
        parts.append(f'<text x="{x:.1f}" y="{low + 16}" text-anchor="middle">{value:g}</text>')
    for value in up:
        y = _y(picture, value)
        parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{high}" y2="{y:.1f}" stroke="#e5e7eb"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>')
    middle = (LEFT + high) / 2
    parts.append(
        f'<text x="{middle:.0f}" y="{HEIGHT - 10}" text-anchor="middle">{html.escape(picture.across)}</text>'
    )
    parts.append(f'<text x="14" y="{TOP - 8}">{html.escape(picture.up)}</text>')
    return parts
