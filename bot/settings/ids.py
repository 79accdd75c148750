"""Ids and tokens of Slack and Discord, as settings: their forms, and where to find the right one.

A reader of tokens never repeats what it read.
"""

import re
from collections.abc import Callable

from bot.errors import BadArgument


def _id(pattern: str, what: str, where: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text and not re.fullmatch(pattern, text, re.ASCII):
            raise BadArgument(f'"{text}" is not {what}. {where}')
        return text

    return read


def _ids(read: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    def read_all(text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(read(piece) for piece in text.replace(",", " ").split()))

    return read_all


slack_room = _id(
    r"[CG][A-Z0-9]+",
    "a Slack channel's id",
    "In Slack open the channel's details; its id (C…) stands at the very bottom.",
)
slack_group = _id(
    r"S[A-Z0-9]+",
    "a Slack user group's id",
    "In Slack open People > User groups, choose the group, then ... > Copy group ID (S…).",
)
slack_person = _id(
    r"[UW][A-Z0-9]+",
    "a Slack member's id",
    "In Slack open the person's profile, then ... > Copy member ID (U…). Names prove nothing.",
)
discord_id = _id(
    r"\d{1,20}",
    "a Discord id",
    "In Discord turn on Settings > Advanced > Developer Mode, then right-click > Copy ID: "
    "it is all digits.",
)
slack_rooms, slack_people, discord_ids = _ids(slack_room), _ids(slack_person), _ids(discord_id)


def slack_bot_token(text: str) -> str:
    """Read a bot token; the sentence tells what was pasted instead."""
    return _token(text, "xoxb-", "the bot token (xoxb-…), from OAuth & Permissions")


def slack_app_token(text: str) -> str:
    """Read an app-level token; the sentence tells what was pasted instead."""
    return _token(
        text, "xapp-", "the app token (xapp-…), from Basic Information > App-Level Tokens"
    )


def discord_token(text: str) -> str:
    """Read a bot token: three parts with dots between."""
    return _token(text, "", "the bot token (three parts with dots), from Developer Portal > Bot")


_SHAPES = (
    (r"xoxb-\S+", "Slack bot token"),
    (r"xapp-\S+", "Slack app token"),
    (r"xoxp-\S+", "Slack user token"),
    (r"xox[a-z]-\S+|xoxe\.\S+", "Slack token of another kind"),
    (r"[\w-]+\.[\w-]+\.[\w-]+", "Discord bot token"),
    (r"[0-9a-f]{64}", "Discord public key"),
    (r"[0-9a-f]{32}", "Slack signing secret or Discord client secret"),
    (r"\d{17,20}", "Discord application id"),
)


def _token(text: str, prefix: str, wanted: str) -> str:
    if not text:
        return ""
    kind = next((kind for shape, kind in _SHAPES if re.fullmatch(shape, text, re.ASCII)), "")
    if kind == "Discord bot token" and not prefix:
        return text
    if prefix and re.fullmatch(rf"{prefix}[\w.-]+", text, re.ASCII):
        return text
    if text.startswith("Bot ") and not prefix:
        raise BadArgument('Leave out the word "Bot" in front of the token.')
    said = f"You pasted a {kind} here. " if kind and not text.startswith(prefix or " ") else ""
    raise BadArgument(f"{said}Here goes {wanted}; paste it whole and without quotes or blanks.")
