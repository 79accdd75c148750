"""Where words stand."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where words stand: a room, or a thread in it."""

    platform: str
    workspace: str = ""
    room: str
    thread: str = ""
    """Id of the message that the thread hangs from; empty in a flat room such as a DM."""
    private: bool = False
    """Only the requester and the desk read here."""
    beneath: str = ""
    """Id of the message beneath which they wrote and are answered, where that makes no
    conversation of its own: a direct message is one, whatever hangs from its messages."""

    @property
    def key(self) -> str:
        """One conversation, as text; the same for every message in it."""
        return f"{self.platform}:{self.workspace}:{self.room}:{self.thread}"
