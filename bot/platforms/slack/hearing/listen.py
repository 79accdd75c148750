"""From Slack's events and history to what people did: payloads in, the desk's nouns out.

Pure. Bots and the app itself are never heard; nothing here decides what is answered.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.commands import COMMANDS
from bot.commands.row import PEOPLE, Kind
from bot.desk.nouns.inbound import Address, Deleted, Edited, Inbound, Reacted, Returned, Said, Sign
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.platforms.slack.hearing import parts
from bot.platforms.slack.hearing.kinds import spoken
from bot.platforms.slack.knowing.places import Here, is_direct, is_group, place_of
from bot.platforms.slack.words import (
    members,
    moment,
    readable,
    rooms_by_key,
    rooms_named,
    without_mention,
)

JSON = dict[str, Any]

_SIGNS = {
    "white_check_mark": Sign.DONE,
    "heavy_check_mark": Sign.DONE,
    "ballot_box_with_check": Sign.DONE,
    "eyes": Sign.LOOKING,
    "+1": Sign.GOOD,
    "thumbsup": Sign.GOOD,
    "-1": Sign.BAD,
    "thumbsdown": Sign.BAD,
}
_SLACKBOT = "USLACKBOT"


def people_in(event: JSON) -> set[str]:
    """Ids of everybody whose name is needed to understand the event."""
    said = _message(event)
    begun = said.get("answers") or {}
    return {*members(_all(said)), *filter(None, (said.get("user"), begun.get("user")))}


def rooms_in(event: JSON) -> set[str]:
    """Ids of rooms whose names are needed for it, and do not stand in it."""
    return rooms_named(_all(_message(event)))


def _message(event: JSON) -> JSON:
    said = event.get("message") if event.get("subtype") == "message_changed" else event
    return said if isinstance(said, dict) else {}


def _all(said: JSON) -> str:
    return f"{parts.own(said)} {parts.quoted(said)}"


def heard(event: JSON, here: Here, people: Mapping[str, Person]) -> Inbound | None:
    """What somebody did; None for what is none of the desk's business."""
    kind, subtype = event.get("type"), event.get("subtype")
    if kind == "reaction_added":
        return _reacted(event, here, people)
    if kind not in {"message", "app_mention"}:
        return _let_in(event, here) if kind == "member_joined_channel" else None
    if subtype == "message_changed":
        return _changed(event, here, people)
    if subtype == "message_deleted":
        return _deleted(event, here)
    if subtype == "tombstone":
        return _gone(event, here, str(event["ts"]), str(event["ts"]))
    return _said(event, here, people)


def _let_in(event: JSON, here: Here) -> Returned | None:
    """The app itself was invited to the team's room."""
    room = str(event["channel"])
    if event.get("user") != here.bot_user or room not in here.staffs:
        return None
    at = str(event["event_ts"])
    return Returned(
        id=f"{here.message_id(room, at)}:let in", at=moment(at), place=place_of(room, "")
    )


def found(
    message: JSON, room: str, here: Here, people: Mapping[str, Person], *, kind: str = ""
) -> Iterator[Inbound]:
    """What a message in history stands for, as the events would have told it.

    `kind` is the room's channel_type, which events have and history leaves out.
    """
    event = {**message, "channel": room, **({"channel_type": kind} if kind else {})}
    said = heard(event, here, people)
    if said is not None:
        yield said
    edited = message.get("edited")
    if isinstance(said, Said) and isinstance(edited, dict):
        yield _edited(event, here, people, str(edited["ts"]))


def _by_person(event: JSON, here: Here) -> bool:
    user = event.get("user")
    automatic = event.get("bot_id") or not spoken(event)
    return bool(user) and not automatic and user not in {here.bot_user, _SLACKBOT}


def _where(event: JSON) -> Place:
    """Where a message stands. The first of a thread stands beneath nothing; what goes on from
    another message belongs to that one."""
    if event.get("continues"):
        return place_of(str(event["channel"]), str(event["continues"]))
    ts, thread = str(event["ts"]), str(event.get("thread_ts") or event["ts"])
    return place_of(str(event["channel"]), thread, beneath=thread if thread != ts else "")


def _said(event: JSON, here: Here, people: Mapping[str, Person]) -> Said | None:
    if not _by_person(event, here):
        return None
    address = _address(event, here)
    if address is None:
        return None
    room, ts = str(event["channel"]), str(event["ts"])
    return Said(
        id=here.message_id(room, ts),
        at=moment(ts),
        by=people[event["user"]],
        place=_where(event),
        text=words(parts.own(event), here, people),
        quoted=words(parts.quoted(event), here, people),
        address=address,
        files=tuple(parts.files(event, open_to_staff=not _closed(event))),
        link=_link(event, here),
        room="" if _closed(event) else here.rooms.get(room, ""),
    )


