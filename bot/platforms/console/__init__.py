"""Front Desk in a terminal: no accounts, everybody played by whoever types."""

from bot.platforms.console.adapter import Console

__all__ = ["Console"]
