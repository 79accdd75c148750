"""A room is taken live on Discord by its mention."""

from __future__ import annotations

from pathlib import Path

from .harness import Desk, Town


async def test_a_lead_takes_a_room_live_by_its_mention(place: Town, tmp_path: Path) -> None:
    desk = Desk(place, tmp_path / "led.db", discord_leads=(str(place.sam.id),))
    await desk.start()
    try:
        line = f"<@{desk.double.bot.id}> live <#{place.help.id}> off"
        await desk.say(place.sam, place.staff, line)

        heard = [*desk.texts(place.staff), *map(str, desk.whispers(place.sam))]
        assert not any("names no room" in each for each in heard)
        assert any(str(place.help.id) in each for each in heard), heard
    finally:
        await desk.stop()
