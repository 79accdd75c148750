"""What people do with messages: say, edit, delete, react, join, leave.

Each stores what happened and sends the events that Slack sends for it.
"""

from collections.abc import Sequence

from .composing import composed, pieces
from .core import Core
from .kinds import forwarded, workflow_post
from .method_chat import remove, tell_changed
from .method_conversations import set_reaction
from .settings import JSON
from .shapes import escaped, file_json, human_message, rich_text, user_json
from .world import Channel


class Talking(Core):
    """The double as people in the workspace use it."""

    @property
    def mention(self) -> str:
        """How people mention the bot."""
        return f"<@{self.world.bot_user}>"

    def _room(self, user: str, channel: str) -> Channel:
        room = self.world.channels[self.world.dm(user) if channel == "dm" else channel]
        assert user in room.members, f"{user} is not a member of {room.id}"
        return room

    async def say(
        self,
        user: str,
        channel: str,
        text: str,
        thread_ts: str | None = None,
        *,
        files: Sequence[str | tuple[str, bytes]] | None = None,
        broadcast: bool = False,
        event: bool = True,
        ts: str | None = None,
        more: JSON | None = None,
    ) -> str:
        """Post as a person and return the message's ts; `channel` may be "dm".

        With event=False the message only stands in history. `files` are names, or names with what stands in them. `ts` places it
        in the past. `more` is what stands in it besides, as `kinds` makes it.
        What is too long for one message becomes several; the ts is that of the first.
        """
        room, typed = self._room(user, channel), pieces(composed(self.world, user, text))
        first = human_message(self.world, user, typed[0])
        for message in (first, *(human_message(self.world, user, each) for each in typed[1:])):
            own = message is first
            self._dress(
                message,
                user,
                ts=ts if own else None,
                files=files if own else None,
                more=more if own else None,
            )
            self._in_thread(room, message, thread_ts, broadcast=broadcast)
            room.put(message)
            if event:
                self.emit_message(room, message)
                self._tell_of_mention(room, message)
        self.pulse.bump()
        return str(first["ts"])

    def _dress(
        self,
        message: JSON,
        user: str,
        *,
        ts: str | None,
        files: Sequence[str | tuple[str, bytes]] | None,
        more: JSON | None,
    ) -> None:
        """What a message says of its author and its time, and what hangs on it."""
        if ts is not None:
            message["ts"] = ts
        if self.world.users[user].is_bot:
            message |= {"bot_id": f"B{user[1:]}", "app_id": f"A{user[1:]}"}
        if self.world.users[user].team_id != self.world.team_id:
            team = self.world.users[user].team_id
            message |= {"user_team": team, "source_team": team}
        if files:
            stored = [self._stored(each, user) for each in files]
            self.world.files |= {one["id"]: one for one in stored}
            message |= {"files": stored, "upload": False, "subtype": "file_share"}
        message |= more or {}

    def _stored(self, given: str | tuple[str, bytes], user: str) -> JSON:
        name, content = (given, None) if isinstance(given, str) else given
        file = file_json(self.world, name, user, 1000 if content is None else len(content))
        if content is not None:
            self.uploads[file["id"]] = {"file": file, "size": len(content), "content": content}
        return file

    def _in_thread(
        self, room: Channel, message: JSON, thread_ts: str | None, *, broadcast: bool
    ) -> None:
        """Where it stands in a thread."""
        if thread_ts is not None:
            root = room.messages[thread_ts]
            assert root.get("thread_ts", root["ts"]) == root["ts"], "reply to the root"
            message |= {"thread_ts": thread_ts, "parent_user_id": root["user"]}
        if broadcast:
            message |= {"subtype": "thread_broadcast", "root": dict(room.messages[thread_ts or ""])}

    async def forward(self, user: str, ts: str, channel: str, text: str = "") -> str:
        """Forward a message to another room, with or without a word of one's own."""
        room, message = self._found(ts)
        return await self.say(user, channel, text, more=forwarded(self.world, room, message))

    async def run_workflow(self, channel: str, text: str) -> str:
        """Have a workflow post in a room."""
        room, message = self.world.channels[channel], workflow_post(self.world, text)
        room.put(message)
        self.emit_message(room, message)
        self._tell_of_mention(room, message)
        self.pulse.bump()
        return str(message["ts"])

    def _tell_of_mention(self, room: Channel, message: JSON, before: str = "") -> None:
        if self.mention not in message["text"] or self.mention in before or room.kind == "im":
            return
        # A workflow's mention keeps its subtype, and has no user.
        left_out = ("root",) if message.get("bot_id") else ("subtype", "root")
        mention = {k: v for k, v in message.items() if k not in left_out}
        mention |= {"type": "app_mention", "channel": room.id, "event_ts": message["ts"]}
        self.emit(mention, "app_mention", room)

    def _found(self, ts: str) -> tuple[Channel, JSON]:
        found = self.world.find(ts)
        assert found is not None, f"there is no message {ts}"
        return found

    async def edit(self, user: str, ts: str, text: str) -> None:
        """Change what a person said."""
        room, message = self._found(ts)
        assert message["user"] == user, f"{user} did not write {ts}"
        before = dict(message)
        message["text"] = escaped(composed(self.world, user, text))
        message["blocks"] = [rich_text(message["text"], self.world.new_id("b"))]
        at = self.world.next_ts()
        message["edited"] = {"user": user, "ts": at}
        tell_changed(self, room, message, before, at)
        self._tell_of_mention(room, message, before["text"])

    async def delete(self, user: str, ts: str) -> None:
        """Delete what a person said."""
        room, message = self._found(ts)
        assert user in room.members, f"{user} is not a member of {room.id}"
        remove(self, room, message)

    async def react(self, user: str, ts: str, name: str) -> None:
        """Put a reaction on a message, such as "white_check_mark"."""
        room, message = self._found(ts)
        set_reaction(self, room, message, user, name, add=True)

    async def join(self, user: str, channel: str) -> None:
        """Enter a room; the bot too may be the one who is invited."""
        room = self.world.channels[channel]
        room.members.add(user)
        self._tell_of_membership(room, user, "member_joined_channel")

    async def leave(self, user: str, channel: str) -> None:
        """Leave a room, or be thrown out. The app hears of others, and of itself by another event
        (bolt-js issue 1847)."""
        room = self.world.channels[channel]
        if user == self.world.bot_user:
            kind = "channel_left" if room.kind == "public" else "group_left"
            self.emit({"type": kind, "channel": room.id, "event_ts": self.world.next_ts()}, kind)
        room.members.discard(user)
        self._tell_of_membership(room, user, "member_left_channel")

    def _tell_of_membership(self, room: Channel, user: str, kind: str) -> None:
        event = {
            "type": kind,
            "user": user,
            "channel": room.id,
            "channel_type": "C" if room.kind == "public" else "G",
            "team": self.world.team_id,
            "event_ts": self.world.next_ts(),
        }
        self.emit(event, kind, room)

    async def archive(self, channel: str) -> None:
        """Archive a room."""
        room = self.world.channels[channel]
        room.is_archived = True
        event = {"type": "channel_archive", "channel": channel, "user": "USLACKBOT"}
        self.emit({**event, "event_ts": self.world.next_ts()}, "channel_archive", room)

    async def deactivate(self, user: str, *, back: bool = False) -> None:
        """Deactivate an account, or take that back. What is said in the direct message with it is taken
        as before, and read by nobody (python-slack-sdk issue 1156); no new one can be opened."""
        self.world.users[user].deleted = not back
        shown = user_json(self.world, self.world.users[user], include_locale=False)
        event = {"type": "user_change", "user": shown, "event_ts": self.world.next_ts()}
        self.emit(event, "user_change")

    async def uninstall(self) -> None:
        """Remove the app: its tokens stop working, and it is told."""
        at = self.world.next_ts()
        tokens = {"oauth": [], "bot": [self.world.bot_user]}
        self.emit({"type": "app_uninstalled", "event_ts": at}, "app_uninstalled")
        self.emit(
            {"type": "tokens_revoked", "tokens": tokens, "event_ts": at},
            "tokens_revoked",
        )
        self.token_error = "account_inactive"  # noqa: S105  an error code
