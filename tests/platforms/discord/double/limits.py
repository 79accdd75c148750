"""The limits that Discord's OpenAPI file lacks: text, components, modals, commands.

Every rule returns sentences and changes nothing; a sentence means Discord would answer 400.
Sources: resources/message, components/reference, interactions/* in discord-api-docs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .components import (
    BUTTON,
    LABEL,
    LINK_STYLE,
    ROW,
    SELECTS,
    TEXT_DISPLAY,
    text_of,
    walk,
)
from .wire import COMPONENTS_V2, Json

CONTENT = 2000
EMBEDS = 6000
V2_COMPONENTS = 40
V2_TEXT = 4000
COMMAND = 8000
FILES = 10 * 1024 * 1024
NAME = re.compile(r"^[-_'\w]{1,32}$")


def message_problems(body: Json, *, v2: bool | None = None) -> list[str]:
    """What Discord would refuse in a message; `v2` when the edited message already is one."""
    is_v2 = bool((body.get("flags") or 0) & COMPONENTS_V2) if v2 is None else v2
    tree = body.get("components") or []
    found = [*_row_problems(tree), *_id_problems(tree), *_mention_problems(body)]
    return [*found, *(_v2_problems(body, tree) if is_v2 else _classic_problems(body, tree))]


def _v2_problems(body: Json, tree: list[Json]) -> Iterator[str]:
    for key in ("content", "embeds", "poll", "sticker_ids"):
        if body.get(key):
            yield f"{key}: cannot be used with IS_COMPONENTS_V2"
    count = sum(1 for _ in walk(tree))
    if count > V2_COMPONENTS:
        yield f"components: {count} in total, at most {V2_COMPONENTS}"
    length = sum(len(c["content"]) for c in walk(tree) if c["type"] == TEXT_DISPLAY)
    if length > V2_TEXT:
        yield f"components: {length} characters of text, at most {V2_TEXT}"


def _classic_problems(body: Json, tree: list[Json]) -> Iterator[str]:
    if len(body.get("content") or "") > CONTENT:
        yield f"content: {len(body['content'])} characters, at most {CONTENT}"
    if any(component["type"] != ROW for component in tree):
        yield "components: only action rows without IS_COMPONENTS_V2"
    if len(tree) > 5:
        yield f"components: {len(tree)} action rows, at most 5"
    total = sum(_embed_length(embed) for embed in body.get("embeds") or [])
    if total > EMBEDS:
        yield f"embeds: {total} characters in total, at most {EMBEDS}"


def _embed_length(embed: Json) -> int:
    parts = [embed.get("title"), embed.get("description")]
    parts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for fact in embed.get("fields") or []:
        parts += [fact.get("name"), fact.get("value")]
    return sum(len(part) for part in parts if part)


def _row_problems(tree: list[Json]) -> Iterator[str]:
    for row in walk(tree):
        if row["type"] != ROW:
            continue
        kinds = Counter("select" if c["type"] in SELECTS else "other" for c in row["components"])
        if kinds["select"] > 1 or (kinds["select"] and kinds["other"]):
            yield "components: a row holds one select or up to 5 buttons"
        if len(row["components"]) > 5:
            yield f"components: {len(row['components'])} in a row, at most 5"
    for button in (c for c in walk(tree) if c["type"] == BUTTON):
        needed, barred = ("url", "custom_id") if _is_link(button) else ("custom_id", "url")
        if button.get("style") != 6 and (not button.get(needed) or button.get(barred)):
            yield f"components: a button of style {button.get('style')} needs only {needed}"
        if not button.get("label") and not button.get("emoji"):
            yield "components: a button needs a label or an emoji"
        if len(button.get("label") or "") > 80:
            yield f"components: label of {len(button['label'])} characters, at most 80"


def _is_link(button: Json) -> bool:
    return bool(button.get("style") == LINK_STYLE)


def _id_problems(tree: list[Json]) -> Iterator[str]:
    for key in ("custom_id", "id"):
        counted = Counter(c[key] for c in walk(tree) if c.get(key))
        yield from (f"components: {key} {value!r} twice" for value, n in counted.items() if n > 1)
    for custom_id in (c.get("custom_id") or "" for c in walk(tree)):
        if len(custom_id) > 100:
            yield f"components: custom_id of {len(custom_id)} characters, at most 100"
    for select in (c for c in walk(tree) if c["type"] in SELECTS):
        yield from _select_problems(select)


def _select_problems(select: Json) -> Iterator[str]:
    options = select.get("options") or []
    if len(options) > 25:
        yield f"components: {len(options)} options, at most 25"
    if len({option["value"] for option in options}) != len(options):
        yield "components: two options with one value"
    if len(select.get("placeholder") or "") > 150:
        yield "components: placeholder over 150 characters"


def _mention_problems(body: Json) -> Iterator[str]:
    allowed = body.get("allowed_mentions") or {}
    for kind in ("users", "roles"):
        if kind in (allowed.get("parse") or []) and allowed.get(kind):
            yield f"allowed_mentions: {kind} both parsed and listed"


def modal_problems(modal: Json) -> list[str]:
    tree = modal.get("components") or []
    found = list(_id_problems(tree))
    if not 1 <= len(tree) <= 5:
        found.append(f"components: {len(tree)} in a modal, 1 to 5")
    found += [
        "components: label over 45 characters"
        for component in tree
        if component["type"] == LABEL and len(component.get("label") or "") > 45
    ]
    return found


def command_problems(commands: list[Json]) -> list[str]:
    """What Discord would refuse in a bulk overwrite of commands."""
    found = [problem for command in commands for problem in _one_command(command)]
    kinds = Counter(command.get("type") or 1 for command in commands)
    for kind, most in ((1, 100), (2, 15), (3, 15)):
        if kinds[kind] > most:
            found.append(f"commands: {kinds[kind]} of type {kind}, at most {most}")
    names = Counter((c.get("type") or 1, c["name"]) for c in commands)
    found += [f"commands: {name!r} twice" for (_, name), n in names.items() if n > 1]
    return found


def _one_command(command: Json) -> Iterator[str]:
    name = command["name"]
    if (command.get("type") or 1) == 1:
        yield from _named(command)
        if not command.get("description"):
            yield f"{name}: a slash command needs a description"
    elif command.get("description"):
        yield f"{name}: a context menu has no description"
    size = _size(command)
    if size > COMMAND:
        yield f"{name}: {size} characters in all, at most {COMMAND}"


def _named(node: Json) -> Iterator[str]:
    if not NAME.match(node["name"]) or node["name"] != node["name"].lower():
        yield f"{node['name']}: names are 1-32 lower-case letters"
    options = node.get("options") or []
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        yield f"{node['name']}: required options come first"
    if len({option["name"] for option in options}) != len(options):
        yield f"{node['name']}: two options of one name"
    for option in options:
        yield from _named(option)


def _size(node: Json) -> int:
    """Names, descriptions and values, each in its longest translation."""
    total = _longest(node, "name") + _longest(node, "description")
    total += sum(_longest(c, "name") + len(str(c["value"])) for c in node.get("choices") or [])
    return total + sum(_size(option) for option in node.get("options") or [])


def _longest(node: Json, key: str) -> int:
    words: list[Any] = [node.get(key) or "", *(node.get(f"{key}_localizations") or {}).values()]
    return max(len(word) for word in words)


def is_empty(body: Json, files: int) -> bool:
    keys = ("content", "embeds", "components", "sticker_ids", "poll")
    return (
        not files
        and not any(body.get(key) for key in keys)
        and not text_of(body.get("components") or [])
    )
