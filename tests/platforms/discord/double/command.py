"""From what a person types after a slash to the options Discord sends.

Values are checked against the command as it was synced, as Discord's client does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .wire import CannotDo, Json

_GROUPS = (1, 2)


def find(
    commands: Mapping[str | None, list[Json]], guild_id: str | None, name: str, kind: int
) -> Json:
    """The synced command; one of the server wins over a global one."""
    scopes = [guild_id, None] if guild_id is not None else [None]
    for scope in scopes:
        for command in commands.get(scope, []):
            if command["name"] == name and command["type"] == kind:
                return command
    raise CannotDo(f"no command {name!r} is offered")


def arguments(
    node: Json, path: list[str], options: Mapping[str, Any], focused: str = ""
) -> list[Json]:
    """The options for `node`, descending through sub-commands named in `path`."""
    known = {option["name"]: option for option in node.get("options") or []}
    if path:
        inner = known.get(path[0])
        if inner is None or inner["type"] not in _GROUPS:
            raise CannotDo(f"{node['name']} has no {path[0]!r}")
        given = arguments(inner, path[1:], options, focused)
        return [{"name": inner["name"], "type": inner["type"], "options": given}]
    if any(option["type"] in _GROUPS for option in known.values()):
        raise CannotDo(f"{node['name']} needs one of {', '.join(known)}")
    unknown = set(options) - set(known)
    missing = {n for n, o in known.items() if o.get("required")} - set(options)
    if unknown or (missing and not focused):
        raise CannotDo(f"{node['name']}: unknown {sorted(unknown)}, missing {sorted(missing)}")
    return [_given(known[name], value, name == focused) for name, value in options.items()]


def _given(option: Json, value: Any, focused: bool) -> Json:
    if focused and not option.get("autocomplete"):
        raise CannotDo(f"{option['name']} has no autocomplete")
    told: Json = {"name": option["name"], "type": option["type"], "value": value}
    if focused:
        return told | {"focused": True}
    choices = option.get("choices") or []
    by_name = {choice["name"]: choice["value"] for choice in choices}
    if choices and value not in by_name.values():
        if value not in by_name:
            raise CannotDo(f"{option['name']} offers {', '.join(by_name)}")
        told["value"] = by_name[value]
    size = len(value) if isinstance(value, str) else 0
    if size > option.get("max_length", 6000) or size < option.get("min_length", 0):
        raise CannotDo(f"{option['name']} does not take {size} characters")
    return told
