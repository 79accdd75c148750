"""What stands on the double of Slack and who can read it, from its own rooms and members."""

import json
from collections.abc import Iterator

from tests.eyes import Shown

from .double import SlackDouble
from .double.settings import JSON
from .double.world import Channel


def shown(double: SlackDouble) -> Iterator[Shown]:
    """All that the app has said or put somewhere, also what it changed since."""
    world = double.world
    for room in world.channels.values():
        for message in room.in_order():
            if message.get("bot_id") == world.bot_id:
                yield _shown(message, f"#{room.name} ({message['ts']})", readers(double, room))
    for call in double.calls_of("chat.postMessage", "chat.update"):
        told = call.answer or {}
        if told.get("ok"):
            room = world.channels[str(told["channel"])]
            yield _shown(call.args, f"#{room.name} (as first said)", readers(double, room))
    for message in double.ephemeral_posts:
        yield _shown(message, "an ephemeral message", frozenset({message["to"]}))
    for user, home in world.homes.items():
        yield _shown(home, "App Home", frozenset({user}))
    for user, views in world.stacks.items():
        for view in views:
            yield _shown(view, "a form", frozenset({user}))
    for (channel, _), status in world.statuses.items():
        yield Shown(text=status, where="a status", readers=readers(double, world.channels[channel]))


def readers(double: SlackDouble, room: Channel) -> frozenset[str]:
    """All people who can read a room: its members, and of a public one whoever may join it."""
    world = double.world
    members = {user for user in room.members if not world.users[user].is_bot}
    if room.kind == "public":
        members |= {
            user.id
            for user in world.users.values()
            if user.team_id == world.team_id and not (user.is_bot or user.is_restricted)
        }
    return frozenset(members)


def _shown(content: JSON, where: str, readers: frozenset[str]) -> Shown:
    told = {name: content.get(name) for name in ("text", "blocks", "attachments", "title")}
    return Shown(text=json.dumps(told, ensure_ascii=False), where=where, readers=readers)
