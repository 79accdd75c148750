"""Component trees: walked, completed as Discord completes them, and flattened to what people see.

Components are Discord's JSON throughout; a tree is a list of dicts, never an object of ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from .wire import Json

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE = 9, 10, 11, 12, 13
SEPARATOR, CONTAINER, LABEL = 14, 17, 18
SELECTS = (3, 5, 6, 7, 8)
INPUTS = (*SELECTS, TEXT_INPUT, 19, 21, 22, 23)
LINK_STYLE = 5


def walk(tree: list[Json]) -> Iterator[Json]:
    """Every component, parents before children."""
    for component in tree:
        yield component
        yield from walk(component.get("components", []))
        inner = [component[key] for key in ("component", "accessory") if component.get(key)]
        yield from walk(inner)


def completed(tree: list[Json], files: dict[str, Json]) -> list[Json]:
    """The tree with what Discord fills in: ids, defaults and the addresses of uploaded files."""
    taken = {c["id"] for c in walk(tree) if c.get("id")}
    free = (number for number in range(1, 1000) if number not in taken)
    return [_complete(component, free, files) for component in tree]


def _complete(component: Json, free: Iterator[int], files: dict[str, Json]) -> Json:
    done = {key: value for key, value in component.items() if value is not None}
    done["id"] = component.get("id") or next(free)
    done |= {k: v for k, v in _DEFAULTS.get(done["type"], {}).items() if k not in done}
    if "components" in done:
        done["components"] = [_complete(c, free, files) for c in done["components"]]
    for key in ("accessory", "component"):
        if key in done:
            done[key] = _complete(done[key], free, files)
    for key in ("media", "file"):
        if key in done:
            done[key] = _resolve(done[key], files)
    if done["type"] == FILE:
        found = files.get(component["file"]["url"].removeprefix("attachment://"), {})
        done |= {"name": found.get("filename", "file"), "size": found.get("size", 0)}
    if "items" in done:
        done["items"] = [
            {"spoiler": False, "description": None}
            | item
            | {"media": _resolve(item["media"], files)}
            for item in done["items"]
        ]
    return done


_DEFAULTS: dict[int, Json] = {
    STRING_SELECT: {"min_values": 1, "max_values": 1},
    5: {"min_values": 1, "max_values": 1},
    6: {"min_values": 1, "max_values": 1},
    7: {"min_values": 1, "max_values": 1},
    8: {"min_values": 1, "max_values": 1},
    THUMBNAIL: {"spoiler": False, "description": None},
    FILE: {"spoiler": False},
    SEPARATOR: {"divider": True, "spacing": 1},
    CONTAINER: {"accent_color": None, "spoiler": False},
}


def _resolve(media: Json, files: dict[str, Json]) -> Json:
    url = media["url"]
    found = files.get(url.removeprefix("attachment://")) if url.startswith("attachment:") else None
    address = url if found is None else found["url"]
    return {"id": "1", "url": address, "proxy_url": address}


def text_of(tree: list[Json]) -> str:
    """The words of the text displays, one a line, in reading order."""
    return "\n".join(c["content"] for c in walk(tree) if c["type"] == TEXT_DISPLAY)


def links_of(tree: list[Json]) -> list[str]:
    """What buttons open, as "label: address"."""
    return [f"{c['label']}: {c['url']}" for c in walk(tree) if c["type"] == BUTTON and "url" in c]


def buttons_of(tree: list[Json]) -> list[str]:
    """Labels of what does something here; what only opens an address is left out."""
    found = (c for c in walk(tree) if c["type"] == BUTTON and "url" not in c)
    return [str(c.get("label") or _emoji(c)) for c in found]


def options_of(tree: list[Json]) -> list[str]:
    return [
        option["label"]
        for component in walk(tree)
        if component["type"] == STRING_SELECT
        for option in component["options"]
    ]


def _emoji(component: Json) -> str:
    return (component.get("emoji") or {}).get("name") or ""


def find_control(tree: list[Json], named: str) -> Json | None:
    """The button or select with this custom_id, label or placeholder; custom_ids win."""
    controls = [c for c in walk(tree) if c["type"] in (BUTTON, *SELECTS)]
    for key in ("custom_id", "label", "placeholder"):
        for control in controls:
            if control.get(key) == named:
                return control
    return None


def chosen(select: Json, values: list[str]) -> list[str]:
    """The option values behind what a person picked, given by value or by label."""
    if select["type"] != STRING_SELECT:
        return values
    by_label = {option["label"]: option["value"] for option in select["options"]}
    known = set(by_label.values())
    return [value if value in known else by_label[value] for value in values]
