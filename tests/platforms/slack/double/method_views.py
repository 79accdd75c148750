"""The views.* methods: modals in stacks of three, and the home of each person.

A view is stored with what Slack adds to it: id, hash, block ids, an empty state.
"""

import uuid
from copy import deepcopy

from .args import need
from .blocks import refuse_bad_view
from .core import Core
from .settings import JSON, Refusal
from .shapes import numbered

STACK = 3


def stored_view(core: Core, given: JSON, *, view_id: str = "", root_id: str = "") -> JSON:
    """A view as Slack keeps and shows it."""
    world = core.world
    view_id = view_id or world.new_id("V")
    title = {"type": "plain_text", "text": "View Title", "emoji": True}
    return {
        "id": view_id,
        "team_id": world.team_id,
        "type": given["type"],
        "blocks": numbered(world, given["blocks"]),
        "private_metadata": given.get("private_metadata") or "",
        "callback_id": given.get("callback_id") or "",
        "state": {"values": {}},
        "hash": f"{int(core.clock.now())}.{uuid.uuid4().hex[:8]}",
        "title": deepcopy(given.get("title")) or title,
        "clear_on_close": bool(given.get("clear_on_close")),
        "notify_on_close": bool(given.get("notify_on_close")),
        "close": deepcopy(given.get("close")),
        "submit": deepcopy(given.get("submit")),
        "previous_view_id": None,
        "root_view_id": root_id or view_id,
        "app_id": world.app_id,
        "external_id": given.get("external_id") or "",
        "app_installed_team_id": world.team_id,
        "bot_id": world.bot_id,
    }


def _checked(core: Core, args: JSON, kind: str) -> JSON:
    view: JSON = args.get("view") or {}
    refuse_bad_view(view, core.options.refused_blocks)
    if view["type"] != kind:
        raise Refusal("invalid_arguments", f"view must be of type {kind} [json-pointer:/view/type]")
    return view


def _refuse_taken_external_id(core: Core, view: JSON, but: str = "") -> None:
    taken = {
        v["external_id"]
        for stack in core.world.stacks.values()
        for v in stack
        if v["external_id"] and v["id"] != but
    }
    if view.get("external_id") in taken:
        raise Refusal("duplicate_external_id")


def open_view(core: Core, args: JSON) -> JSON:
    """views.open: within three seconds of a press, once."""
    need(args, "trigger_id", "view")
    view = _checked(core, args, "modal")
    _refuse_taken_external_id(core, view)
    trigger = core.use_trigger(str(args["trigger_id"]))
    shown = stored_view(core, view)
    core.world.stacks[trigger.user] = [shown]
    return {"view": deepcopy(shown)}


def push(core: Core, args: JSON) -> JSON:
    """views.push: onto the modal in which something was pressed."""
    need(args, "trigger_id", "view")
    view = _checked(core, args, "modal")
    trigger = core.use_trigger(str(args["trigger_id"]))
    stack = core.world.stacks.get(trigger.user, [])
    if trigger.view_id is None or not stack:
        raise Refusal("not_found")
    return {"view": deepcopy(push_onto(core, stack, view))}


def push_onto(core: Core, stack: list[JSON], view: JSON) -> JSON:
    """Put one more modal on top."""
    if len(stack) >= STACK:
        raise Refusal("push_limit_reached")
    shown = stored_view(core, view, root_id=stack[0]["id"])
    shown["previous_view_id"] = stack[-1]["id"]
    stack.append(shown)
    return shown


def update(core: Core, args: JSON) -> JSON:
    """views.update: by id or external id, refused if the hash is not the view's own."""
    need(args, "view")
    old = _find(core, args)
    if old is None:
        raise Refusal("not_found")
    if args.get("hash") and args["hash"] != old["hash"]:
        raise Refusal("hash_conflict")
    view = _checked(core, args, old["type"])
    _refuse_taken_external_id(core, view, but=old["id"])
    replace_view(core, old, view)
    return {"view": deepcopy(old)}


def _find(core: Core, args: JSON) -> JSON | None:
    if args.get("view_id"):
        return core.world.find_view(str(args["view_id"]))
    need(args, "external_id")
    for stack in core.world.stacks.values():
        for view in stack:
            if view["external_id"] == args["external_id"]:
                return view
    return None


def replace_view(core: Core, old: JSON, view: JSON) -> None:
    """Put a new view in the place of an old one, in its stack."""
    new = stored_view(core, view, view_id=old["id"], root_id=old["root_view_id"])
    new["previous_view_id"] = old["previous_view_id"]
    new["state"] = _kept_state(old, new)
    old.clear()
    old.update(new)


def _kept_state(old: JSON, new: JSON) -> JSON:
    """What a person typed stays, in inputs whose block and action keep their ids."""
    kept = {
        (b["block_id"], b["element"]["action_id"])
        for b in new["blocks"]
        if b["type"] == "input" and isinstance(b.get("element"), dict)
    }
    values: JSON = {}
    for block_id, actions in old["state"]["values"].items():
        for action_id, value in actions.items():
            if (block_id, action_id) in kept:
                values.setdefault(block_id, {})[action_id] = value
    return {"values": values}


def publish(core: Core, args: JSON) -> JSON:
    """views.publish: the home of one person."""
    need(args, "user_id", "view")
    user = str(args["user_id"])
    if user not in core.world.users:
        raise Refusal("user_not_found")
    old = core.world.homes.get(user)
    if old is not None and args.get("hash") and args["hash"] != old["hash"]:
        raise Refusal("hash_conflict")
    view = _checked(core, args, "home")
    shown = stored_view(core, view, view_id=old["id"] if old else "")
    core.world.homes[user] = shown
    return {"view": deepcopy(shown)}


METHODS = {
    "views.open": ("", open_view),
    "views.push": ("", push),
    "views.update": ("", update),
    "views.publish": ("", publish),
}
