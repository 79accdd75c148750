"""Where people can be answered privately after a press or a command: Slack's response_urls.

Kept in memory for half an hour; whoever is not found here is answered by an ordinary call.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

USES = 5
LASTS = 1700.0
"""https://docs.slack.dev/interactivity/handling-user-interaction: five times in 30 minutes."""


@dataclass
class ResponseUrl:
    """One of them."""

    url: str
    user: str
    """Who acted, and so who sees what is answered there."""
    born: float
    thread: str = ""
    away: bool = False
    """It leads to another room than the one that the answer goes to."""
    uses: int = 0


@dataclass
class ResponseUrls:
    """By the identity of what people did."""

    clock: Callable[[], float]
    """Monotonic seconds."""
    _kept: dict[str, ResponseUrl] = field(default_factory=dict)

    def keep(
        self, inbound: str, url: str, user: str, *, thread: str = "", away: bool = False
    ) -> None:
        """Remember where this can be answered."""
        now = self.clock()
        for key in [key for key, each in self._kept.items() if now - each.born > LASTS]:
            del self._kept[key]
        if url:
            self._kept[inbound] = ResponseUrl(url, user, now, thread, away)

    def take(self, inbound: str, user: str) -> ResponseUrl | None:
        """The one for this and for this person, if it still works; one use of it is spent."""
        found = self._kept.get(inbound)
        if (
            found is None
            or found.user != user
            or found.uses >= USES
            or self.clock() - found.born > LASTS
        ):
            return None
        found.uses += 1
        return found

    def take_away(self, inbound: str, user: str) -> ResponseUrl | None:
        """The one for this if it leads elsewhere, the first time that is asked."""
        found = self._kept.get(inbound)
        if found is None or not found.away:
            return None
        found.away = False
        return self.take(inbound, user)
