"""Messages and reactions over HTTP, as the bot writes and reads them.

A refused request changes nothing: every check comes before the first change.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from . import limits, payloads
from .components import completed, text_of
from .permissions import P, may, require
from .rest import Call, Reply, Route
from .wire import COMPONENTS_V2, LOADING, Json, refuse
from .world import Attachment, Channel, Message

_SETTABLE = (1 << 2) | (1 << 12) | COMPONENTS_V2


def channel_of(call: Call) -> Channel:
    channel = call.world.channels.get(call.params["channel_id"])
    if channel is None:
        raise refuse(10003)
    require(call.world, channel, P.VIEW_CHANNEL)
    return channel


def message_of(call: Call, channel: Channel) -> Message:
    found = call.world.message(channel.id, call.params["message_id"])
    if found is None or found.ephemeral:
        raise refuse(10008)
    return found


def shown(call: Call, message: Message) -> Json:
    return payloads.message(call.world, message, words=call.core.content_intent)


def may_write(call: Call, channel: Channel) -> None:
    """Refuse what Discord refuses before it looks at the message."""
    if channel.is_forum:
        raise refuse(50008)
    if channel.is_dm:
        person = call.world.users[channel.recipient_id or ""]
        if not person.dms_open or not call.world.shares_a_guild(person.id):
            raise refuse(50007)
        return
    in_thread = channel.thread is not None
    require(call.world, channel, P.SEND_MESSAGES_IN_THREADS if in_thread else P.SEND_MESSAGES)
    manages = may(call.world, call.world.bot.id, channel, P.MANAGE_THREADS)
    if channel.thread is not None and channel.thread.locked and not manages:
        raise refuse(160005)
    if call.files:
        require(call.world, channel, P.ATTACH_FILES)


def attachments_of(call: Call, body: Json, kept: list[Attachment]) -> list[Attachment]:
    """The files that the message will carry: those kept by id, then those uploaded."""
    listed = body.get("attachments")
    if listed is None and not call.files:
        return list(kept)
    listed = listed if listed is not None else [{"id": n} for n in call.files]
    ids = {str(entry["id"]) for entry in listed}
    result = [a for a in kept if a.id in ids]
    for entry in listed:
        upload = call.files.get(int(entry["id"]))
        if upload is None:
            continue
        call.check(["files: over 10 MiB"] if len(upload.content) > limits.FILES else [])
        name = entry.get("filename") or upload.filename
        identity = call.world.mint()
        url = f"{call.core.base}/attachments/{identity}/{name}"
        made = Attachment(identity, name, upload.content, url, upload.content_type)
        made.description = entry.get("description")
        result.append(made)
    return result


def fill(call: Call, message: Message, body: Json) -> None:
    """Put a checked body into a message, new or edited."""
    message.attachments = attachments_of(call, body, message.attachments)
    files = {a.filename: payloads.attachment(a) for a in message.attachments}
    if "content" in body:
        message.content = body["content"] or ""
    if "embeds" in body:
        message.embeds = [{"type": "rich"} | embed for embed in body["embeds"] or []]
    if "components" in body:
        message.components = completed(body["components"] or [], files)
    if "flags" in body:
        kept = message.flags & (~_SETTABLE | COMPONENTS_V2)
        message.flags = kept | ((body["flags"] or 0) & _SETTABLE)
    if "allowed_mentions" in body:
        message.allowed_mentions = body["allowed_mentions"]


def build(call: Call, channel: Channel, body: Json) -> Message:
    """A new message of the bot, checked but not yet posted."""
    call.check(limits.message_problems(body))
    if limits.is_empty(body, len(call.files)):
        raise refuse(50006)
    message = Message(
        call.world.mint(), channel.id, call.world.bot.id, call.core.clock(), nonce=body.get("nonce")
    )
    fill(call, message, body)
    reference = body.get("message_reference")
    if reference is not None:
        _refer(call, channel, message, reference)
    pinged = (message.allowed_mentions or {}).get("replied_user", message.allowed_mentions is None)
    call.core.settle_mentions(message, pings_replied=pinged)
    return message


def _refer(call: Call, channel: Channel, message: Message, reference: Json) -> None:
    require(call.world, channel, P.READ_MESSAGE_HISTORY)
    found = call.world.message(channel.id, str(reference["message_id"]))
    if found is not None:
        told = {"type": 0, "channel_id": channel.id, "message_id": found.id}
        told |= {"guild_id": channel.guild_id} if channel.guild_id else {}
        message.reference, message.type = told, 19
    elif reference.get("fail_if_not_exists", True):
        unknown = {"code": "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "message": "Unknown message"}
        raise refuse(50035, {"message_reference": {"_errors": [unknown]}})


def edit(call: Call, message: Message, body: Json) -> Message:
    """Change one of the bot's messages as PATCH does."""
    was_v2 = bool(message.flags & COMPONENTS_V2)
    v2 = was_v2 or bool((body.get("flags") or 0) & COMPONENTS_V2)
    call.check(limits.message_problems(body, v2=v2))
    if v2 and not was_v2 and message.content and body.get("content", "") is not None:
        call.check(["content: must be cleared when IS_COMPONENTS_V2 is set"])
    message.earlier.append(message.content or text_of(message.components))
    fill(call, message, body)
    message.flags &= ~LOADING
    message.edited(call.core.clock())
    call.core.settle_mentions(message, pings_replied=False)
    call.core.announce("MESSAGE_UPDATE", message)
    return message


