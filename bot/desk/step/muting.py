"""What customers see of the desk where they are: all of it, only that the team has what they ask, or
nothing; in both of these it rehearses its answers.

An owner's setting decides, until a lead says otherwise in chat.
"""

import re

from bot.desk.nouns.place import Place
from bot.desk.nouns.policy import Policy
from bot.desk.nouns.rehearsed import Mode
from bot.desk.ports.records import Kept

DIRECT = "direct"
"""Stands for all direct messages: each is a room of its own."""


def room_of(place: Place) -> str:
    """What a room's mode is kept under: "slack:C012345", "direct"."""
    return DIRECT if place.private else f"{place.platform}:{place.room}"


_MENTION = re.compile(r"<#(\w{1,40})(?:\|[^>]*)?>")
"""A room as Slack and Discord write that it was mentioned."""
_KEY = re.compile(r"([a-z]+):([\w-]{1,40})")


def named(words: str, platform: str) -> Place | None:
    """The room that words mean, by a mention on that platform or by its key; None for no such thing."""
    mention, key = _MENTION.fullmatch(words), _KEY.fullmatch(words)
    if mention:
        return Place(platform=platform, room=mention[1])
    return Place(platform=key[1], room=key[2]) if key else None


def mode_in(records: Kept, policy: Policy, room: str) -> Mode:
    """What customers see there."""
    said = records.kept(_key(room))
    return Mode(said) if said else policy.rooms.get(room, policy.mode)


def keep_mode(records: Kept, room: str, mode: Mode) -> None:
    """A lead has said so."""
    records.keep(_key(room), mode.value)


def is_mute(records: Kept, policy: Policy, place: Place) -> bool:
    """Whether the desk says nothing to customers there."""
    return mode_in(records, policy, room_of(place)) is Mode.REHEARSAL


def hands_over(records: Kept, policy: Policy, place: Place) -> bool:
    """Whether customers there hear who has what they ask, and nothing of what the guide says."""
    return mode_in(records, policy, room_of(place)) is Mode.HANDOVER


def _key(room: str) -> str:
    return f"mode {room}"
