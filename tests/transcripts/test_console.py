"""Every transcript reads on the console as it is written."""

from pathlib import Path

import pytest

from tests.transcripts.console import console
from tests.transcripts.script import Script, transcripts


@pytest.mark.parametrize("path", transcripts(), ids=lambda path: path.stem)
async def test_the_console_reads_as_written(path: Path, tmp_path: Path) -> None:
    script = Script.read(path)

    async with console(script, tmp_path) as driver:
        seen = await script.play(driver)

    assert script.text == seen
