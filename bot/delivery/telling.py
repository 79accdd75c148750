"""Telling staff, and the desk itself, what only delivery can see.

Each is queued in the transaction at hand, so that it is told if that holds, and once.
"""

import logging
from datetime import datetime

from bot.delivery.desk import Wiring
from bot.desk.nouns.inbound import Delivered
from bot.desk.nouns.message import Message, Outgoing, Readership
from bot.desk.ports.outbox import Sent
from bot.desk.ports.platform import Platform, Remarking

log = logging.getLogger(__name__)


def tell_staff(  # noqa: PLR0913 -- who, where, of what, and how often
    wiring: Wiring, journal: Sent, platform: str, about: str, message: Message, *, once: str = ""
) -> None:
    """In the staff room; `about` is the id of what it says something of. Under `once` nothing is told
    a second time."""
    room = wiring.staff_room(platform)
    if room is None:
        log.error("there is no staff room to tell: %s %s", message.kind, about)
        return
    now = wiring.clock.now()
    notice = Outgoing(
        key=f"{message.kind}:{once or f'{about}:{now.isoformat()}'}",
        place=room,
        message=message,
        readership=Readership.STAFF,
    )
    journal.send(notice, now)


def ended(key: str, ticket: int | None, now: datetime, *, ok: bool, reason: str) -> Delivered:
    """For the desk's inbox: how the sending of something ended, each time that it failed."""
    return Delivered(
        id=f"desk:delivered:{key}" if ok else f"desk:delivered:{key}:{now.isoformat()}",
        at=now,
        ticket=ticket or 0,
        key=key,
        ok=ok,
        reason=reason,
    )


def remark(platform: Platform, key: str) -> str:
    """What a platform says of how the message under that key went out; "" where it says nothing."""
    return platform.remark(key) if isinstance(platform, Remarking) else ""
