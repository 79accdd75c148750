"""The remaining methods: who we are, who they are, files, agent features, checking blocks.

Each answers as https://docs.slack.dev/reference/methods says, from the world's state.
"""

from typing import Any

from .args import flag, need
from .blocks import check_blocks, refuse_bad_view
from .checking import Checker
from .core import Core
from .method_chat import refuse_bad_content
from .rooms import thread_root, visible, writable
from .settings import JSON, Refusal
from .shapes import bot_message, channel_json, file_json, user_json
from .world import Channel

__all__ = ["APP_METHODS", "METHODS"]


def auth_test(core: Core, args: JSON) -> JSON:
    """auth.test."""
    del args
    world = core.world
    return {
        "url": f"https://{world.domain}.slack.com/",
        "team": world.team_name,
        "user": world.users[world.bot_user].name,
        "team_id": world.team_id,
        "user_id": world.bot_user,
        "bot_id": world.bot_id,
        "is_enterprise_install": False,
        **({"enterprise_id": world.enterprise_id} if world.enterprise_id else {}),
    }


def auth_test_app(core: Core, args: JSON) -> JSON:
    """auth.test with an app-level token."""
    del args
    return {"app_name": "Front Desk", "app_id": core.world.app_id}


def connections_open(core: Core, args: JSON) -> JSON:
    """apps.connections.open: a ticket for one WebSocket."""
    del args
    url = core.base.replace("http://", "ws://")
    return {"url": f"{url}/link/?ticket={core.socket.ticket()}&app_id={core.world.app_id}"}


def users_info(core: Core, args: JSON) -> JSON:
    """users.info."""
    need(args, "user")
    user = core.world.users.get(str(args["user"]))
    if user is None:
        raise Refusal("user_not_found")
    return {"user": user_json(core.world, user, include_locale=flag(args, "include_locale"))}


def users_list(core: Core, args: JSON) -> JSON:
    """users.list."""
    locale = flag(args, "include_locale")
    found = [user_json(core.world, u, include_locale=locale) for u in core.world.users.values()]
    return {"members": found, "response_metadata": {"next_cursor": ""}}


def group_users(core: Core, args: JSON) -> JSON:
    """usergroups.users.list."""
    need(args, "usergroup")
    _require_groups(core)
    group = core.world.groups.get(str(args["usergroup"]))
    if group is None:
        raise Refusal("no_such_subteam")
    return {"users": list(group.members)}


def groups_list(core: Core, args: JSON) -> JSON:
    """usergroups.list."""
    _require_groups(core)
    shown: list[JSON] = []
    for group in core.world.groups.values():
        body: JSON = {"id": group.id, "team_id": core.world.team_id, "is_usergroup": True}
        body |= {"name": group.handle, "handle": group.handle, "user_count": len(group.members)}
        if flag(args, "include_users"):
            body["users"] = list(group.members)
        shown.append(body)
    return {"usergroups": shown}


def _require_groups(core: Core) -> None:
    if not core.options.user_groups:
        raise Refusal("paid_teams_only")


def upload_url(core: Core, args: JSON) -> JSON:
    """files.getUploadURLExternal."""
    need(args, "filename", "length")
    try:
        size = int(args["length"])
    except ValueError as error:
        raise Refusal("invalid_arguments", "must be an integer [json-pointer:/length]") from error
    made = file_json(core.world, str(args["filename"]), core.world.bot_user, size)
    core.uploads[made["id"]] = {"file": made, "size": size, "content": None}
    return {"upload_url": f"{core.base}/upload/v1/{made['id']}", "file_id": made["id"]}


def complete_upload(core: Core, args: JSON) -> JSON:
    """files.completeUploadExternal: shares what was uploaded, in a room if one is named."""
    need(args, "files")
    done: list[JSON] = []
    for entry in args["files"]:
        upload = core.uploads.get(entry.get("id"))
        if upload is None or upload["content"] is None:
            raise Refusal("file_not_found")
        upload["file"]["title"] = entry.get("title") or upload["file"]["name"]
        core.world.files[upload["file"]["id"]] = upload["file"]
        done.append(upload["file"])
    if args.get("channel_id"):
        channel = writable(core, args["channel_id"])
        root = thread_root(channel, args.get("thread_ts"))
        message = bot_message(core.world, str(args.get("initial_comment") or ""), None)
        message |= {"files": done, "subtype": "file_share", "upload": True}
        if root is not None:
            message |= {"thread_ts": root, "parent_user_id": channel.messages[root]["user"]}
        channel.put(message)
        if core.options.echo_own:
            core.emit_message(channel, message)
    return {"files": done}


def files_info(core: Core, args: JSON) -> JSON:
    """files.info: with the link to its bytes on this double."""
    file = core.world.files.get(str(args.get("file")))
    if file is None:
        raise Refusal("file_not_found")
    return {"file": file | {"url_private_download": f"{core.base}/files-pri/{file['id']}"}}


def _require_agent(core: Core) -> None:
    if not core.options.agent_features:
        raise Refusal("feature_not_enabled")


def _thread_there(channel: Channel, args: JSON) -> None:
    """Sessions and statuses are of one thread, known by its first message."""
    try:
        thread_root(channel, args["thread_ts"])
    except Refusal as refusal:
        raise Refusal("invalid_thread_ts") from refusal


