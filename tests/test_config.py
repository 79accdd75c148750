"""Settings are read, or refused all at once in plain words; no token is ever shown."""

import dataclasses
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import Backups, Handover, Settings, StaffRoom, load
from bot.errors import SettingsError
from bot.public_holidays import holiday_calendar
from bot.settings_page import dotenv_example, in_words, settings_page

ROOT = Path(__file__).parent.parent
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


def problems(env: dict[str, str], dotenv: Path | None = None) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as refusal:
        load(env, dotenv)
    return refusal.value.problems


def test_without_any_setting_the_defaults_hold(tmp_path: Path) -> None:
    assert Settings() == load({}, tmp_path / ".env")
    assert Settings() == load(dict.fromkeys(NAMES, ""))


def test_every_setting_is_read() -> None:
    settings = load(
        ON_SLACK
        | ON_DISCORD
        | {
            "DESK_NAME": "Ada's Desk",
            "DESK_LANGUAGE": "pt_BR",
            "DESK_DATABASE": "elsewhere/desk.db",
            "DESK_HOURS": "Mon-Thu 08:00-12:00",
            "DESK_TIMEZONE": "Europe/Berlin",
            "DESK_HOLIDAYS": "de-by, US",
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
            "DESK_RETENTION_QUESTIONS": "keep",
            "DESK_RETENTION_TICKETS": "100d",
            "DESK_RETENTION_INBOX": "7d",
            "DESK_RETENTION_OUTBOX": "8d",
            "DESK_BACKUPS": "12 hourly + 3 daily",
            "DESK_METRICS_PORT": "9100",
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
    assert settings.staff_room == StaffRoom("discord", "99")
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


def test_all_problems_come_at_once_each_with_its_place(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text(
        "# my desk\n\nDESK_REPLY_WITHIN=4 fortnights\nDESK_HOURES=always\njust words\n"
        'DESK_NAME="unclosed\nDESK_CHECK_IN=1d\nDESK_CHECK_IN=2d\n',
        "utf-8",
    )

    said = problems({"DESK_TIMEZONE": "Berlin", "SLACK_BOT_TOKEN": SLACK_BOT}, dotenv)

    expected = [
        f'DESK_REPLY_WITHIN ({dotenv}, line 3): "4 fortnights" is not a length of time.',
        f"DESK_HOURES ({dotenv}, line 4) is not a setting. Did you mean DESK_HOURS?",
        f"{dotenv}, line 5: this is not NAME=value.",
        f"{dotenv}, line 6: this is not NAME=value.",
        f"DESK_CHECK_IN stands twice, the second time in {dotenv}, line 8.",
        'DESK_TIMEZONE (the environment): "Berlin" is not a time zone I know. '
        "Write a name such as Europe/Berlin",
        "SLACK_BOT_TOKEN is set, but SLACK_APP_TOKEN is not; Slack needs both.",
    ]
    missing = [start for start in expected if not any(one.startswith(start) for one in said)]
    assert missing == []


@pytest.mark.parametrize(
    ("env", "says"),
    [
        ({"DESK_HOURS": "nine to five"}, "can't read the hours"),
        ({"DESK_TIMEZONE": "../../etc/passwd"}, "not a time zone"),
        ({"DESK_TIMEZONE": "europe/berlin"}, "Europe/Berlin"),
        ({"DESK_HOLIDAYS": "DE-XX"}, 'no region "XX"'),
        ({"DESK_HOLIDAYS": "Bavaria"}, "No holidays are known"),
        ({"DESK_HOLIDAYS": "DE", "DESK_HOURS": "always"}, "never closes"),
        ({"DESK_REPLY_WITHIN": "0"}, "won't do"),
        ({"DESK_REPLY_WITHIN": "200d"}, "from 1m to 90d"),
        ({"DESK_REPLY_WITHIN": "20m"}, "DESK_REMIND_BEFORE is not shorter"),
        ({"DESK_TELL_BEFORE": "30m"}, "DESK_TELL_BEFORE is not shorter"),
        ({"DESK_HANDOVER": "later"}, 'neither "now" nor "offer"'),
        ({"DESK_LANGUAGE": "English please"}, "not a language"),
        ({"DESK_WRONG_ANSWERS": "5"}, "Write 5% or 0.05"),
        ({"DESK_WRONG_ANSWERS": "none"}, "Write 5% or 0.05"),
        ({"DESK_SEMANTIC": "yes"}, 'neither "on" nor "off"'),
        ({"DESK_BURST": "2m"}, "from 0s to 60s"),
        ({"DESK_AUTO_ANSWER_CAP": "-1"}, "whole number from 0 to 1000"),
        ({"DESK_METRICS_PORT": "80808"}, "from 0 to 65535"),
        ({"DESK_RETENTION_INBOX": "1h"}, 'Or "keep"'),
        ({"DESK_BACKUPS": "many"}, "24 hourly 7 daily"),
        ({"DESK_BACKUPS": "3 weekly"}, "24 hourly 7 daily"),
        ({"DESK_NAME": "x" * 61}, "up to 60 characters"),
        ({"DESK_DATABASE": ":memory:"}, "not a file"),
        ({"DESK_DATABASE": "."}, "not a file"),
        ({"DESK_STAFF_ROOM": "irc:x"}, "names no platform"),
        ({"DESK_STAFF_ROOM": "slack:#desk"}, "not a Slack channel's id"),
        ({"DESK_STAFF_ROOM": "slack:C1"}, "doesn't run there"),
        ({"DISCORD_BOT_TOKEN": "x"}, "Did you mean DISCORD_TOKEN?"),
        ({"SLACK_APP_TOKEN": SLACK_APP}, "SLACK_BOT_TOKEN is not"),
        ({"SLACK_STAFF_USERS": "U1"}, "but not SLACK_BOT_TOKEN"),
        ({"DISCORD_LEADS": "1"}, "but not DISCORD_TOKEN"),
        (ON_SLACK | {"SLACK_STAFF_USERS": ""}, "Nobody is staff on Slack"),
        (ON_SLACK | {"SLACK_STAFF_CHANNEL": ""}, "Tickets have no room"),
        (ON_SLACK | {"SLACK_STAFF_CHANNEL": "#support"}, "at the very bottom"),
        (ON_SLACK | {"SLACK_STAFF_USERS": "@anna"}, "Copy member ID"),
        (ON_SLACK | {"SLACK_STAFF_GROUP": "support"}, "Copy group ID"),
        (ON_SLACK | {"SLACK_API_URL": "http://slack.example/api/"}, "unencrypted"),
        (ON_SLACK | {"SLACK_API_URL": "slack.com"}, "starts with https://"),
        (ON_DISCORD | {"DISCORD_STAFF_ROLES": ""}, "Nobody is staff on Discord"),
        (ON_DISCORD | {"DISCORD_STAFF_ROLES": "mods"}, "all digits"),
        (ON_DISCORD | {"DISCORD_GATEWAY_URL": "https://discord.gg"}, "starts with wss://"),
        (
            ON_SLACK | {"SLACK_BOT_TOKEN": SLACK_APP, "SLACK_APP_TOKEN": SLACK_BOT},
            "are swapped",
        ),
        (ON_SLACK | {"SLACK_APP_TOKEN": SLACK_BOT}, "You pasted a Slack bot token here"),
        (ON_SLACK | {"SLACK_BOT_TOKEN": DISCORD}, "You pasted a Discord bot token here"),
        (ON_SLACK | {"SLACK_BOT_TOKEN": "xox" + "p-123-456"}, "You pasted a Slack user token"),
        (ON_SLACK | {"SLACK_BOT_TOKEN": f'"{SLACK_BOT}"'}, "without quotes"),
        (ON_DISCORD | {"DISCORD_TOKEN": SLACK_BOT}, "You pasted a Slack bot token here"),
        (ON_DISCORD | {"DISCORD_TOKEN": f"Bot {DISCORD}"}, 'Leave out the word "Bot"'),
        (ON_DISCORD | {"DISCORD_TOKEN": "ab" * 32}, "You pasted a Discord public key here"),
    ],
)
def test_one_mistake_gets_one_sentence_that_mends_it(env: dict[str, str], says: str) -> None:
    (problem,) = problems(env)

    assert says in problem
    assert not [value for value in env.values() if len(value) > 20 and value in problem]


def test_staff_of_one_platform_may_serve_both() -> None:
    settings = load(ON_SLACK | {"DISCORD_TOKEN": DISCORD})

    assert settings.on_discord


def test_names_of_other_programs_in_the_environment_are_left_alone() -> None:
    foreign = {"SLACK_WEBHOOK_URL": "x", "DESKTOP_SESSION": "x", "DISCORD_INVITE": "x"}

    assert Settings() == load(foreign)


def test_a_name_of_ours_in_the_file_that_is_none_is_refused(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("SLACK_WEBHOOK_URL=x\nslack_bot_tokn=y\nSLAK_APP_TOKEN=z\n", "utf-8")

    one, two, three = problems({}, dotenv)

    assert "docs/settings.md" in one or "Did you mean" in one
    assert two.endswith("Did you mean SLACK_BOT_TOKEN?")
    assert three.endswith("Did you mean SLACK_APP_TOKEN?")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00D", b"DESK_NAME=\xe4\n"])
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_bytes(content)

    assert problems({}, dotenv) == (f"{dotenv} is not UTF-8 text. Save it as UTF-8.",)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (problem,) = problems({}, tmp_path)

    assert "can't be read" in problem


def test_no_token_shows_in_repr_words_or_problems(tmp_path: Path) -> None:
    settings = load(ON_SLACK | ON_DISCORD)
    dotenv = tmp_path / ".env"
    dotenv.write_text(f"{SLACK_BOT}\nSLACK_STAFF_CHANNEL={SLACK_APP}\nDESK_NAM={DISCORD}\n")

    shown = repr(settings) + str(settings) + in_words(settings) + str(problems({}, dotenv))

    assert settings.secrets == (SLACK_BOT, SLACK_APP, DISCORD)
    assert [token for token in settings.secrets if token in shown] == []


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=30)))
def test_any_text_in_any_setting_is_read_or_refused_in_sentences(env: dict[str, str]) -> None:
    try:
        said: tuple[str, ...] = (load(env).name,)
    except SettingsError as refusal:
        said = refusal.problems

    assert all(said)


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_file_is_read_or_refused_in_sentences(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    dotenv = tmp_path_factory.mktemp("any") / ".env"
    dotenv.write_bytes(content)
    try:
        said: tuple[str, ...] = (load({}, dotenv).name,)
    except SettingsError as refusal:
        said = refusal.problems

    assert all(said)


def test_defaults_written_out_are_the_defaults() -> None:
    written = {one.metadata["env"]: one.metadata["default"] for one in dataclasses.fields(Settings)}
    ours = {name: text for name, text in written.items() if name.startswith("DESK_")}

    assert Settings() == load(ours)


def test_the_page_of_settings_is_in_step() -> None:
    """Mend it with `python -m bot.config --docs`."""
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
        [sys.executable, "-m", "bot.config"],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0
    assert "SLACK_BOT_TOKEN=(set)\n" in done.stdout
    assert SLACK_BOT not in done.stdout


def test_the_command_lists_problems_and_fails(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.config"],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "DESK_HOURS": "x", "DESK_BURST": "x"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert done.stderr.count("the environment") == 2
