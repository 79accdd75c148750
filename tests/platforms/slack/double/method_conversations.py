"""The conversations.* methods and users.conversations: rooms, members, history, threads.

History answers from what was really posted; newest first, as Slack has it.
"""

import base64
import re

from .args import flag, integer, need, stamp
from .core import Core
from .rooms import message_at, open_dm, readable, require_scope, visible
from .settings import JSON, Refusal
from .shapes import as_read, channel_json
from .world import Channel


def _cursor(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


def _after(args: JSON) -> str:
    """What the cursor says was the last thing given; empty at the start."""
    if not args.get("cursor"):
        return ""
    try:
        return base64.b64decode(str(args["cursor"]), validate=True).decode()
    except ValueError as error:
        raise Refusal("invalid_cursor") from error


def _within(args: JSON) -> tuple[float, float, bool]:
    oldest = stamp(args, "oldest", 0.0, "invalid_ts_oldest")
    latest = stamp(args, "latest", float("inf"), "invalid_ts_latest")
    return oldest, latest, flag(args, "inclusive")


def _fits(message: JSON, window: tuple[float, float, bool]) -> bool:
    oldest, latest, inclusive = window
    at = float(message["ts"])
    return oldest <= at <= latest if inclusive else oldest < at < latest


def _page(core: Core, channel: Channel, found: list[JSON], args: JSON, default: int) -> JSON:
    limit = min(integer(args, "limit", default, 1000), core.options.history_page)
    page, more = found[:limit], len(found) > limit
    body: JSON = {
        "messages": [
            as_read(channel, m, metadata=flag(args, "include_all_metadata")) for m in page
        ],
        "has_more": more,
    }
    if more:
        body["response_metadata"] = {"next_cursor": _cursor(page[-1]["ts"])}
    return body


def history(core: Core, args: JSON) -> JSON:
    """conversations.history: what stands in the room itself, newest first."""
    need(args, "channel")
    channel, window, after = readable(core, args["channel"]), _within(args), _after(args)
    found = [
        m
        for m in reversed(channel.in_order())
        if m.get("thread_ts", m["ts"]) == m["ts"] or m.get("subtype") == "thread_broadcast"
        if _fits(m, window) and (not after or float(m["ts"]) < float(after))
    ]
    page = _page(core, channel, found, args, 100)
    return {**page, "pin_count": 0, "channel_actions_ts": None, "channel_actions_count": 0}


def replies(core: Core, args: JSON) -> JSON:
    """conversations.replies: the root, then its replies, oldest first."""
    need(args, "channel", "ts")
    channel, window, after = readable(core, args["channel"]), _within(args), _after(args)
    asked = channel.messages.get(str(args["ts"]))
    if asked is None:
        raise Refusal("thread_not_found")
    root = channel.messages[str(asked.get("thread_ts", asked["ts"]))]
    found = [m for m in channel.replies(root["ts"]) if _fits(m, window)]
    found = [root, *found] if not after else [m for m in found if float(m["ts"]) > float(after)]
    return _page(core, channel, found, args, 1000)


def info(core: Core, args: JSON) -> JSON:
    """conversations.info."""
    need(args, "channel")
    channel = visible(core, args["channel"])
    _require_read(core, channel)
    shown = channel_json(core.world, channel, count=flag(args, "include_num_members"))
    return {"channel": shown}


def _require_read(core: Core, channel: Channel) -> None:
    prefix = {"public": "channels", "private": "groups"}.get(channel.kind, channel.kind)
    require_scope(core, f"{prefix}:read")


def _listed(core: Core, args: JSON, channels: list[Channel]) -> JSON:
    kinds = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
    asked = str(args.get("types") or "public_channel").split(",")
    if set(asked) - set(kinds):
        raise Refusal("invalid_types")
    wanted = {kinds[kind] for kind in asked}
    for kind in wanted:
        prefix = {"public": "channels", "private": "groups"}.get(kind, kind)
        require_scope(core, f"{prefix}:read")
    after = _after(args)
    found = sorted(
        (
            c
            for c in channels
            if c.kind in wanted
            and not (c.is_archived and flag(args, "exclude_archived"))
            and c.id > after
        ),
        key=lambda channel: channel.id,
    )
    limit = integer(args, "limit", 100, 1000)
    more = len(found) > limit
    return {
        "channels": [channel_json(core.world, c) for c in found[:limit]],
        "response_metadata": {"next_cursor": _cursor(found[limit - 1].id) if more else ""},
    }


def listing(core: Core, args: JSON) -> JSON:
    """conversations.list: every public room, and the others that the bot is in."""
    bot = core.world.bot_user
    channels = core.world.channels.values()
    return _listed(core, args, [c for c in channels if c.kind == "public" or bot in c.members])


def of_user(core: Core, args: JSON) -> JSON:
    """users.conversations: the rooms that the bot, or the named person, is in."""
    who = str(args.get("user") or core.world.bot_user)
    if who not in core.world.users:
        raise Refusal("user_not_found")
    return _listed(core, args, [c for c in core.world.channels.values() if who in c.members])


def members(core: Core, args: JSON) -> JSON:
    """conversations.members."""
    need(args, "channel")
    channel, after = visible(core, args["channel"]), _after(args)
    found = [user for user in sorted(channel.members) if user > after]
    limit = integer(args, "limit", 100, 1000)
    more = len(found) > limit
    return {
        "members": found[:limit],
        "response_metadata": {"next_cursor": _cursor(found[limit - 1]) if more else ""},
    }


def open_conversation(core: Core, args: JSON) -> JSON:
    """conversations.open: the DM with one person."""
    if args.get("channel"):
        return {"channel": {"id": visible(core, args["channel"]).id}}
    need(args, "users")
    users = str(args["users"]).split(",") if isinstance(args["users"], str) else args["users"]
    if len(users) != 1:
        raise Refusal("method_not_supported_for_channel_type")
    known = {c.id for c in core.world.channels.values()}
    channel_id = open_dm(core, users[0])
    again = {"no_op": True, "already_open": True} if channel_id in known else {}
    if flag(args, "return_im"):
        shown = channel_json(core.world, core.world.channels[channel_id])
        return {**again, "channel": shown}
    return {**again, "channel": {"id": channel_id}}


def reaction_add(core: Core, args: JSON) -> JSON:
    """reactions.add."""
    need(args, "channel", "timestamp", "name")
    channel = readable(core, args["channel"])
    message = message_at(channel, args["timestamp"])
    set_reaction(core, channel, message, core.world.bot_user, str(args["name"]), add=True)
    return {}


def reaction_remove(core: Core, args: JSON) -> JSON:
    """reactions.remove."""
    need(args, "channel", "timestamp", "name")
    channel = readable(core, args["channel"])
    message = message_at(channel, args["timestamp"])
    set_reaction(core, channel, message, core.world.bot_user, str(args["name"]), add=False)
    return {}


def set_reaction(
    core: Core, channel: Channel, message: JSON, user: str, name: str, *, add: bool
) -> None:
    """Put a person's reaction on a message or take it off, and tell the app.

    A name may say the skin too: https://docs.slack.dev/reference/methods/reactions.add
    """
    bare = re.sub(r"::skin-tone-[2-6]\Z", "", name)
    if not bare.replace("_", "").replace("-", "").replace("+", "").isalnum():
        raise Refusal("invalid_name")
    reactions: list[JSON] = message.setdefault("reactions", [])
    entry = next((r for r in reactions if r["name"] == name), None)
    if add:
        if entry is None:
            entry = {"name": name, "users": [], "count": 0}
            reactions.append(entry)
        if user in entry["users"]:
            raise Refusal("already_reacted")
        entry["users"].append(user)
    else:
        if entry is None or user not in entry["users"]:
            raise Refusal("no_reaction")
        entry["users"].remove(user)
    entry["count"] = len(entry["users"])
    message["reactions"] = [r for r in reactions if r["users"]]
    if not message["reactions"]:
        del message["reactions"]
    kind = "reaction_added" if add else "reaction_removed"
    item = {"type": "message", "channel": channel.id, "ts": message["ts"]}
    event = {"type": kind, "user": user, "reaction": name, "item": item}
    event |= {"item_user": message["user"], "event_ts": core.world.next_ts()}
    if user != core.world.bot_user or core.options.echo_own:
        core.emit(event, kind, channel)


METHODS = {
    "conversations.history": ("", history),
    "conversations.replies": ("", replies),
    "conversations.info": ("", info),
    "conversations.list": ("channels:read", listing),
    "conversations.members": ("channels:read", members),
    "conversations.open": ("im:write", open_conversation),
    "users.conversations": ("channels:read", of_user),
    "reactions.add": ("reactions:write", reaction_add),
    "reactions.remove": ("reactions:write", reaction_remove),
}
