"""Which room a caller means and whether it may, and which message: shared by many methods.

Codes as in the error tables of https://docs.slack.dev/reference/methods.
"""

import re
from typing import Any

from .core import Core
from .settings import JSON, Refusal
from .world import Channel

TS = re.compile(r"\d{9,11}\.\d{6}")


def visible(core: Core, channel_id: Any) -> Channel:
    """The room with this id, if the bot can know of it."""
    channel = core.world.channels.get(str(channel_id))
    if channel is None:
        raise Refusal("channel_not_found")
    if channel.kind != "public" and core.world.bot_user not in channel.members:
        raise Refusal("channel_not_found")
    return channel


def readable(core: Core, channel_id: Any) -> Channel:
    """A room whose messages the bot may read."""
    channel = visible(core, channel_id)
    prefix = {"public": "channels", "private": "groups"}.get(channel.kind, channel.kind)
    require_scope(core, f"{prefix}:history")
    if core.world.bot_user not in channel.members:
        raise Refusal("not_in_channel")
    return channel


def writable(core: Core, target: Any) -> Channel:
    """A room in which the bot may post; a user id means the DM with that person."""
    world, name = core.world, str(target)
    if name in world.users:
        channel = world.channels[open_dm(core, name)]
    elif name.startswith("#"):
        found = next((c for c in world.channels.values() if f"#{c.name}" == name), None)
        channel = visible(core, found.id if found else name)
    else:
        channel = visible(core, name)
    if channel.is_archived:
        raise Refusal("is_archived")
    if world.bot_user not in channel.members:
        raise Refusal("not_in_channel")
    if channel.kind == "im":
        refuse_closed_dm(core, channel.partner)
    return channel


def open_dm(core: Core, user_id: str) -> str:
    """The DM with a person, or the refusal that Slack has for this one."""
    user = core.world.users.get(user_id)
    if user is None:
        raise Refusal("user_not_found")
    if user.is_bot:
        raise Refusal("cannot_dm_bot")
    if user.deleted:
        raise Refusal("user_disabled")
    refuse_closed_dm(core, user_id)
    return core.world.dm(user_id)


def refuse_closed_dm(core: Core, user_id: str) -> None:
    """Refuse if this person takes no DMs."""
    code = core.world.users[user_id].refuses_dm
    if code is not None:
        raise Refusal(code)


def require_scope(core: Core, scope: str) -> None:
    """Refuse if the token lacks the scope."""
    if scope not in core.options.scopes:
        raise Refusal("missing_scope", needed=scope, provided=",".join(sorted(core.options.scopes)))


def thread_root(channel: Channel, thread_ts: Any) -> str | None:
    """The thread that a post goes to, or the refusal for one that cannot be."""
    if thread_ts in (None, ""):
        return None
    if not TS.fullmatch(str(thread_ts)):
        raise Refusal("invalid_thread_ts")
    root = channel.messages.get(str(thread_ts))
    if root is None:
        raise Refusal("thread_not_found")
    if root.get("thread_ts", root["ts"]) != root["ts"]:
        raise Refusal("cannot_reply_to_message", "thread_ts must be the root of a thread")
    return str(root["ts"])


def message_at(channel: Channel, ts: Any) -> JSON:
    """The message with this timestamp in this room."""
    message = channel.messages.get(str(ts))
    if message is None or message.get("subtype") == "tombstone":
        raise Refusal("message_not_found")
    return message
