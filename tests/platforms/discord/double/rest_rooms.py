"""Channels, threads, forum posts and their members over HTTP.

What a thread is (archived, locked, tagged) changes here or in people.py, each time with its event.
"""

from __future__ import annotations

from datetime import UTC, datetime

from . import payloads, threads
from .permissions import P, in_channel, may, require
from .rest import Call, Reply, Route
from .rest_messages import build, channel_of, message_of, shown
from .wire import PRIVATE_THREAD, PUBLIC_THREAD, TEXT, THREADS, Json, refuse
from .world import Channel, ThreadState


def told(call: Call, channel: Channel) -> Json:
    return payloads.channel(call.world, channel)


def open_dm(call: Call) -> Reply:
    person = call.world.users.get(str(call.body["recipient_id"]))
    if person is None:
        raise refuse(10013)
    return 200, told(call, call.world.dm_with(person.id))


def get_channel(call: Call) -> Reply:
    return 200, told(call, channel_of(call))


def patch_channel(call: Call) -> Reply:
    channel = channel_of(call)
    if channel.thread is not None:
        _patch_thread(call, channel, channel.thread)
        return 200, told(call, channel)
    require(call.world, channel, P.MANAGE_CHANNELS)
    if "available_tags" in call.body:
        _set_tags(call, channel)
    channel.name = call.body.get("name") or channel.name
    channel.topic = call.body.get("topic", channel.topic)
    call.core.announce_channel("CHANNEL_UPDATE", channel)
    return 200, told(call, channel)


def _set_tags(call: Call, channel: Channel) -> None:
    if not channel.is_forum:
        raise refuse(50024)
    wanted = call.body["available_tags"] or []
    call.check(["available_tags: over 20"] if len(wanted) > 20 else [])
    channel.available_tags = [
        {
            "id": str(tag.get("id") or call.world.mint()),
            "name": tag["name"],
            "moderated": bool(tag.get("moderated")),
            "emoji_id": tag.get("emoji_id"),
            "emoji_name": tag.get("emoji_name"),
        }
        for tag in wanted
    ]


def _patch_thread(call: Call, channel: Channel, state: ThreadState) -> None:
    body: Json = call.body
    rights = in_channel(call.world, call.world.bot.id, channel)
    manages = bool(rights & P.MANAGE_THREADS)
    changes_lock = body.get("locked") not in (None, state.locked)
    if not manages and (changes_lock or state.owner_id != call.world.bot.id):
        raise refuse(50013)
    if state.archived and body.get("archived") is not False:
        raise refuse(50083)
    if state.locked and not manages:
        raise refuse(160005)
    if "applied_tags" in body:
        state.tags = _tags(call, channel, manages=manages)
    if body.get("name") and body["name"] != channel.name:
        channel.name = body["name"]
        call.core.system(channel, 4, call.world.bot.id, content=channel.name)
    if body.get("archived") is not None:
        state.archived = body["archived"]
        state.archived_at = call.core.clock()
    if body.get("locked") is not None:
        state.locked = body["locked"]
    if body.get("auto_archive_duration"):
        state.auto_archive = body["auto_archive_duration"]
    if body.get("invitable") is not None:
        state.invitable = body["invitable"]
    call.core.announce_channel("THREAD_UPDATE", channel)


def _tags(call: Call, channel: Channel, *, manages: bool) -> list[str]:
    parent = call.world.channels[channel.parent_id or ""]
    known = {tag["id"]: tag for tag in parent.available_tags}
    wanted = [str(tag) for tag in call.body["applied_tags"] or []]
    if any(tag not in known for tag in wanted):
        raise refuse(50035, {"applied_tags": {"_errors": [{"code": "UNKNOWN_TAG"}]}})
    call.check(["applied_tags: over 5"] if len(wanted) > 5 else [])
    before = channel.thread.tags if channel.thread else []
    moved = set(wanted) ^ set(before)
    if not manages and any(known.get(tag, {}).get("moderated") for tag in moved):
        raise refuse(50013)
    return wanted


def delete_channel(call: Call) -> Reply:
    channel = channel_of(call)
    require(call.world, channel, P.MANAGE_THREADS if channel.is_thread else P.MANAGE_CHANNELS)
    del call.world.channels[channel.id]
    event = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
    call.core.gateway.dispatch(event, 1, told(call, channel))
    return 200, told(call, channel)


def thread_from_message(call: Call) -> Reply:
    parent = channel_of(call)
    message = message_of(call, parent)
    require(call.world, parent, P.CREATE_PUBLIC_THREADS | P.READ_MESSAGE_HISTORY)
    if parent.type != TEXT:
        raise refuse(50024)
    if message.thread_id is not None:
        raise refuse(160004)
    thread = threads.from_message(call.core, message, call.body["name"], call.world.bot.id)
    _settings(call, thread)
    return 201, told(call, thread)


def _settings(call: Call, thread: Channel) -> None:
    assert thread.thread is not None
    thread.thread.auto_archive = call.body.get("auto_archive_duration") or 1440
    if call.body.get("invitable") is not None:
        thread.thread.invitable = call.body["invitable"]


