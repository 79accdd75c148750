"""Events on their way to other programs: one call a try, and what its answer means.

Whoever is called drops doubles by the id, so what may have arrived is simply sent again.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
from aiohttp import ClientTimeout

from bot.desk.nouns.inbound import Inbound
from bot.desk.nouns.message import Message, Outgoing, Pasted
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.ports.platform import Intake
from bot.errors import SendLater, SendRefused, SendUnclear, SendUnfit
from bot.platforms.webhook.reaching import PATIENCE, Astray, session
from bot.platforms.webhook.signing import headers, message_id
from bot.platforms.webhook.speaking import spoken
from bot.settings.settings import Settings

log = logging.getLogger(__name__)

GONE = 410
_WAITS = frozenset({429, 503})
LONGEST_WAIT = 3600.0
"""Seconds that a receiver may ask for at a time."""
MOST_WAITS = 20
"""So often in a row it may ask to wait with one event; then it counts as a try in vain."""


_NOBODY = "They asked through a program that takes no replies: write to the address that they gave."


class Webhooks:
    """Fills `bot.desk.ports.platform.Platform`; nobody is heard there."""

    name = "webhook"

    def __init__(
        self, settings: Settings, now: Callable[[], datetime], patience: ClientTimeout = PATIENCE
    ) -> None:
        self._patience = patience
        self._hooks = {each.name: each for each in settings.webhooks}
        self._secrets = settings.webhook_secrets
        self._private = settings.webhook_private == "on"
        self._now = now
        self._gone: set[str] = set()
        """Those that said that they are no more, since the start."""
        self._waits: dict[str, int] = {}
        """How often in a row they asked to wait, by the key of the event."""
        self._last: dict[str, str] = {}
        """What became of the last try, by the key of the event, as long as it is under way."""

    async def post(self, outgoing: Outgoing, place: Place, message: Message) -> str:
        """Call it once; the event's id. Raises SendRefused, SendLater, SendUnclear."""
        hook = self._hooks.get(place.room)
        if hook is None or place.room in self._gone:
            raise SendRefused(_NOBODY if outgoing.to else f"There is no webhook {place.room} now.")
        ident = message_id(outgoing.key)
        body = spoken(outgoing, message, self._now()) if outgoing.to else _body(message)
        signed = headers(ident, self._now(), body, self._secrets)
        said = {"content-type": "application/json", "user-agent": "front-desk-webhook/1", **signed}
        try:
            async with (
                session(private=self._private, patience=self._patience) as calls,
                calls.post(hook.url, data=body, headers=said, allow_redirects=False) as answer,
            ):
                status, wait = answer.status, answer.headers.get("retry-after", "")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise self._in_vain(outgoing.key, place.room, why(error)) from None
        if status == GONE:
            raise self._switched_off(outgoing.key, place.room)
        if status in _WAITS and (seconds := _seconds(wait, self._now())) is not None:
            self._asked_to_wait(outgoing.key, place.room, status, seconds)
        if not 200 <= status < 300:
            raise self._in_vain(outgoing.key, place.room, f"status {status}")
        self._forget(outgoing.key)
        return ident

    def _switched_off(self, key: str, name: str) -> SendUnfit:
        self._gone.add(name)
        self._forget(key)
        return SendUnfit(
            f"The webhook {name} answered that it is gone (410), so I call it no more until I am started "
            "again. Take it out of DESK_WEBHOOKS, or put it right."
        )

    def _asked_to_wait(self, key: str, name: str, status: int, seconds: float) -> None:
        waits = self._waits[key] = self._waits.get(key, 0) + 1
        if waits > MOST_WAITS:
            raise self._in_vain(key, name, f"status {status}, {MOST_WAITS} times in a row")
        raise SendLater(min(seconds, LONGEST_WAIT))

    def _in_vain(self, key: str, name: str, found: str) -> SendUnclear:
        self._waits.pop(key, None)
        self._last[key] = f"webhook {name}, {found}"
        log.warning("webhook %s: %s", name, found)
        return SendUnclear(found, ended=True)

    def _forget(self, key: str) -> None:
        self._waits.pop(key, None)
        self._last.pop(key, None)

    def remark(self, key: str) -> str:
        """What became of the last try."""
        found = self._last.pop(key, "")
        return (
            f"The last time: {found}. What else fails so today is not said again." if found else ""
        )

    async def find(self, outgoing: Outgoing, place: Place, since: datetime) -> str | None:
        """Nothing: what was sent twice has the same id, and counts once."""
        return None

    async def edit(self, outgoing: Outgoing, place: Place, message: Message, posted: str) -> None:
        """Nothing is changed there. Raises SendRefused."""
        raise SendRefused("What a webhook was told is not changed.")

    # What belongs to people

    async def run(self, intake: Intake) -> None:
        """Nobody is heard."""

    async def role(self, person: Person) -> Role:
        """Nobody here is of the team."""
        return Role.CUSTOMER

    async def colleagues(self, name: str) -> list[Person]:
        """Nobody."""
        return []

    async def history(self, place: Place, since: datetime) -> list[Inbound]:
        """Nothing is said there."""
        return []

    async def places(self) -> list[Place]:
        """No rooms."""
        return []

    def other_route(self, outgoing: Outgoing) -> Place | None:
        """None."""
        return None

    def staff_room(self) -> Place | None:
        """None."""
        return None


def _body(message: Message) -> bytes:
    return "".join(part.text for part in message.parts if isinstance(part, Pasted)).encode()


def why(error: Exception) -> str:
    """What went wrong with a call, with no part of its address."""
    cause = getattr(error, "os_error", None) or error
    if isinstance(cause, Astray) or isinstance(error.__cause__, Astray):
        return str(Astray.__doc__).rstrip(".")
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return "its certificate is not for that name, or from nobody whom this computer trusts"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return f"no answer ({type(cause).__name__})"


def _seconds(text: str, now: datetime) -> float | None:
    """What a Retry-After asks for, in seconds or as a date; None where it can't be read."""
    if text.isascii() and text.isdigit():
        return float(text[:6])
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(1.0, (at - now).total_seconds())
