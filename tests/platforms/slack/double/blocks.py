"""What Slack demands of blocks, message by message and view by view.

Sizes from https://docs.slack.dev/reference/block-kit/blocks; the SDK's own models have the last word.
"""

from collections.abc import Callable, Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from . import elements
from .checking import Checker
from .settings import JSON, Refusal

NO_CLASS_IN_SDK = frozenset({"data_table", "data_visualization"})
_EVERYWHERE = frozenset(
    [
        "actions",
        "card",
        "carousel",
        "context",
        "data_table",
        "data_visualization",
        "divider",
        "header",
        "image",
        "input",
        "markdown",
        "plan",
        "rich_text",
        "section",
        "table",
        "task_card",
        "video",
    ]
)
KNOWN = {
    "message": _EVERYWHERE | {"container", "context_actions", "file"},
    "modal": _EVERYWHERE | {"alert"},
    "home": _EVERYWHERE,
}
RICH_PARTS = frozenset(
    {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
)
RICH_LEAVES = frozenset(
    ["text", "link", "emoji", "user", "usergroup", "team", "channel", "broadcast", "color", "date"]
)
TOTAL_CHARACTERS, PER_BLOCK = 13_200, 42
"""Fits what users measured of the undocumented msg_blocks_too_long; a guess between the points."""


def check_blocks(blocks: Any, surface: str, check: Checker, at: str = "/blocks") -> None:
    """Note everything that is wrong with a list of blocks on this surface."""
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    most = 50 if surface == "message" else 100
    if len(blocks) > most:
        check.wrong(f"no more than {most} items allowed", at)
    ids: set[str] = set()
    for number, block in enumerate(blocks):
        where = f"{at}/{number}"
        kind = check.kind(block, KNOWN[surface], where)
        if kind is not None:
            check.string(block, "block_id", 255, where)
            check.unique(ids, block, "block_id", where)
            _RULES.get(kind, _nothing)(check, block, where)
    if sum(isinstance(b, dict) and b.get("type") == "data_visualization" for b in blocks) > 2:
        check.wrong("no more than 2 data_visualization blocks allowed", at)
    if sum(_markdown_length(block) for block in blocks) > 12_000:
        check.wrong("must be less than 12001 characters in all markdown blocks", at)
    if not check.findings:
        _ask_the_sdk(blocks, check, at)


def refuse_bad_blocks(blocks: Any, refused: set[str]) -> None:
    """Refuse a message's blocks as Slack does."""
    check = Checker(refused)
    check_blocks(blocks, "message", check)
    if check.findings:
        raise check.refusal("invalid_blocks")
    if sum(map(len, _texts(blocks))) + PER_BLOCK * len(blocks) > TOTAL_CHARACTERS:
        raise Refusal("msg_blocks_too_long")


def refuse_bad_view(view: Any, refused: set[str]) -> None:
    """Refuse a modal or a home as Slack does."""
    if not isinstance(view, dict):
        raise Refusal("invalid_arguments", "must be an object [json-pointer:/view]")
    check = Checker(refused)
    kind = check.kind(view, {"modal", "home"}, "/view")
    if kind == "modal" and check.needs(view, "title", at="/view"):
        for key in ("title", "submit", "close"):
            check.text(view, key, 24, "/view", plain=True)
        has_input = any(b.get("type") == "input" for b in view.get("blocks", []))
        if has_input and view.get("submit") is None:
            check.wrong("`submit` is required when an `input` block is in the view", "/view")
    check.string(view, "private_metadata", 3000, "/view", least=0)
    check.string(view, "callback_id", 255, "/view", least=0)
    check.string(view, "external_id", 255, "/view", least=0)
    if kind is not None and check.needs(view, "blocks", at="/view"):
        check_blocks(view["blocks"], kind, check, "/view/blocks")
    if not check.findings:
        try:
            written = View(**view).to_dict()
        except (SlackObjectFormationError, TypeError, ValueError) as error:
            check.wrong(f"the SDK's models refuse it: {error}", "/view")
        else:
            _compare(_bare(view), _bare(written), check, "/view")
    if check.findings:
        raise check.refusal("invalid_arguments")


def _ask_the_sdk(blocks: list[JSON], check: Checker, at: str) -> None:
    for number, block in enumerate(blocks):
        where = f"{at}/{number}"
        if block["type"] in NO_CLASS_IN_SDK:
            continue
        try:
            written = [parsed.to_dict() for parsed in Block.parse_all([block])]
        except (SlackObjectFormationError, TypeError, ValueError, AttributeError) as error:
            check.wrong(f"the SDK's models refuse it: {error}", where)
            continue
        _compare(_bare(block), _bare(written[0]), check, where)


def _compare(given: Any, written: Any, check: Checker, at: str) -> None:
    """Note what the SDK's models drop: fields that Slack does not know there."""
    if isinstance(given, dict) and isinstance(written, dict):
        for key, value in given.items():
            if key not in written:
                check.wrong(f"invalid additional property: {key}", at)
            else:
                _compare(value, written[key], check, f"{at}/{key}")
    elif isinstance(given, list) and isinstance(written, list):
        for number, (one, other) in enumerate(zip(given, written, strict=False)):
            _compare(one, other, check, f"{at}/{number}")


def _bare(thing: Any) -> Any:
    """The same without what says nothing: None, False, and empty strings and lists."""
    if isinstance(thing, dict):
        return {k: _bare(v) for k, v in thing.items() if v is not None and v not in (False, "", [])}
    if isinstance(thing, list):
        return [_bare(one) for one in thing]
    return thing


def _texts(thing: Any) -> Iterator[str]:
    if isinstance(thing, dict):
        for key, value in thing.items():
            if key in {"text", "alt_text", "title"} and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(thing, list):
        for one in thing:
            yield from _texts(one)


def _markdown_length(block: Any) -> int:
    text = block.get("text") if isinstance(block, dict) else None
    return len(text) if isinstance(text, str) and block.get("type") == "markdown" else 0


def _nothing(check: Checker, block: JSON, at: str) -> None:
    """The SDK's models alone judge this kind."""


def _section(check: Checker, block: JSON, at: str) -> None:
    if block.get("text") is None and block.get("fields") is None:
        check.wrong("missing required field: text or fields", at)
    check.text(block, "text", 3000, at)
    for number, field in enumerate(check.items(block, "fields", 10, at)):
        check.text({str(number): field}, str(number), 2000, f"{at}/fields")
    if block.get("accessory") is not None:
        elements.check_element(check, block["accessory"], f"{at}/accessory", elements.IN_SECTION)


def _header(check: Checker, block: JSON, at: str) -> None:
    if check.needs(block, "text", at=at):
        check.text(block, "text", 150, at, plain=True)


def _context(check: Checker, block: JSON, at: str) -> None:
    check.needs(block, "elements", at=at)
    for number, part in enumerate(check.items(block, "elements", 10, at)):
        where = f"{at}/elements/{number}"
        kind = check.kind(part, {"image", "mrkdwn", "plain_text"}, where)
        if kind == "image":
            elements.check_picture(check, part, where)
        elif kind is not None:
            check.text({str(number): part}, str(number), 3000, f"{at}/elements")


def _holding(known: frozenset[str], most: int, key: str) -> Callable[[Checker, JSON, str], None]:
    def rule(check: Checker, block: JSON, at: str) -> None:
        ids: set[str] = set()
        if key == "elements":
            check.needs(block, key, at=at)
        for number, element in enumerate(check.items(block, key, most, at)):
            where = f"{at}/{key}/{number}"
            elements.check_element(check, element, where, known)
            if isinstance(element, dict):
                check.unique(ids, element, "action_id", where)

    return rule


def _input(check: Checker, block: JSON, at: str) -> None:
    if check.needs(block, "label", "element", at=at):
        check.text(block, "label", 2000, at, plain=True)
        check.text(block, "hint", 2000, at, plain=True)
        elements.check_element(check, block["element"], f"{at}/element", elements.IN_INPUT)


def _image(check: Checker, block: JSON, at: str) -> None:
    elements.check_picture(check, block, at)
    check.text(block, "title", 2000, at, plain=True)


def _markdown(check: Checker, block: JSON, at: str) -> None:
    if check.needs(block, "text", at=at):
        check.string(block, "text", 12_000, at)


def _rich_text(check: Checker, block: JSON, at: str) -> None:
    check.needs(block, "elements", at=at)
    for number, part in enumerate(check.items(block, "elements", 1000, at)):
        where = f"{at}/elements/{number}"
        if check.kind(part, RICH_PARTS, where) is None or not check.needs(
            part, "elements", at=where
        ):
            continue
        inner = {"rich_text_section"} if part["type"] == "rich_text_list" else RICH_LEAVES
        for place, leaf in enumerate(check.items(part, "elements", 1000, where, least=0)):
            there = f"{where}/elements/{place}"
            if check.kind(leaf, inner, there) is None:
                continue
            if leaf["type"] == "text":
                check.needs(leaf, "text", at=there)
                check.string(leaf, "text", 12_000, there)
            elif leaf["type"] == "date":
                check.needs(leaf, "timestamp", "format", at=there)
            elif leaf["type"] == "link":
                check.needs(leaf, "url", at=there)
            elif leaf["type"] == "user":
                check.needs(leaf, "user_id", at=there)


def _table(check: Checker, block: JSON, at: str) -> None:
    check.needs(block, "rows", at=at)
    for number, row in enumerate(check.items(block, "rows", 100, at)):
        check.items({str(number): row}, str(number), 20, f"{at}/rows")


def _charted(check: Checker, block: JSON, at: str) -> None:
    """https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block"""
    check.needs(block, "title", "chart", at=at)
    check.string(block, "title", 50, at)
    chart = block.get("chart")
    if not isinstance(chart, dict):
        return
    where = f"{at}/chart"
    kind = check.kind(chart, {"pie", "bar", "area", "line"}, where)
    if kind == "pie":
        check.needs(chart, "segments", at=where)
        for place, one in enumerate(check.items(chart, "segments", 6, where)):
            _point(check, one, f"{where}/segments/{place}", least=1)
    elif kind and check.needs(chart, "series", "axis_config", at=where):
        _series(check, chart, where)


def _series(check: Checker, chart: JSON, at: str) -> None:
    axis, there = chart["axis_config"], f"{at}/axis_config"
    check.needs(axis, "categories", at=there)
    for key in ("x_label", "y_label"):
        check.string(axis, key, 50, there)
    names = check.items(axis, "categories", 20, there)
    for place, name in enumerate(names):
        check.string({str(place): name}, str(place), 20, f"{there}/categories")
    known: set[str] = set()
    for number, series in enumerate(check.items(chart, "series", 6, at)):
        where = f"{at}/series/{number}"
        check.needs(series, "name", "data", at=where)
        check.string(series, "name", 50, where)
        check.unique(known, series, "name", where)
        points = check.items(series, "data", 20, where)
        for place, point in enumerate(points):
            _point(check, point, f"{where}/data/{place}", least=0)
        if [point.get("label") for point in points] != names:
            check.wrong("labels must be the axis's categories", where)


def _point(check: Checker, point: JSON, at: str, *, least: int) -> None:
    check.needs(point, "label", "value", at=at)
    check.string(point, "label", 20, at)
    if not isinstance(point.get("value"), int | float) or point["value"] < least:
        check.wrong("must be a number", f"{at}/value")


def _card(check: Checker, block: JSON, at: str) -> None:
    check.text(block, "title", 150, at)
    check.text(block, "subtitle", 150, at)
    check.text(block, "body", 200, at)
    _holding(elements.IN_CARD, 5, "actions")(check, block, at)


def _carousel(check: Checker, block: JSON, at: str) -> None:
    check.needs(block, "elements", at=at)
    for number, card in enumerate(check.items(block, "elements", 10, at)):
        if check.kind(card, {"card"}, f"{at}/elements/{number}") is not None:
            _card(check, card, f"{at}/elements/{number}")


def _container(check: Checker, block: JSON, at: str) -> None:
    children = check.items(block, "child_blocks", 10, at)
    if children:
        check_blocks(children, "message", check, f"{at}/child_blocks")


_RULES: dict[str, Callable[[Checker, JSON, str], None]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _holding(elements.IN_ACTIONS, 25, "elements"),
    "context_actions": _holding(elements.IN_CONTEXT_ACTIONS, 5, "elements"),
    "input": _input,
    "image": _image,
    "markdown": _markdown,
    "rich_text": _rich_text,
    "table": _table,
    "data_visualization": _charted,
    "card": _card,
    "carousel": _carousel,
    "container": _container,
}
