"""From what Discord tells to the desk's own nouns.

Pure: a payload in, a value out, None for what the desk has no business with.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import discord

from bot.commands import COMMANDS
from bot.commands.row import Kind
from bot.desk.nouns.departed import Departed, Gone
from bot.desk.nouns.inbound import (
    Address,
    Commanded,
    Deleted,
    Edited,
    Reacted,
    Returned,
    Said,
    Sign,
)
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.words.attached import named
from bot.platforms.discord.hearing import parts
from bot.platforms.discord.hearing.kinds import spoken
from bot.platforms.discord.knowing.places import (
    Spot,
    message_id,
    person,
    person_id,
    room,
    since,
    thread,
)
from bot.platforms.discord.words import Names, readable
from bot.platforms.staff import StaffRooms

_SIGNS = {"✅": Sign.DONE, "☑": Sign.DONE, "✔": Sign.DONE, "👀": Sign.LOOKING}
_SIGNS |= {"👍": Sign.GOOD, "👎": Sign.BAD}
_SKIN = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff]")
"""What only says how an emoji is drawn."""


@dataclass(frozen=True, kw_only=True)
class Ears:
    """Who is listening, and where words without a mention count."""

    me: int
    roles: frozenset[int] = frozenset()
    """The bot's own roles: mentioning one of them calls it, too."""
    staffs: StaffRooms = field(default_factory=StaffRooms)
    answer_rooms: frozenset[str] = frozenset()
    content: bool = False
    """Discord lets the words of every message through (Message Content intent)."""


def locale(interaction: discord.Interaction[discord.Client]) -> str:
    """The language of somebody's Discord, where it says something of them.

    Of those who press a button the desk has seen words already, and these count for more; and
    English is what Discord comes in, whatever people speak.
    """
    typed = interaction.type is discord.InteractionType.application_command
    tag = interaction.locale.value
    return tag if typed and not tag.startswith("en") else ""


def said(message: discord.Message, spot: Spot, ears: Ears) -> Said | None:
    """Words for the desk. Those of bots, of webhooks and of Discord itself are never handed on."""
    if not spoken(message):
        return None
    called = _called(message, ears)
    address = _address(spot, ears, message.author.id, called=called)
    if address is None:
        return None
    unread = _unread(message, spot, ears, called=called)
    text, beside = _text(message, spot, ears), quoted(message, ears, called=called)
    if spot.title and COMMANDS.knows(own := words(message, ears), Role.CUSTOMER):
        text, beside = own, "\n".join(filter(None, (f"> {spot.title}", beside)))
    if unread and (spot.place.room in ears.staffs or not spot.joined):
        return None
    return Said(
        id=message_id(message.id),
        at=message.created_at,
        by=person(message.author),
        place=_where(message, spot, ears),
        text=text,
        quoted=beside,
        address=address,
        files=tuple(parts.files(message)),
        unread=unread,
        since=since(message.author),
        link=parts.link(message),
        room="" if ears.staffs.own else parts.room(message),
    )


def _called(message: discord.Message, ears: Ears) -> bool:
    mentioned = any(user.id == ears.me for user in message.mentions)
    return mentioned or bool(ears.roles & set(message.raw_role_mentions))


def _address(spot: Spot, ears: Ears, author: int, *, called: bool) -> Address | None:
    """How the desk comes to hear it; None where nobody asked it to listen. Below their own forum post
    in an answer room somebody may ask for a person."""
    if called or _is_dm(spot.place):
        return Address.DIRECT
    answers = spot.place.room in ears.answer_rooms
    if not spot.top:
        own = answers and spot.begun_by == author
        listens = own or spot.joined or spot.place.room in ears.staffs
        return Address.OVERHEARD if listens else None
    return Address.WATCHED if answers else None


def _is_dm(place: Place) -> bool:
    return place.private and not place.thread


def _unread(message: discord.Message, spot: Spot, ears: Ears, *, called: bool) -> bool:
    """Whether Discord kept the words back: without the intent a message without mention is empty."""
    if ears.content or called or _is_dm(spot.place):
        return False
    shown = message.content or message.attachments or message.embeds or message.stickers
    return not (shown or message.poll or parts.forwarded(message) or any(parts.files(message)))


def _where(message: discord.Message, spot: Spot, ears: Ears) -> Place:
    """A message in a room asks in a thread of its own, which has the message's id. Staff don't."""
    place = spot.place
    if place.thread or _is_dm(place) or place.room in ears.staffs:
        return place
    return thread(place.room, message.id)


def words(message: discord.Message, ears: Ears) -> str:
    """Their own words, without the call to the bot."""
    return _readable(parts.own(message), message, ears)


def quoted(message: discord.Message, ears: Ears, *, called: bool) -> str:
    """Words of others: forwarded, or answered to where the bot was called."""
    answered = parts.replied_to(message, ears.me) if called else ""
    return _readable("\n".join(filter(None, (answered, parts.forwarded(message)))), message, ears)


