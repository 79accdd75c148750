"""Charts of a report are Slack's own blocks; a workspace without them gets bars in text, at once."""

import json
from pathlib import Path

import pytest

from bot.desk.nouns.chart import Chart, Run
from bot.desk.nouns.message import Line, Message, Outgoing, Readership, Table
from bot.platforms import plain
from bot.platforms.slack.saying import render
from bot.platforms.slack.saying.render import Look

from .double.blocks import refuse_bad_blocks
from .double.settings import Refusal
from .stage import Stage, stage

CHART = Chart(
    title="How the questions ended",
    labels=("solved", "no word"),
    runs=(Run(name="now", values=(12, 4)), Run(name="before", values=(9, 0))),
)
SAID = "How the questions ended: solved now 12, before 9; no word now 4, before 0"
TABLE = Table(head=("n", "question"), rows=(("1", "why"),))
REPORT = Message(kind="report", parts=(Line(spans=("Figures.",)), CHART, CHART, TABLE))


def kinds(blocks: list[dict[str, object]]) -> list[object]:
    return [each["type"] for each in blocks]


async def given(s: Stage, key: str, message: Message = REPORT) -> dict[str, object]:
    room = s.slack.staff_room()
    assert room is not None
    out = Outgoing(key=key, place=room, message=message, readership=Readership.STAFF)
    await s.slack.post(out, room, message)
    *_, last = s.d.posts(s.staff)
    return last


async def test_a_chart_is_a_block_with_words_that_stand_for_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        post = await given(s, "k/1")

        assert ["rich_text", *["data_visualization"] * 2, "table"] == kinds(post["blocks"])  # type: ignore[arg-type]
        assert 2 == str(post["text"]).count(SAID)
        assert s.d.violations == []


async def test_a_workspace_without_them_gets_bars_at_once_and_is_not_asked_again(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        s.d.options.refused_blocks.add("data_visualization")
        first, second = [await given(s, key) for key in ("k/1", "k/2")]

        for post in (first, second):
            assert ["rich_text", "rich_text", "table"] == kinds(post["blocks"])  # type: ignore[arg-type]
            assert "████████████████ 12" in json.dumps(post["blocks"], ensure_ascii=False)
        assert 1 == len(s.d.refused)


@pytest.mark.parametrize(
    "odd",
    [
        Chart(title="", labels=("a",), runs=(Run(name="n", values=(1,)),)),
        Chart(title="t", labels=("a", "a"), runs=(Run(name="n", values=(1, 2)),)),
        Chart(title="t", labels=("x" * 30, "x" * 31), runs=(Run(name="n", values=(1, 2)),)),
        Chart(title="t", labels=("a",), runs=(Run(name="n", values=(1,)),) * 2),
        Chart(title="t", labels=tuple("abcdefghijklmnopqrstu"), runs=()),
        Chart(title="t", labels=(), runs=(Run(name="n", values=()),)),
    ],
    ids=["no title", "twice", "cut alike", "one name", "no run", "no label"],
)
def test_what_slack_would_refuse_stays_text(odd: Chart) -> None:
    made = render.blocks(Message(kind="r", parts=(odd,)), plain.clock, Look.FULL)

    assert "data_visualization" not in kinds(made)


def test_a_third_chart_is_text() -> None:
    made = render.blocks(Message(kind="r", parts=(CHART,) * 3), plain.clock, Look.FULL)

    assert ["data_visualization", "data_visualization", "rich_text"] == kinds(made)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"title": "x" * 51}, "less than 51"),
        ({"chart": {"type": "donut"}}, "unsupported type: donut"),
        ({"chart": {"type": "bar", "series": []}}, "axis_config"),
    ],
)
def test_the_double_holds_charts_to_slacks_reference(change: dict[str, object], why: str) -> None:
    [block] = render.blocks(Message(kind="r", parts=(CHART,)), plain.clock, Look.FULL)
    refuse_bad_blocks([block, {**block}], set())

    for wrong in ([{**block, **change}], [block] * 3):
        with pytest.raises(Refusal) as refused:
            refuse_bad_blocks(wrong, set())
        told = json.dumps(vars(refused.value), default=str)
        assert why in told or "no more than 2 data_visualization" in told
