"""Where a call may lead: the addresses of a name are looked at each time that it is called.

A name that leads into the owner's own network today and elsewhere tomorrow is refused today.
"""

import socket

from aiohttp import ClientSession, ClientTimeout, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from bot.settings.webhooks import LOOPBACK, is_private

PATIENCE = ClientTimeout(total=10, sock_connect=5)
"""Seconds for a call, and for the first of them until there is a connection."""


class Astray(OSError):
    """It leads into a private network, which DESK_WEBHOOK_PRIVATE does not allow."""


class Outside(AbstractResolver):
    """Finds only what lies in the open internet, and this computer where it was named as such."""

    def __init__(self) -> None:
        self._all = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a name. Raises Astray where one of them is not allowed."""
        found = await self._all.resolve(host, port, family)
        if host not in LOOPBACK and any(is_private(each["host"]) for each in found):
            raise Astray(str(Astray.__doc__))
        return found

    async def close(self) -> None:
        """Nothing is held."""
        await self._all.close()


def session(*, private: bool, patience: ClientTimeout = PATIENCE) -> ClientSession:
    """What calls go through: no proxy, no cookie, nothing kept from one to the next."""
    resolver = ThreadedResolver() if private else Outside()
    connector = TCPConnector(resolver=resolver, use_dns_cache=False, force_close=True)
    return ClientSession(connector=connector, timeout=patience, trust_env=False)
