"""Who people are: names and languages from their profiles, rights from configured ids.

A name proves nothing. Rights are at most a minute old, and refused while they can't be known.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.ports.platform import RIGHTS_LAST
from bot.errors import DeskError
from bot.platforms.slack.connection.calls import Calls, within
from bot.platforms.slack.connection.refusals import FAILURES, code_of
from bot.platforms.slack.knowing.places import place_of

NAMES_LAST = 3600.0
PATIENCE = 1.0
"""Seconds that a name is waited for before a message is acknowledged without it."""
_AT_ONCE = 20
"""Profiles looked up at the same time. Who comes in a crowd goes by id until there is time."""
_NO_GROUP = {"no_such_subteam", "paid_teams_only", "plan_upgrade_required", "missing_scope"}


class StandingUnknown(DeskError):
    """I can't ask Slack who is on the team right now. Try again in a minute."""


@dataclass(frozen=True)
class Profile:
    """What users.info says."""

    user: str
    team: str
    name: str
    language: str
    timezone: str
    regular: bool
    """A member of this workspace: no bot, no guest, not deactivated."""
    read_at: float
    deactivated: bool = False
    org_id: str = ""
    """On Enterprise Grid: who they are in the whole organisation."""
    enterprise: str = ""

    @classmethod
    def of(cls, data: dict[str, Any], at: float) -> "Profile":
        """Read a user object."""
        shown = data.get("profile") or {}
        odd = ("is_bot", "is_app_user", "deleted", "is_restricted", "is_ultra_restricted")
        org = data.get("enterprise_user") or {}
        name = shown.get("display_name") or data.get("real_name") or data.get("name") or data["id"]
        return cls(
            user=str(data["id"]),
            team=str(data.get("team_id") or shown.get("team") or ""),
            name=str(name),
            language=str(data.get("locale") or ""),
            timezone=str(data.get("tz") or ""),
            regular=not any(data.get(each) for each in (*odd, "is_stranger")),
            read_at=at,
            deactivated=bool(data.get("deleted")),
            org_id=str(org.get("id") or ""),
            enterprise=str(org.get("enterprise_id") or ""),
        )


@dataclass(frozen=True, kw_only=True)
class Team:
    """Whom the owner named as staff."""

    users: frozenset[str]
    leads: frozenset[str]
    group: str = ""


