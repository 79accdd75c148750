"""Every kind of message that Slack knows, every place in one where words can stand, each decided.

A new one is decided here and nowhere else; the tests hold both tables against Slack's own lists.
"""

from collections.abc import Mapping
from typing import Any

from bot.platforms.kind import Heard, Kind

_OF_THE_ROOM = Kind(Heard.NOT, "Slack says what became of the room, not what somebody asks")
_OF_APPS = Kind(Heard.NOT, "an app was added, removed or switched")
_CANVAS = Kind(Heard.NOT, "somebody worked on a canvas; comments in its thread are heard")


SUBTYPES: Mapping[str, Kind] = {
    "": Kind(Heard.WORDS, "what somebody typed, spoke as a clip, forwarded or shared"),
    "file_share": Kind(Heard.WORDS, "a message with files, with or without words"),
    "thread_broadcast": Kind(Heard.WORDS, "a reply that is shown in the room too"),
    "me_message": Kind(Heard.WORDS, "typed after /me"),
    "message_changed": Kind(Heard.CHANGE, "an edit by its author"),
    "message_deleted": Kind(Heard.CHANGE, "taken back"),
    "tombstone": Kind(Heard.CHANGE, "taken back, while replies stand below it"),
    "message_replied": Kind(Heard.NOT, "only says that a reply came; the reply comes by itself"),
    "reply_broadcast": Kind(Heard.NOT, "only points at a reply that came by itself"),
    "bot_message": Kind(Heard.NOT, "apps, polls by apps and workflows: nobody in particular asks"),
    "slackbot_response": Kind(Heard.NOT, "Slackbot speaks"),
    "assistant_app_thread": Kind(Heard.NOT, "the head of a thread with the app, without words"),
    "huddle_thread": Kind(Heard.NOT, "a huddle began; what is typed in its thread is heard"),
    "sh_room_created": Kind(Heard.NOT, "a call began"),
    "sh_room_shared": Kind(Heard.NOT, "a call was shared"),
    "reminder_add": Kind(Heard.NOT, "somebody asked Slack for a reminder"),
    "reminder_delete": Kind(Heard.NOT, "somebody took a reminder back"),
    "file_comment": Kind(Heard.NOT, "a comment on a file, which Slack no longer has"),
    "file_mention": Kind(Heard.NOT, "a file was named; the words with it come by themselves"),
    "ekm_access_denied": Kind(Heard.NOT, "the organisation keeps the message back"),
    **dict.fromkeys(
        ("document_mention", "channel_canvas_updated", "tabbed_canvas_updated"), _CANVAS
    ),
    **dict.fromkeys(
        ("pinned_item", "unpinned_item"), Kind(Heard.NOT, "a message was pinned or unpinned")
    ),
    **dict.fromkeys(
        ("bot_add", "bot_remove", "bot_enable", "bot_disable", "app_conversation_join"), _OF_APPS
    ),
    **dict.fromkeys(
        (
            *("channel_archive", "channel_convert_to_private", "channel_convert_to_public"),
            *("channel_join", "channel_leave", "channel_name", "channel_posting_permissions"),
            *("channel_purpose", "channel_topic", "channel_unarchive"),
            *("group_archive", "group_join", "group_leave", "group_name", "group_purpose"),
            *("group_topic", "group_unarchive", "joiner_notification"),
        ),
        _OF_THE_ROOM,
    ),
}
"""Subtype of a message event -> what it is. https://docs.slack.dev/reference/events/message"""

PLACES: Mapping[str, Kind] = {
    "text": Kind(Heard.WORDS, "all that was typed"),
    "blocks": Kind(Heard.WORDS, "read where there is no text; else they say the same"),
    "attachments: blocks": Kind(Heard.WORDS, "a table that was pasted"),
    "files: transcription": Kind(Heard.WORDS, "a clip, as far as Slack wrote it down in time"),
    "attachments: is_share": Kind(Heard.QUOTE, "a message that was forwarded"),
    "attachments: is_msg_unfurl": Kind(Heard.QUOTE, "a message that was linked to"),
    "files: preview": Kind(Heard.QUOTE, "the beginning of a snippet, a post or an e-mail"),
    "files": Kind(Heard.FILE, "name, kind, size, length and description; canvases and lists too"),
    "attachments: files": Kind(Heard.FILE, "files of a message that was forwarded"),
    "attachments: from_url": Kind(Heard.NOT, "the preview of a page; its address is in the text"),
    "attachments: is_app_unfurl": Kind(Heard.NOT, "an app's preview; its address is in the text"),
    "root": Kind(Heard.NOT, "the message above a broadcast reply was heard by itself"),
    "room": Kind(Heard.NOT, "who is in a huddle"),
    "metadata": Kind(Heard.NOT, "what apps note for one another"),
    "reactions": Kind(
        Heard.NOT, "counted here; ✅ and 👀 of staff, and thumbs below an answer, come as events"
    ),
}
"""Where words can stand in a message -> what they are."""


def spoken(message: Mapping[str, Any]) -> bool:
    """Whether a message is somebody's words. A kind that Slack may yet invent is, if it was typed."""
    kind = SUBTYPES.get(str(message.get("subtype") or ""))
    return kind.heard is Heard.WORDS if kind else bool(message.get("client_msg_id"))
