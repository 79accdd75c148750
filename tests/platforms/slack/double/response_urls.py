"""What happens when the app answers on a response_url: five times in thirty minutes.

https://docs.slack.dev/interactivity/handling-user-interaction
"""

from .core import Core
from .method_chat import refuse_bad_content, remove, show_ephemeral, tell_changed
from .settings import JSON, Refusal
from .shapes import bot_message, escaped, numbered, rich_text


def use_response_url(core: Core, key: str, body: JSON) -> None:
    """Post, replace or delete, or refuse."""
    url = core.response_urls.get(key)
    if url is None:
        raise Refusal("invalid_url")
    if core.clock.now() - url.issued > core.timing.response_url:
        raise Refusal("expired_url")
    if url.uses >= core.timing.response_url_uses:
        raise Refusal("used_url")
    url.uses += 1
    if body.get("delete_original"):
        _replace(core, url.message_ts, None)
        return
    refuse_bad_content(core, body, 40_000)
    if body.get("replace_original") and url.message_ts is not None:
        _replace(core, url.message_ts, body)
    elif body.get("response_type") == "in_channel":
        post_in_channel(core, url.channel, body)
    else:
        show_ephemeral(core, url.user, url.channel, body, body.get("thread_ts"))


def post_in_channel(core: Core, channel_id: str, body: JSON) -> None:
    """A visible answer to a command or press; the bot need not be in the room."""
    channel = core.world.channels[channel_id]
    message = bot_message(core.world, str(body.get("text") or ""), body.get("blocks"))
    if body.get("thread_ts"):
        message["thread_ts"] = body["thread_ts"]
    channel.put(message)
    core.emit_message(channel, message)


def _replace(core: Core, ts: str | None, body: JSON | None) -> None:
    for message in core.ephemeral_posts:
        if message["ts"] == ts:
            if body is None:
                core.ephemeral_posts.remove(message)
            else:
                _fill(core, message, body)
            return
    found = core.world.find(ts or "")
    if found is None:
        raise Refusal("message_not_found")
    channel, message = found
    if body is None:
        remove(core, channel, message)
        return
    before = dict(message)
    _fill(core, message, body)
    tell_changed(core, channel, message, before, core.world.next_ts())


def _fill(core: Core, message: JSON, body: JSON) -> None:
    message["text"] = escaped(str(body.get("text") or ""))
    blocks = body.get("blocks")
    made = rich_text(message["text"], core.world.new_id("b"))
    message["blocks"] = numbered(core.world, blocks) if blocks else [made]
