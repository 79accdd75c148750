"""Whether a message whose sending ended unclear stands in Discord's history: known by nonce, or by words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import discord

from bot.desk.nouns.place import Place
from bot.platforms.discord.knowing.rooms import Memory, Rooms
from bot.platforms.discord.saying import render
from bot.platforms.discord.saying.render import Sheet

_LOOKED_THROUGH = 300
_CLOSE_BY = 50
"""Messages before its last part in which the others are looked for: people may write between."""
_SHORTER = 1000
"""Characters by which a message that is changed may have become shorter."""
_NEARLY_ALL = 0.8


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

    async def before(
        self, place: Place, posted: str, sheets: Sequence[Sheet]
    ) -> list[tuple[discord.Message, Sheet | None]]:
        """The parts that stand before the last one of a changed message, with what each is to say now;
        None for one that is no longer needed.

        A message that is changed says nearly what it said: its parts are the desk's own messages right
        before, as far as nearly all of their words are in it.
        """
        near_the_limit = len(sheets[0].text) > render.TEXT - _SHORTER
        if len(sheets) == 1 and not near_the_limit:
            return []
        whole = {word for sheet in sheets for word in render.plain_text(sheet).split()}
        stand: list[discord.Message] = []
        last = discord.Object(int(posted))
        async for each in self._rooms.at(place).history(before=last, limit=_CLOSE_BY):
            if each.author.id != self._rooms.me():
                continue
            if not _is_part_of(each, whole):
                break
            stand.insert(0, each)
        wanted = sheets[:-1][-len(stand) :] if stand else []
        spare: list[Sheet | None] = [None] * (len(stand) - len(wanted))
        return list(zip(stand, [*wanted, *spare], strict=True))

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


def said_alike(message: discord.Message, sheet: Sheet) -> bool:
    """Whether a message says just that already."""
    return " ".join(_text_of(message.components).split()) == render.plain_text(sheet)


def _is_part_of(message: discord.Message, whole: set[str]) -> bool:
    """Whether a message says nothing else, and is no end: buttons and small print stand there."""
    text = _text_of(message.components)
    said = text.split()
    ends = any(line.startswith("-# ") for line in text.splitlines())
    return bool(said) and not ends and sum(w in whole for w in said) >= _NEARLY_ALL * len(said)


def _text_of(components: Sequence[Any]) -> str:
    """The words in a message's components, in order."""
    words: list[str] = []
    for each in components:
        if isinstance(each, discord.TextDisplay):
            words.append(each.content)
        words.append(_text_of(getattr(each, "children", ())))
    return "\n".join(filter(None, words))
