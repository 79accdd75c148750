"""Slack: questions, tickets and staff work inside one workspace, through Socket Mode."""

from bot.platforms.slack.adapter import Slack, Wiring
from bot.platforms.slack.setup.checks import checks
from bot.platforms.slack.setup.live import live
from bot.platforms.slack.setup.manifest import manifest

__all__ = ["Slack", "Wiring", "checks", "live", "manifest"]
