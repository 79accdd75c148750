"""What people do with buttons, menus, forms, commands and shortcuts.

Each sends one payload and waits for its ack; what Slack does with the ack's payload is done here.
"""

from copy import deepcopy
from typing import Any

from .blocks import refuse_bad_view
from .composing import composed
from .delivery import Delivery
from .forms import filled, initial_state, option_of, state_of, words_of
from .method_chat import show_ephemeral
from .method_views import push_onto, replace_view
from .response_urls import post_in_channel
from .settings import JSON, Refusal
from .shapes import active_elements, as_read, escaped
from .talking import Talking


class Pressing(Talking):
    """The double as people in the workspace work the app's controls."""

    async def _send(self, kind: str, payload: JSON) -> Delivery:
        delivery = Delivery(kind, payload)
        self.deliveries.append(delivery)
        await self.socket.deliver(delivery)
        return delivery

    def _common(self, kind: str, user: str, view_id: str | None = None) -> JSON:
        world = self.world
        person = world.users[user]
        return {
            "type": kind,
            "team": {"id": world.team_id, "domain": world.domain},
            "user": {
                "id": user,
                "username": person.name,
                "name": person.name,
                "team_id": person.team_id,
            },
            "api_app_id": world.app_id,
            "token": "verification-token",
            "trigger_id": self.new_trigger(user, view_id),
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _named_room(self, channel_id: str) -> JSON:
        room = self.world.channels[channel_id]
        names = {"im": "directmessage", "private": "privategroup"}
        return {"id": channel_id, "name": names.get(room.kind, room.name)}

    def _place(self, user: str, where: str) -> tuple[list[JSON], JSON]:
        """The blocks of a message (by ts) or view (by id) and the payload that names it."""
        view = self.world.find_view(where)
        if view is not None:
            payload = self._common("block_actions", user, where)
            view["state"]["values"] = initial_state(view)
            payload |= {"container": {"type": "view", "view_id": where}, "view": deepcopy(view)}
            return view["blocks"], payload
        payload = self._common("block_actions", user)
        seen = next((m for m in self.ephemeral_posts if m["ts"] == where), None)
        if seen is not None:
            assert seen["to"] == user, f"{user} cannot see the ephemeral message {where}"
            room, message = self.world.channels[seen["channel"]], seen
        else:
            room, message = self._found(where)
            payload["message"] = as_read(room, message, metadata=True)
        assert user in room.members, f"{user} is not a member of {room.id}"
        container: JSON = {"type": "message", "message_ts": where, "channel_id": room.id}
        container["is_ephemeral"] = seen is not None
        if message.get("thread_ts"):
            container["thread_ts"] = message["thread_ts"]
        url = self.new_response_url("actions", user, room.id, where)
        payload |= {"container": container, "channel": self._named_room(room.id)}
        payload |= {"state": {"values": {}}, "response_url": url}
        return message["blocks"], payload

    @staticmethod
    def _control(blocks: list[JSON], wanted: str) -> tuple[JSON, JSON]:
        """The block and element with this action id, or with these words on it."""
        pairs = [(block, element) for block in blocks for element in active_elements(block)]
        for block, element in pairs:
            if wanted == element.get("action_id"):
                return block, element
        for block, element in pairs:
            sides = [element.get(side) for side in ("positive_button", "negative_button")]
            if wanted in [words_of(one) for one in [element, *sides] if one]:
                return block, element
        there = [f"{words_of(e)!r} ({e.get('action_id')})" for _, e in pairs]
        raise AssertionError(f"there is no {wanted!r} to press among {there}")

    async def press(self, user: str, where: str, what: str) -> Delivery:
        """Press a button of a message (its ts) or view (its id), by action_id or by its words.

        Feedback buttons are pressed by their words.
        """
        blocks, payload = self._place(user, where)
        block, element = self._control(blocks, what)
        action: JSON = {"action_id": element["action_id"], "block_id": block["block_id"]}
        if element["type"] == "feedback_buttons":
            positive = words_of(element["positive_button"]) == what
            side = element["positive_button" if positive else "negative_button"]
            action |= {"text": side["text"], "value": side["value"]}
        else:
            fields = ("text", "value", "style", "url")
            action |= {key: element[key] for key in fields if key in element}
        action |= {"type": element["type"], "action_ts": self.world.next_ts()}
        return await self._send("interactive", {**payload, "actions": [action]})

    async def select(self, user: str, where: str, what: str, value: Any) -> Delivery:
        """Choose in a menu, overflow, radio group or picker; `value` by value or by words."""
        blocks, payload = self._place(user, where)
        block, element = self._control(blocks, what)
        state = state_of(element, value)
        ids = {"action_id": element["action_id"], "block_id": block["block_id"]}
        if "view" in payload:
            view = self.world.find_view(where)
            assert view is not None
            view["state"]["values"].setdefault(ids["block_id"], {})[ids["action_id"]] = state
            payload["view"] = deepcopy(view)
        else:
            payload["state"]["values"] = {ids["block_id"]: {ids["action_id"]: state}}
        action = {**ids, **state, "action_ts": self.world.next_ts()}
        return await self._send("interactive", {**payload, "actions": [action]})

    async def submit(
        self, user: str, view: str | None = None, values: dict[str, Any] | None = None
    ) -> Delivery:
        """Fill in and send a modal (default: the one on top); keys are action ids or labels.

        What the app answered is the delivery's `response`; errors leave the modal open.
        """
        stack = self.world.stacks.get(user) or []
        top = next((v for v in stack if v["id"] == view), None) if view else stack and stack[-1]
        assert top, f"{user} has no such modal open"
        top["state"]["values"] = filled(top, values or {})
        payload = self._common("view_submission", user, top["id"])
        payload |= {"view": deepcopy(top), "response_urls": []}
        delivery = await self._send("interactive", payload)
        if delivery.acked:
            self._after_submit(stack, top, delivery.response or {})
        return delivery

    def _after_submit(self, stack: list[JSON], top: JSON, response: JSON) -> None:
        action = response.get("response_action")
        if action is None:
            stack.remove(top)
        elif action == "clear":
            stack.clear()
        elif action == "errors":
            ids = {b["block_id"] for b in top["blocks"] if b["type"] == "input"}
            stray = set(response.get("errors") or {"": ""}) - ids
            if stray:
                self.note("view_submission", "errors for no input block", str(sorted(stray)))
        elif action in ("update", "push"):
            try:
                refuse_bad_view(response.get("view"), self.options.refused_blocks)
                if action == "update":
                    replace_view(self, top, response["view"])
                else:
                    push_onto(self, stack, response["view"])
            except Refusal as refusal:
                self.remember_refusal("view_submission", refusal, response)
        else:
            self.note("view_submission", "unknown response_action", str(action))
        self.pulse.bump()

    async def slash(
        self, user: str, channel: str, text: str, command: str = "/frontdesk"
    ) -> Delivery:
        """Type a slash command; `channel` may be "dm". Slack has none inside threads."""
        room = self._room(user, channel)
        world = self.world
        payload = {
            "token": "verification-token",
            "team_id": world.team_id,
            "team_domain": world.domain,
            "channel_id": room.id,
            "channel_name": self._named_room(room.id)["name"],
            "user_id": user,
            "user_name": world.users[user].name,
            "command": command,
            "text": escaped(composed(world, user, text)),  # as `should_escape` of the manifest says
            "api_app_id": world.app_id,
            "is_enterprise_install": "false",
            "response_url": self.new_response_url("commands", user, room.id),
            "trigger_id": self.new_trigger(user),
        }
        delivery = await self._send("slash_commands", payload)
        answer = delivery.response or {}
        if answer.get("text") or answer.get("blocks"):
            if answer.get("response_type") == "in_channel":
                post_in_channel(self, room.id, answer)
            else:
                show_ephemeral(self, user, room.id, answer)
        return delivery

    async def shortcut(self, user: str, callback_id: str, message: str | None = None) -> Delivery:
        """Use a message shortcut (give the message's ts) or a global one."""
        kind = "shortcut" if message is None else "message_action"
        payload = self._common(kind, user)
        payload |= {"callback_id": callback_id, "action_ts": self.world.next_ts()}
        if message is not None:
            room, said = self._found(message)
            url = self.new_response_url("actions", user, room.id)
            payload |= {"channel": self._named_room(room.id), "message_ts": message}
            payload |= {"message": as_read(room, said, metadata=True), "response_url": url}
        return await self._send("interactive", payload)

    async def suggest(self, user: str, where: str, action_id: str, typed: str) -> Delivery:
        """Type into an external menu; the options are in the delivery's `response`."""
        blocks, payload = self._place(user, where)
        block, element = self._control(blocks, action_id)
        payload |= {"type": "block_suggestion", "value": typed, "action_id": element["action_id"]}
        payload["block_id"] = block["block_id"]
        del payload["trigger_id"]
        delivery = await self._send("interactive", payload)
        for option in (delivery.response or {}).get("options", []):
            option_of(element, option)
        return delivery

    async def open_home(self, user: str, tab: str = "home") -> None:
        """Open the app's home, or with tab="messages" its DM."""
        event: JSON = {
            "type": "app_home_opened",
            "user": user,
            "channel": self.world.dm(user),
            "tab": tab,
            "event_ts": self.world.next_ts(),
        }
        if tab == "home" and user in self.world.homes:
            event["view"] = deepcopy(self.world.homes[user])
        self.emit(event, "app_home_opened")
