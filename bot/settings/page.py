"""The settings in words: `.env.example`, `docs/settings.md`, and those in force.

All three are made from the fields of Settings; `python -m bot.settings.loading --docs` writes the files.
"""

import textwrap
from dataclasses import Field, fields
from datetime import timedelta
from typing import Any

from bot.desk.time.closed_days import Closed, written
from bot.desk.time.durations import format_duration
from bot.settings.settings import Settings
from bot.settings.values import Backups, StaffRoom

_PARTS = (
    ("The desk", "DESK_NAME"),
    ("Opening hours", "DESK_HOURS"),
    ("Promises and follow-up", "DESK_REPLY_WITHIN"),
    ("Answering", "DESK_WRONG_ANSWERS"),
    ("What is kept", "DESK_RETENTION_QUESTIONS"),
    ("Backups, watching and log", "DESK_BACKUPS"),
    ("Slack", "SLACK_BOT_TOKEN"),
    ("Discord", "DISCORD_TOKEN"),
    ("Webhooks", "DESK_WEBHOOKS"),
)
"""Each part of the page and the setting it begins with."""

_INTRO = """\
# Settings

Every setting has a default that works, so a desk in the terminal needs none.
Settings come from the environment or from a file named `.env` in the folder you start in; the
environment goes before the file, and an empty value means not set.
A value is what stands there: `${HOME}` is not filled in and is refused; in a path `~` is your home.
Durations are written `30s`, `10m`, `4h`, `2d` or together, `1d 4h`; a day is 24 hours.
When something is wrong the desk doesn't start; it lists every problem, with the line and the fix.
A token may stand in a file of its own: `SLACK_BOT_TOKEN_FILE=/run/secrets/slack_bot`, and likewise
with `_FILE` behind the name of every other secret. What systemd lends under the name of a secret
(`LoadCredential=`) is read too.
`python -m bot.settings.loading` prints the settings in force, without any token.

With both Slack tokens set the desk runs on Slack, with the Discord token on Discord, with all on
both, and with none in the terminal.

This page is made from `bot/settings/` by `python -m bot.settings.loading --docs`.
"""


def settings_page() -> str:
    """Return the text of `docs/settings.md`."""
    lines = [_INTRO]
    for title, settings in _parts():
        lines += [f"## {title}\n", "| Setting | Default | What it does |", "| --- | --- | --- |"]
        for one in settings:
            data = one.metadata
            default = f"`{data['default']}`" if data["default"] else "empty"
            lines.append(f"| `{data['env']}` | {default} | {data['help']} |")
        lines.append("")
    return "\n".join(lines)


def dotenv_example() -> str:
    """Return the text of `.env.example`: every setting, commented out, with its default."""
    lines = [
        "# Front Desk: copy this file to .env, take the # away where you want another value.",
        "# Keep .env to yourself (chmod 600 .env); it holds your tokens.",
        "# Everything is explained in docs/settings.md.",
        "",
    ]
    for title, settings in _parts():
        lines += [f"# {title} ".ljust(80, "-"), ""]
        for one in settings:
            data = one.metadata
            lines += textwrap.wrap(
                data["help"], 90, initial_indent="# ", subsequent_indent="# ",
                break_on_hyphens=False, break_long_words=False,
            )  # fmt: skip
            value = data["default"]
            lines += [f'#{data["env"]}="{value}"' if " " in value else f"#{data['env']}={value}"]
            lines.append("")
    return "\n".join(lines)


def in_words(settings: Settings) -> str:
    """Say every setting in force, one a line; of a secret only whether it is there."""
    lines = []
    for one in fields(Settings):
        value = getattr(settings, one.name)
        if one.metadata["secret"]:
            value = "(set)" if value else None
        lines.append(f"{one.metadata['env']}={words_of(value)}\n")
    return "".join(lines)


def words_of(value: object) -> str:
    """A setting's value as it may be written."""
    match value:
        case None:
            return ""
        case timedelta():
            return format_duration(value)
        case tuple():
            closings = [each for each in value if isinstance(each, Closed)]
            return written(closings) if closings else ",".join(value)
        case Backups():
            return f"{value.hourly} hourly {value.daily} daily"
        case StaffRoom():
            return f"{value.platform}:{value.room}"
        case _:
            return str(value)


def _parts() -> list[tuple[str, list[Field[Any]]]]:
    starts = {env: title for title, env in _PARTS}
    parts: list[tuple[str, list[Field[Any]]]] = []
    for one in fields(Settings):
        if title := starts.get(one.metadata["env"]):
            parts.append((title, []))
        parts[-1][1].append(one)
    return parts
