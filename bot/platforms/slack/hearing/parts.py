"""A message of Slack's taken apart: one's own words, words of others, files.

Pure, and in Slack's own way of writing text; `kinds` says what of a message is which.
"""

from collections.abc import Iterator
from typing import Any

from bot.desk.nouns.file import File, FileKind
from bot.desk.words.attached import kind_of
from bot.platforms.slack.hearing.blocks import block_words
from bot.platforms.slack.words import escape

JSON = dict[str, Any]

_READ = {"snippet", "post", "email"}
"""Modes of files whose beginning is words."""
_GONE = {"tombstone"}
_CLIPS = {"slack_audio": FileKind.VOICE, "slack_video": FileKind.VIDEO}
_DOCUMENTS = {"canvas", "quip", "list", "post", "space"}


def own(message: JSON) -> str:
    """What its author says: typed, pasted as a table, spoken."""
    typed = str(message.get("text") or "") or block_words(message.get("blocks") or [])
    pasted = (block_words(each["blocks"]) for each in _attachments(message) if _is_table(each))
    heard = (_transcript(file) for file in message.get("files") or [])
    return "\n".join(filter(None, (typed, *pasted, *heard)))


def quoted(message: JSON) -> str:
    """What others say in it, each line after a mark, and whose words they are."""
    shared = (_shared(each) for each in _attachments(message) if _is_shared(each))
    previews = (_preview(file) for file in _all_files(message))
    return "\n".join(filter(None, (_answered(message), *shared, *previews)))


def _answered(message: JSON) -> str:
    """What the thread began with in which the app is called for the first time."""
    first = message.get("answers") or {}
    words = own(first)
    by = str(first.get("user") or "")
    other = by != message.get("user")
    return _marked(words, f"<@{by}>" if by and other else "") if words else ""


def files(message: JSON, *, open_to_staff: bool) -> Iterator[File]:
    """What is attached, in a forwarded message too. What only the customer can open has no link."""
    for file in _all_files(message):
        if file.get("mode") in _GONE:
            continue
        name = str(file.get("name") or file.get("title") or "file")
        title = str(file.get("title") or "")
        link = str(file.get("permalink") or file.get("url_private") or "")
        yield File(
            name=name,
            link=link if open_to_staff else "",
            kind=_kind(file, name),
            size=int(file.get("size") or 0),
            seconds=round(int(file.get("duration_ms") or 0) / 1000),
            about=str(file.get("alt_txt") or (title if title != name else "")),
            key=str(file.get("id") or ""),
        )


def _attachments(message: JSON) -> list[JSON]:
    found = message.get("attachments")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _is_shared(attachment: JSON) -> bool:
    return bool(attachment.get("is_share") or attachment.get("is_msg_unfurl"))


def _is_table(attachment: JSON) -> bool:
    """What a person puts in blocks of their own; pages and apps are named as such."""
    others = ("from_url", "original_url", "app_unfurl_url", "is_app_unfurl", "bot_id")
    foreign = _is_shared(attachment) or any(attachment.get(name) for name in others)
    return not foreign and bool(attachment.get("blocks"))


def _shared(attachment: JSON) -> str:
    blocks = [
        block
        for each in attachment.get("message_blocks") or []
        for block in (each.get("message") or {}).get("blocks") or []
    ]
    words = str(attachment.get("text") or "") or block_words(blocks)
    room = attachment.get("channel_name")
    names = (attachment.get("author_name"), f"#{room}" if room else "")
    whose = ", ".join(escape(str(name)) for name in names if name)
    return _marked(words, whose) if words else ""


def _preview(file: JSON) -> str:
    """The beginning of a file that is words."""
    if file.get("mode") not in _READ and file.get("filetype") not in _READ:
        return ""
    subject = str(file.get("subject") or "")
    words = str(file.get("plain_text") or file.get("preview") or "")
    body = "\n".join(filter(None, (subject, words)))
    return _marked(escape(body), escape(str(file.get("name") or ""))) if body else ""


def _marked(words: str, whose: str) -> str:
    lines = [f"&gt; {line}" for line in words.splitlines()]
    return "\n".join((*lines, *([f"&gt; — {whose}"] if whose else [])))


def app_name(message: JSON) -> str:
    """What an app is called that wrote it; "" where Slack doesn't say."""
    profile = message.get("bot_profile") or {}
    return str(message.get("username") or profile.get("name") or "")


def _transcript(file: JSON) -> str:
    told = file.get("transcription") or {}
    return escape(str((told.get("preview") or {}).get("content") or ""))


def _all_files(message: JSON) -> list[JSON]:
    """Its own files, and those of what was forwarded."""
    found: list[JSON] = list(message.get("files") or [])
    for attachment in filter(_is_shared, _attachments(message)):
        found += attachment.get("files") or []
    return found


def _kind(file: JSON, name: str) -> FileKind:
    clip = _CLIPS.get(str(file.get("subtype") or ""))
    if clip or file.get("filetype") in _DOCUMENTS:
        return clip or FileKind.TEXT
    return kind_of(str(file.get("mimetype") or ""), name)
