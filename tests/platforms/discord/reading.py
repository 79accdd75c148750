"""What was posted on Discord, as transcripts read it: in the words a terminal shows.

It is read from the requests that reached the double.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.platforms import plain
from tests.transcripts.script import Posted

from .double import DiscordDouble, Role
from .double.components import buttons_of, links_of, options_of, text_of
from .double.core import Request

_MARKS = re.compile(
    r"\\(?P<plain>.)"
    r"|<t:(?P<time>\d+):f>"
    r"|<@(?P<who>\d+)>"
    r"|\[(?P<words>[^\]]*)\]\(<(?P<link>[^>]*)>\)"
    r"|<(?P<address>https?://[^>]*)>"
    r"|(?P<sign>\*\*|~~|\*|`+|\u200b)"
)
_CARD = re.compile(r"Ticket \d+: ")
_OWN_ID = re.compile(r" on Discord \((\d+)\)")
_PERSON = re.compile(r"discord:(\d+)")


class Reader:
    """Reads each request once."""

    def __init__(self, double: DiscordDouble, staff: Role, zone: ZoneInfo) -> None:
        self.double, self.role, self.zone = double, staff, zone
        self._read = 0

    def posted(self) -> list[Posted]:
        """What was posted or edited since the last call, in order."""
        requests = self.double.requests[self._read :]
        self._read = len(self.double.requests)
        found = [posted for request in requests for posted in self._one(request)]
        joined: list[Posted] = []
        for each in found:
            before = joined[-1] if joined else None
            if before and before.whom == each.whom and len(before.text) > 3000:
                joined[-1] = Posted(each.whom, f"{before.text}\n{each.text}", each.buttons)
            else:
                joined.append(each)
        return joined

    def _one(self, request: Request) -> list[Posted]:
        body = request.body if isinstance(request.body, dict) else {}
        if not (request.status or 500) < 300 or not body.get("components"):
            return []
        if request.method not in {"POST", "PATCH"} or "callback" in request.template:
            return []
        tree = body["components"]
        labels = (*buttons_of(tree), *options_of(tree))
        text = "\n".join((self.neutral(text_of(tree)), *links_of(tree)))
        whom = self._whom(request, body)
        if request.method == "PATCH" and whom == "team" and _CARD.match(text):
            return [Posted(whom, text.split("\n", 1)[0])]  # as a terminal shows a changed card
        if request.method == "PATCH":
            return [Posted(whom, text, edited=True)]
        return [Posted(whom, text, tuple(labels))]

    def _whom(self, request: Request, body: dict[str, Any]) -> str:
        parts = request.path.removeprefix("/api/v10").split("/")
        if parts[1] == "webhooks":
            it = next(i for i in self.double.interactions if i.token == parts[3])
            return self._only(it.user_id, it.channel_id)
        channel = self.double.world.channels[parts[2]]
        if channel.is_dm:
            return self._name(channel.recipient_id or "")
        asked = (body.get("message_reference") or {}).get("message_id")
        said = self.double.world.message(channel.id, str(asked)) if asked else None
        return self._only(said.author_id, channel.id) if said else "team"

    def _only(self, user_id: str, channel_id: str) -> str:
        dm = self.double.world.channels[channel_id].is_dm
        return self._name(user_id) if dm else f"{self._name(user_id)} only"

    def _name(self, user_id: str) -> str:
        return self.double.world.users[user_id].name

    def neutral(self, text: str) -> str:
        """Discord's words as the terminal writes them."""
        lines, fenced = [], False
        for raw in text.split("\n"):
            line = raw.removeprefix("-# ").removeprefix("### ")
            if line == "```":
                fenced = not fenced
                continue
            if fenced:
                lines.append(line)
                continue
            if not line.strip():
                continue
            quoted = line.startswith("> ")
            shown = _MARKS.sub(self._mark, line.removeprefix("> "))
            lines.append(f"| {shown}" if quoted else shown)
        named = _PERSON.sub(self._known, "\n".join(lines))
        named = _OWN_ID.sub(lambda who: f" on Discord ({self._name(who[1])})", named)
        return named.replace(" on Discord", " on this terminal")

    def _mark(self, found: re.Match[str]) -> str:
        if found["plain"]:
            return found["plain"]
        if found["time"]:
            at = datetime.fromtimestamp(int(found["time"]), UTC)
            return plain.clock(at.astimezone(self.zone))
        if found["who"]:
            return f"@{self._name(found['who'])}"
        if found["link"] is not None:
            return f"{_MARKS.sub(self._mark, found['words'])} ({found['link']})"
        return found["address"] or ""

    def _known(self, found: re.Match[str]) -> str:
        user = self.double.world.users.get(found[1])
        if user is None:
            return found[0]
        staff = self.role.id in self.double.guild.members[user.id].roles
        return f"console:staff:{user.name}" if staff else f"console:{user.name}"
