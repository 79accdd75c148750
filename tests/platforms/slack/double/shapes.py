"""How Slack writes people, rooms, files and messages down in JSON.

Pure: takes the world's state, gives new dictionaries, changes nothing.
"""

import html
import json
import re
import uuid
from copy import deepcopy

from .settings import JSON
from .world import Channel, User, World

_TOKEN = re.compile(
    r"<(?:[@#][A-Z0-9][^<>\n]*|!(?:here|channel|everyone|subteam\^|date\^)[^<>\n]*"
    r"|(?:https?|mailto):[^<>\n]+)>"
)
_URL = re.compile(r"(?<![<|])https?://[^\s<>|]+")
_LOOSE_AMPERSAND = re.compile(r"&(?!amp;|lt;|gt;)")


def escaped(text: str) -> str:
    """Text as Slack stores it: & < > escaped except in its own tokens, bare links bracketed."""
    parts: list[str] = []
    at = 0
    for token in _TOKEN.finditer(text):
        parts += [_plain(text[at : token.start()]), token.group()]
        at = token.end()
    return "".join([*parts, _plain(text[at:])])


def _plain(text: str) -> str:
    text = _LOOSE_AMPERSAND.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    return _URL.sub(lambda url: f"<{url.group()}>", text)


def rich_text(stored: str, block_id: str) -> JSON:
    """The block that Slack makes of plain text; emphasis is left in the text."""
    elements: list[JSON] = []
    at = 0
    for token in _TOKEN.finditer(stored):
        elements += _words(stored[at : token.start()])
        inside, _, label = token.group()[1:-1].partition("|")
        if inside.startswith("@"):
            elements.append({"type": "user", "user_id": inside[1:]})
        elif inside.startswith("#"):
            elements.append({"type": "channel", "channel_id": inside[1:]})
        elif inside.startswith("!"):
            elements.append({"type": "text", "text": label or inside})
        else:
            elements.append({"type": "link", "url": inside, **({"text": label} if label else {})})
        at = token.end()
    elements += _words(stored[at:])
    section = {"type": "rich_text_section", "elements": elements}
    return {"type": "rich_text", "block_id": block_id, "elements": [section]}


def _words(text: str) -> list[JSON]:
    return [{"type": "text", "text": html.unescape(text)}] if text else []


def user_json(world: World, user: User, *, include_locale: bool) -> JSON:
    """What users.info gives."""
    stranger = user.team_id != world.team_id and not user.org_id
    body: JSON = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "color": "9f69e7",
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": user.tz_offset,
        "profile": {
            "real_name": user.real_name,
            "real_name_normalized": user.real_name,
            "display_name": user.name,
            "display_name_normalized": user.name,
            "team": user.team_id,
            **({"bot_id": world.bot_id, "api_app_id": world.app_id} if user.is_bot else {}),
        },
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": 1_793_000_000,
        "who_can_share_contact_card": "EVERYONE",
    }
    if user.org_id:
        body["enterprise_user"] = {
            "id": user.org_id,
            "enterprise_id": world.enterprise_id,
            "enterprise_name": f"{world.team_name} Group",
            "is_admin": False,
            "is_owner": False,
            "teams": [user.team_id],
        }
    if stranger:
        body["is_stranger"] = True
    if include_locale:
        body["locale"] = user.locale
    return body


def channel_json(world: World, channel: Channel, *, count: bool = False) -> JSON:
    """What conversations.info and the lists give."""
    base: JSON = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_im": channel.kind == "im",
        "is_org_shared": False,
        "is_ext_shared": channel.ext_shared,
        "context_team_id": world.team_id,
        "updated": channel.created * 1000,
    }
    if channel.kind == "im":
        gone = world.users[channel.partner].deleted
        return {**base, "user": channel.partner, "is_user_deleted": gone, "is_open": True}
    base |= {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "public",
        "is_group": channel.kind == "private",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "public",
        "is_general": channel.name == "general",
        "is_shared": channel.ext_shared,
        "is_pending_ext_shared": False,
        "is_member": world.bot_user in channel.members,
        "creator": "USLACKBOT",
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "shared_team_ids": [world.team_id],
    }
    if count:
        base["num_members"] = len(channel.members)
    return base