def set_status(core: Core, args: JSON) -> JSON:
    """assistant.threads.setStatus."""
    need(args, "channel_id", "thread_ts")
    _require_agent(core)
    channel = visible(core, args["channel_id"])
    _thread_there(channel, args)
    core.world.statuses[channel.id, str(args["thread_ts"])] = str(args.get("status") or "")
    return {}


def set_title(core: Core, args: JSON) -> JSON:
    """assistant.threads.setTitle."""
    need(args, "channel_id", "thread_ts", "title")
    _require_agent(core)
    visible(core, args["channel_id"])
    return {}


def set_prompts(core: Core, args: JSON) -> JSON:
    """assistant.threads.setSuggestedPrompts: one to four of them."""
    need(args, "channel_id", "prompts")
    _require_agent(core)
    channel, prompts = visible(core, args["channel_id"]), args["prompts"]
    check = Checker()
    for number, prompt in enumerate(check.items(args, "prompts", 4, "")):
        check.needs(prompt, "title", "message", at=f"/prompts/{number}")
    if check.findings:
        raise check.refusal("invalid_arguments")
    if args.get("thread_ts"):  # for an agent app Slack takes such a call, and shows nothing
        core.note("assistant.threads.setSuggestedPrompts", "thread_ts for an agent app")
        return {}
    core.world.prompts[channel.id, ""] = prompts
    return {}


def session_status(core: Core, args: JSON) -> JSON:
    """agents.sessions.setStatus: no channel here is a session channel, so a thread is needed."""
    need(args, "channel_id", "status", "thread_ts")
    _require_agent(core)
    channel = visible(core, args["channel_id"])
    _thread_there(channel, args)
    check = Checker()
    check.string(args, "title", 200, "")
    check.one_of(args, "status", {"active", "processing", "suspended", "closed"}, "")
    if check.findings:
        raise check.refusal("invalid_arguments")
    key = channel.id, str(args["thread_ts"])
    session = core.world.sessions.setdefault(key, {})
    session |= {k: args[k] for k in ("status", "title") if args.get(k)}
    return {}


def session_rename(core: Core, args: JSON) -> JSON:
    """agents.sessions.rename."""
    need(args, "channel_id", "title", "thread_ts")
    _require_agent(core)
    channel = visible(core, args["channel_id"])
    _thread_there(channel, args)
    key = channel.id, str(args["thread_ts"])
    core.world.sessions.setdefault(key, {})["title"] = args["title"]
    return {}


def validate_blocks(core: Core, args: JSON) -> JSON:
    """blocks.validate: exactly one of blocks, message and view."""
    given: list[Any] = [args[k] for k in ("blocks", "message", "view") if args.get(k) is not None]
    if len(given) != 1:
        raise Refusal(
            "invalid_arguments", "must provide exactly one of `blocks`, `view`, or `message`"
        )
    check = Checker(core.options.refused_blocks)
    if args.get("view") is not None:
        try:
            refuse_bad_view(args["view"], core.options.refused_blocks)
        except Refusal as refusal:
            check.findings += refusal.messages
    elif args.get("message") is not None:
        if args["message"].get("blocks"):
            check_blocks(args["message"]["blocks"], "message", check)
        else:
            refuse_bad_content(core, args["message"], 40_000)
    else:
        check_blocks(args["blocks"], "message", check, "")
    if check.findings:
        raise Refusal("invalid_blocks", errors=[_finding(one) for one in check.findings])
    return {}


def _finding(finding: str) -> JSON:
    what, _, where = finding.rstrip("]").partition(" [json-pointer:")
    return {"code": "failed_constraint", "message": what, "pointer": where, "constraint": {}}


def bots_info(core: Core, args: JSON) -> JSON:
    """bots.info."""
    if args.get("bot") not in (None, core.world.bot_id):
        raise Refusal("bot_not_found")
    world = core.world
    return {"bot": {"id": world.bot_id, "app_id": world.app_id, "user_id": world.bot_user}}


def join(core: Core, args: JSON) -> JSON:
    """conversations.join, for which the app has no scope unless a test grants it."""
    need(args, "channel")
    channel = visible(core, args["channel"])
    channel.members.add(core.world.bot_user)
    return {"channel": channel_json(core.world, channel)}


METHODS = {
    "auth.test": ("", auth_test),
    "bots.info": ("users:read", bots_info),
    "conversations.join": ("channels:join", join),
    "users.info": ("users:read", users_info),
    "users.list": ("users:read", users_list),
    "usergroups.users.list": ("usergroups:read", group_users),
    "usergroups.list": ("usergroups:read", groups_list),
    "files.info": ("files:read", files_info),
    "files.getUploadURLExternal": ("files:write", upload_url),
    "files.completeUploadExternal": ("files:write", complete_upload),
    "assistant.threads.setStatus": ("chat:write", set_status),
    "assistant.threads.setTitle": ("assistant:write", set_title),
    "assistant.threads.setSuggestedPrompts": ("assistant:write", set_prompts),
    "agents.sessions.setStatus": ("chat:write", session_status),
    "agents.sessions.rename": ("chat:write", session_rename),
    "blocks.validate": ("", validate_blocks),
}
APP_METHODS = {"auth.test": auth_test_app, "apps.connections.open": connections_open}
"""What an app-level token can do."""