def _readable(text: str, message: discord.Message, ears: Ears) -> str:
    """The text without the call to the bot, with names in place of ids; in a command a room is known by
    its key: "discord:1571"."""
    text = re.sub(rf"<@!?{ears.me}>", "", text)
    for role in ears.roles:
        text = text.replace(f"<@&{role}>", "")
    command, _ = COMMANDS.find(text.strip())
    if command and Kind.ROOM in {each.kind for each in command.params}:
        text = re.sub(r"<#(\d+)>", r"discord:\1", text)
    names = Names(
        people={str(user.id): user.display_name for user in message.mentions},
        roles={str(role.id): role.name for role in message.role_mentions},
        rooms={str(room.id): room.name for room in message.channel_mentions},
    )
    return readable(text, names).strip()


def _text(message: discord.Message, spot: Spot, ears: Ears) -> str:
    """The words, and before them the title of the post that they begin."""
    text = words(message, ears)
    if spot.title and spot.title.casefold() not in text.casefold():
        text = f"{spot.title}\n{text}".strip()
    return text


def shown(raw: Mapping[str, Any], interaction: discord.Interaction[discord.Client]) -> str:
    """All that a message says on which somebody called a command: forwarded words and files too."""
    state, room = interaction._state, interaction.channel  # noqa: SLF001 -- as discord.py does it
    message = discord.Message(state=state, channel=room, data=raw)  # type: ignore[arg-type]
    told = (parts.own(message), parts.forwarded(message), named(parts.files(message)))
    return "\n".join(filter(None, told))


def edited(message: discord.Message, spot: Spot, ears: Ears) -> Edited | None:
    """New words for a message; None when only a preview or a thread came to it."""
    if not spoken(message) or message.edited_at is None or not message.content:
        return None
    stamp = int(message.edited_at.timestamp() * 1000)
    called = _called(message, ears)
    said_now = (_text(message, spot, ears), quoted(message, ears, called=called))
    return Edited(
        id=f"{message_id(message.id)}:{stamp}",
        at=message.edited_at,
        by=person(message.author),
        place=_where(message, spot, ears),
        message=message_id(message.id),
        text="\n".join(filter(None, said_now)),
        address=_address(spot, ears, message.author.id, called=called),
        link=parts.link(message),
    )


def deleted(number: int, place: Place, now: datetime) -> Deleted:
    """A message taken back."""
    known = message_id(number)
    return Deleted(id=f"{known}:deleted", at=now, place=place, message=known)


def departed(place: Place, gone: Gone, now: datetime) -> Departed:
    """A room, or a thread, that is there no more, or that the desk was taken out of."""
    return Departed(id=f"{place.key}:gone:{now.isoformat()}", at=now, gone=gone, place=place)


def left(user: discord.abc.User, now: datetime) -> Departed:
    """Somebody who is staff no longer."""
    return Departed(
        id=f"{person_id(user.id)}:left:{now.isoformat()}",
        at=now,
        gone=Gone.LEFT,
        place=Place(platform="discord", room=""),
        person=person_id(user.id),
    )


def let_in(staff_room: str, now: datetime) -> Returned:
    """The desk may be let into the team's room again."""
    number = f"discord:let in:{staff_room}:{now.isoformat()}"
    return Returned(id=number, at=now, place=room(staff_room))


def reacted(
    payload: discord.RawReactionActionEvent, place: Place, now: datetime, ears: Ears
) -> Reacted | None:
    """A sign that means something; all others are only decoration. A card's is of its thread."""
    sign = _SIGNS.get(_SKIN.sub("", payload.emoji.name or ""))
    by = payload.member
    if sign is None or payload.user_id == ears.me or (by is not None and by.bot):
        return None
    number = f"discord:r:{payload.message_id}:{payload.user_id}:{sign}"
    who = person(by) if by else Person(id=person_id(payload.user_id), name="somebody")
    on_card = place.room in ears.staffs and payload.message_author_id == ears.me
    if on_card and not place.thread:
        place = thread(place.room, payload.message_id)
    return Reacted(
        id=number,
        at=now,
        by=who,
        place=place,
        message=message_id(payload.message_id),
        sign=sign,
    )


def commanded(  # noqa: PLR0913 -- all of it is the command
    interaction: discord.Interaction[discord.Client],
    place: Place,
    line: str,
    *,
    fields: Mapping[str, str] | None = None,
    quoted: str = "",
    by: Person | None = None,
    message: str = "",
    pressed: str = "",
) -> Commanded:
    """A press, a typed command or a sent form: all three are a command."""
    return Commanded(
        id=f"discord:i:{interaction.id}",
        at=interaction.created_at,
        by=by or person(interaction.user, locale(interaction)),
        place=place,
        line=line,
        fields=dict(fields or {}),
        quoted=quoted,
        since=since(interaction.user) if by is None else None,
        link=_link_to(interaction, place),
        message=message,
        pressed=pressed,
    )


def _link_to(interaction: discord.Interaction[discord.Client], place: Place) -> str:
    """Opens where it was pressed or typed, or the thread that it got. What only one person was shown
    can't be linked."""
    if interaction.guild_id is None:
        return ""
    if place.private:
        thread_of = f"https://discord.com/channels/{interaction.guild_id}/{place.thread}"
        return thread_of if place.thread else ""
    message = interaction.message
    pressed = str(message.id) if message and not message.flags.ephemeral else ""
    data: Mapping[str, Any] = interaction.data or {}
    called_on = str(data.get("target_id") or pressed)
    there = f"https://discord.com/channels/{interaction.guild_id}/{interaction.channel_id}"
    return f"{there}/{called_on}" if called_on else there
