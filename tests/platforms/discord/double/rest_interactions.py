"""Answers to interactions and their follow-ups, with Discord's clock: 3 seconds, 15 minutes.

An interaction is answered once; what comes late or twice is refused and noted on it.
"""

from __future__ import annotations

from typing import Any

from . import limits, payloads
from .interaction import COMPONENT, MODAL, Interaction
from .rest import Call, Reply, Route
from .rest_messages import build, edit
from .wire import EPHEMERAL, LOADING, Json, Refused, refuse
from .world import Message

MESSAGE, DEFER, DEFER_UPDATE, UPDATE, AUTOCOMPLETE, SHOW_MODAL = 4, 5, 6, 7, 8, 9


def _refuse(it: Interaction, code: int) -> Refused:
    it.refused.append(code)
    return refuse(code)


def callback(call: Call) -> Reply:
    it = next(
        (i for i in call.core.interactions if i.token == call.params["interaction_token"]), None
    )
    if it is None or it.id != call.params["interaction_id"]:
        raise refuse(10062)
    if it.answer is not None:
        raise _refuse(it, 40060)
    if call.now - it.created > call.core.interaction_window:
        raise _refuse(it, 10062)
    kind, data = call.body["type"], call.body.get("data") or {}
    _check_fits(call, it, kind, data)
    resource = _act(call, it, kind, data)
    it.answer, it.answered = call.body, call.now
    told: Json = {"id": it.id, "type": it.type}
    if it.message is not None:
        told |= {
            "response_message_id": it.message.id,
            "response_message_loading": bool(it.message.flags & LOADING),
            "response_message_ephemeral": it.message.ephemeral,
        }
    if call.query.get("with_response") not in ("1", "true", "True"):
        return 204, None
    return 200, {"interaction": told} | ({"resource": resource} if resource else {})


def _check_fits(call: Call, it: Interaction, kind: int, data: Json) -> None:
    if kind == SHOW_MODAL:
        call.check(["type: a modal cannot be answered with a modal"] if it.type == MODAL else [])
        call.check(limits.modal_problems(data))
    silent_form = kind == DEFER_UPDATE and it.type == MODAL
    if kind in (DEFER_UPDATE, UPDATE) and it.source is None and not silent_form:
        call.check(["type: there is no message to update"])
    autocompletes = it.type == 4
    if (kind == AUTOCOMPLETE) != autocompletes:
        call.check([f"type: {kind} does not answer an interaction of type {it.type}"])
    if kind == AUTOCOMPLETE and len(data.get("choices") or []) > 25:
        call.check(["choices: at most 25"])


def _act(call: Call, it: Interaction, kind: int, data: Json) -> Json | None:
    if kind == MESSAGE:
        it.message = _post(call, it, data)
    elif kind == DEFER:
        flags = int(data.get("flags") or 0)
        it.message = _loading(call, it, flags)
    elif kind == UPDATE and it.source is not None:
        it.message = edit(call, it.source, data)
    elif kind == DEFER_UPDATE:
        it.message = it.source
    if kind not in (MESSAGE, DEFER, UPDATE) or it.message is None:
        return None
    return {"type": kind if kind != DEFER else MESSAGE, "message": _shown(call, it.message)}


def _shown(call: Call, message: Message) -> Json:
    return payloads.message(call.world, message)


def _post(call: Call, it: Interaction, data: Json) -> Message:
    """A message in answer to an interaction; the channel's rights do not matter here."""
    message = build(call, call.world.channels[it.channel_id], data)
    _belongs(call, it, message, ephemeral=bool((data.get("flags") or 0) & EPHEMERAL))
    return call.core.post(message)


def _loading(call: Call, it: Interaction, flags: int) -> Message:
    message = Message(call.world.mint(), it.channel_id, call.world.bot.id, call.core.clock())
    message.flags = LOADING
    _belongs(call, it, message, ephemeral=bool(flags & EPHEMERAL))
    return call.core.post(message)


def _belongs(call: Call, it: Interaction, message: Message, *, ephemeral: bool) -> None:
    message.nonce = None
    owners = {"0": it.guild_id or "0"}
    metadata: Json = {
        "id": it.id,
        "type": it.type,
        "user": payloads.user(call.world.users[it.user_id]),
        "authorizing_integration_owners": owners,
    }
    if it.type == COMPONENT and it.source is not None:
        metadata["interacted_message_id"] = it.source.id
    if it.type == MODAL:
        metadata["triggering_interaction_metadata"] = metadata | {"type": 2}
    if it.type == 2 and message.type == 0:
        message.type = 20 if it.body["data"].get("type", 1) == 1 else 23
    message.interaction = {"interaction_metadata": metadata}
    if ephemeral:
        message.flags |= EPHEMERAL
        message.shown_only_to = it.user_id


# Follow-ups


def _of_token(call: Call) -> Interaction:
    token = call.params["webhook_token"]
    it = next((i for i in call.core.interactions if i.token == token), None)
    if it is None or call.params["webhook_id"] != call.world.bot.id:
        raise refuse(10015)
    if call.now - it.created > call.core.token_life:
        raise _refuse(it, 50027)
    if it.answer is None:
        raise _refuse(it, 10015)
    return it


def _target(call: Call, it: Interaction) -> Message:
    named = call.params.get("message_id", "@original")
    owned: list[Any] = [it.message, *it.followups]
    found = (
        it.message
        if named == "@original"
        else next((m for m in owned if m and m.id == named), None)
    )
    if found is None or found.deleted:
        raise refuse(10008)
    return found


def get_response(call: Call) -> Reply:
    return 200, _shown(call, _target(call, _of_token(call)))


def edit_response(call: Call) -> Reply:
    message = _target(call, _of_token(call))
    was_loading = bool(message.flags & LOADING)
    edit(call, message, call.body)
    if was_loading:
        message.earlier.clear()
        message.edited_at = None
    return 200, _shown(call, message)


def delete_response(call: Call) -> Reply:
    call.core.remove(_target(call, _of_token(call)))
    return 204, None


def follow_up(call: Call) -> Reply:
    """A new message; the first one after a deferral fills the waiting one, as Discord does."""
    it = _of_token(call)
    if it.message is not None and it.message.flags & LOADING and not it.message.deleted:
        message = edit(call, it.message, call.body)
        message.earlier.clear()
        message.edited_at = None
    else:
        message = _post(call, it, call.body)
    it.followups.append(message)
    return 200, _shown(call, message)


_HOOK = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES: list[Route] = [
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", callback),
    ("POST", _HOOK, follow_up),
    ("GET", _HOOK + "/messages/@original", get_response),
    ("PATCH", _HOOK + "/messages/@original", edit_response),
    ("DELETE", _HOOK + "/messages/@original", delete_response),
    ("GET", _HOOK + "/messages/{message_id}", get_response),
    ("PATCH", _HOOK + "/messages/{message_id}", edit_response),
    ("DELETE", _HOOK + "/messages/{message_id}", delete_response),
]
