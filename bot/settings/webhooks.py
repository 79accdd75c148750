"""What an owner sets for webhooks: other programs that are told of what happens here.

Only what stands here is ever called: the list of addresses is the list of those that are allowed.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.errors import BadArgument
from bot.settings import values as read
from bot.settings.setting import setting

MOST = 10
"""Webhooks that a desk may have: each is told of everything."""
_SIGN = "whsec_"
_SHORTEST, _LONGEST = 24, 64
"""Bytes of a secret: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """Somewhere that is told of events."""

    name: str
    url: str

    @property
    def host(self) -> str:
        """What may be shown of its address."""
        return urlsplit(self.url).hostname or ""


def webhooks(text: str) -> str:
    """Check "crm=https://…, pager=https://…"; the addresses may hold secrets, and are not repeated."""
    found = tuple(parsed(text))
    if len({each.name for each in found}) < len(found):
        raise BadArgument("Two webhooks have the same name. Give each its own.")
    if len(found) > MOST:
        raise BadArgument(f"That is more than {MOST} webhooks.")
    return text


def parsed(text: str) -> Iterator[Webhook]:
    """Each of them. Raises BadArgument."""
    for part in filter(None, map(str.strip, text.split(","))):
        name, equals, url = (each.strip() for each in part.partition("="))
        if not equals or not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,29}", name):
            raise BadArgument(
                "Write each as a name of small letters, = and its address: crm=https://example.com/desk"
            )
        yield Webhook(name=name, url=_url(name, url))


def _url(name: str, text: str) -> str:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)):
        raise BadArgument(
            f"{name}: that is not an address that starts with https://. Unencrypted ones may only lead to "
            "this computer itself."
        )
    if parts.username or parts.password:
        raise BadArgument(
            f"{name}: leave the name and password before the @ out; what is sent is signed."
        )
    return text


def secrets(text: str) -> str:
    """Check one or two secrets, `whsec_` and base64 of 24 to 64 bytes, with a comma; never repeated."""
    found = split(text)
    if len(found) > 2:
        raise BadArgument("Write one secret, or two while they are being exchanged.")
    for each in found:
        try:
            key = base64.b64decode(each.removeprefix(_SIGN), validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if not each.startswith(_SIGN) or not _SHORTEST <= len(key) <= _LONGEST:
            raise BadArgument(
                f"That is not {_SIGN} and the base64 of {_SHORTEST} to {_LONGEST} random bytes. Make one: "
                "python -c \"import base64, os; print('whsec_' + base64.b64encode(os.urandom(32)).decode())\""
            )
    return text


def split(text: str) -> tuple[str, ...]:
    """The secrets, the newest first."""
    return tuple(filter(None, map(str.strip, text.split(","))))


def is_private(host: str) -> bool:
    """Whether it is the number of an address that does not lie in the open internet."""
    try:
        address = ip_address(host)
    except ValueError:
        return False
    inner = getattr(address, "ipv4_mapped", None) or address
    return not inner.is_global or inner.is_multicast


def token(text: str) -> str:
    """Check a token by which other programs open tickets; never repeated."""
    if text and not re.fullmatch(r"[\w.~+/=-]{32,200}", text, re.ASCII):
        raise BadArgument(
            "That is no token of 32 to 200 letters and digits. Make one: "
            'python -c "import secrets; print(secrets.token_urlsafe(32))"'
        )
    return text


@dataclass(frozen=True, kw_only=True)
class WebhookSettings:
    """Who is told, how that is signed, and how much is told. Empty tells nobody."""

    webhooks_text: str = setting(
        "DESK_WEBHOOKS",
        webhooks,
        "",
        "Other programs that are told of what happens, each with a name: crm=https://example.com/desk. "
        "Several with commas. Nothing else is ever called. See docs/webhooks.md.",
        secret=True,
    )
    webhook_secret: str = setting(
        "DESK_WEBHOOK_SECRET",
        secrets,
        "",
        "The secret with which that is signed: whsec_ and base64 of 24 to 64 random bytes. Two with a "
        "comma, the new one first, while you exchange it.",
        secret=True,
    )
    webhook_words: str = setting(
        "DESK_WEBHOOK_TEXT",
        read.one_of("off", "on"),
        "off",
        "`on`: they are also told who wrote, and what customers and the team wrote to one another. Notes "
        "never.",
    )
    webhook_private: str = setting(
        "DESK_WEBHOOK_PRIVATE",
        read.one_of("off", "on"),
        "off",
        "`on`: an address may lead into your own network (10.0.0.0/8 and the like); else such are "
        "refused, whatever name leads there.",
    )

    webhook_token: str = setting(
        "DESK_WEBHOOK_TOKEN",
        token,
        "",
        "A token of 32 characters or more, by which other programs open tickets at DESK_METRICS_PORT. "
        "Empty takes none.",
        secret=True,
    )

    @cached_property
    def webhooks(self) -> tuple[Webhook, ...]:
        """Each of them."""
        return tuple(parsed(self.webhooks_text))

    @cached_property
    def webhook_secrets(self) -> tuple[str, ...]:
        """With which it is signed, the newest first."""
        return split(self.webhook_secret)


def disagreeing(settings: WebhookSettings) -> Iterator[str]:
    """What can't be of webhooks taken together; a sentence each."""
    if settings.webhooks and not settings.webhook_secret:
        yield (
            "DESK_WEBHOOKS is set, but DESK_WEBHOOK_SECRET is not: nobody could tell that it is you who "
            "calls. Make one: "
            "python -c \"import base64, os; print('whsec_' + base64.b64encode(os.urandom(32)).decode())\""
        )
    for each in settings.webhooks:
        if (
            settings.webhook_private == "off"
            and each.host not in LOOPBACK
            and is_private(each.host)
        ):
            yield (
                f"DESK_WEBHOOKS: {each.name} leads into a private network. Set DESK_WEBHOOK_PRIVATE=on "
                "if that is meant."
            )
