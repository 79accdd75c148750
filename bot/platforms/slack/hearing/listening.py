"""What happens on Slack, handed over: kept on the disk first, acknowledged then.

Whatever does not concern the desk is let go before anybody's name is looked up.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from bot.desk.nouns.inbound import Address, Inbound, Said
from bot.desk.nouns.person import Person
from bot.desk.ports.platform import Intake
from bot.platforms.slack.around.home import Around
from bot.platforms.slack.connection.calls import QUICK, Calls, within
from bot.platforms.slack.hearing.bolt import Busy
from bot.platforms.slack.hearing.departures import departed
from bot.platforms.slack.hearing.listen import heard, is_bare, people_in, rooms_in
from bot.platforms.slack.hearing.pieces import Pieces
from bot.platforms.slack.hearing.waiting import Waiting
from bot.platforms.slack.knowing.people import People
from bot.platforms.slack.knowing.places import Here, is_direct, is_group

log = logging.getLogger(__name__)

JSON = dict[str, Any]

AT_ONCE = 500
"""Events being kept at the same time. More are refused: Slack sends them again, and what waited for
three seconds would be sent again anyway, beside the work that it still makes."""
TOO_LONG = 1.0
"""Seconds of waiting to be read from which on an event is refused at once."""
IN_TIME = 2.0
"""Seconds after which an event is refused, those that it waited to be read counted: an
acknowledgement after three counts for nothing, and it is under way for a while itself."""
_LATER = 2
"""The try that comes after a minute. What it brings is kept, even where that is too late to be
acknowledged: hardly another try follows."""
_AT_LAST = 10.0
"""Seconds that such a try may take."""
_SAY_AGAIN = 10.0
"""Seconds between two lines of the log that say so."""


class _Anyone(Mapping[str, Person]):
    """Everybody by id alone: enough to see whether an event concerns the desk."""

    def __getitem__(self, user: str) -> Person:
        return Person(id=user, name=user)

    def __contains__(self, user: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


_ANYONE = _Anyone()


@dataclass
class Listening:
    """Fills `bolt.Events`."""

    here: Here
    intake: Intake
    calls: Calls
    people: People
    around: Around
    revoked: asyncio.Future[str]
    """Set when the app was removed from the workspace."""
    clock: Callable[[], float]
    """Seconds that go on at the pace of the stamps on events, whatever becomes of the clock on the wall."""
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _waiting: Waiting = field(init=False)
    _pieces: Pieces = field(default_factory=Pieces)
    _keeping: int = 0
    _refused: int = 0
    _quiet_until: float = 0.0

    def __post_init__(self) -> None:
        self._waiting = Waiting(self.clock)

    def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that nobody waits for."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.warning("left out", exc_info=task.exception())

    async def stop(self) -> None:
        """Drop what nobody waits for."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # Events

    async def event(self, body: JSON, *, again: int = 0) -> None:
        """Keep what somebody did; on return it is on the disk. Raises Busy."""
        event = body["event"]
        match event.get("type"):
            case "app_home_opened":
                self.beside(self._opened(event))
            case "app_uninstalled":
                self._removed(
                    "The app was removed from the Slack workspace, so I stopped there. Install it again."
                )
            case "tokens_revoked" if (event.get("tokens") or {}).get("bot"):
                self._removed(
                    "The bot token was revoked, so I stopped on Slack. Put the new one in .env."
                )
            case _:
                await self._in_time(event, again)

    async def _departed(self, event: JSON) -> bool:
        """Whether it tells who can be reached, and where; whom nothing reaches any more is handed over."""
        if event.get("type") == "user_change":
            self.people.changed(event["user"])
        gone = departed(event, self.here)
        if gone is not None:
            await self.intake(gone)
        return gone is not None or event.get("type") == "user_change"

    async def _in_time(self, event: JSON, again: int) -> None:
        """Keep it, or refuse it while Slack still waits.

        Slack tries four times, so that each time there is more room than the time before.
        """
        waited = self._waiting.seconds(event, again=again)
        if (waited > TOO_LONG and again < _LATER) or self._keeping >= AT_ONCE * (1 + again):
            self._refuse()
        self._keeping += 1
        came = self.clock() - waited
        try:
            async with asyncio.timeout(IN_TIME - waited if again < _LATER else _AT_LAST):
                await self._heard(event)
        except TimeoutError:
            self._refuse()
        finally:
            self._keeping -= 1
        if self.clock() - came > IN_TIME:
            self._refuse()

    def _refuse(self) -> NoReturn:
        self._refused += 1
        now = self.clock()
        if now >= self._quiet_until:
            log.warning("too much at once: %d events left to Slack to send again", self._refused)
            self._quiet_until, self._refused = now + _SAY_AGAIN, 0
        raise Busy

    async def _heard(self, event: JSON) -> None:
        if await self._departed(event):
            return
        user, room = event.get("user"), str(event.get("channel") or "")
        event = self._pieces.placed(event, room)
        known = heard(event, self.here, _ANYONE)
        if known is None:
            return
        if isinstance(known, Said):
            self._pieces.heard(event, room, bare=is_bare(known))
            event = await self._answering(event, known)
        if user and is_direct(room) and not event.get("bot_id"):
            self.people.learn_room(str(user), room)
        if is_group(event):
            self.people.groups.add(room)
        team = str(event.get("user_team") or event.get("team") or "")
        await self.people.name_rooms(rooms_in(event) | self._to_name(event, known))
        people = await self.people.all_of(people_in(event), team)
        if event.get("type") == "reaction_added":
            event = {**event, "item": await self._in_thread(event["item"])}
        inbound = heard(event, self.here, people)
        if inbound is None:
            return
        await self.intake(inbound)
        if not isinstance(inbound, Said) or inbound.address is not Address.DIRECT:
            return
        self.beside(self.around.looking(inbound.place, inbound.by.language))

    def _to_name(self, event: JSON, known: Inbound) -> set[str]:
        """The room that words for the desk stand in, where the team doesn't see it here."""
        said = isinstance(known, Said) and known.link
        return {str(event["channel"])} if said and not self.here.staff_room else set()

    async def _in_thread(self, item: JSON) -> JSON:
        """A message with the thread that it stands in: Slack tells only its own stamp."""
        room, ts = str(item["channel"]), str(item["ts"])
        if is_direct(room):
            return item
        return {**item, "thread_ts": (await self._first(room, ts)).get("thread_ts")}

    async def _answering(self, event: JSON, said: Said) -> JSON:
        """Words that call the app into a thread, with what that thread "answers", unless it is known:
        in an answer room, and once the app was called there or has spoken."""
        room, thread = said.place.room, str(event.get("thread_ts") or event["ts"])
        begins = thread == str(event["ts"]) or said.place.private
        heard_there = room in self.here.staffs or room in self.here.answer_rooms
        if begins or heard_there or said.address is not Address.DIRECT:
            return event
        first = await self._first(room, thread)
        spoke = self.here.bot_user in first.get("reply_users", ())
        if spoke or heard({**first, "channel": room, "type": "message"}, self.here, _ANYONE):
            return event
        ours = first.get("user") in {None, self.here.bot_user}
        return event if ours else {**event, "answers": first}

    async def _first(self, room: str, ts: str) -> JSON:
        """A message, or the one that the thread of it began with; empty where that is not to be had."""
        asked = self.calls.web.conversations_replies(channel=room, ts=ts, limit=1)
        found = (await within(QUICK, asked)) or {}
        return next(iter(found.get("messages") or ()), {})

    def _removed(self, words: str) -> None:
        if not self.revoked.done():
            self.revoked.set_result(words)

    async def _opened(self, event: JSON) -> None:
        user, room = str(event["user"]), str(event.get("channel") or "")
        if is_direct(room):
            self.people.learn_room(user, room)
        if event.get("tab") == "messages":
            await self.around.suggest(room)
        else:
            await self.around.show_home(user, (await self.people.all_of({user}))[user])
