"""A chart as a picture: drawn with the font that comes along, or not at all."""

import pytest

from bot.desk.nouns.chart import Chart, Run
from bot.pages.picture import FONT, png

pytest.importorskip("resvg_py", reason="nothing draws here: charts are bars in text")
CHART = Chart(
    title="How <b>questions</b> & answers ended",
    labels=("solved", "no word", "x" * 60),
    runs=(Run(name="now", values=(12, 4, 0)), Run(name="before", values=(0, 0, 0))),
)


def test_it_is_a_picture_with_words_in_it() -> None:
    drawn, bare = png(CHART), png(Chart(title="", labels=("",) * 3, runs=CHART.runs[:1]))

    assert drawn is not None
    assert drawn.startswith(b"\x89PNG")
    assert bare is not None
    assert len(drawn) > 2 * len(bare), "letters are drawn: the font was found"
    assert FONT.is_file()


def test_nothing_to_draw_is_no_picture() -> None:
    assert png(Chart(title="t", labels=("a",), runs=())) is None
    assert png(Chart(title="t", labels=("a",), runs=CHART.runs[:1] * 6)) is None
