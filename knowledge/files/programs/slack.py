"""Slack's own export: a zip with a folder for each room and a file for each day.

https://slack.com/help/articles/201658943. Rooms that channels.json names are public in the workspace;
private rooms and direct messages are never opened.
"""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from knowledge.files.programs.article import Export, words
from knowledge.files.programs.bundle import Broken, Bundle
from knowledge.files.programs.talk import MARKS, Known, Said, Thread, bring

KIND = "slack"
_LINK = re.compile(r"<(?P<to>(?:https?|mailto):[^<>|\s]+)(?:\|(?P<label>[^<>]*))?>")
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^<>]*)?>")
_ROOM = re.compile(r"<#[A-Z0-9]+\|?(?P<name>[^<>]*)>")
_ALL = re.compile(r"<![^<>]*>")
_SPOKEN = frozenset({"", "bot_message", "file_share", "me_message", "thread_broadcast"})
"""Kinds of messages that somebody wrote; a broadcast is a reply that the room was shown too."""
_BOLD = re.compile(r"(?<![*\w])\*(?P<inside>[^*\n]+)\*(?![*\w])")


def fits(bundle: Bundle) -> bool:
    """Whether it is such an export."""
    return bool(_top(bundle, "channels.json")) and bool(_people(bundle))


def _people(bundle: Bundle) -> str:
    """Who is there: users.json, in an export of an Enterprise Grid org_users.json."""
    return _top(bundle, "users.json") or _top(bundle, "org_users.json")


def _top(bundle: Bundle, name: str) -> str:
    return next((each for each in bundle.names if PurePosixPath(each).name == name), "")


def read(bundle: Bundle, export: Export, known: Known) -> None:
    """Take in what was marked or thanked in public rooms. Raises Broken."""
    listed = _top(bundle, "channels.json")
    if not listed:
        raise Broken.at(bundle.name, "channels.json is missing, so no room is known to be public.")
    public = {words(each.get("name")) for each in _objects(bundle.value(listed))}
    people = _people(bundle)
    users = list(_objects(bundle.value(people))) if people else []
    bots = {words(each.get("id")) for each in users if each.get("is_bot") is True}
    threads: dict[tuple[str, str], list[tuple[str, Said]]] = {}
    files: dict[tuple[str, str], str] = {}
    closed: set[str] = set()
    for name in bundle.ending(".json"):
        room = PurePosixPath(name).parent.name
        if not room or name in {listed, people} or not _is_day(name):
            continue
        if room not in public:
            closed.add(room)
            continue
        for each in _messages(bundle.value(name), name, export):
            key = (room, words(each.get("thread_ts")) or words(each.get("ts")))
            threads.setdefault(key, []).append((words(each["ts"]), _said(each, bots, room)))
            files.setdefault(key, name)
    if closed:
        export.odd(bundle.name, f"Private rooms and direct messages stayed closed: {len(closed)}.")
    found = (
        Thread(
            file=files[key],
            room=f"#{key[0]}",
            said=tuple(said for _, said in sorted(each, key=lambda pair: _moment(pair[0]))),
        )
        for key, each in threads.items()
        if len(each) > 1
    )
    bring(KIND, found, _names(users), export, known)


def _is_day(name: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", PurePosixPath(name).stem))


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    return (
        (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())
    )


def _messages(value: Any, name: str, export: Export) -> Iterator[dict[str, Any]]:
    """What people said; not who joined, and what was posted once more."""
    if not isinstance(value, list):
        export.odd(name, "It is no list of messages.")
        return
    for place, each in enumerate(value, 1):
        if not (isinstance(each, dict) and words(each.get("ts"))):
            export.odd(name, f"What stands at place {place} is no message.")
        elif words(each.get("subtype")) in _SPOKEN:
            yield each


def _moment(ts: str) -> float:
    try:
        return float(ts)
    except ValueError:
        return 0.0


def _said(each: dict[str, Any], bots: set[str], room: str) -> Said:
    who = words(each.get("user"))
    moment = _moment(words(each["ts"]))
    day = datetime.fromtimestamp(moment, UTC).date().isoformat() if 0 < moment < 10**11 else ""
    marks = 0
    for one in _objects(each.get("reactions")):
        count = one.get("count")
        if words(one.get("name")) in MARKS and isinstance(count, int):
            marks += max(count, 0)
    return Said(
        id=f"{room}-{words(each['ts'])}",
        who=who,
        text=plain(words(each.get("text"))),
        day=day,
        marks=marks,
        person=bool(who) and who not in bots and not each.get("bot_id"),
    )


def plain(text: str) -> str:
    """Slack's own signs as Markdown; nobody stays named."""
    text = _LINK.sub(_linked, text)
    text = _ROOM.sub(lambda found: f"#{found['name']}" if found["name"] else "", text)
    text = _ALL.sub("", _MENTION.sub("[name]", text))
    return html.unescape(_BOLD.sub(lambda found: f"**{found['inside']}**", text)).strip()


def _linked(found: re.Match[str]) -> str:
    to = found["to"].removeprefix("mailto:")
    return f"[{found['label']}]({found['to']})" if found["label"] and found["label"] != to else to


def _names(users: list[dict[str, Any]]) -> list[str]:
    found = []
    for each in users:
        profile = each.get("profile")
        inside = profile if isinstance(profile, dict) else {}
        found += [words(each.get(key)) for key in ("name", "real_name")]
        found += [words(inside.get(key)) for key in ("real_name", "display_name")]
    return sorted(set(filter(None, found)))
