"""Front Desk on Discord."""

from bot.platforms.discord.adapter import Discord
from bot.platforms.discord.setup.checks import checks
from bot.platforms.discord.setup.manifest import manifest

__all__ = ["Discord", "checks", "manifest"]
