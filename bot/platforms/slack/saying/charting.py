"""A chart as Slack's own block; what its rules don't allow stays bars in text.

Pure. Rules: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
"""

from collections.abc import Sequence
from typing import Any

from bot.desk.nouns.chart import Chart
from bot.platforms.fit import cut

JSON = dict[str, Any]

MOST = 2
"""Charts in one message."""
TITLE, NAME, LABEL = 50, 50, 20
"""Characters; those of a run's name are a guess, as the longest label of an axis."""
RUNS, LABELS = 6, 20
"""Colours of one chart: the reference says 6, some say 12. And groups of bars."""


def block(chart: object) -> JSON | None:
    """Its block; None where Slack would not take it: names in it must differ, also as they are cut."""
    if not isinstance(chart, Chart):
        return None
    labels = [cut(each, LABEL) for each in chart.labels]
    names = [cut(run.name, NAME) for run in chart.runs]
    if not chart.title.strip() or not (_apart(names, RUNS) and _apart(labels, LABELS)):
        return None
    series = [
        {
            "name": name,
            "data": [
                {"label": label, "value": value}
                for label, value in zip(labels, run.values, strict=True)
            ],
        }
        for name, run in zip(names, chart.runs, strict=True)
    ]
    bars = {"type": "bar", "series": series, "axis_config": {"categories": labels}}
    return {"type": "data_visualization", "title": cut(chart.title, TITLE), "chart": bars}


def _apart(names: Sequence[str], most: int) -> bool:
    return 1 <= len(names) <= most and all(map(str.strip, names)) and len({*names}) == len(names)
