"""The name and the picture that stand for the team, on the message itself."""

from pathlib import Path

import pytest

from .stage import UNKNOWN, stage

SUPPORT = {"DESK_STAFF_NAME": "Support", "DESK_STAFF_PICTURE": "https://shop.example/crew.png"}


@pytest.mark.parametrize("granted", [True, False])
async def test_the_teams_words_stand_under_its_name_where_slack_lets_us(
    tmp_path: Path, granted: bool
) -> None:
    async with stage(tmp_path, SUPPORT) as s:
        s.slack._speaking.customizes = granted
        asked = await s.ask(s.ana, UNKNOWN)
        await s.slash(s.sam, s.staff, "reply 1 We can, on Tuesdays.")
        await s.settle()

        replies = [each for each in s.d.posts() if "on Tuesdays." in str(each)]
        shown = [(e.get("username"), (e.get("icons") or {}).get("image_url")) for e in replies]
        named = ("Support", "https://shop.example/crew.png")
        assert [named if granted else (None, None)] == shown
        assert any("Support:" in each for each in s.in_thread(asked))
        assert not any("sam" in each for each in s.in_thread(asked))
        s.sound()
