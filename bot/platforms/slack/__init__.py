"""Slack: questions, tickets and staff work inside one workspace, through Socket Mode."""

from bot.platforms.slack.adapter import Slack, Wiring
from bot.platforms.slack.doctor import checks
from bot.platforms.slack.live import live
from bot.platforms.slack.manifest import manifest

__all__ = ["Slack", "Wiring", "checks", "live", "manifest"]
