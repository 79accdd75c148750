"""What people put into menus and fields, written as Slack reports it.

Pure: elements and values in, state values out.
"""

from typing import Any

from .settings import JSON
from .shapes import active_elements

_KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", ""),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
_WITH_OPTIONS = {"selected_option", "selected_options"}


def words_of(element: JSON) -> str:
    """What a person reads on an element."""
    for key in ("text", "placeholder"):
        if isinstance(element.get(key), dict):
            return str(element[key]["text"])
    return ""


def option_of(element: JSON, wanted: Any) -> JSON:
    """The option with this value or these words; a whole option stands for itself."""
    if isinstance(wanted, dict):
        return wanted
    options = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        options += group["options"]
    for option in options:
        if wanted in (option["value"], option["text"]["text"]):
            return dict(option)
    there = [option["text"]["text"] for option in options]
    raise AssertionError(f"no option {wanted!r} among {there}")


def state_of(element: JSON, value: Any = None) -> JSON:
    """One element's state with this value, or with what it began with."""
    kind = element["type"]
    key, initial = _KEYS[kind]
    if value is None:
        value = element.get(initial)
        if (value is None and kind.startswith("multi_")) or kind == "checkboxes":
            value = value or []
    elif key in _WITH_OPTIONS:
        several = key == "selected_options"
        value = [option_of(element, v) for v in value] if several else option_of(element, value)
    return {"type": kind, key: value}


def initial_state(view: JSON) -> JSON:
    """The values of a view that nobody has touched, over what was touched before."""
    values: JSON = {}
    for block in view["blocks"]:
        for element in active_elements(block):
            if element["type"] in _KEYS and element["type"] != "overflow":
                known = view["state"]["values"].get(block["block_id"], {})
                state = known.get(element["action_id"]) or state_of(element)
                values.setdefault(block["block_id"], {})[element["action_id"]] = state
    return values


def filled(view: JSON, given: dict[str, Any]) -> JSON:
    """The values of a form after filling it in.

    Keys of `given` are action ids, block ids or labels. Refuses, as Slack's own form does, to go
    on while something required is empty or too long.
    """
    values, left = initial_state(view), dict(given)
    inputs = [b for b in view["blocks"] if b["type"] == "input"]
    others = [b for b in view["blocks"] if b["type"] != "input"]
    for block in [*inputs, *others]:
        label = block["label"]["text"] if block["type"] == "input" else ""
        for element in active_elements(block):
            for name in (element.get("action_id"), block["block_id"], label):
                if name in left:
                    value = left.pop(name)
                    values[block["block_id"]][element["action_id"]] = state_of(element, value)
                    break
    names = [b["label"]["text"] for b in inputs]
    assert not left, f"the form has no {sorted(left)}; it asks for {names}"
    for block in inputs:
        state = values[block["block_id"]][block["element"]["action_id"]]
        value = state[_KEYS[block["element"]["type"]][0]]
        label = block["label"]["text"]
        assert value not in (None, "", []) or block.get("optional"), f"{label} is required"
        most = block["element"].get("max_length", 3000)
        assert not isinstance(value, str) or len(value) <= most, f"{label} is too long"
    return values
