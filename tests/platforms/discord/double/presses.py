"""What people do with the bot's own controls: buttons, menus, commands, forms.

Each returns the Interaction at once; `await double.answered(it)` waits for what the bot does.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from typing import Any

from . import payloads, permissions
from .command import arguments, find
from .components import BUTTON, LINK_STYLE, chosen, find_control
from .forms import filled
from .interaction import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Interaction
from .kinds import Kinds
from .wire import CannotDo, Json
from .world import Channel, Message, User

Values = Mapping[str, Any]


class Presses(Kinds):
    async def answered(self, it: Interaction, *, timeout: float = 5.0) -> Interaction:  # noqa: ASYNC109
        """Wait for the bot's first answer."""
        await self.until(lambda: it.answer is not None, timeout=timeout)
        return it

    def press(
        self, user: User, message: Message, named: str, values: list[str] | None = None
    ) -> Interaction:
        """Press a button, or pick `values` in a select, found by custom_id or label."""
        if message.deleted or message.shown_only_to not in (None, user.id):
            raise CannotDo(f"{user.name} does not see this message")
        control = find_control(message.components, named)
        if control is None:
            raise CannotDo(f"there is no {named!r} on this message")
        if control.get("disabled") or control.get("style") == LINK_STYLE:
            raise CannotDo(f"{named!r} can't be pressed")
        told = {key: control[key] for key in ("custom_id", "id")}
        told["component_type"] = control["type"]
        if control["type"] != BUTTON:
            told |= self._picked(control, values or [])
        channel = self.world.channels[message.channel_id]
        shown = payloads.message(self.world, message)
        return self._send(COMPONENT, user, channel, told, source=message, message=shown)

    def _picked(self, select: Json, values: list[str]) -> Json:
        if not select["min_values"] <= len(values) <= select["max_values"]:
            raise CannotDo(f"{len(values)} chosen, {select['min_values']}-{select['max_values']}")
        told: Json = {"values": chosen(select, values)}
        people = [self.world.users[v] for v in values if v in self.world.users]
        return told | ({"resolved": self._resolved(people)} if people else {})

    def _resolved(self, people: list[User]) -> Json:
        known = [p for p in people if p.id in self._guild_members()]
        members = self._guild_members()
        return {
            "users": {p.id: payloads.user(p) for p in people},
            "members": {
                p.id: payloads.member(self.world, members[p.id], with_user=False)
                | {"permissions": "0"}
                for p in known
            },
        }

    def _guild_members(self) -> dict[str, Any]:
        return {k: m for g in self.world.guilds.values() for k, m in g.members.items()}

    def submit(
        self, user: User, form: Interaction | str, values: Values | None = None
    ) -> Interaction:
        """Fill in and send a form the bot showed; values by custom_id or label."""
        shown = self._form(user, form)
        modal = shown.modal
        assert modal is not None
        told = {"custom_id": modal["custom_id"], "components": filled(modal, values or {})}
        channel = self.world.channels[shown.channel_id]
        more: Json = {}
        if shown.source is not None:
            more["message"] = payloads.message(self.world, shown.source)
        return self._send(MODAL, user, channel, told, source=shown.source, **more)

    def _form(self, user: User, form: Interaction | str) -> Interaction:
        found = [form] if isinstance(form, Interaction) else self.interactions
        for it in reversed(found):
            named = isinstance(form, Interaction) or (it.modal or {}).get("custom_id") == form
            if it.modal is not None and it.user_id == user.id and named:
                return it
        raise CannotDo(f"no such form is open for {user.name}")

    def slash(
        self,
        user: User,
        channel: Channel,
        name: str,
        options: Values | None = None,
        *,
        allowed: bool = False,
    ) -> Interaction:
        """Use a slash command, such as "ask" or "kb add".

        `allowed` offers it even to those without the default permission, as an admin may.
        """
        told = self._command(user, channel, name, options or {}, allowed=allowed)
        return self._send(COMMAND, user, channel, told)

    def autocomplete(
        self,
        user: User,
        channel: Channel,
        name: str,
        focused: str,
        typed: str,
        *,
        options: Values | None = None,
    ) -> Interaction:
        """Type in an option of a command; the bot's suggestions are in `.choices`."""
        values = dict(options or {}) | {focused: typed}
        told = self._command(user, channel, name, values, focused=focused)
        return self._send(AUTOCOMPLETE, user, channel, told)

    def _command(
        self,
        user: User,
        channel: Channel,
        name: str,
        options: Values,
        *,
        focused: str = "",
        allowed: bool = False,
    ) -> Json:
        first, *path = name.split()
        command = find(self.commands, channel.guild_id, first, 1)
        if not allowed:
            self._offered(user, channel, command)
        given = arguments(command, path, options, focused)
        told: Json = {"id": command["id"], "name": command["name"], "type": 1, "options": given}
        if "guild_id" in command:
            told["guild_id"] = command["guild_id"]
        people = [self.world.users[v] for v in map(str, options.values()) if v in self.world.users]
        return told | ({"resolved": self._resolved(people)} if people else {})

    def _offered(self, user: User, channel: Channel, command: Json) -> None:
        """Discord hides commands from those without their default permission, and by place."""
        contexts = command.get("contexts")
        place = 0 if channel.guild_id is not None else 1
        if contexts is not None and place not in contexts:
            raise CannotDo(f"{command['name']} is not offered here")
        wanted = command.get("default_member_permissions")
        if channel.guild_id is None or wanted is None:
            return
        rights = permissions.in_channel(self.world, user.id, channel)
        hidden = int(wanted) == 0 and rights != permissions.EVERYTHING
        if hidden or rights & int(wanted) != int(wanted):
            raise CannotDo(f"{command['name']} is not offered to {user.name}")

    def context_menu(
        self,
        user: User,
        name: str,
        target: Message | User,
        channel: Channel | None = None,
        *,
        allowed: bool = False,
    ) -> Interaction:
        """Use a command from the menu of a message or of a person (then name the channel)."""
        if isinstance(target, Message):
            kind, place = 3, self.world.channels.get(target.channel_id)
            resolved: Json = {"messages": {target.id: payloads.message(self.world, target)}}
        else:
            kind, place = 2, channel
            resolved = self._resolved([target])
        if place is None:
            raise CannotDo("a person's menu is opened in a channel")
        command = find(self.commands, place.guild_id, name, kind)
        if not allowed:
            self._offered(user, place, command)
        data = {"id": command["id"], "name": name, "type": command["type"]}
        data |= {"target_id": target.id, "resolved": resolved}
        return self._send(COMMAND, user, place, data)

    def _send(
        self,
        kind: int,
        user: User,
        channel: Channel,
        data: Json,
        *,
        source: Message | None = None,
        **more: Any,
    ) -> Interaction:
        bot = self.world.bot
        rights = permissions.in_channel(self.world, bot.id, channel)
        body: Json = {
            "id": self.world.mint(),
            "application_id": bot.id,
            "type": kind,
            "token": secrets.token_urlsafe(48),
            "version": 1,
            "data": data,
            "channel_id": channel.id,
            "channel": payloads.partial_channel(self.world, channel, user.id),
            "locale": user.locale,
            "app_permissions": str(int(rights)),
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": {"0": channel.guild_id or "0"},
            "context": 0 if channel.guild_id is not None else 1,
            "attachment_size_limit": 10 * 1024 * 1024,
        }
        body |= self.interaction_member(user, channel) | more
        if channel.guild_id is not None:
            guild = {"id": channel.guild_id, "locale": "en-US", "features": []}
            body |= {"guild_id": channel.guild_id, "guild": guild, "guild_locale": "en-US"}
        now = asyncio.get_running_loop().time()
        it = Interaction(
            body["id"], body["token"], kind, user.id, channel.id, channel.guild_id, body, now
        )
        it.source = source
        self.interactions.append(it)
        self.send_interaction(body)
        return it
