"""Who is staff on Discord: by user id, or by the id of a role that somebody has.

Fails closed: what can't be known makes nobody staff, and is said as an error.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Self

import discord

from bot.desk.nouns.person import Person, Role
from bot.desk.ports.platform import RIGHTS_LAST
from bot.errors import DeskError, SendLater
from bot.platforms.discord.connection.refusals import ANSWER, FAILURES
from bot.platforms.discord.knowing import places
from bot.settings.settings import Settings

KEPT = 5000
FOUND = 25
"""Members looked at whose name begins like the one that is looked for."""


class StaffUnknown(DeskError):
    """I could not ask Discord who is staff."""


class Team:
    """Asked on every command; Discord is asked once a minute and person."""

    def __init__(
        self,
        *,
        client: Callable[[], discord.Client],
        roles: Iterable[str],
        users: Iterable[str],
        leads: Iterable[str],
    ) -> None:
        self._client = client
        self._roles = frozenset(map(int, roles))
        self._users = frozenset(users)
        self._leads = frozenset(leads)
        self._known: dict[str, tuple[float, Role]] = {}

    @classmethod
    def by(cls, settings: Settings, client: Callable[[], discord.Client]) -> Self:
        """As the settings say."""
        return cls(
            client=client,
            roles=settings.discord_staff_roles,
            users=settings.discord_staff_users,
            leads=settings.discord_leads,
        )

    @property
    def ids(self) -> frozenset[int]:
        """Roles and people by which somebody is staff."""
        return self._roles | frozenset(map(int, self._users | self._leads))

    async def of(self, person: Person) -> Role:
        """Raises StaffUnknown when a role would decide and can't be looked up."""
        with _known():
            return await self._of(person)

    async def _of(self, person: Person) -> Role:
        number = person.id.removeprefix("discord:")
        if not person.id.startswith("discord:") or not number.isdecimal():
            return Role.CUSTOMER
        if number in self._leads:
            return Role.LEAD
        if number in self._users:
            return Role.AGENT
        return await self._by_role(number) if self._roles else Role.CUSTOMER

    async def named(self, name: str) -> list[Person]:
        """Those of the team whom an id or a name means. Raises StaffUnknown as `of` does."""
        with _known():
            return await self._named(name)

    async def _named(self, name: str) -> list[Person]:
        bare = name.removeprefix("discord:").strip("<@!>")
        found: dict[int, discord.Member] = {}
        for guild in self._client().guilds:
            asked = (
                guild.query_members(user_ids=[int(bare)], cache=False)
                if bare.isdecimal()
                else guild.query_members(bare, limit=FOUND, cache=False)
            )
            try:
                members = await asyncio.wait_for(asked, ANSWER)
            except FAILURES as error:
                raise StaffUnknown from error
            found |= {each.id: each for each in members if bare.isdecimal() or _is(each, bare)}
        people = [places.person(each) for each in found.values()]
        return [each for each in people if await self.of(each)]

    def forget(self, number: str) -> None:
        """Ask Discord anew: between opening a form and sending it a role may have gone."""
        self._known.pop(number, None)

    def told(self, user: discord.abc.User) -> bool:
        """Discord tells of somebody's roles with what they do in a server: what is remembered and says
        otherwise is forgotten. Whether a role of staff is gone; they may have another elsewhere."""
        number = str(user.id)
        if not isinstance(user, discord.Member) or number not in self._known:
            return False
        if not any(map(user.guild.get_role, self._roles)):
            return False
        has = any(map(user.get_role, self._roles))
        if has == bool(self._known[number][1]):
            return False
        self.forget(number)
        return not has

    async def _by_role(self, number: str) -> Role:
        now = asyncio.get_running_loop().time()
        at, known = self._known.get(number, (now - RIGHTS_LAST - 1, Role.CUSTOMER))
        if now - at <= RIGHTS_LAST:
            return known
        has = [await self._has_role(guild, int(number)) for guild in self._guilds()]
        role = Role.AGENT if any(has) else Role.CUSTOMER
        if len(self._known) >= KEPT:
            self._known.clear()
        self._known[number] = (now, role)
        return role

    def _guilds(self) -> list[discord.Guild]:
        """The servers that have one of the staff roles."""
        guilds = self._client().guilds
        found = [guild for guild in guilds if any(map(guild.get_role, self._roles))]
        if not found:
            raise StaffUnknown("None of the staff roles is in a server that I'm in.")
        return found

    async def _has_role(self, guild: discord.Guild, number: int) -> bool:
        try:
            asked = self._client().http.get_member(guild.id, number)
            member = await asyncio.wait_for(asked, ANSWER)
        except discord.NotFound:
            return False
        except FAILURES as error:
            raise StaffUnknown from error
        if member["user"].get("bot"):
            return False
        return bool(self._roles & {int(role) for role in member["roles"]})


@contextmanager
def _known() -> Iterator[None]:
    """While there is no connection nobody can be asked."""
    try:
        yield
    except SendLater as error:
        raise StaffUnknown from error


def _is(member: discord.Member, name: str) -> bool:
    """Whether that is what somebody goes by, here or everywhere."""
    names = (member.nick, member.global_name, member.name)
    return name.casefold() in {each.casefold() for each in names if each}
