"""What people can ask for: one table, read by Slack, Discord, the console, help, forms and docs."""

from bot.commands.table import COMMANDS, CommandTable

__all__ = ["COMMANDS", "CommandTable"]
