"""Everything an owner can set, with name, default and help.

A setting exists once, as a field here; reading it and documenting it both start from the field.
"""

# ruff: noqa: RUF009 -- _setting makes a dataclass field; only its declared type says otherwise

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.desk.nouns.policy import Handover
from bot.desk.time.hours import Hours
from bot.desk.time.weekly import Weekly
from bot.settings import ids
from bot.settings import values as read
from bot.settings.public_holidays import holiday_calendar, parse_regions

T = TypeVar("T")


def _setting(
    env: str, reader: Callable[[str], T], default: str, text: str, *, secret: bool = False
) -> T:
    """Make a field whose name in the environment, default and help are known to the docs."""
    known = {"env": env, "read": reader, "default": default, "help": text, "secret": secret}
    return field(default=reader(default), repr=not secret, metadata=known)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything the owner decides. Tokens never show in its repr."""

    name: str = _setting("DESK_NAME", read.name, "Front Desk", "What the desk calls itself.")
    language: str = _setting(
        "DESK_LANGUAGE",
        read.language,
        "en",
        "The language the desk speaks when a person's own is not known or not offered.",
    )
    database: Path = _setting(
        "DESK_DATABASE",
        read.database,
        "data/frontdesk.db",
        "The file in which everything is remembered. Backups lie beside it.",
    )

    hours_text: str = _setting(
        "DESK_HOURS",
        read.hours_text,
        "Mon-Fri 09:00-17:00",
        "When somebody is there: `Mon-Fri 09:00-12:00 13:00-17:00; Sat 10:00-12:00`, or `always`. "
        "A span may run past midnight (22:00-02:00).",
    )
    timezone: ZoneInfo = _setting(
        "DESK_TIMEZONE",
        read.zone,
        "UTC",
        "The time zone of these hours, by name: Europe/Berlin, America/New_York.",
    )
    holidays: tuple[str, ...] = _setting(
        "DESK_HOLIDAYS",
        parse_regions,
        "",
        "Where public holidays close the desk: DE-BY, US, GB-SCT. Several with commas.",
    )

    reply_within: timedelta = _setting(
        "DESK_REPLY_WITHIN",
        read.length("1m", "90d"),
        "4h",
        "How soon a person replies, in working time. Customers are promised it.",
    )
    remind_before: timedelta = _setting(
        "DESK_REMIND_BEFORE",
        read.length("1m", "30d"),
        "30m",
        "How long before a promise is due the team is reminded of it.",
    )
    tell_before: timedelta = _setting(
        "DESK_TELL_BEFORE",
        read.length("0s", "30d"),
        "10m",
        "How long before a promise lapses the customer is told that nobody kept it.",
    )
    claim_lapses: timedelta = _setting(
        "DESK_CLAIM_LAPSES",
        read.length("1m", "90d"),
        "4h",
        "After how much working time without a word a ticket goes back to the team.",
    )
    check_in: timedelta = _setting(
        "DESK_CHECK_IN",
        read.length("1m", "90d"),
        "1d",
        "How long after a reply the customer is asked whether it helped.",
    )
    park_after: timedelta = _setting(
        "DESK_PARK_AFTER",
        read.length("1m", "90d"),
        "2d",
        "The time between the two notices to a silent customer, and before parking.",
    )
    handover: Handover = _setting(
        "DESK_HANDOVER",
        read.handover,
        "now",
        "What happens to a question without an answer: `now` passes it to the team at once, "
        "`offer` asks the customer first.",
    )
    open_tickets: int = _setting(
        "DESK_OPEN_TICKETS",
        read.integer(1, 1000),
        "10",
        "The most tickets that one account has open. What is asked beyond that is added to one of "
        "them, and the customer is told so.",
    )
    staff_room: read.StaffRoom | None = _setting(
        "DESK_STAFF_ROOM",
        read.staff_room,
        "",
        "One staff room for the tickets of every platform: slack:C0123ABCD or discord:1234567890. "
        "Empty: each platform's own staff channel, or the only one there is.",
    )

    wrong_answers: float = _setting(
        "DESK_WRONG_ANSWERS",
        read.share,
        "0.05",
        "How many answers may be wrong: 0.05 or 5% is 5 in 100. Less means more don't-knows.",
    )
    semantic: bool = _setting(
        "DESK_SEMANTIC",
        read.semantic,
        "off",
        "`on`: whole sentences are compared by meaning too; needs the extra [semantic], 180 MB. "
        "Nothing is fetched, and nothing leaves this computer.",
    )
    burst: timedelta | None = _setting(
        "DESK_BURST",
        read.optional_length("0s", "60s"),
        "",
        "How long to wait for more, as several short messages in a row are read as one. "
        "Empty: 2s on Slack and Discord, 0 in the terminal.",
    )
    auto_answer_delay: timedelta = _setting(
        "DESK_AUTO_ANSWER_DELAY",
        read.length("0s", "1h"),
        "20s",
        "How long a new post in an answer channel waits for a person before the desk answers it.",
    )
    auto_answer_cap: int = _setting(
        "DESK_AUTO_ANSWER_CAP",
        read.integer(0, 1000),
        "20",
        "The most unasked answers in one room and hour.",
    )

    retention_questions: timedelta | None = _setting(
        "DESK_RETENTION_QUESTIONS",
        read.kept_for,
        "400d",
        "How long the words of questions are kept. `keep`, here and below, erases nothing.",
    )
    retention_tickets: timedelta | None = _setting(
        "DESK_RETENTION_TICKETS",
        read.kept_for,
        "400d",
        "How long closed tickets keep their words and notes.",
    )
    retention_inbox: timedelta | None = _setting(
        "DESK_RETENTION_INBOX", read.kept_for, "30d", "How long messages are kept as they came in."
    )
    retention_outbox: timedelta | None = _setting(
        "DESK_RETENTION_OUTBOX",
        read.kept_for,
        "30d",
        "How long sent messages are kept as they went out.",
    )
    backups: read.Backups = _setting(
        "DESK_BACKUPS",
        read.backups,
        "24 hourly 7 daily",
        "How many copies of the database are kept. `none` makes none.",
    )
    after_backup: str = _setting(
        "DESK_AFTER_BACKUP",
        read.command,
        "",
        "A command that takes each copy elsewhere, such as `rclone copy --config /etc/rclone.conf`; "
        "the copy's path is put behind it. Empty leaves the copies where they are.",
    )
    weekly_report: Weekly | None = _setting(
        "DESK_WEEKLY_REPORT",
        read.weekly,
        "Mon 09:00",
        "When the team's room is told how customers fared: a day and a time in the desk's zone, once "
        "there is a week to tell of. `off` sends none.",
    )
    metrics_port: int = _setting(
        "DESK_METRICS_PORT",
        read.integer(0, 65535),
        "0",
        "The port on this computer for /metrics and /healthz, and for /results. 0 turns them off.",
    )
    ping_url: str = _setting(
        "DESK_PING_URL",
        read.ping_url,
        "",
        "An address that is called every minute while all is well, such as a check of "
        "healthchecks.io or Uptime Kuma: where the calls stop, it alarms you. Empty calls nobody.",
        secret=True,
    )
    log_level: str = _setting(
        "DESK_LOG_LEVEL",
        read.one_of("auto", "debug", "info", "warning", "error"),
        "auto",
        "How much is logged: `debug`, `info`, `warning` or `error`. `debug` follows each message by "
        "its id, never by its words. `auto` is info on Slack and Discord, error in the terminal.",
    )
    log_format: str = _setting(
        "DESK_LOG_FORMAT",
        read.one_of("text", "json"),
        "text",
        "`text` for people, or `json`: an object a line, for what gathers logs.",
    )

    slack_bot_token: str = _setting(
        "SLACK_BOT_TOKEN",
        ids.slack_bot_token,
        "",
        "The bot token (xoxb-…), from OAuth & Permissions.",
        secret=True,
    )
    slack_app_token: str = _setting(
        "SLACK_APP_TOKEN",
        ids.slack_app_token,
        "",
        "The app token (xapp-…) with connections:write, from Basic Information.",
        secret=True,
    )
    slack_api_url: str = _setting(
        "SLACK_API_URL",
        read.url("https", "http"),
        "https://slack.com/api/",
        "Where Slack's Web API is. Leave it alone unless you go through a proxy.",
    )
    slack_staff_channel: str = _setting(
        "SLACK_STAFF_CHANNEL",
        ids.slack_room,
        "",
        "The id of the channel in which the team works on tickets.",
    )
    slack_staff_group: str = _setting(
        "SLACK_STAFF_GROUP", ids.slack_group, "", "The id of a user group whose members are staff."
    )
    slack_staff_users: tuple[str, ...] = _setting(
        "SLACK_STAFF_USERS",
        ids.slack_people,
        "",
        "Member ids of staff, with commas. On Enterprise Grid, ids in the organisation (W…) count too.",
    )
    slack_leads: tuple[str, ...] = _setting(
        "SLACK_LEADS",
        ids.slack_people,
        "",
        "Member ids of leads, with commas. They are staff, and hear of what goes wrong.",
    )
    slack_answer_channels: tuple[str, ...] = _setting(
        "SLACK_ANSWER_CHANNELS",
        ids.slack_rooms,
        "",
        "Ids of channels in which new posts are answered without a mention, with commas.",
    )

    discord_token: str = _setting(
        "DISCORD_TOKEN", ids.discord_token, "", "From Developer Portal > Bot.", secret=True
    )
    discord_api_url: str = _setting(
        "DISCORD_API_URL",
        read.url("https", "http"),
        "https://discord.com/api/v10",
        "Where Discord's REST API is. Leave it alone unless you go through a proxy.",
    )
    discord_gateway_url: str = _setting(
        "DISCORD_GATEWAY_URL",
        read.url("wss", "ws"),
        "wss://gateway.discord.gg/",
        "Where Discord's gateway is. Leave it alone unless you go through a proxy.",
    )
    discord_staff_channel: str = _setting(
        "DISCORD_STAFF_CHANNEL",
        ids.discord_id,
        "",
        "The id of the channel in which the team works on tickets.",
    )
    discord_staff_roles: tuple[str, ...] = _setting(
        "DISCORD_STAFF_ROLES",
        ids.discord_ids,
        "",
        "Ids of roles whose members are staff, with commas.",
    )
    discord_staff_users: tuple[str, ...] = _setting(
        "DISCORD_STAFF_USERS", ids.discord_ids, "", "User ids of staff, with commas."
    )
    discord_leads: tuple[str, ...] = _setting(
        "DISCORD_LEADS",
        ids.discord_ids,
        "",
        "User ids of leads, with commas. They are staff, and hear of what goes wrong.",
    )
    discord_answer_channels: tuple[str, ...] = _setting(
        "DISCORD_ANSWER_CHANNELS",
        ids.discord_ids,
        "",
        "Ids of text or forum channels in which new posts are answered without a mention, with "
        "commas. Needs the Message Content intent.",
    )

    @cached_property
    def hours(self) -> Hours:
        """When the desk is open."""
        closed = holiday_calendar(self.holidays) if self.holidays else ()
        return Hours.parse(self.hours_text, self.timezone, closed)

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
        values = (getattr(self, one.name) for one in fields(self) if one.metadata["secret"])
        return tuple(value for value in values if value)
