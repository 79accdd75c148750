"""Every transcript reads on Slack as it is written."""

from pathlib import Path

import pytest

from tests.transcripts.script import Script, in_one_calendar, transcripts

from .driver import slack


@pytest.mark.parametrize("path", transcripts(), ids=lambda path: path.stem)
async def test_slack_reads_as_written(path: Path, tmp_path: Path) -> None:
    script = Script.read(path)

    async with slack(script, tmp_path) as driver:
        seen = await script.play(driver)

    assert in_one_calendar(script.text) == in_one_calendar(seen)
