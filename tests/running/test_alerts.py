"""The rules for Prometheus ask for numbers that are there, and for each it is said what to do."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.store import SqliteStore
from tests.running.test_metrics import a_full_page, values
from tests.store.examples import NOW

ROOT = Path(__file__).parents[2]
RULES: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load((ROOT / "deploy/alerts.yaml").read_text("utf-8"))["groups"]
    for rule in group["rules"]
]
PAGE = (ROOT / "docs/running.md").read_text("utf-8")
PROMETHEUS_OWN = {"up"}
_METRIC = re.compile(r"\b((?:frontdesk|process)_[a-z_]+|up)\b(?:\{([^}]*)\})?")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "desk.db", NOW)
    await opened.back_up(NOW)
    yield opened
    opened.close()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["alert"]))
async def test_what_an_alert_asks_for_is_there(store: SqliteStore, rule: dict[str, Any]) -> None:
    shown: dict[str, str] = {}
    for name in values(await a_full_page(store)):
        metric, _, labels = name.partition("{")
        shown[metric] = shown.get(metric, "") + labels

    asked = _METRIC.findall(rule["expr"])
    assert asked
    for metric, labels in asked:
        assert metric in {*shown, *PROMETHEUS_OWN}
        for label in re.findall(r"(\w+)=", labels):
            assert label == "job" or f'{label}="' in shown[metric]
    for label in re.findall(r"\$labels\.(\w+)", rule["annotations"]["summary"]):
        assert any(f'{label}="' in shown[metric] for metric, _ in asked)


def test_each_alert_has_its_paragraph_and_each_paragraph_its_alert() -> None:
    named = re.findall(r"^#### (FrontDesk\w+)\n\n\S", PAGE, re.MULTILINE)

    assert [rule["alert"] for rule in RULES] == named


def test_each_alert_says_how_grave_it_is_and_what_is_wrong() -> None:
    assert {"page", "warn"} == {rule["labels"]["severity"] for rule in RULES}
    assert all(rule["annotations"]["summary"].endswith(".") for rule in RULES)


def test_every_metric_is_explained() -> None:
    source = (ROOT / "bot/running/metrics.py").read_text("utf-8")
    own = re.findall(r'_(?:one|each)\(\s*"(\w+)"', source)
    whole = re.findall(r'"((?:frontdesk|process)_[a-z_]+)"', source)
    names = {f"frontdesk_{name}" for name in own} | set(whole)

    assert len(names) > 25
    assert [] == sorted(name for name in names if f"`{name}" not in PAGE)
