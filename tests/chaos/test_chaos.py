"""The short form of every suite, and each control found out; in CI all that fits into its time."""

import os

import pytest

from tests.chaos import shards
from tests.chaos.suite import Control, Skipped, Suite, Task, must_fail, scratch
from tests.chaos.suites import SUITES

CI = bool(os.environ.get("CI"))
CONTROLS = [
    pytest.param(control, id=f"{suite.name}-{control.name.replace(' ', '-')}")
    for suite in SUITES
    for control in suite.controls
    if not control.slow
]


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
def test_the_promise_holds(suite: Suite) -> None:
    try:
        with scratch(suite.name) as folder:
            shards.run(suite, Task(cases=suite.in_tests(ci=CI), folder=folder))
    except Skipped as reason:
        pytest.skip(str(reason))


@pytest.mark.parametrize("control", CONTROLS)
def test_the_control_is_found_out(control: Control) -> None:
    try:
        with scratch("control") as folder:
            must_fail(control, Task(cases=control.cases, folder=folder))
    except Skipped as reason:
        pytest.skip(str(reason))
