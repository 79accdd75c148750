"""What Discord writes about the things of the world: users, rooms, messages, commands.

Pure: from world to JSON. Whether a reader may see the words is decided by `hides_words`.
"""

from __future__ import annotations

from . import permissions
from .wire import FORUM, PRIVATE_THREAD, Json, stamp
from .world import Attachment, Channel, Guild, Member, Message, Role, User, World


def user(who: User) -> Json:
    return {
        "id": who.id,
        "username": who.name,
        "global_name": None if who.bot else who.name,
        "discriminator": "0",
        "avatar": None,
        "bot": who.bot,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def me(who: User) -> Json:
    extra = {"mfa_enabled": False, "locale": who.locale, "verified": True, "email": None}
    return user(who) | extra


def member(world: World, it: Member, *, with_user: bool = True) -> Json:
    told: Json = {
        "nick": it.nick,
        "avatar": None,
        "banner": None,
        "roles": list(it.roles),
        "joined_at": stamp(it.joined_at),
        "premium_since": None,
        "communication_disabled_until": None,
        "pending": False,
        "mute": False,
        "deaf": False,
        "flags": 0,
    }
    return told | {"user": user(world.users[it.user_id])} if with_user else told


def role(it: Role) -> Json:
    told: Json = {
        "id": it.id,
        "name": it.name,
        "permissions": str(it.permissions),
        "position": it.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": bool(it.bot_id),
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    return told | ({"tags": {"bot_id": it.bot_id}} if it.bot_id else {})


def channel(world: World, it: Channel) -> Json:
    if it.is_dm:
        recipient = world.users[it.recipient_id or ""]
        return {
            "id": it.id,
            "type": it.type,
            "flags": 0,
            "last_message_id": it.last_message_id,
            "recipients": [user(recipient)],
        }
    if it.thread is not None:
        return _thread(world, it)
    told: Json = {
        "id": it.id,
        "type": it.type,
        "guild_id": it.guild_id,
        "name": it.name,
        "position": it.position,
        "parent_id": it.parent_id,
        "topic": it.topic,
        "nsfw": False,
        "flags": 0,
        "rate_limit_per_user": it.rate_limit,
        "last_message_id": it.last_message_id,
        "permission_overwrites": [
            {
                "id": o.id,
                "type": 0 if o.of_role else 1,
                "allow": str(int(o.allow)),
                "deny": str(int(o.deny)),
            }
            for o in it.overwrites.values()
        ],
    }
    if it.type == FORUM:
        told |= {
            "available_tags": it.available_tags,
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
        }
    return told


def _thread(world: World, it: Channel) -> Json:
    state = it.thread
    assert state is not None
    metadata: Json = {
        "archived": state.archived,
        "archive_timestamp": stamp(state.archived_at),
        "auto_archive_duration": state.auto_archive,
        "locked": state.locked,
        "create_timestamp": stamp(state.created_at),
    }
    if it.type == PRIVATE_THREAD:
        metadata["invitable"] = state.invitable
    told: Json = {
        "id": it.id,
        "type": it.type,
        "guild_id": it.guild_id,
        "name": it.name,
        "parent_id": it.parent_id,
        "owner_id": state.owner_id,
        "flags": 0,
        "rate_limit_per_user": it.rate_limit,
        "last_message_id": it.last_message_id,
        "message_count": min(state.message_count, 50),
        "member_count": min(len(state.members), 50),
        "total_message_sent": state.total_sent,
        "thread_metadata": metadata,
    }
    parent = world.channels.get(it.parent_id or "")
    if parent is not None and parent.is_forum:
        told["applied_tags"] = list(state.tags)
    if world.bot.id in state.members:
        told["member"] = thread_member(world, it, world.bot.id)
    return told


def thread_member(world: World, it: Channel, user_id: str, *, full: bool = False) -> Json:
    assert it.thread is not None
    joined = it.thread.members[user_id]
    told: Json = {"id": it.id, "user_id": user_id, "join_timestamp": stamp(joined), "flags": 0}
    if full and it.guild_id is not None:
        told["member"] = member(world, world.guilds[it.guild_id].members[user_id])
    return told


def partial_channel(world: World, it: Channel, user_id: str) -> Json:
    rights = permissions.in_channel(world, user_id, it)
    return channel(world, it) | {"permissions": str(int(rights))}


def guild(world: World, it: Guild, *, members: bool) -> Json:
    rooms = [c for c in world.channels.values() if c.guild_id == it.id and not c.is_thread]
    threads = [
        c
        for c in world.threads_of(it.id)
        if c.thread
        and not c.thread.archived
        and permissions.may(world, world.bot.id, c, permissions.P.VIEW_CHANNEL)
    ]
    listed = it.members.values() if members else [it.members[world.bot.id]]
    return {
        "id": it.id,
        "name": it.name,
        "owner_id": it.owner_id,
        "icon": None,
        "features": [],
        "preferred_locale": "en-US",
        "roles": [role(r) for r in it.roles.values()],
        "emojis": [],
        "stickers": [],
        "joined_at": stamp(it.members[world.bot.id].joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(it.members),
        "members": [member(world, m) for m in listed],
        "channels": [channel(world, c) for c in rooms],
        "threads": [channel(world, c) for c in threads],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def attachment(it: Attachment) -> Json:
    told: Json = {
        "id": it.id,
        "filename": it.filename,
        "size": len(it.content),
        "url": it.url,
        "proxy_url": it.url,
    }
    if it.content_type:
        told["content_type"] = it.content_type
    if it.duration is not None:
        told |= {"duration_secs": it.duration, "waveform": it.waveform}
    return told | ({"description": it.description} if it.description else {})


def hides_words(world: World, it: Message) -> bool:
    """Whether the words are hidden from a bot without the Message Content intent."""
    return not (
        it.author_id == world.bot.id
        or world.channels[it.channel_id].is_dm
        or world.bot.id in it.mentions
    )


def message(world: World, it: Message, *, words: bool = True, nested: bool = False) -> Json:
    shown = words or not hides_words(world, it)
    told: Json = {
        "id": it.id,
        "channel_id": it.channel_id,
        "type": it.type,
        "author": user(world.users[it.author_id]),
        "content": it.content if shown else "",
        "timestamp": stamp(it.created_at),
        "edited_timestamp": stamp(it.edited_at) if it.edited_at else None,
        "tts": False,
        "mention_everyone": it.mention_everyone,
        "mentions": [user(world.users[who]) for who in it.mentions],
        "mention_roles": list(it.mention_roles),
        "attachments": [attachment(a) for a in it.attachments] if shown else [],
        "embeds": it.embeds if shown else [],
        "components": it.components if shown else [],
        "pinned": False,
        "flags": it.flags,
    }
    if it.stickers:
        told["sticker_items"] = it.stickers
    if it.poll is not None and shown:
        told["poll"] = it.poll
    if it.snapshots:
        told["message_snapshots"] = [_seen(each, shown=shown) for each in it.snapshots]
    if it.nonce is not None:
        told["nonce"] = it.nonce
    if it.interaction is not None:
        told |= {"application_id": world.bot.id, "webhook_id": world.bot.id} | it.interaction
    if it.reactions:
        told["reactions"] = [_reaction(world, *pair) for pair in it.reactions.items()]
    if it.thread_id and it.thread_id in world.channels:
        told["thread"] = channel(world, world.channels[it.thread_id])
    if it.reference is not None:
        told["message_reference"] = it.reference
        if not nested and it.reference["type"] == 0:
            told["referenced_message"] = _referenced(world, it.reference, words=words)
    return told


def snapshot(world: World, it: Message) -> Json:
    """What a forward keeps of a message; whose it was is not told."""
    told = message(world, it)
    kept = ("type", "content", "mentions", "mention_roles", "attachments", "embeds", "timestamp")
    also = ("edited_timestamp", "flags", "components", "sticker_items")
    return {name: told[name] for name in (*kept, *also) if name in told}


def _seen(snapshot: Json, *, shown: bool) -> Json:
    """A snapshot; that its words are hidden as a message's are is the harder reading."""
    nothing: Json = {"content": "", "attachments": [], "embeds": [], "components": []}
    return snapshot if shown else {"message": snapshot["message"] | nothing}


def _referenced(world: World, reference: Json, *, words: bool) -> Json | None:
    found = world.message(reference["channel_id"], reference.get("message_id", ""))
    return None if found is None else message(world, found, words=words, nested=True)


def _reaction(world: World, emoji: str, people: list[str]) -> Json:
    return {
        "emoji": {"id": None, "name": emoji},
        "count": len(people),
        "count_details": {"burst": 0, "normal": len(people)},
        "burst_colors": [],
        "me_burst": False,
        "me": world.bot.id in people,
    }


def event(world: World, it: Message, *, words: bool) -> Json:
    """The body of MESSAGE_CREATE and MESSAGE_UPDATE: a message, its server and its author."""
    told = message(world, it, words=words)
    guild_id = world.channels[it.channel_id].guild_id
    if guild_id is None:
        return told
    told["guild_id"] = guild_id
    author = world.guilds[guild_id].members.get(it.author_id)
    if author is not None:
        told["member"] = member(world, author, with_user=False)
    return told
