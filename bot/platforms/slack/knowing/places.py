"""Slack's rooms, threads and messages as the desk's places and ids, and back.

Pure. A direct message is one conversation; in any other room each thread is one.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.desk.nouns.place import Place
from bot.platforms.staff import StaffRooms


@dataclass(frozen=True, kw_only=True)
class Here:
    """Who the app is in its workspace, and which rooms mean what."""

    team: str
    bot_user: str
    bot_id: str
    url: str = ""
    """Of the workspace: "https://example.slack.com/"."""
    staff_room: str = ""
    team_rooms: Callable[[], Collection[str]] = field(default=tuple, compare=False)
    """Those of teams within the desk, as they are now."""
    answer_rooms: frozenset[str] = frozenset()
    rooms: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Names of rooms that were mentioned, as far as they are known."""

    @property
    def staffs(self) -> StaffRooms:
        """All rooms in which staff work."""
        return StaffRooms(self.staff_room, self.team_rooms)

    def link(self, room: str, ts: str, thread: str = "") -> str:
        """Opens a message, for whoever may read the room; "" for a direct message.

        As chat.getPermalink makes it: https://docs.slack.dev/reference/methods/chat.getPermalink
        """
        if is_direct(room) or not (self.url and ts):
            return ""
        inside = f"?thread_ts={thread}&cid={room}" if thread and thread != ts else ""
        return f"{self.url}archives/{room}/p{ts.replace('.', '')}{inside}"

    def message_id(self, room: str, ts: str) -> str:
        """The identity of a message, the same in events and in history."""
        return f"slack:{self.team}:{room}:{ts}"


def place_of(room: str, thread: str, *, beneath: str = "") -> Place:
    """A thread in a room; a direct message is one conversation, answered `beneath` a message."""
    if is_direct(room):
        return Place(platform="slack", room=room, private=True, beneath=beneath)
    return Place(platform="slack", room=room, thread=thread)


def thread_of(place: Place) -> str:
    """The thread_ts of what is said in a place; "" beside all threads."""
    return place.thread or place.beneath


def is_direct(room: str) -> bool:
    """Whether a room is a conversation between one person and the app."""
    return room.startswith("D")


def is_group(event: Mapping[str, Any]) -> bool:
    """Whether it happened in a direct message of several: each of them reads it, and nobody else."""
    return event.get("channel_type") == "mpim"
