"""An interaction: what a person pressed, sent or typed, and what the bot made of it.

It is a record; it changes only when the bot answers (rest_interactions.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .wire import Json
from .world import Message

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
ANSWERS = {
    4: "message",
    5: "deferred",
    6: "deferred_update",
    7: "update",
    8: "autocomplete",
    9: "modal",
}


@dataclass
class Interaction:
    id: str
    token: str
    type: int
    user_id: str
    channel_id: str
    guild_id: str | None
    body: Json
    created: float
    """Monotonic seconds."""
    source: Message | None = None
    answered: float | None = None
    answer: Json | None = None
    message: Message | None = None
    followups: list[Message] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    """Discord's error codes of calls that came too late or twice."""

    @property
    def kind(self) -> str:
        """How the bot answered: message, deferred, deferred_update, update, … or 'nothing'."""
        return "nothing" if self.answer is None else ANSWERS[self.answer["type"]]

    @property
    def took(self) -> float | None:
        """Seconds until the first answer."""
        return None if self.answered is None else self.answered - self.created

    @property
    def ephemeral(self) -> bool:
        return self.message is not None and self.message.ephemeral

    @property
    def modal(self) -> Json | None:
        return self.answer["data"] if self.answer is not None and self.kind == "modal" else None

    @property
    def choices(self) -> list[Json]:
        if self.answer is None or self.kind != "autocomplete":
            return []
        found: list[Json] = self.answer["data"].get("choices") or []
        return found