def file_json(world: World, name: str, user: str, size: int) -> JSON:
    """A stored file as messages carry it."""
    file_id = world.new_id("F")
    suffix = name.rpartition(".")[2].lower() if "." in name else "txt"
    kind = {"png": "image/png", "jpg": "image/jpeg", "csv": "text/csv", "pdf": "application/pdf"}
    there = f"https://files.slack.com/files-pri/{world.team_id}-{file_id}"
    stamp = int(world.clock.now())
    return {
        "id": file_id,
        "created": stamp,
        "timestamp": stamp,
        "name": name,
        "title": name,
        "mimetype": kind.get(suffix, "text/plain"),
        "filetype": suffix,
        "pretty_type": suffix.upper(),
        "user": user,
        "user_team": world.users[user].team_id,
        "editable": False,
        "size": size,
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": f"{there}/{name}",
        "url_private_download": f"{there}/download/{name}",
        "permalink": f"https://{world.domain}.slack.com/files/{user}/{file_id}/{name}",
        "file_access": "visible",
    }


def human_message(world: World, user: str, text: str) -> JSON:
    """What a person's message is stored as, before its thread and files are added."""
    ts, stored = world.next_ts(), escaped(text)
    message: JSON = {
        "user": user,
        "type": "message",
        "ts": ts,
        "client_msg_id": str(uuid.uuid4()),
        "text": stored,
        "team": world.users[user].team_id,
    }
    if text:
        message["blocks"] = [rich_text(stored, world.new_id("b"))]
    return message


def bot_message(world: World, text: str, blocks: list[JSON] | None) -> JSON:
    """What the app's own message is stored as, before its thread and metadata are added."""
    stored = escaped(text)
    return {
        "user": world.bot_user,
        "type": "message",
        "ts": world.next_ts(),
        "bot_id": world.bot_id,
        "app_id": world.app_id,
        "text": stored,
        "team": world.team_id,
        "bot_profile": {
            "id": world.bot_id,
            "app_id": world.app_id,
            "user_id": world.bot_user,
            "name": "Front Desk",
            "deleted": False,
            "updated": 1_793_000_000,
            "team_id": world.team_id,
        },
        "blocks": numbered(world, blocks) if blocks else [rich_text(stored, world.new_id("b"))],
    }


def numbered(world: World, blocks: list[JSON]) -> list[JSON]:
    """The same blocks, each with a block_id, and each active element with an action_id."""
    result = deepcopy(blocks)
    for block in result:
        block.setdefault("block_id", world.new_id("b"))
        for element in active_elements(block):
            if element.get("type") != "image":
                element.setdefault("action_id", world.new_id("a"))
    return result


def active_elements(block: JSON) -> list[JSON]:
    """The elements of one block that a person can work, inner blocks included."""
    found: list[JSON] = []
    if block.get("type") in {"actions", "context_actions"}:
        found += block.get("elements", [])
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            found.append(block[key])
    if block.get("type") == "card":
        found += block.get("actions", [])
    inner = {"carousel": "elements", "container": "child_blocks"}.get(str(block.get("type")))
    for child in block.get(inner, []) if inner else []:
        found += active_elements(child)
    return found


def copied(thing: JSON) -> JSON:
    """An independent copy; quicker than deepcopy for what is JSON anyway."""
    copy: JSON = json.loads(json.dumps(thing))
    return copy


def as_read(channel: Channel, message: JSON, *, metadata: bool) -> JSON:
    """A message as history shows it: with its thread's counts, its metadata only when asked."""
    shown = copied(message)
    if not metadata:
        shown.pop("metadata", None)
    replies = channel.replies(message["ts"])
    if replies:
        people = list(dict.fromkeys(r["user"] for r in replies))
        shown |= {
            "thread_ts": message["ts"],
            "reply_count": len(replies),
            "reply_users_count": len(people),
            "latest_reply": replies[-1]["ts"],
            "reply_users": people,
            "is_locked": False,
            "subscribed": True,
        }
    return shown
