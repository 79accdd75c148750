"""Everything an owner can set, put together: the desk's part, Slack's and Discord's.

A setting exists once, as a field of one of them; reading it and documenting it start from there.
"""

from dataclasses import dataclass, fields, replace
from functools import cached_property

from bot.desk.time.hours import Hours
from bot.settings.desk import DeskSettings
from bot.settings.discord import DiscordSettings
from bot.settings.public_holidays import holiday_calendar
from bot.settings.slack import SlackSettings
from bot.settings.values import Server
from bot.settings.webhooks import WebhookSettings


@dataclass(frozen=True, kw_only=True)
class Settings(WebhookSettings, DiscordSettings, SlackSettings, DeskSettings):
    """Everything the owner decides. Tokens never show in its repr.

    The fields stand in the order desk, Slack, Discord, webhooks: a dataclass takes the last base's first.
    """

    @cached_property
    def hours(self) -> Hours:
        """When the desk is open."""
        closed = holiday_calendar(self.holidays) if self.holidays else ()
        hours = Hours.parse(self.hours_text, self.timezone, closed)
        return replace(hours, closed=self.closed_days)

    @property
    def on_slack(self) -> bool:
        """Whether the desk is to run on Slack."""
        return bool(self.slack_bot_token and self.slack_app_token)

    @property
    def on_discord(self) -> bool:
        """Whether the desk is to run on Discord."""
        return bool(self.discord_token)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The tokens that are set: what no log may show."""
        values = [getattr(self, one.name) for one in fields(self) if one.metadata["secret"]]
        values += [*self.webhook_secrets, *(each.url for each in self.webhooks)]
        if isinstance(self.database, Server):
            values.append(self.database.password)
        return tuple(value for value in values if value)
