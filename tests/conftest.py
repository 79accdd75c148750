"""Hypothesis profiles: fast at the desk, thorough and repeatable in CI; and which tests are slow."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.store.server import Running, running

HERE = Path(__file__).parent
SLOW = (
    "chaos",
    "cli",
    "knowledge/matching/test_calibration.py",
    "knowledge/matching/test_near_misses.py",
    "knowledge/matching/test_semantic.py",
    "knowledge/matching/test_small_bases.py",
    "knowledge/text/test_beside.py",
    "knowledge/upkeep/test_contradiction.py",
    "pages/test_browser.py",
    "platforms/discord",
    "platforms/slack",
    "running/test_app.py",
    "running/test_lifesigns.py",
    "running/test_running.py",
    "running/test_token_change.py",
)
"""Whole programs, servers of both platforms, and fits of the matcher: left out by `-m "not slow"`."""

settings.register_profile("dev", max_examples=40, deadline=None)
settings.register_profile(
    "ci",
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def server() -> Iterator[Running]:
    """A PostgreSQL server for all tests of this process."""
    with running() as started:
        yield started


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them where they are listed, so that one look shows what the fast selection leaves out."""
    slow = tuple(HERE / name for name in SLOW)
    if moved := [str(each) for each in slow if not each.exists()]:
        raise pytest.UsageError(f"listed as slow, and not there: {', '.join(moved)}")
    for item in items:
        if any(item.path.is_relative_to(each) for each in slow):
            item.add_marker("slow")
