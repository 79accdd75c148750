"""A message of Discord's taken apart: one's own words, words of others, files.

Pure, and as Discord writes text; `kinds` says what of a message is which.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import discord

from bot.desk.nouns.file import File, FileKind
from bot.desk.words.attached import kind_of

Shown = discord.Message | discord.MessageSnapshot


def own(message: discord.Message) -> str:
    """What its author says: typed, or asked in a poll."""
    return "\n".join(filter(None, (message.content, _poll(message.poll))))


def forwarded(message: discord.Message) -> str:
    """What it brings from elsewhere; Discord doesn't say whose words they were."""
    return "\n".join(filter(None, map(_marked, map(_told, message.message_snapshots))))


def replied_to(message: discord.Message, me: int) -> str:
    """The words that it answers, and whose they are; not those of the desk itself."""
    reference = message.reference
    answered = reference.resolved if reference and not message.message_snapshots else None
    if not isinstance(answered, discord.Message) or answered.author.id == me:
        return ""
    return _marked(_told(answered), answered.author.display_name)


def files(message: discord.Message) -> Iterator[File]:
    """What is attached, in a forwarded message too. Where staff can open the message, it is the link:
    Discord lets the link of a file itself expire within a day or so."""
    every: tuple[Shown, ...] = (message, *message.message_snapshots)
    for shown in every:
        yield from (_file(each, link(message)) for each in shown.attachments)
        yield from (
            File(name=each.name, link=each.url, kind=FileKind.STICKER) for each in shown.stickers
        )


def link(message: discord.Message) -> str:
    """Opens the message for whoever may read the room; "" for a direct message."""
    return message.jump_url if message.guild else ""


def room(message: discord.Message) -> str:
    """What the room is called that it stands in, or that its thread is of; "" for a direct message."""
    channel = message.channel
    above = channel.parent if isinstance(channel, discord.Thread) else channel
    return str(getattr(above, "name", "") or "") if message.guild else ""


def _told(shown: Shown) -> str:
    """All that a message shows, an app's too."""
    embeds = (line for embed in shown.embeds for line in _embed(embed) if embed.type == "rich")
    poll = _poll(shown.poll) if isinstance(shown, discord.Message) else ""
    return "\n".join(filter(None, (shown.content, poll, *embeds, *_texts(shown.components))))


def _embed(embed: discord.Embed) -> Iterator[str | None]:
    yield from (embed.title, embed.description)
    for field in embed.fields:
        yield f"{field.name}: {field.value}"


def _texts(components: Iterable[Any]) -> Iterator[str]:
    """Texts in components, those inside others too. https://docs.discord.com/developers/components"""
    for each in components:
        if isinstance(each, discord.TextDisplay):
            yield each.content
        yield from _texts(getattr(each, "children", ()))


def _poll(poll: discord.Poll | None) -> str:
    if poll is None:
        return ""
    answers = (f"- {answer.text}" for answer in poll.answers)
    return "\n".join((str(poll.question), *answers))


def _marked(words: str, whose: str = "") -> str:
    lines = [f"> {line}" for line in words.splitlines()]
    return "\n".join((*lines, *([f"> — {whose}"] if words and whose else [])))


def _file(attachment: discord.Attachment, message_link: str) -> File:
    spoken = attachment.is_voice_message()
    media = attachment.content_type or ""
    return File(
        name=attachment.title or attachment.filename,
        link=message_link or attachment.url,
        kind=FileKind.VOICE if spoken else kind_of(media, attachment.filename),
        size=attachment.size,
        seconds=round(attachment.duration or 0),
        about=attachment.description or "",
        until=None if message_link else expiry(attachment.url),
        key=attachment.url,
    )


def expiry(url: str) -> datetime | None:
    """When a link to a file ends, as it says itself.
    https://docs.discord.com/developers/reference#signed-attachment-cdn-urls"""
    try:
        return datetime.fromtimestamp(int(parse_qs(urlsplit(url).query)["ex"][0], 16), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return None