@dataclass
class People:
    """Profiles, direct messages and rights, each kept for as long as it may be."""

    calls: Calls
    team: Team
    clock: Callable[[], float]
    """Monotonic seconds."""
    own_team: str = ""
    own_enterprise: str = ""
    """The organisation that the workspace belongs to on Enterprise Grid; empty elsewhere."""
    groups: set[str] = field(default_factory=set)
    """Direct messages of several people, as events and the list of rooms name them."""
    room_names: dict[str, str] = field(default_factory=dict)
    """By id, of those that were mentioned; "" for what can't be seen."""
    _profiles: dict[str, Profile] = field(default_factory=dict)
    _missing: dict[str, float] = field(default_factory=dict)
    _looking: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    """Profiles being looked up: several messages of one person need one answer."""
    _rooms: dict[str, str] = field(default_factory=dict)
    _group: tuple[float, frozenset[str]] | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def all_of(self, users: set[str], team: str = "") -> dict[str, Person]:
        """Each of these by id; who can't be looked up goes by id alone."""
        old = [user for user in users if not self._fresh(self._profiles.get(user), NAMES_LAST)]
        if old:
            await asyncio.gather(*(self._try(user) for user in old))
        return {user: self.person(user, team) for user in users}

    def person(self, user: str, team: str = "") -> Person:
        """Somebody, as far as they are known."""
        profile = self._profiles.get(user)
        if profile is None:
            return Person(id=f"slack:{team or self.own_team}:{user}", name=user)
        return Person(
            id=f"slack:{profile.team or self.own_team}:{user}",
            name=profile.name,
            language=profile.language,
            timezone=profile.timezone,
        )

    def _fresh(self, profile: Profile | None, span: float) -> bool:
        return profile is not None and self.clock() - profile.read_at < span

    async def _try(self, user: str) -> None:
        missed = self._missing.get(user)
        if missed is not None and self.clock() - missed < RIGHTS_LAST:
            return
        looking = self._looking.get(user)
        if looking is None:
            if len(self._looking) >= _AT_ONCE:
                return
            looking = asyncio.ensure_future(within(PATIENCE, self._look_up(user)))
            self._looking[user] = looking
            looking.add_done_callback(lambda _: self._looking.pop(user, None))
        if await asyncio.shield(looking) is None:
            self._missing[user] = self.clock()

    async def _look_up(self, user: str) -> Profile:
        answer = await self.calls.web.users_info(user=user, include_locale=True)
        profile = Profile.of(answer["user"], self.clock())
        self._profiles[user] = profile
        self._missing.pop(user, None)
        return profile

    def changed(self, user: dict[str, Any]) -> None:
        """Somebody's profile as an event tells it: whether anybody reads what is sent to them, and whether
        they are a member still."""
        known = self._profiles.get(str(user["id"]))
        if known is not None:
            told = Profile.of(user, known.read_at)
            self._profiles[known.user] = replace(
                known, deactivated=told.deactivated, regular=told.regular
            )

    async def reads(self, user: str) -> bool:
        """Whether somebody may read their direct messages: Slack takes what is sent to an account that
        is deactivated. Who can't be looked up may."""
        await self.all_of({user})
        profile = self._profiles.get(user)
        return profile is None or not profile.deactivated

    # Rooms

    async def name_rooms(self, rooms: set[str]) -> None:
        """Look up the names of rooms that were mentioned; what can't be seen stays without one."""
        new = [each for each in sorted(rooms) if each not in self.room_names][:_AT_ONCE]
        look_up = self.calls.web.conversations_info
        found = (within(PATIENCE, look_up(channel=each)) for each in new)
        for room, answer in zip(new, await asyncio.gather(*found), strict=True):
            shown = answer["channel"] if answer else {}
            self.room_names[room] = str(shown.get("name") or "")

    # Direct messages

    def learn_room(self, user: str, room: str) -> None:
        """The direct message with somebody, as an event named it."""
        self._rooms[user] = room

    def known_room(self, user: str) -> str:
        """The direct message with somebody; "" when none is known."""
        return self._rooms.get(user, "")

    async def direct(self, user: str) -> Place:
        """The direct message with somebody, opened if need be. Raises what the call raises."""
        if user not in self._rooms:
            answer = await self.calls.web.conversations_open(users=user)
            self._rooms[user] = str(answer["channel"]["id"])
        return place_of(self._rooms[user], "")

    # Rights

    def forget_rights(self, user: str) -> None:
        """Ask Slack anew at the next look, for what must not rest on a minute-old answer."""
        self._group = None
        profile = self._profiles.get(user)
        if profile is not None:
            self._profiles[user] = replace(profile, read_at=float("-inf"))

    async def role(self, person: Person) -> Role:
        """What somebody may do. Raises StandingUnknown."""
        team, _, user = person.id.removeprefix("slack:").partition(":")
        if team != self.own_team and not self.own_enterprise:
            return Role.CUSTOMER
        try:
            if not (self.own_enterprise or await self._named({user})):
                return Role.CUSTOMER
            profile = await self._recent(user)
            ids = {user, profile.org_id} - {""}
            if not await self._named(ids):
                return Role.CUSTOMER
        except FAILURES as error:
            if isinstance(error, SlackApiError) and code_of(error) == "user_not_found":
                return Role.CUSTOMER
            raise StandingUnknown from error
        if not (profile.regular and self._ours(profile)):
            return Role.CUSTOMER
        return Role.LEAD if ids & self.team.leads else Role.AGENT

    async def colleagues(self, name: str) -> list[Person]:
        """Those of the team whom an id, a mention or a name means. Raises StandingUnknown."""
        bare = name.strip("<@>").partition("|")[0]
        user = bare.rpartition(":")[2]
        try:
            ids = self.team.users | self.team.leads | frozenset({user})
            ids |= await self._members() if self.team.group else frozenset()
            people = await self._looked_up(sorted(ids))
            sought = [each for each in people if _goes_by(each, user, bare)]
            return [each for each in sought if await self.role(each)]
        except FAILURES as error:
            raise StandingUnknown from error

    async def _looked_up(self, users: list[str]) -> list[Person]:
        """Their profiles, so many at a time."""
        found: list[Person] = []
        for start in range(0, len(users), _AT_ONCE):
            some = await self.all_of(set(users[start : start + _AT_ONCE]))
            found += some.values()
        return found

    async def _named(self, ids: set[str]) -> bool:
        """Whether the owner named somebody by one of their ids, or by a group that they are in."""
        if ids & (self.team.leads | self.team.users):
            return True
        return bool(self.team.group and ids & await self._members())

    def _ours(self, profile: Profile) -> bool:
        """Of this workspace, or of another in the same organisation; an id of Slack's says so."""
        colleague = bool(self.own_enterprise) and profile.enterprise == self.own_enterprise
        return profile.team == self.own_team or colleague

    async def _recent(self, user: str) -> Profile:
        profile = self._profiles.get(user)
        if profile is not None and self._fresh(profile, RIGHTS_LAST):
            return profile
        return await self._look_up(user)

    async def _members(self) -> frozenset[str]:
        async with self._lock:
            if self._group and self.clock() - self._group[0] < RIGHTS_LAST:
                return self._group[1]
            try:
                answer = await self.calls.web.usergroups_users_list(usergroup=self.team.group)
                members = frozenset(map(str, answer["users"]))
            except SlackApiError as error:
                if code_of(error) not in _NO_GROUP:
                    raise
                members = frozenset()
            self._group = (self.clock(), members)
            return members


def _goes_by(person: Person, user: str, name: str) -> bool:
    """Whether somebody is meant by an id or by the name that is shown of them."""
    shown = person.name.casefold().removeprefix("@")
    return person.id.rpartition(":")[2] == user or shown == name.casefold().removeprefix("@")
