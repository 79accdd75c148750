"""What is said to somebody who asked through another program: it passes the words on to them."""

import json
from datetime import UTC, datetime

from bot.desk.nouns.message import Message, Outgoing
from bot.desk.step.events import VERSION
from bot.platforms import plain

TYPE = "requester.message"


def spoken(outgoing: Outgoing, message: Message, now: datetime) -> bytes:
    """The JSON of it, as docs/webhooks.md has it."""
    at = outgoing.intent.at if outgoing.intent else now
    data = {
        "ticket": {"number": outgoing.ticket} if outgoing.ticket else None,
        "requester": {"id": outgoing.to},
        "language": message.language,
        "text": plain.text(message, _when),
    }
    said = {
        "type": TYPE,
        "version": VERSION,
        "timestamp": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "data": data,
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _when(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
