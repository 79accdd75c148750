"""The chat.* methods: posting, changing and deleting what the app says.

Limits from https://docs.slack.dev/reference/methods/chat.postMessage and chat.update.
"""

import json
import re
from typing import Any

from .args import flag, need
from .blocks import refuse_bad_blocks
from .core import Core
from .rooms import message_at, thread_root, visible, writable
from .settings import JSON, Refusal
from .shapes import as_read, bot_message, escaped, numbered, rich_text
from .world import Channel

TEXT = 4_000
"""Characters of `text`, where blocks stand beside it: Slack's staff name it as the limit that holds
(https://github.com/seratch/ChatGPT-in-Slack/issues/102), though the reference still says 40,000."""
SPLIT_AT = 4040
"""A post with more text than this, and no blocks, becomes several messages."""


def refuse_bad_content(core: Core, args: JSON, most: int) -> None:
    """Refuse a message without content, with too much of it, or with the wrong kind."""
    blocks, text = args.get("blocks"), args.get("text")
    if args.get("markdown_text") is not None:
        if text or blocks:
            raise Refusal("markdown_text_conflict")
        if len(str(args["markdown_text"])) > 12_000:
            raise Refusal("msg_too_long")
        return
    if blocks is not None:
        refuse_bad_blocks(blocks, core.options.refused_blocks)
    if text is not None and not isinstance(text, str):
        raise Refusal("invalid_arguments", "must be a string [json-pointer:/text]")
    if not text and not blocks and not args.get("attachments"):
        raise Refusal("no_text")
    if text and len(text) > (TEXT if blocks else most):
        raise Refusal("msg_too_long")
    if len(args.get("attachments") or []) > 100:
        raise Refusal("too_many_attachments")


