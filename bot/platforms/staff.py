"""In which of a platform's channels staff work: as the settings say, the one room for all or its own; and
those of teams within the desk, which come and go by command."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from bot.platforms.check import Check
from bot.settings.settings import Settings


@dataclass(frozen=True)
class StaffRooms:
    """The channels of one platform in which staff work, by id."""

    own: str = ""
    """The desk's; "" where there is none here."""
    teams: Callable[[], Collection[str]] = tuple
    """Those of teams, as they are now."""

    def __contains__(self, room: object) -> bool:
        return bool(room) and (room == self.own or room in self.teams())

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys(filter(None, (self.own, *self.teams())))


def staff_channel(settings: Settings, platform: str) -> str:
    """The channel's id; "" where there is none. Cards from before there was one for all stay in its own."""
    shared = settings.staff_room
    if shared is not None and shared.platform == platform:
        return shared.room
    own = {"slack": settings.slack_staff_channel, "discord": settings.discord_staff_channel}
    return own[platform]


def weekly_channel(settings: Settings, platform: str) -> str:
    """The channel that is told once a week how customers fared, if it is another than the team's."""
    room = settings.weekly_room
    if settings.weekly_report is None or room is None or room.platform != platform:
        return ""
    return "" if room.room == staff_channel(settings, platform) else room.room


def worked_on_elsewhere(settings: Settings, platform: str) -> list[Check]:
    """What `doctor` says where a platform has no staff channel, and nobody chose another's."""
    if settings.staff_room is not None or staff_channel(settings, platform):
        return []
    return [
        Check(
            ok=None,
            what=f"{platform.upper()}_STAFF_CHANNEL is empty",
            effect=f"Tickets from {platform.title()} go to the other platform's staff channel.",
            fix="Leave it so if your team works there; else put the id of its channel here into it.",
        )
    ]
