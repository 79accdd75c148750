"""Settings are read from the environment and a file, and shown by a page, an example and a command."""

import dataclasses
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.desk.nouns.rehearsed import Mode
from bot.settings.loading import Backups, Handover, Settings, StaffRoom, load
from bot.settings.page import dotenv_example, settings_page
from bot.settings.public_holidays import holiday_calendar

ROOT = Path(__file__).parents[2]
SLACK_BOT, SLACK_APP = "xox" + "b-1-aaaaaaaaaaaa", "xapp" + "-1-bbbbbbbbbbbb"
DISCORD = "MTIzNDU2Nzg5MDEyMzQ1Njc4" + ".GabcdE." + "abcdefghijklmnopqrstuvwxyz01"
ON_SLACK = {
    "SLACK_BOT_TOKEN": SLACK_BOT,
    "SLACK_APP_TOKEN": SLACK_APP,
    "SLACK_STAFF_CHANNEL": "C0STAFF",
    "SLACK_STAFF_USERS": "U0ANNA, U0BEN",
}
ON_DISCORD = {
    "DISCORD_TOKEN": DISCORD,
    "DISCORD_STAFF_CHANNEL": "4200",
    "DISCORD_STAFF_ROLES": "77",
}
NAMES = [one.metadata["env"] for one in dataclasses.fields(Settings)]


def test_without_any_setting_the_defaults_hold(tmp_path: Path) -> None:
    assert Settings() == load({}, tmp_path / ".env")
    assert Settings() == load(dict.fromkeys(NAMES, ""))


def test_every_setting_is_read(tmp_path: Path) -> None:
    own_words = tmp_path / "own.toml"
    own_words.touch()
    settings = load(
        ON_SLACK
        | ON_DISCORD
        | {
            "DESK_NAME": "Ada's Desk",
            "DESK_STAFF_NAME": "Ada's crew",
            "DESK_STAFF_PICTURE": "https://example.com/crew.png",
            "DESK_LANGUAGE": "pt_BR",
            "DESK_DATABASE": "postgresql://desk@db.example/desk",
            "DESK_SEVERAL": "On",
            "DESK_OWN_WORDS": str(own_words),
            "DESK_HOURS": "Mon-Thu 08:00-12:00",
            "DESK_TIMEZONE": "Europe/Berlin",
            "DESK_HOLIDAYS": "de-by, US",
            "DESK_CLOSED_DAYS": "2026-12-24 Christmas",
            "DESK_REPLY_WITHIN": "1d 2h",
            "DESK_REMIND_BEFORE": "1h",
            "DESK_TELL_BEFORE": "20m",
            "DESK_CLAIM_LAPSES": "3h",
            "DESK_CHECK_IN": "2d",
            "DESK_PARK_AFTER": "3d",
            "DESK_HANDOVER": "Offer",
            "DESK_STAFF_ROOM": "discord:99",
            "DESK_WRONG_ANSWERS": "2.5%",
            "DESK_SEMANTIC": "on",
            "DESK_BURST": "0",
            "DESK_AUTO_ANSWER_DELAY": "1m",
            "DESK_AUTO_ANSWER_CAP": "5",
            "DESK_OPEN_TICKETS": "3",
            "DESK_MODE": "Rehearsal",
            "DESK_MODE_ROOMS": "slack:C0OPEN=live, direct = rehearsal",
            "DESK_RETENTION_QUESTIONS": "keep",
            "DESK_RETENTION_TICKETS": "100d",
            "DESK_RETENTION_INBOX": "7d",
            "DESK_RETENTION_OUTBOX": "8d",
            "DESK_BACKUPS": "12 hourly + 3 daily",
            "DESK_WEBHOOKS": "crm=https://crm.example.com/desk, here = http://localhost:1/",
            "DESK_WEBHOOK_SECRET": "whsec_" + "YWJj" * 8,
            "DESK_WEBHOOK_TEXT": "On",
            "DESK_WEBHOOK_PRIVATE": "on",
            "DESK_WEBHOOK_TOKEN": "t" * 32,
            "DESK_METRICS_PORT": "9100",
            "DESK_WEEKLY_REPORT": "friday 16:30",
            "DESK_WEEKLY_ROOM": "slack:C0HEADS",
            "DESK_AFTER_BACKUP": "true --to 'another place'",
            "DESK_PING_URL": "https://hc-ping.example/some-id",
            "DESK_NEWCOMER": "2d",
            "DESK_RAID_BURST": "20",
            "DESK_LOG_LEVEL": "Debug",
            "DESK_LOG_FORMAT": "json",
            "DESK_RESULTS_ADDRESS": "https://desk.example.com",
            "SLACK_API_URL": "http://127.0.0.1:8080/api/",
            "SLACK_STAFF_GROUP": "S0TEAM",
            "SLACK_LEADS": "U0ANNA",
            "SLACK_ANSWER_CHANNELS": "C1 C2,C1",
            "DISCORD_API_URL": "http://localhost:8081/api/v10",
            "DISCORD_GATEWAY_URL": "ws://127.0.0.1:8082/",
            "DISCORD_STAFF_USERS": "1,2",
            "DISCORD_LEADS": "1",
            "DISCORD_ANSWER_CHANNELS": "5",
        }
    )

    unread = [
        one.metadata["env"]
        for one in dataclasses.fields(Settings)
        if getattr(settings, one.name) == one.default
    ]
    assert unread == []
    assert settings.language == "pt-br"
    assert settings.timezone == ZoneInfo("Europe/Berlin")
    assert settings.holidays == ("DE-BY", "US")
    assert settings.reply_within == timedelta(days=1, hours=2)
    assert settings.handover is Handover.OFFER
    assert settings.mode is Mode.REHEARSAL
    assert settings.mode_rooms == (("slack:C0OPEN", Mode.LIVE), ("direct", Mode.REHEARSAL))
    assert settings.staff_room == StaffRoom("discord", "99")
    assert settings.weekly_room == StaffRoom("slack", "C0HEADS")
    assert settings.wrong_answers == 0.025
    assert settings.burst == timedelta(0)
    assert settings.retention_questions is None
    assert settings.backups == Backups(hourly=12, daily=3)
    assert settings.slack_staff_users == ("U0ANNA", "U0BEN")
    assert settings.slack_answer_channels == ("C1", "C2")
    assert settings.on_slack
    assert settings.on_discord


