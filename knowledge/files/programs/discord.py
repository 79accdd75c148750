"""Discord, as DiscordChatExporter writes it: JSON, a file a room or thread.

https://github.com/Tyrrrz/DiscordChatExporter. A post of a forum is a thread whose name asks. Direct
messages and private threads are never opened; what was forwarded is somebody else's.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from knowledge.files.programs.article import Export, day_of, words
from knowledge.files.programs.bundle import PIPED, Broken, Bundle
from knowledge.files.programs.talk import MARKS, Known, Said, Thread, bring, replied

KIND = "discord"
_THREADS = frozenset({"GuildPublicThread", "GuildNewsThread"})
_ROOMS = frozenset({"GuildTextChat", "GuildNews", "GuildForum", "GuildVoiceChat"}) | _THREADS
_BEGINS = frozenset({"21", "ThreadStarterMessage"})
"""How a thread begins that hangs from a message: the words stand in the room alone, its number is here."""
_WORDS = frozenset({"Default", "Reply"}) | _BEGINS
_SIGNS = (
    (re.compile(r"<@!?\d+>"), "[name]"),
    (re.compile(r"<@&\d+>"), ""),
    (re.compile(r"<a?(:\w+:)\d+>"), r"\1"),
)
"""Discord's own signs, as they stand where the exporter was told to leave them; nobody stays named."""


def fits(bundle: Bundle) -> bool:
    """Whether it is such an export."""
    for name in bundle.ending(".json", PIPED)[:5]:
        try:
            if _is_room(bundle.value(name)):
                return True
        except Broken:
            continue
    return False


def _is_room(value: Any) -> bool:
    return isinstance(value, dict) and {"guild", "channel", "messages"} <= value.keys()


def read(bundle: Bundle, export: Export, known: Known) -> None:
    """Take in what was marked or thanked in rooms of servers. Raises Broken."""
    names: set[str] = set()
    threads: list[Thread] = []
    spoken: dict[str, Said] = {}
    for name in bundle.ending(".json", PIPED):
        value = bundle.value(name)
        if not _is_room(value) or not isinstance(value["channel"], dict):
            export.odd(name, "It is no room that DiscordChatExporter wrote.")
            continue
        if words(value["channel"].get("type")) not in _ROOMS:
            export.odd(name, "It is a private thread or direct message, and stayed closed.")
            continue
        threads += _threads(name, value, names, export)
        spoken |= {each.id: each for each in _said_in(value)}
    bring(KIND, [_begun(each, spoken) for each in threads], sorted(names), export, known)


def _begun(thread: Thread, spoken: dict[str, Said]) -> Thread:
    """A thread with the words that it hangs from, where their room was exported too."""
    first, *rest = thread.said
    return replace(thread, said=(spoken.get(first.id, first), *rest))


def _said_in(value: dict[str, Any]) -> Iterator[Said]:
    """What stands in a room, with words."""
    messages = value["messages"] if isinstance(value["messages"], list) else []
    for each in messages:
        if isinstance(each, dict) and words(each.get("id")) and words(each.get("content")):
            yield _said(each)


def _threads(name: str, value: dict[str, Any], names: set[str], export: Export) -> Iterator[Thread]:
    room, guild = value["channel"], value["guild"]
    server = words(guild.get("id")) if isinstance(guild, dict) else ""
    messages = value["messages"] if isinstance(value["messages"], list) else []
    counted = value.get("messageCount")
    if isinstance(counted, int) and counted > len(messages):
        export.odd(name, f"It says {counted} messages and holds {len(messages)}: it was cut short.")
    said: list[Said] = []
    above: dict[str, str] = {}
    for place, each in enumerate(messages, 1):
        if not (isinstance(each, dict) and words(each.get("id"))):
            export.odd(name, f"What stands at place {place} of its messages is none.")
            continue
        names |= _names(each)
        kind = words(each.get("type")) or "Default"
        if kind in _WORDS and (words(each.get("content")) or kind in _BEGINS):
            reference = each.get("reference")
            one = _said(each)
            if kind in _BEGINS and isinstance(reference, dict):
                one = replace(one, id=words(reference.get("messageId")) or one.id)
            said.append(one)
            above[one.id] = words(reference.get("messageId")) if isinstance(reference, dict) else ""
    address = f"https://discord.com/channels/{server}/{words(room.get('id'))}"
    called = words(room.get("name"))
    if room["type"] in _THREADS:
        under = words(room.get("category")) or called
        groups, title, called = iter([tuple(said)] if len(said) > 1 else []), called, under
    else:
        groups, title = replied(said, lambda one: above[one.id]), ""
    for group in groups:
        yield Thread(
            file=name,
            room=f"#{called}",
            said=group,
            title=title,
            url=f"{address}/{group[0].id}" if server.isdigit() else "",
        )


def plain(text: str) -> str:
    """Words without Discord's own signs for people and pictures."""
    for sign, instead in _SIGNS:
        text = sign.sub(instead, text)
    return text.strip()


def _author(each: dict[str, Any]) -> dict[str, Any]:
    author = each.get("author")
    return author if isinstance(author, dict) else {}


def _names(each: dict[str, Any]) -> set[str]:
    """Everybody who is named beside a message."""
    mentions = each.get("mentions")
    people = [_author(each), *(mentions if isinstance(mentions, list) else [])]
    known = (one for one in people if isinstance(one, dict))
    return {words(one.get(key)) for one in known for key in ("name", "nickname")} - {""}


def _said(each: dict[str, Any]) -> Said:
    marks = 0
    reactions = each.get("reactions")
    for one in reactions if isinstance(reactions, list) else ():
        emoji = one.get("emoji") if isinstance(one, dict) else None
        if isinstance(emoji, dict) and {words(emoji.get("name")), words(emoji.get("code"))} & MARKS:
            count = one.get("count")
            marks += max(count, 0) if isinstance(count, int) else 0
    return Said(
        id=words(each["id"]),
        who=words(_author(each).get("id")),
        text=plain(words(each.get("content"))),
        day=day_of(each.get("timestamp")),
        marks=marks,
        person=_author(each).get("isBot") is not True,
    )
