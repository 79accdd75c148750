"""In which of a platform's channels staff work, as the settings say: the one room for all, or its own."""

from bot.platforms.check import Check
from bot.settings.settings import Settings


def staff_channel(settings: Settings, platform: str) -> str:
    """The channel's id; "" where there is none. Cards from before there was one for all stay in its own."""
    shared = settings.staff_room
    if shared is not None and shared.platform == platform:
        return shared.room
    own = {"slack": settings.slack_staff_channel, "discord": settings.discord_staff_channel}
    return own[platform]


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
