"""What `doctor` looks at on Slack: tokens, permissions, rooms, staff, other copies of the bot.

Only looks: nobody is written to.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.platforms.check import Check
from bot.platforms.slack.connection.calls import Calls
from bot.platforms.slack.connection.refusals import FAILURES, why
from bot.platforms.slack.setup.manifest import BETTER_WITH, SCOPES, WITHOUT, granted
from bot.platforms.staff import staff_channel, weekly_channel, worked_on_elsewhere
from bot.settings.settings import Settings

JSON = dict[str, Any]

CANARY = 200
THROTTLED = 15
"""Rows that Slack gives to apps of the throttled class however many are asked for."""
_NOT_HEARD = (
    "People are heard in channels and in direct messages of one or several; workflows, polls and other "
    "apps that mention the bot are not answered: nobody in particular asks"
)
_GROUP = "The staff channel is a direct message of several people, which nobody can be invited to"
_REINSTALL = "Paste the manifest anew (run_bot.py manifest slack), then install the app again."


@dataclass(frozen=True)
class _Home:
    """The workspace, and the organisation that it belongs to on Enterprise Grid."""

    team: str
    enterprise: str

    @classmethod
    def of(cls, who: Any) -> "_Home":
        return cls(team=str(who["team_id"]), enterprise=str(who.get("enterprise_id") or ""))

    def elsewhere(self, info: JSON) -> bool:
        """Whether somebody is of neither."""
        org = str((info.get("enterprise_user") or {}).get("enterprise_id") or "")
        return info.get("team_id") not in (None, self.team) and (not org or org != self.enterprise)


async def checks(settings: Settings, teams: Mapping[str, str] | None = None) -> list[Check]:
    """Everything that can be looked at without writing to anybody; `teams`: the team that works in a
    room, by its id."""
    calls = Calls(token=settings.slack_bot_token, base_url=settings.slack_api_url)
    found: list[Check] = []
    try:
        who = await calls.web.auth_test()
    except FAILURES as error:
        return [
            Check(
                ok=False,
                what=f"Slack does not take the bot token: {why(error)}",
                effect="Nobody on Slack is heard or answered.",
                fix="Put the token from OAuth & Permissions (xoxb-…) into SLACK_BOT_TOKEN.",
            )
        ]
    found.append(Check(ok=True, what=f"Bot token: {who['user']} in {who['team']}"))
    found += _scopes(granted(who.headers))
    found += await _sockets(calls, settings)
    found += await _rooms(calls, settings)
    for room, team in (teams or {}).items():
        found += await _room(calls, room, f"{_TEAM} {team}", "Its tickets reach nobody.")
    found += await _staff(calls, settings, _Home.of(who))
    found.append(Check(ok=True, what=_NOT_HEARD))
    return found


def _scopes(has: Collection[str]) -> list[Check]:
    if not has:
        return [Check(ok=None, what="Slack did not say which permissions the app has")]
    missing = [scope for scope in SCOPES if scope not in has]
    return [
        Check(
            ok=None if scope in BETTER_WITH else False,
            what=f"The permission {scope} is missing ({SCOPES[scope]})",
            effect=WITHOUT[scope],
            fix=_REINSTALL,
        )
        for scope in missing
    ] or [Check(ok=True, what=f"All {len(SCOPES)} permissions are granted")]


async def _sockets(calls: Calls, settings: Settings) -> list[Check]:
    """Open one connection and hear how many there are."""
    try:
        opened = await calls.web.apps_connections_open(app_token=settings.slack_app_token)
        timeout = aiohttp.ClientTimeout(total=10)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.ws_connect(str(opened["url"])) as socket,
        ):
            hello: JSON = await socket.receive_json()
    except (*FAILURES, TypeError, ValueError) as error:
        return [
            Check(
                ok=False,
                what=f"No connection with the app token: {why(error)}",
                effect="Nobody on Slack is heard.",
                fix="Basic Information > App-Level Tokens: one with connections:write (xapp-…) "
                "belongs into SLACK_APP_TOKEN. Settings > Socket Mode must be on.",
            )
        ]
    if hello.get("type") != "hello":
        return [
            Check(
                ok=False,
                what=f"Slack turned the connection away ({hello.get('reason', 'no reason given')})",
                effect="Nobody on Slack is heard.",
                fix="Switch Socket Mode on under Settings; at most ten connections may be open.",
            )
        ]
    others = int(hello.get("num_connections") or 1) - 1
    if others > 2:
        return [_other_copies(others)]
    running = " (a running desk has two)" if others else ""
    return [Check(ok=True, what=f"App token: connected, {others} other connections{running}")]


def _other_copies(others: int) -> Check:
    return Check(
        ok=None,
        what=f"{others} other connections are open; one running desk has two",
        effect="Each copy of the bot hears only part of what is said.",
        fix="Stop the other copies, on this computer or another.",
    )


async def _rooms(calls: Calls, settings: Settings) -> list[Check]:
    staff = staff_channel(settings, "slack")
    found = worked_on_elsewhere(settings, "slack")
    for room in (*([staff] if staff else []), *settings.slack_answer_channels):
        found += await _room(calls, room, *(_STAFF if room == staff else _ANSWERS))
    if weekly := weekly_channel(settings, "slack"):
        found += await _room(calls, weekly, *_WEEKLY)
    return found


_STAFF = ("The staff channel", "Tickets reach nobody.")
_TEAM = "The channel of the team"
_ANSWERS = ("The answer channel", "New posts in it are not heard.")
_WEEKLY = ("The channel of the weekly report", "The weekly report reaches nobody.")


async def _room(calls: Calls, room: str, name: str, effect: str) -> list[Check]:
    staff = name.startswith((_STAFF[0], _TEAM))
    try:
        answer = await calls.web.conversations_info(channel=room)
    except FAILURES as error:
        what = f"{name} {room} can't be looked at: {why(error)}"
        return [Check(ok=False, what=what, effect=effect, fix="Invite the app to it.")]
    info: JSON = answer["channel"]
    if info.get("is_archived"):
        what = f"{name} #{info.get('name')} is archived"
        return [Check(ok=False, what=what, effect=effect, fix="Unarchive it, or set another.")]
    if not info.get("is_member"):
        what = f"The app is not in #{info.get('name')}"
        fix = f"In that channel, type: /invite @Front Desk ({room})"
        return [Check(ok=False, what=what, effect=effect, fix=fix)]
    if staff and info.get("is_mpim"):
        return [Check(ok=False, what=_GROUP, effect=effect, fix="Use a private channel.")]
    kind = "private" if info.get("is_private") else "public"
    found = [Check(ok=True, what=f"{name}: #{info.get('name')} ({kind})")]
    if staff and (info.get("is_ext_shared") or not info.get("is_private")):
        shared = "shared with another organisation" if info.get("is_ext_shared") else "public"
        found.append(
            Check(
                ok=None,
                what=f"{name} is {shared}",
                effect="Others can read what customers wrote and what staff say of it.",
                fix="Use a private channel of your own workspace.",
            )
        )
    return found + await _history(calls, room)


async def _history(calls: Calls, room: str) -> list[Check]:
    try:
        answer = await calls.web.conversations_history(channel=room, limit=CANARY)
    except FAILURES as error:
        return [
            Check(
                ok=False,
                what=f"The history of {room} can't be read: {why(error)}",
                effect="What was missed there is never found.",
                fix=_REINSTALL,
            )
        ]
    if len(answer["messages"]) == THROTTLED and answer.get("has_more"):
        return [
            Check(
                ok=None,
                what="Slack gives this app fifteen messages of history a minute",
                effect="What was missed is found late or not at all.",
                fix="Make the app in your own workspace from the manifest; don't install another's.",
            )
        ]
    return []


async def _staff(calls: Calls, settings: Settings, home: _Home) -> list[Check]:
    found: list[Check] = []
    named = {*settings.slack_staff_users, *settings.slack_leads}
    count = len(named)
    if settings.slack_staff_group:
        try:
            answer = await calls.web.usergroups_users_list(usergroup=settings.slack_staff_group)
            count += len(set(answer["users"]) - named)
        except FAILURES as error:
            found.append(
                Check(
                    ok=False,
                    what=f"The members of the staff group can't be read: {why(error)}",
                    effect="Nobody is staff by that group.",
                    fix="User groups need a paid plan. Name staff in SLACK_STAFF_USERS instead.",
                )
            )
    for user in sorted(named):
        found += await _member(calls, user, home)
    if not count:
        found.append(
            Check(
                ok=False,
                what="Nobody is staff",
                effect="Nobody can take a ticket or answer a customer.",
                fix="Set SLACK_STAFF_USERS, SLACK_STAFF_GROUP or SLACK_LEADS.",
            )
        )
    else:
        people = "1 person is" if count == 1 else f"{count} people are"
        found.append(Check(ok=True, what=f"{people} staff"))
    if not settings.slack_leads:
        found.append(
            Check(
                ok=None,
                what="No lead is named",
                effect="Nobody in particular is called when a promise is about to break.",
                fix="Put member ids into SLACK_LEADS.",
            )
        )
    return found


async def _member(calls: Calls, user: str, home: _Home) -> list[Check]:
    try:
        info: JSON = (await calls.web.users_info(user=user))["user"]
    except FAILURES as error:
        what, fix = f"{user} can't be looked up: {why(error)}", "Check the id in the settings."
        return [Check(ok=False, what=what, effect="They have no rights.", fix=fix)]
    odd = {
        "deactivated": info.get("deleted"),
        "a bot": info.get("is_bot"),
        "a guest": info.get("is_restricted") or info.get("is_ultra_restricted"),
        "of another workspace": home.elsewhere(info),
    }
    for what, is_so in odd.items():
        if is_so:
            said = f"{info.get('real_name') or user} is {what}"
            return [Check(ok=None, what=said, effect="They have a customer's rights only.")]
    return []
