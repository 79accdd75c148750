"""Settings are refused all at once in plain words; no token is ever shown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsError
from bot.settings.loading import load
from bot.settings.page import in_words
from tests.settings.test_loading import DISCORD, NAMES, ON_DISCORD, ON_SLACK, SLACK_APP, SLACK_BOT


def problems(env: dict[str, str], dotenv: Path | None = None) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as refusal:
        load(env, dotenv)
    return refusal.value.problems


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
        ({"DESK_MODE": "quiet"}, 'none of "live", "handover" and "rehearsal"'),
        ({"DESK_MODE_ROOMS": "lobby=live"}, '"lobby" names no platform'),
        ({"DESK_MODE_ROOMS": "direct"}, 'none of "live", "handover" and "rehearsal"'),
        ({"DESK_DATABASE": "${HOME}/desk.db"}, "${HOME} would not be filled in"),
        ({"DESK_DATABASE": "$HOME/desk.db"}, "$HOME would not be filled in"),
        ({"DESK_NAME": "Desk of ${COMPANY}"}, "${COMPANY} would not be filled in"),
        ({"DESK_LANGUAGE": "English please"}, "not a language"),
        ({"DESK_LANGUAGE": "pl"}, 'I don\'t speak "pl". Write one of: Deutsch (de), English (en)'),
        ({"DESK_WRONG_ANSWERS": "5"}, "Write 5% or 0.05"),
        ({"DESK_WRONG_ANSWERS": "none"}, "Write 5% or 0.05"),
        ({"DESK_SEMANTIC": "yes"}, 'neither "on" nor "off"'),
        ({"DESK_BURST": "2m"}, "from 0s to 60s"),
        ({"DESK_AUTO_ANSWER_CAP": "-1"}, "whole number from 0 to 1000"),
        ({"DESK_OPEN_TICKETS": "0"}, "whole number from 1 to 1000"),
        ({"DESK_METRICS_PORT": "80808"}, "from 0 to 65535"),
        ({"DESK_LOG_LEVEL": "loud"}, "Write auto, debug, info, warning or error"),
        ({"DESK_AFTER_BACKUP": "nosuchprogram x"}, "no program nosuchprogram"),
        ({"DESK_AFTER_BACKUP": "true 'x"}, "quote is opened"),
        ({"DESK_PING_URL": "ftp://example.org"}, "starts with https:// or http://"),
        ({"DESK_LOG_FORMAT": "xml"}, "Write text or json"),
        ({"DISCORD_TOKEN_FILE": "/nowhere/token"}, "can't be read: No such file"),
        ({"DISCORD_TOKEN_FILE": "/dev/null"}, "is empty"),
        (ON_DISCORD | {"DISCORD_TOKEN_FILE": "/dev/null"}, "are both set"),
        ({"DISCORD_TOKEN_FLE": "/dev/null"}, "Did you mean DISCORD_TOKEN_FILE?"),
        ({"DESK_RETENTION_INBOX": "1h"}, 'Or "keep"'),
        ({"DESK_BACKUPS": "many"}, "24 hourly 7 daily"),
        ({"DESK_BACKUPS": "3 weekly"}, "24 hourly 7 daily"),
        ({"DESK_NAME": "x" * 61}, "up to 60 characters"),
        ({"DESK_SEVERAL": "on"}, "DESK_DATABASE is a file"),
        ({"DESK_DATABASE": ":memory:"}, "not a file"),
        ({"DESK_DATABASE": "."}, "not a file"),
        ({"DESK_STAFF_ROOM": "irc:x"}, "names no platform"),
        ({"DESK_STAFF_ROOM": "slack:#desk"}, "not a Slack channel's id"),
        ({"DESK_STAFF_ROOM": "slack:C1"}, "doesn't run there"),
        ({"DESK_WEEKLY_ROOM": "#heads"}, "names no platform"),
        ({"DESK_WEEKLY_ROOM": "discord:12"}, "DESK_WEEKLY_ROOM is on Discord, but"),
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