def thread_without_message(call: Call) -> Reply:
    parent = channel_of(call)
    if parent.is_forum:
        return _forum_post(call, parent)
    kind = call.body.get("type") or PRIVATE_THREAD
    if parent.type != TEXT or kind not in THREADS:
        raise refuse(50024)
    private = kind == PRIVATE_THREAD
    require(call.world, parent, P.CREATE_PRIVATE_THREADS if private else P.CREATE_PUBLIC_THREADS)
    thread = threads.new(call.core, parent, call.body["name"], kind, call.world.bot.id)
    _settings(call, thread)
    threads.announce(call.core, thread)
    return 201, told(call, thread)


def _forum_post(call: Call, forum: Channel) -> Reply:
    require(call.world, forum, P.SEND_MESSAGES)
    body: Json = call.body
    thread = threads.new(call.core, forum, body["name"], PUBLIC_THREAD, call.world.bot.id)
    try:
        manages = may(call.world, call.world.bot.id, forum, P.MANAGE_THREADS)
        tags = _tags(call, thread, manages=manages) if body.get("applied_tags") else []
        message = build(call, thread, body["message"])
    except Exception:
        del call.world.channels[thread.id]
        raise
    assert thread.thread is not None
    thread.thread.tags = tags
    _settings(call, thread)
    threads.publish_post(call.core, thread, message)
    return 201, told(call, thread) | {"message": shown(call, message)}


def active_threads(call: Call) -> Reply:
    guild_id = call.params["guild_id"]
    if guild_id not in call.world.guilds:
        raise refuse(10004)
    active = [
        t
        for t in call.world.threads_of(guild_id)
        if t.thread and not t.thread.archived and call.core.sees(t)
    ]
    return 200, _listed(call, active) | {"has_more": False}


def archived_threads(call: Call) -> Reply:
    parent = channel_of(call)
    require(call.world, parent, P.READ_MESSAGE_HISTORY)
    private = call.place.endswith("private")
    before = datetime.fromisoformat(call.query["before"]) if "before" in call.query else None
    found = [
        c
        for c in call.world.channels.values()
        if c.parent_id == parent.id
        and c.thread is not None
        and c.thread.archived
        and (c.type == PRIVATE_THREAD) == private
        and (before is None or c.thread.archived_at < before.astimezone(UTC))
        and call.core.sees(c)
    ]
    found.sort(key=lambda c: c.thread.archived_at if c.thread else c.id, reverse=True)
    most = int(call.query.get("limit") or 50)
    return 200, _listed(call, found[:most]) | {"has_more": len(found) > most}


def _listed(call: Call, found: list[Channel]) -> Json:
    bot = call.world.bot.id
    mine = [t for t in found if t.thread and bot in t.thread.members]
    members = [payloads.thread_member(call.world, t, bot) for t in mine]
    return {"threads": [told(call, t) for t in found], "members": members}


def _thread(call: Call) -> tuple[Channel, ThreadState]:
    channel = channel_of(call)
    if channel.thread is None:
        raise refuse(50024)
    return channel, channel.thread


def list_members(call: Call) -> Reply:
    channel, state = _thread(call)
    full = call.query.get("with_member") in ("1", "true", "True")
    listed = [payloads.thread_member(call.world, channel, who, full=full) for who in state.members]
    return 200, listed


def add_member(call: Call) -> Reply:
    channel, state = _thread(call)
    who = call.params.get("user_id", call.world.bot.id)
    if state.archived:
        raise refuse(50083)
    guild = call.world.guilds[channel.guild_id or ""]
    if who not in guild.members:
        raise refuse(10007 if who in call.world.users else 10013)
    require(call.world, channel, P.SEND_MESSAGES_IN_THREADS)
    if call.core.join_thread(channel, who) and who != call.world.bot.id:
        call.core.system(channel, 1, call.world.bot.id, mentions=[who])
    return 204, None


def remove_member(call: Call) -> Reply:
    channel, state = _thread(call)
    who = call.params.get("user_id", call.world.bot.id)
    if call.world.bot.id not in (who, state.owner_id):
        require(call.world, channel, P.MANAGE_THREADS)
    call.core.leave_thread(channel, who)
    return 204, None


_THREADS = "/channels/{channel_id}/threads"
_MEMBERS = "/channels/{channel_id}/thread-members"
ROUTES: list[Route] = [
    ("POST", "/users/@me/channels", open_dm),
    ("GET", "/channels/{channel_id}", get_channel),
    ("PATCH", "/channels/{channel_id}", patch_channel),
    ("DELETE", "/channels/{channel_id}", delete_channel),
    ("POST", "/channels/{channel_id}/messages/{message_id}/threads", thread_from_message),
    ("POST", _THREADS, thread_without_message),
    ("GET", _THREADS + "/archived/public", archived_threads),
    ("GET", _THREADS + "/archived/private", archived_threads),
    ("GET", "/guilds/{guild_id}/threads/active", active_threads),
    ("GET", _MEMBERS, list_members),
    ("PUT", _MEMBERS + "/@me", add_member),
    ("DELETE", _MEMBERS + "/@me", remove_member),
    ("PUT", _MEMBERS + "/{user_id}", add_member),
    ("DELETE", _MEMBERS + "/{user_id}", remove_member),
]
