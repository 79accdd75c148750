"""Whether a message whose sending ended unclear stands in Discord's history: known by nonce, or by words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import discord

from bot.desk.nouns.inbound import Place
from bot.platforms.discord.knowing.rooms import Memory, Rooms
from bot.platforms.discord.saying import render
from bot.platforms.discord.saying.render import Sheet

_LOOKED_THROUGH = 300


class Finding:
    """Looks, and remembers what was posted as what."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._posted = Memory()
        """Key of what was posted, by message id."""
        self._parts = Memory()
        """Parts of a longer message that were found standing."""

    def posted(self, message: str, key: str) -> None:
        """A message went out under this key."""
        self._posted.note(message, key)

    def standing(self, key: str, number: int) -> str:
        """Id of the part that was found standing, once; "" for one that is to be sent."""
        return self._parts.pop(f"{key}#{number}", "")

    async def find(
        self, key: str, told: Sequence[Sequence[Sheet]], place: Place, since: datetime
    ) -> str | None:
        """Id of its last part, in any of the words that it may have gone out in."""
        mine = await self._mine(place, since)
        found = (self._recognised(key, sheets, mine) for sheets in told)
        return next(filter(None, found), None)

    async def _mine(self, place: Place, since: datetime) -> list[discord.Message]:
        me = self._rooms.me()
        history = self._rooms.at(place).history(after=since, limit=_LOOKED_THROUGH)
        return [message async for message in history if message.author.id == me]

    def _recognised(
        self, key: str, sheets: Sequence[Sheet], standing: Sequence[discord.Message]
    ) -> str | None:
        found, taken = "", set[int]()
        for number, sheet in enumerate(sheets):
            nonce, text = render.nonce(key, number), render.plain_text(sheet)
            left = [each for each in standing if each.id not in taken]
            known = next((m for m in left if self._is_it(m, key, nonce, text)), None)
            found = str(known.id) if known else ""
            if known:
                taken.add(known.id)
                self._parts.note(f"{key}#{number}", found)
        return found or None

    def _is_it(self, message: discord.Message, key: str, nonce: str, text: str) -> bool:
        """By nonce where history tells it; else by words, unless another row is known to be it."""
        if message.nonce is not None:
            return str(message.nonce) == nonce
        if self._posted.get(str(message.id), key) != key:
            return False
        return " ".join(_text_of(message.components).split()) == text


def _text_of(components: Sequence[Any]) -> str:
    """The words in a message's components, in order."""
    words: list[str] = []
    for each in components:
        if isinstance(each, discord.TextDisplay):
            words.append(each.content)
        words.append(_text_of(getattr(each, "children", ())))
    return "\n".join(filter(None, words))