def test_the_hours_know_zone_and_holidays() -> None:
    settings = load({"DESK_TIMEZONE": "Europe/Berlin", "DESK_HOLIDAYS": "DE-BY"})
    epiphany = datetime(2026, 1, 6, 10, tzinfo=UTC)

    assert settings.hours.words() == "Mon-Fri 09:00-17:00 (Europe/Berlin)"
    assert not settings.hours.is_open(epiphany)
    assert load({"DESK_TIMEZONE": "Europe/Berlin"}).hours.is_open(epiphany)


def test_holidays_of_several_regions_add_up() -> None:
    is_holiday = holiday_calendar(("US", "DE"))

    assert is_holiday(date(2026, 7, 4)) or is_holiday(date(2026, 7, 3))
    assert is_holiday(date(2026, 10, 3))
    assert not is_holiday(date(2026, 10, 6))


def test_the_environment_goes_before_the_file_unless_it_is_empty(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("DESK_NAME=File\nDESK_LANGUAGE=de\n", "utf-8")

    settings = load({"DESK_NAME": "Environment", "DESK_LANGUAGE": ""}, dotenv)

    assert settings.name == "Environment"
    assert settings.language == "de"


def test_a_secret_is_read_from_a_file_of_its_own(tmp_path: Path) -> None:
    rest = {name: value for name, value in ON_DISCORD.items() if name != "DISCORD_TOKEN"}
    (tmp_path / "token").write_text(f"\ufeff{DISCORD}\r\n", "utf-8")
    dotenv = tmp_path / ".env"
    dotenv.write_text(f"DISCORD_TOKEN_FILE={tmp_path}/token\n", "utf-8")

    by_file = load(rest, dotenv)
    by_environment = load({**rest, "DISCORD_TOKEN_FILE": f"{tmp_path}/token"})

    assert DISCORD == by_file.discord_token == by_environment.discord_token


def test_what_systemd_lends_is_read_unless_the_setting_says_otherwise(tmp_path: Path) -> None:
    rest = {name: value for name, value in ON_DISCORD.items() if name != "DISCORD_TOKEN"}
    (tmp_path / "DISCORD_TOKEN").write_text(DISCORD, "utf-8")
    lent = {**rest, "CREDENTIALS_DIRECTORY": str(tmp_path)}

    assert DISCORD == load(lent).discord_token
    assert DISCORD[:-1] == load({**lent, "DISCORD_TOKEN": DISCORD[:-1]}).discord_token
    assert "" == load({"CREDENTIALS_DIRECTORY": "/nowhere"}).discord_token


def test_a_file_with_bom_quotes_comments_and_export_is_read(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text(
        "\ufeffDESK_NAME='Tea & $HOME'\n# words\n\nexport DESK_HOURS=\"always\" # day and night\n"
        "OTHER_PROGRAM=1\nDESK_LANGUAGE=\n",
        "utf-8",
    )

    settings = load({}, dotenv)

    assert settings.name == "Tea & $HOME"
    assert settings.hours.always


def test_staff_of_one_platform_may_serve_both() -> None:
    settings = load(ON_SLACK | {"DISCORD_TOKEN": DISCORD})

    assert settings.on_discord


def test_names_of_other_programs_in_the_environment_are_left_alone() -> None:
    foreign = {"SLACK_WEBHOOK_URL": "x", "DESKTOP_SESSION": "x", "DISCORD_INVITE": "x"}

    assert Settings() == load(foreign)


def test_defaults_written_out_are_the_defaults() -> None:
    written = {one.metadata["env"]: one.metadata["default"] for one in dataclasses.fields(Settings)}
    ours = {name: text for name, text in written.items() if name.startswith("DESK_")}

    assert Settings() == load(ours)


def test_the_page_of_settings_is_in_step() -> None:
    """Mend it with `python -m bot.settings.loading --docs`."""
    assert settings_page() == (ROOT / "docs/settings.md").read_text("utf-8")


def test_the_example_file_is_in_step_and_changes_nothing_when_used() -> None:
    example = ROOT / ".env.example"

    assert dotenv_example() == example.read_text("utf-8")
    assert Settings() == load({}, example)


def test_the_example_file_with_every_line_switched_on_is_the_defaults(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    lines = dotenv_example().splitlines()
    dotenv.write_text(
        "\n".join(
            line[1:] if line.startswith("#DESK") else line
            for line in lines
        )
    )  # fmt: skip

    assert Settings() == load({}, dotenv)


def test_the_command_prints_the_settings_without_tokens(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("".join(f"{k}={v}\n" for k, v in ON_SLACK.items()))

    done = subprocess.run(
        [sys.executable, "-m", "bot.settings.loading"],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0
    assert "SLACK_BOT_TOKEN=(set)\n" in done.stdout
    assert SLACK_BOT not in done.stdout


def test_the_command_lists_problems_and_fails(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.settings.loading"],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "DESK_HOURS": "x", "DESK_BURST": "x"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert done.stderr.count("the environment") == 2
