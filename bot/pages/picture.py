"""A chart of a message as a PNG, drawn like those of the page.

What draws it may be missing, as on a machine for which it has no wheel: then there is no picture.
"""

import logging
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

from bot.desk.nouns.chart import Chart
from bot.pages.bars import grouped
from bot.pages.charts import WIDE, Series
from bot.pages.markup import el

log = logging.getLogger(__name__)

FONT = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
"""With it a picture is the same on every computer, also where there are no fonts."""
SHARPER = 2
"""Pixels for one of the drawing's."""
_EDGE, _HEAD = 14, 54
"""Around the drawing, and above it for its title and which colour is what."""
_LOOKS = ("person", "silent", "solved", "unknown", "left")
_STYLE = """
text { font-family: "DejaVu Sans"; font-size: 11.5px; fill: #59616b; }
text.end { text-anchor: end; }
text.title { font-size: 14px; fill: #1e2227; }
.person { fill: #3a76c4; } .silent { fill: #8b949e; } .solved { fill: #1f8a5f; }
.unknown { fill: #d79a1c; } .left { fill: #c2523c; }
"""
_LETTER = 7.5
"""Width of a letter of the legend, at most on average."""


def png(chart: Chart) -> bytes | None:
    """None where nothing draws here, or it has more colours than can be told apart."""
    resvg = _resvg()
    if resvg is None or not 1 <= len(chart.runs) <= len(_LOOKS):
        return None
    try:
        drawn: bytes = resvg.svg_to_bytes(
            svg_string=tostring(_framed(chart), encoding="unicode"),
            background="#ffffff",
            skip_system_fonts=True,
            font_files=[str(FONT)],
            font_family="DejaVu Sans",
            style_sheet=_STYLE,
            zoom=SHARPER,
        )
    except ValueError as error:
        log.warning("no picture of a chart: %s", error)
        return None
    return drawn


@cache
def _resvg() -> Any:
    """None where there is none."""
    try:
        return import_module("resvg_py")
    except ImportError as error:
        log.info("charts are bars in text: %s", error)
        return None


def _framed(chart: Chart) -> Element:
    """With its title and its legend, as it stands alone."""
    series = [
        Series(run.name, look, run.values) for run, look in zip(chart.runs, _LOOKS, strict=False)
    ]
    drawing = grouped(chart.title, chart.labels, series)
    high = float(drawing.attrib["viewBox"].split()[3])
    drawing.set("x", str(_EDGE))
    drawing.set("y", str(_HEAD))
    drawing.set("width", str(WIDE))
    drawing.set("height", f"{high:g}")
    legend, x = [], float(_EDGE)
    for each in series:
        legend.append(el("rect", x=x, y=34, width=11, height=11, rx=2, class_=each.look))
        legend.append(el("text", each.name, x=x + 16, y=44))
        x += 16 + _LETTER * len(each.name) + 18
    wide, tall = WIDE + 2 * _EDGE, high + _HEAD + _EDGE
    return el(
        "svg",
        el("text", chart.title, x=_EDGE, y=22, class_="title"),
        legend,
        drawing,
        viewBox=f"0 0 {wide} {tall:g}",
        width=wide,
        height=tall,
        xmlns="http://www.w3.org/2000/svg",
    )
