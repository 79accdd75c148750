"""A chart, before any platform draws it: names, numbers, and the words that stand for it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Run:
    """One colour of a chart."""

    name: str
    values: tuple[int, ...]
    """One for each label."""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Bars beside one another, a group a label; its numbers stand in words wherever it can't be drawn."""

    title: str
    labels: tuple[str, ...]
    runs: tuple[Run, ...]

    @property
    def said(self) -> str:
        """What stands for it where it can't be seen."""
        groups = (
            f"{label} {', '.join(f'{run.name} {run.values[at]}' for run in self.runs)}"
            for at, label in enumerate(self.labels)
        )
        return f"{self.title}: {'; '.join(groups)}"