def checked_metadata(args: JSON) -> JSON | None:
    """The metadata of a post, if it is as Slack wants it."""
    metadata: Any = args.get("metadata")
    if metadata in (None, {}):
        return None
    good = (
        isinstance(metadata, dict)
        and re.fullmatch(r"[A-Za-z0-9_.\-]{1,255}", str(metadata.get("event_type", "")))
        and isinstance(metadata.get("event_payload"), dict)
    )
    if not good:
        raise Refusal("invalid_metadata_format")
    if len(json.dumps(metadata)) > 16_000:
        raise Refusal("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}


def post_message(core: Core, args: JSON) -> JSON:
    """chat.postMessage."""
    need(args, "channel")
    channel = writable(core, args["channel"])
    root = thread_root(channel, args.get("thread_ts"))
    refuse_bad_content(core, args, 40_000)
    checked_metadata(args)
    text = str(args.get("text") or args.get("markdown_text") or "")
    if args.get("blocks") and not text:
        core.note("chat.postMessage", "missing_text_in_message")
    pieces = [text]
    if len(text) > SPLIT_AT and not args.get("blocks"):
        pieces = [text[i : i + SPLIT_AT] for i in range(0, len(text), SPLIT_AT)]
        core.note("chat.postMessage", "text so long that Slack splits it", str(len(text)))
    thread: JSON = {}
    if root is not None:
        thread = {"thread_ts": root, "parent_user_id": channel.messages[root]["user"]}
        if flag(args, "reply_broadcast"):
            thread["subtype"] = "thread_broadcast"
    posted = [_post(core, channel, piece, args, thread) for piece in pieces]
    return {
        "channel": channel.id,
        "ts": posted[0]["ts"],
        "message": as_read(channel, posted[0], metadata=True),
    }


def _post(core: Core, channel: Channel, text: str, args: JSON, thread: JSON) -> JSON:
    message = bot_message(core.world, text, args.get("blocks"))
    if args.get("attachments"):
        message["attachments"] = args["attachments"]
    message |= thread
    _by_another_name(core, message, args)
    metadata = checked_metadata(args)
    if metadata is not None:
        message["metadata"] = metadata
    channel.put(message)
    if core.options.echo_own:
        core.emit_message(channel, message)
    return message


def _by_another_name(core: Core, message: JSON, args: JSON) -> None:
    """A post with a name of its own is an app's, of no user: https://docs.slack.dev/reference/events/message/bot_message."""
    if not (args.get("username") or args.get("icon_url")):
        return
    if "chat:write.customize" not in core.options.scopes:
        core.note("chat.postMessage", "a name of its own without chat:write.customize")
        return
    del message["user"]
    message |= {"subtype": "bot_message", "username": str(args.get("username") or "Front Desk")}
    if args.get("icon_url"):
        message["icons"] = {"image_url": str(args["icon_url"])}


def update(core: Core, args: JSON) -> JSON:
    """chat.update: text alone removes blocks, neither keeps them."""
    need(args, "channel", "ts")
    channel = visible(core, args["channel"])
    message = message_at(channel, args["ts"])
    if message.get("bot_id") != core.world.bot_id:
        raise Refusal("cant_update_message")
    if channel.is_archived:
        raise Refusal("is_archived")
    refuse_bad_content(core, args, 4_000)
    before, world = dict(message), core.world
    blocks, text = args.get("blocks"), args.get("text") or args.get("markdown_text")
    if text is not None:
        message["text"] = escaped(str(text))
        message["blocks"] = [rich_text(message["text"], world.new_id("b"))]
    if blocks is not None:
        message["blocks"] = numbered(world, blocks)
    if args.get("attachments") is not None:
        message["attachments"] = args["attachments"]
    if "metadata" in args:
        metadata = checked_metadata(args)
        message.pop("metadata", None)
        message |= {"metadata": metadata} if metadata else {}
    changed_at = world.next_ts()
    message["edited"] = {"user": world.bot_id, "ts": changed_at}
    tell_changed(core, channel, message, before, changed_at)
    return {
        "channel": channel.id,
        "ts": message["ts"],
        "text": message["text"],
        "message": as_read(channel, message, metadata=True),
    }


def tell_changed(core: Core, channel: Channel, message: JSON, before: JSON, at: str) -> None:
    """Send message_changed."""
    if message.get("bot_id") == core.world.bot_id and not core.options.echo_own:
        return
    core.emit_message(
        channel,
        {
            "type": "message",
            "subtype": "message_changed",
            "message": {
                **as_read(channel, message, metadata=False),
                "source_team": message["team"],
            },
            "previous_message": {k: v for k, v in before.items() if k != "metadata"},
            "hidden": True,
            "ts": at,
        },
    )


def remove(core: Core, channel: Channel, message: JSON) -> None:
    """Take a message away; the root of a thread leaves a tombstone behind."""
    before, at = dict(message), core.world.next_ts()
    if channel.replies(message["ts"]):
        tombstone = {
            "type": "message",
            "subtype": "tombstone",
            "text": "This message was deleted.",
            "user": "USLACKBOT",
            "hidden": True,
            "ts": message["ts"],
            "thread_ts": message["ts"],
            "team": message["team"],
        }
        channel.put(tombstone)
        tell_changed(core, channel, tombstone, before, at)
        return
    channel.drop(message["ts"])
    if message.get("bot_id") == core.world.bot_id and not core.options.echo_own:
        return
    core.emit_message(
        channel,
        {
            "type": "message",
            "subtype": "message_deleted",
            "previous_message": {k: v for k, v in before.items() if k != "metadata"},
            "hidden": True,
            "deleted_ts": message["ts"],
            "ts": at,
        },
    )


def delete(core: Core, args: JSON) -> JSON:
    """chat.delete."""
    need(args, "channel", "ts")
    channel = visible(core, args["channel"])
    message = message_at(channel, args["ts"])
    if message.get("bot_id") != core.world.bot_id:
        raise Refusal("cant_delete_message")
    remove(core, channel, message)
    return {"channel": channel.id, "ts": args["ts"]}


def post_ephemeral(core: Core, args: JSON) -> JSON:
    """chat.postEphemeral: seen by one person, in no history."""
    need(args, "channel", "user")
    channel = writable(core, args["channel"])
    if args["user"] not in core.world.users:
        raise Refusal("user_not_found")
    if args["user"] not in channel.members:
        raise Refusal("user_not_in_channel")
    root = thread_root(channel, args.get("thread_ts"))
    refuse_bad_content(core, args, 40_000)
    if args.get("blocks") and not args.get("text"):
        core.note("chat.postEphemeral", "missing_text_in_message")
    shown = show_ephemeral(core, args["user"], channel.id, args, root)
    return {"message_ts": shown["ts"]}


def show_ephemeral(
    core: Core, user: str, channel_id: str, content: JSON, root: str | None = None
) -> JSON:
    """Keep an ephemeral message for the person who sees it."""
    message = bot_message(core.world, str(content.get("text") or ""), content.get("blocks"))
    message |= {"channel": channel_id, "to": user, "is_ephemeral": True}
    if root is not None:
        message["thread_ts"] = root
    core.ephemeral_posts.append(message)
    core.pulse.bump()
    return message


def get_permalink(core: Core, args: JSON) -> JSON:
    """chat.getPermalink."""
    need(args, "channel", "message_ts")
    channel = visible(core, args["channel"])
    message = message_at(channel, args["message_ts"])
    link = f"https://{core.world.domain}.slack.com/archives/{channel.id}/p"
    link += message["ts"].replace(".", "")
    root = message.get("thread_ts")
    if root and root != message["ts"]:
        link += f"?thread_ts={root}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


METHODS = {
    "chat.postMessage": ("chat:write", post_message),
    "chat.update": ("chat:write", update),
    "chat.delete": ("chat:write", delete),
    "chat.postEphemeral": ("chat:write", post_ephemeral),
    "chat.getPermalink": ("", get_permalink),
}