def is_bare(said: Said) -> bool:
    """Whether it calls the app, and says no more."""
    return said.address is Address.DIRECT and not (said.words or said.files)


def _link(event: JSON, here: Here) -> str:
    room, ts, thread = str(event["channel"]), str(event["ts"]), str(event.get("thread_ts") or "")
    return "" if _closed(event) else here.link(room, ts, thread)


def _closed(event: JSON) -> bool:
    """Whether only those who write there can read it."""
    return is_direct(str(event["channel"])) or is_group(event)


def _address(event: JSON, here: Here) -> Address | None:
    room = str(event["channel"])
    called = here.bot_user in members(parts.own(event))
    called = called or event.get("type") == "app_mention" or bool(event.get("called"))
    if is_direct(room) or called:
        return Address.DIRECT
    if event.get("continues"):
        return Address.OVERHEARD
    if event.get("thread_ts") and event["thread_ts"] != event["ts"]:
        return Address.OVERHEARD
    return Address.WATCHED if room in here.answer_rooms and room not in here.staffs else None


def words(text: str, here: Here, people: Mapping[str, Person]) -> str:
    """What was written, without the call to the app; in a command people and rooms are known by id."""
    bare = without_mention(text, here.bot_user)
    command, _ = COMMANDS.find(bare)
    taken = {each.kind for each in command.params} if command else set()
    by_id = bool(taken & PEOPLE)
    if Kind.ROOM in taken:
        bare = rooms_by_key(bare)

    def name_of(user: str) -> str:
        person = people.get(user)
        if person is None:
            return f"@{user}"
        return person.id if by_id else f"@{person.name}"

    return readable(bare, name_of, here.rooms)


def _changed(event: JSON, here: Here, people: Mapping[str, Person]) -> Inbound | None:
    """An edit by its author; that a link was unfolded is none."""
    message, before = event["message"], event.get("previous_message") or {}
    room = str(event["channel"])
    if message.get("subtype") == "tombstone":
        own = before.get("bot_id")
        hung = str(message.get("thread_ts") or message["ts"])
        return None if own else _gone(event, here, str(message["ts"]), hung)
    edited = message.get("edited")
    same = parts.own(message) == parts.own(before)
    if not _by_person(message, here) or not isinstance(edited, dict) or same:
        return None
    return _edited({**message, "channel": room}, here, people, str(edited["ts"]))


def _edited(event: JSON, here: Here, people: Mapping[str, Person], at: str) -> Edited:
    room, ts = str(event["channel"]), str(event["ts"])
    return Edited(
        id=f"{here.message_id(room, ts)}:{at}",
        at=moment(at),
        by=people[event["user"]],
        place=_where(event),
        message=here.message_id(room, ts),
        text=words("\n".join(filter(None, (parts.own(event), parts.quoted(event)))), here, people),
        address=_address(event, here),
        link=_link(event, here),
    )


def _deleted(event: JSON, here: Here) -> Deleted | None:
    before = event.get("previous_message") or {}
    if before and not _by_person(before, here):
        return None
    ts = str(event["deleted_ts"])
    return _gone(event, here, ts, str(before.get("thread_ts") or ts))


def _gone(event: JSON, here: Here, ts: str, thread: str) -> Deleted:
    room = str(event["channel"])
    return Deleted(
        id=f"{here.message_id(room, ts)}:deleted",
        at=moment(str(event["ts"])),
        place=place_of(room, thread),
        message=here.message_id(room, ts),
    )


def _reacted(event: JSON, here: Here, people: Mapping[str, Person]) -> Reacted | None:
    item, user = event.get("item") or {}, str(event.get("user") or "")
    sign = _SIGNS.get(str(event.get("reaction")).partition("::")[0])  # "+1::skin-tone-2"
    own = user in {here.bot_user, _SLACKBOT, ""}
    if sign is None or own or item.get("type") != "message" or user not in people:
        return None
    room, ts = str(item["channel"]), str(item["ts"])
    return Reacted(
        id=f"{here.message_id(room, ts)}:{event['reaction']}:{user}:{event['event_ts']}",
        at=moment(str(event["event_ts"])),
        by=people[user],
        place=place_of(room, str(item.get("thread_ts") or ts)),
        message=here.message_id(room, ts),
        sign=sign,
    )
