"""Slack: questions, tickets and staff work inside one workspace, through Socket Mode."""

from bot.platforms.slack.adapter import Slack

__all__ = ["Slack"]
