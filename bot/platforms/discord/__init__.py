"""Front Desk on Discord."""

from bot.platforms.discord.adapter import Discord

__all__ = ["Discord"]