# Routes


def create_message(call: Call) -> Reply:
    channel = channel_of(call)
    may_write(call, channel)
    first = _same_nonce(call, channel)
    if first is not None:
        if first.deleted:
            raise refuse(10008)
        return 200, shown(call, first)
    message = call.core.post(build(call, channel, call.body))
    if message.nonce is not None:
        call.world.by_nonce[channel.id, str(message.nonce)] = message
    return 200, shown(call, message)


def _same_nonce(call: Call, channel: Channel) -> Message | None:
    """The bot's earlier message with this nonce, if Discord still remembers it."""
    nonce = call.body.get("nonce")
    if nonce is None or not call.body.get("enforce_nonce"):
        return None
    found = call.world.by_nonce.get((channel.id, str(nonce)))
    since = call.core.clock() - timedelta(seconds=call.core.nonce_window)
    return found if found is not None and found.created_at >= since else None


def list_messages(call: Call) -> Reply:
    channel = channel_of(call)
    if not may(call.world, call.world.bot.id, channel, P.READ_MESSAGE_HISTORY):
        return 200, []
    most = int(call.query.get("limit", "50"))
    call.check([] if 1 <= most <= 100 else [f"limit: {most}, 1 to 100"])
    kept = call.world.history(channel.id)
    return 200, [shown(call, m) for m in reversed(_page(kept, call.query, most))]


def _page(kept: list[Message], query: dict[str, str], most: int) -> list[Message]:
    """The part of the history asked for, oldest first."""
    if "after" in query:
        return [m for m in kept if int(m.id) > int(query["after"])][:most]
    if "around" in query:
        middle = int(query["around"])
        near = sorted(kept, key=lambda m: abs(int(m.id) - middle))[:most]
        return sorted(near, key=lambda m: int(m.id))
    if "before" in query:
        kept = [m for m in kept if int(m.id) < int(query["before"])]
    return kept[-most:]


def get_message(call: Call) -> Reply:
    channel = channel_of(call)
    require(call.world, channel, P.READ_MESSAGE_HISTORY)
    return 200, shown(call, message_of(call, channel))


def edit_message(call: Call) -> Reply:
    channel = channel_of(call)
    message = message_of(call, channel)
    if message.author_id != call.world.bot.id:
        raise refuse(50005)
    _not_archived(channel)
    return 200, shown(call, edit(call, message, call.body))


def delete_message(call: Call) -> Reply:
    channel = channel_of(call)
    message = message_of(call, channel)
    if message.author_id != call.world.bot.id:
        require(call.world, channel, P.MANAGE_MESSAGES)
    _not_archived(channel)
    call.core.remove(message)
    return 204, None


def _not_archived(channel: Channel) -> None:
    if channel.thread is not None and channel.thread.archived:
        raise refuse(50083)


def add_reaction(call: Call) -> Reply:
    channel = channel_of(call)
    message = message_of(call, channel)
    require(call.world, channel, P.READ_MESSAGE_HISTORY)
    if call.params["emoji_name"] not in message.reactions:
        require(call.world, channel, P.ADD_REACTIONS)
    _not_archived(channel)
    bot = call.world.bot.id
    call.core.set_reaction(message, bot, call.params["emoji_name"], on=True)
    return 204, None


def remove_reaction(call: Call) -> Reply:
    message = message_of(call, channel_of(call))
    who = call.params.get("user_id", call.world.bot.id)
    call.core.set_reaction(message, who, call.params["emoji_name"], on=False)
    return 204, None


def list_reactions(call: Call) -> Reply:
    message = message_of(call, channel_of(call))
    people: list[Any] = message.reactions.get(call.params["emoji_name"], [])
    return 200, [payloads.user(call.world.users[p]) for p in people]


def typing(call: Call) -> Reply:
    channel_of(call)
    return 204, None


_ONE = "/channels/{channel_id}/messages/{message_id}"
_EMOJI = _ONE + "/reactions/{emoji_name}"
ROUTES: list[Route] = [
    ("POST", "/channels/{channel_id}/messages", create_message),
    ("GET", "/channels/{channel_id}/messages", list_messages),
    ("GET", _ONE, get_message),
    ("PATCH", _ONE, edit_message),
    ("DELETE", _ONE, delete_message),
    ("PUT", _EMOJI + "/@me", add_reaction),
    ("DELETE", _EMOJI + "/@me", remove_reaction),
    ("DELETE", _EMOJI + "/{user_id}", remove_reaction),
    ("GET", _EMOJI, list_reactions),
    ("POST", "/channels/{channel_id}/typing", typing),
]
