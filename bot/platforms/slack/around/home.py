"""App Home, suggested prompts and status lines: what Slack shows around the conversation.

What Home says comes from outside; all of this may fail without anything being lost.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.desk.nouns.message import Message, Outgoing
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.ports.platform import Muted
from bot.desk.words.stages import Stage, stage
from bot.desk.words.wording import Wording
from bot.errors import DeskError
from bot.platforms.fit import cut
from bot.platforms.plain import When
from bot.platforms.slack.connection.calls import Calls
from bot.platforms.slack.connection.refusals import code_of
from bot.platforms.slack.knowing.places import thread_of
from bot.platforms.slack.saying import render
from bot.platforms.slack.saying.render import Look

log = logging.getLogger(__name__)

JSON = dict[str, Any]

Home = Callable[[Person], Awaitable[Message]]
"""What a person's Home shows."""
Prompts = Callable[[], Sequence[str]]
"""Questions to suggest."""

PROMPTS, PROMPT_TITLE = 4, 60
_SESSION = {Stage.ANSWERED: "active", Stage.WITH_TEAM: "suspended", Stage.CLOSED: "closed"}
"""How Slack calls the stages for an agent session."""


@dataclass
class Around:
    """Shows it."""

    calls: Calls
    words: Wording
    when: When
    home: Home | None = None
    prompts: Prompts | None = None
    muted: Muted | None = None

    async def show_home(self, user: str, person: Person) -> None:
        """Publish somebody's Home."""
        if self.home is None or await self._mutes(_direct(user)):
            return
        try:
            message = await self.home(person)
        except DeskError as error:
            log.warning("home not shown: %s", error)
            return
        ask = self.words.does("ask", person.language)
        ask = ask[:1].upper() + ask[1:]
        for look in (Look.FULL, Look.CLASSIC):
            view = page(message, self.when, look, ask)
            try:
                await self.calls.web.views_publish(user_id=user, view=view)
            except SlackApiError as error:
                log.warning("home refused (%s)", code_of(error))
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                log.info("home not shown: %s", type(error).__name__)
                return
            else:
                return

    async def suggest(self, room: str) -> None:
        """Put questions that have answers at the top of a direct message."""
        titles = list(self.prompts())[:PROMPTS] if self.prompts else []
        if not titles or await self._mutes(_direct(room)):
            return
        prompts = [{"title": cut(each, PROMPT_TITLE), "message": each} for each in titles]
        await self.calls.nicety(
            "assistant.threads.setSuggestedPrompts", channel_id=room, prompts=prompts
        )

    async def looking(self, place: Place, language: str) -> None:
        """Say in a thread that the desk is at it; Slack clears that with the answer."""
        thread = thread_of(place)
        if thread and not await self._mutes(place):
            words = self.words.words("looking", language)
            await self.calls.nicety(
                "assistant.threads.setStatus", channel_id=place.room, thread_ts=thread, status=words
            )

    async def _mutes(self, place: Place) -> bool:
        return self.muted is not None and await self.muted(place)

    async def mirror(self, outgoing: Outgoing, place: Place, message: Message) -> None:
        """Let an agent session, which is a thread of a direct message, show how things stand."""
        now, thread = stage(outgoing, message), place.beneath
        if now and thread:
            await self.calls.nicety(
                "agents.sessions.setStatus",
                channel_id=place.room,
                thread_ts=thread,
                status=_SESSION[now],
            )


def _direct(room: str) -> Place:
    return Place(platform="slack", room=room, private=True)


def page(message: Message, when: When, look: Look, ask: str) -> JSON:
    """A person's App Home: the box to ask in, then what the desk has to show."""
    box = {
        "type": "input",
        "block_id": "ask",
        "dispatch_action": True,
        "label": {"type": "plain_text", "text": cut(ask, render.BUTTON)},
        "element": {
            "type": "plain_text_input",
            "action_id": f"{render.PRESS}ask",
            "max_length": render.TEXT,
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
    }
    shown = Look.CLASSIC if look is Look.TEXT else look
    return {"type": "home", "blocks": [box, *render.blocks(message, when, shown, home=True)]}
