"""Webhooks: other programs, told of what happens through the same outbox as people."""

from bot.platforms.webhook.adapter import Webhooks
from bot.platforms.webhook.checks import checks

__all__ = ["Webhooks", "checks"]
