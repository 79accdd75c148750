"""The bot itself, its servers, their members and roles, and its commands over HTTP.

Commands are kept as the bot synced them; people.py offers exactly these to people.
"""

from __future__ import annotations

from . import limits, payloads
from .rest import Call, Reply, Route
from .wire import Json, refuse
from .world import Guild


def get_me(call: Call) -> Reply:
    return 200, payloads.me(call.world.bot)


def get_user(call: Call) -> Reply:
    found = call.world.users.get(call.params["user_id"])
    if found is None:
        raise refuse(10013)
    return 200, payloads.user(found)


def get_application(call: Call) -> Reply:
    bot = call.world.bot
    owner = next(iter(call.world.guilds.values())).owner_id if call.world.guilds else bot.id
    flags = (1 << 18 if call.core.content_intent else 0) | (1 << 23)
    return 200, {
        "id": bot.id,
        "name": bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": flags,
        "flags_new": str(flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": payloads.user(call.world.users[owner]),
        "approximate_guild_count": len(call.world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "bot": payloads.user(bot),
    }


def get_gateway(call: Call) -> Reply:
    return 200, {"url": call.core.gateway.url}


def get_gateway_bot(call: Call) -> Reply:
    left = max(1000 - call.core.gateway.identifies, 0)
    limit = {"total": 1000, "remaining": left, "reset_after": 86400000, "max_concurrency": 1}
    return 200, {"url": call.core.gateway.url, "shards": 1, "session_start_limit": limit}


def _guild(call: Call) -> Guild:
    found = call.world.guilds.get(call.params["guild_id"])
    if found is None:
        raise refuse(10004)
    if call.world.bot.id not in found.members:
        raise refuse(50001)
    return found


def list_channels(call: Call) -> Reply:
    guild = _guild(call)
    rooms = (c for c in call.world.channels.values() if c.guild_id == guild.id and not c.is_thread)
    return 200, [payloads.channel(call.world, room) for room in rooms]


def list_roles(call: Call) -> Reply:
    return 200, [payloads.role(role) for role in _guild(call).roles.values()]


def get_member(call: Call) -> Reply:
    guild = _guild(call)
    found = guild.members.get(call.params["user_id"])
    if found is None:
        raise refuse(10007 if call.params["user_id"] in call.world.users else 10013)
    return 200, payloads.member(call.world, found)


def list_members(call: Call) -> Reply:
    guild = _guild(call)
    after, most = int(call.query.get("after", "0")), int(call.query.get("limit", "1"))
    ids = sorted((who for who in guild.members if int(who) > after), key=int)[:most]
    return 200, [payloads.member(call.world, guild.members[who]) for who in ids]


def search_members(call: Call) -> Reply:
    guild = _guild(call)
    starts = call.query["query"].lower()
    found = [
        member
        for member in guild.members.values()
        if (member.nick or call.world.users[member.user_id].name).lower().startswith(starts)
    ]
    most = int(call.query.get("limit", "1"))
    return 200, [payloads.member(call.world, member) for member in found[:most]]


# Commands


def _scope(call: Call) -> str | None:
    if call.params["application_id"] != call.world.bot.id:
        raise refuse(50001)
    return _guild(call).id if "guild_id" in call.params else None


def list_commands(call: Call) -> Reply:
    return 200, call.core.commands.get(_scope(call), [])


def put_commands(call: Call) -> Reply:
    """Bulk overwrite: a command of the same type and name keeps its id."""
    scope = _scope(call)
    call.check(limits.command_problems(call.body))
    before = {(c["type"], c["name"]): c for c in call.core.commands.get(scope, [])}
    synced = [_command(call, body, before, scope) for body in call.body]
    call.core.commands[scope] = synced
    return 200, synced


def add_command(call: Call) -> Reply:
    scope = _scope(call)
    kept = call.core.commands.setdefault(scope, [])
    call.check(limits.command_problems([call.body]))
    before = {(c["type"], c["name"]): c for c in kept}
    made = _command(call, call.body, before, scope)
    is_new = all(c["id"] != made["id"] for c in kept)
    call.core.commands[scope] = [*(c for c in kept if c["id"] != made["id"]), made]
    return 201 if is_new else 200, made


def delete_command(call: Call) -> Reply:
    scope = _scope(call)
    kept = call.core.commands.get(scope, [])
    left = [c for c in kept if c["id"] != call.params["command_id"]]
    if len(left) == len(kept):
        raise refuse(10063)
    call.core.commands[scope] = left
    return 204, None


def _command(
    call: Call, body: Json, before: dict[tuple[int, str], Json], scope: str | None
) -> Json:
    kind = body.get("type") or 1
    known = before.get((kind, body["name"]))
    permissions = body.get("default_member_permissions")
    made: Json = {
        "id": known["id"] if known else call.world.mint(),
        "application_id": call.world.bot.id,
        "version": call.world.mint(),
        "type": kind,
        "name": body["name"],
        "name_localizations": body.get("name_localizations"),
        "description": body.get("description") or "",
        "description_localizations": body.get("description_localizations"),
        "default_member_permissions": None if permissions is None else str(permissions),
        "contexts": body.get("contexts"),
        "integration_types": body.get("integration_types") or [0],
        "nsfw": bool(body.get("nsfw")),
    }
    if kind == 1:
        made["options"] = body.get("options") or []
    return made | ({"guild_id": scope} if scope else {})


_COMMANDS = "/applications/{application_id}/commands"
_LOCAL = "/applications/{application_id}/guilds/{guild_id}/commands"
ROUTES: list[Route] = [
    ("GET", "/users/@me", get_me),
    ("GET", "/users/{user_id}", get_user),
    ("GET", "/oauth2/applications/@me", get_application),
    ("GET", "/applications/@me", get_application),
    ("GET", "/gateway", get_gateway),
    ("GET", "/gateway/bot", get_gateway_bot),
    ("GET", "/guilds/{guild_id}/channels", list_channels),
    ("GET", "/guilds/{guild_id}/roles", list_roles),
    ("GET", "/guilds/{guild_id}/members", list_members),
    ("GET", "/guilds/{guild_id}/members/search", search_members),
    ("GET", "/guilds/{guild_id}/members/{user_id}", get_member),
    ("GET", _COMMANDS, list_commands),
    ("PUT", _COMMANDS, put_commands),
    ("POST", _COMMANDS, add_command),
    ("DELETE", _COMMANDS + "/{command_id}", delete_command),
    ("GET", _LOCAL, list_commands),
    ("PUT", _LOCAL, put_commands),
    ("POST", _LOCAL, add_command),
    ("DELETE", _LOCAL + "/{command_id}", delete_command),
]
