"""What Slack demands of the elements inside blocks: buttons, menus, inputs.

One row or function per kind; sizes from https://docs.slack.dev/reference/block-kit/block-elements.
"""

from .checking import Checker
from .settings import JSON

_MENUS = frozenset(
    f"{several}{source}_select"
    for several in ("", "multi_")
    for source in ("static", "external", "users", "conversations", "channels")
)
_PICKERS = frozenset({"datepicker", "timepicker", "datetimepicker"})
_CHOICES = frozenset({"checkboxes", "radio_buttons"})
_SINGLE = frozenset(menu for menu in _MENUS if not menu.startswith("multi_"))

IN_ACTIONS = frozenset({"button", "overflow", "workflow_button"}) | _SINGLE | _PICKERS | _CHOICES
IN_SECTION = frozenset({"button", "overflow", "image", "workflow_button"}) | (
    _MENUS | _CHOICES | {"datepicker", "timepicker"}
)
IN_INPUT = (
    frozenset(
        {
            "plain_text_input",
            "number_input",
            "email_text_input",
            "url_text_input",
            "file_input",
            "rich_text_input",
        }
    )
    | _MENUS
    | _PICKERS
    | _CHOICES
)
IN_CONTEXT_ACTIONS = frozenset({"feedback_buttons", "icon_button"})
IN_CARD = frozenset({"button"})


def check_element(check: Checker, element: JSON, at: str, known: frozenset[str]) -> None:
    """Note everything that is wrong with one element."""
    kind = check.kind(element, known, at)
    if kind is None:
        return
    check.string(element, "action_id", 255, at)
    check.text(element, "placeholder", 150, at, plain=True)
    if element.get("confirm") is not None:
        _confirm(check, element["confirm"], f"{at}/confirm")
    if kind == "button":
        _button(check, element, at)
    elif kind == "image":
        check_picture(check, element, at)
    elif kind == "feedback_buttons":
        _feedback(check, element, at)
    elif kind == "icon_button":
        _icon_button(check, element, at)
    elif kind in {"static_select", "multi_static_select"}:
        _static_menu(check, element, at)
    elif kind == "overflow" or kind in _CHOICES:
        if check.needs(element, "options", at=at):
            _options(check, element, 5 if kind == "overflow" else 10, at)
    elif kind == "plain_text_input":
        _plain_input(check, element, at)


def check_picture(check: Checker, thing: JSON, at: str) -> None:
    """An image block or element: where it is, and words for those who cannot see it."""
    if thing.get("slack_file") is None:
        check.needs(thing, "image_url", at=at)
    check.needs(thing, "alt_text", at=at)
    check.string(thing, "image_url", 3000, at)
    check.string(thing, "alt_text", 2000, at)


def _button(check: Checker, button: JSON, at: str) -> None:
    check.needs(button, "text", at=at)
    check.text(button, "text", 75, at, plain=True)
    check.string(button, "value", 2000, at)
    check.string(button, "url", 3000, at)
    check.string(button, "accessibility_label", 75, at)
    check.one_of(button, "style", {"primary", "danger"}, at)


def _confirm(check: Checker, confirm: JSON, at: str) -> None:
    if check.needs(confirm, "title", "text", "confirm", "deny", at=at):
        check.text(confirm, "title", 100, at, plain=True)
        check.text(confirm, "text", 300, at)
        check.text(confirm, "confirm", 30, at, plain=True)
        check.text(confirm, "deny", 30, at, plain=True)


def _feedback(check: Checker, element: JSON, at: str) -> None:
    if not check.needs(element, "positive_button", "negative_button", at=at):
        return
    for key in ("positive_button", "negative_button"):
        where = f"{at}/{key}"
        check.needs(element[key], "text", "value", at=where)
        check.text(element[key], "text", 75, where, plain=True)
        check.string(element[key], "value", 2000, where)
        check.string(element[key], "accessibility_label", 75, where)


def _icon_button(check: Checker, element: JSON, at: str) -> None:
    check.needs(element, "icon", "text", at=at)
    check.text(element, "text", 75, at, plain=True)
    check.string(element, "value", 2000, at)
    check.string(element, "accessibility_label", 75, at)


def _static_menu(check: Checker, menu: JSON, at: str) -> None:
    if menu.get("option_groups") is None:
        if check.needs(menu, "options", at=at):
            _options(check, menu, 100, at)
        return
    for number, group in enumerate(check.items(menu, "option_groups", 100, at)):
        where = f"{at}/option_groups/{number}"
        if check.needs(group, "label", "options", at=where):
            check.text(group, "label", 75, where, plain=True)
            _options(check, group, 100, where)


def _options(check: Checker, holder: JSON, most: int, at: str) -> None:
    values: set[str] = set()
    for number, option in enumerate(check.items(holder, "options", most, at)):
        where = f"{at}/options/{number}"
        if check.needs(option, "text", "value", at=where):
            check.text(option, "text", 75, where)
            check.text(option, "description", 75, where)
            check.string(option, "value", 150, where)
            check.unique(values, option, "value", where)
    for key in ("initial_option", "initial_options"):
        chosen = holder.get(key)
        for one in chosen if isinstance(chosen, list) else [chosen] if chosen else []:
            if one not in holder["options"]:
                check.wrong(f"{key} must be one of the options", f"{at}/{key}")


def _plain_input(check: Checker, element: JSON, at: str) -> None:
    check.string(element, "initial_value", 3000, at, least=0)
    for key, least in (("min_length", 0), ("max_length", 1)):
        value = element.get(key)
        if value is not None and not (isinstance(value, int) and least <= value <= 3000):
            check.wrong(f"must be between {least} and 3000", f"{at}/{key}")
