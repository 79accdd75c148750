"""From what a person fills into a form to what Discord sends on submit.

The shape sent repeats the shape shown; required fields and lengths are the client's to check.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .components import INPUTS, LABEL, ROW, TEXT_INPUT, chosen
from .wire import CannotDo, Json

_ONE_VALUE = (TEXT_INPUT, 21, 23)


def filled(modal: Json, values: Mapping[str, Any]) -> list[Json]:
    """The components of the submit; a value is found by its field's custom_id or label."""
    left = dict(values)
    sent: list[Json] = []
    for number, shown in enumerate(modal["components"], start=1):
        told: Json = {"type": shown["type"], "id": shown.get("id") or number}
        if shown["type"] == LABEL:
            told["component"] = _field(shown["component"], shown.get("label"), left, 100 + number)
        elif shown["type"] == ROW:
            told["components"] = [
                _field(inner, inner.get("label"), left, 100 + number)
                for inner in shown["components"]
            ]
        sent.append(told)
    if left:
        raise CannotDo(f"the form has no {', '.join(map(repr, left))}")
    return sent


def _field(shown: Json, label: str | None, left: dict[str, Any], number: int) -> Json:
    assert shown["type"] in INPUTS
    custom_id = shown["custom_id"]
    key = custom_id if custom_id in left else label
    given = left.pop(key, None) if key is not None else None
    told: Json = {"type": shown["type"], "id": shown.get("id") or number, "custom_id": custom_id}
    if shown["type"] in _ONE_VALUE:
        value = given if given is not None else shown.get("value")
        return told | {"value": _checked(shown, value, label)}
    picked = [given] if isinstance(given, str) else list(given or _preset(shown))
    if shown.get("required", True) and not picked:
        raise CannotDo(f"{label or custom_id} must be filled in")
    return told | {"values": chosen(shown, picked)}


def _preset(shown: Json) -> list[str]:
    return [o["value"] for o in shown.get("options") or [] if o.get("default")]


def _checked(shown: Json, value: Any, label: str | None) -> Any:
    if shown["type"] != TEXT_INPUT:
        return value
    text = value or ""
    name = label or shown["custom_id"]
    if shown.get("required", True) and not text:
        raise CannotDo(f"{name} must be filled in")
    if text and not shown.get("min_length", 0) <= len(text) <= shown.get("max_length", 4000):
        raise CannotDo(f"{name} does not take {len(text)} characters")
    return text
