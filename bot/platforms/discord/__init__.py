"""Front Desk on Discord."""

from bot.platforms.discord.adapter import Discord
from bot.platforms.discord.checks import checks
from bot.platforms.discord.manifest import manifest

__all__ = ["Discord", "checks", "manifest"]
