"""A chart as lines of text, sign under sign: for terminals, and wherever none can be drawn."""

from bot.desk.nouns.chart import Chart

WIDE = 16
"""Signs of the longest bar: with its names and numbers it fits beside them on a phone."""
NAME = 20
"""Signs of a name; a longer one is cut."""


def lines(chart: Chart) -> list[str]:
    """Its title, and a bar a line; a bar of any number but none has at least one sign."""
    most = max((value for run in chart.runs for value in run.values), default=0) or 1
    labels = [_cut(each) for each in chart.labels]
    left = max(map(len, labels), default=0)
    names = [_cut(run.name) for run in chart.runs]
    right = max(map(len, names), default=0)
    said = [chart.title]
    for at, label in enumerate(labels):
        for number, (run, name) in enumerate(zip(chart.runs, names, strict=True)):
            value = run.values[at]
            bar = ("█" if number == 0 else "░") * -(-value * WIDE // most)
            head = label if number == 0 else ""
            counted = f"{bar} {value}".lstrip()
            said.append(f"{head:<{left}}  {name:<{right}}  {counted}")
    return said


def _cut(name: str) -> str:
    return name if len(name) <= NAME else f"{name[: NAME - 1].rstrip()}…"
