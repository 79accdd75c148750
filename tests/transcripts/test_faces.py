"""Where the team has a name for all, no customer reads that of one of its people in the desk's own words."""

import re
from pathlib import Path

import pytest

from tests.transcripts.console import console
from tests.transcripts.script import Script, transcripts

PLAY = re.compile(r"^(\w+)(!{0,2}):(.*)$", re.MULTILINE)


def acting(text: str) -> tuple[set[str], str]:
    """Who acts for the team alone, and all that anybody typed."""
    said = PLAY.findall(text)
    staff = {who for who, mark, _ in said if mark} - {who for who, mark, _ in said if not mark}
    return staff, "\n".join(words for _, _, words in said)


@pytest.mark.slow
@pytest.mark.parametrize("path", transcripts(), ids=lambda path: path.stem)
async def test_no_customer_reads_a_name_of_the_team(path: Path, tmp_path: Path) -> None:
    script = Script.read(path)
    script.settings.setdefault("DESK_STAFF_NAME", "Support")
    staff, typed = acting("\n".join(script.lines))
    async with console(script, tmp_path) as driver:
        await script.play(driver)
        shown = [each for each in driver.seen if not each.readers & {*staff, "team"}]

    told = {line for each in shown for line in each.text.split("\n") if line.strip() not in typed}
    named = re.compile(rf"\b({'|'.join(staff) or 'nobody at all'})\b")
    assert [] == sorted(line for line in told if named.search(line))
