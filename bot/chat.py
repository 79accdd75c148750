"""Front Desk on Slack, on Discord, or on both in one process.

The store, the desk and the app are those of the terminal; only the platforms differ.
"""

from bot.doctor import Section
from bot.errors import SettingsError
from bot.settings import Settings


async def run(settings: Settings) -> None:
    """Run until told to stop."""
    raise SettingsError(("Slack and Discord are not built in yet.",))


async def checks(settings: Settings, *, live: bool) -> list[Section]:
    """What `doctor` can see of the platforms."""
    return []


def manifest(platform: str) -> str:
    """What the platform needs to know of the app."""
    raise SettingsError((f"There is no manifest for {platform} yet.",))
