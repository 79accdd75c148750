"""One message's way out: marked as sending, handed over, marked as sent, each step on the disk.

What may have gone out is looked for before it is sent again, and never sent again on a guess.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.delivery.desk import Wiring
from bot.delivery.pace import Way
from bot.delivery.taking import Taken, again, is_edit, worn_out
from bot.delivery.telling import ended, remark, tell_staff
from bot.delivery.trail import trail
from bot.desk.nouns.event import KIND
from bot.desk.nouns.message import Message, Readership, SendKind
from bot.desk.nouns.place import Place
from bot.desk.ports.inbox import OwnInbox
from bot.desk.ports.journal import Journal
from bot.desk.ports.leases import share_of
from bot.desk.ports.outbox import SendState, Sent, room_key
from bot.desk.ports.people import Conversations
from bot.desk.ports.platform import Enclosed, Handing
from bot.errors import SendError, SendLater, SendRefused, SendUnclear, SendUnfit

log = logging.getLogger(__name__)

_BEFORE_FIRST_TRY = timedelta(seconds=5)
"""How far before the first try history is looked through: clocks differ."""
_REST = timedelta(minutes=2)
"""Before the third try; twice as long before each one after it. The second follows at once."""
_SETTLES = timedelta(seconds=5)
"""After a platform has answered that a send failed, what it did stands in its history by then."""
_EDITS = 5
"""So often it is tried to take buttons away; left standing, they press nothing any more."""
_LOOK_AGAIN = timedelta(minutes=5)
_LOOK_NO_MORE = timedelta(days=1)

FELL_BACK = "The usual way was refused, so it went another way."
UNCLEAR = "It may or may not have arrived, and I can't look it up."


class Sending:
    """One message's way out, from its row to its end."""

    def __init__(self, wiring: Wiring, way: Way, taken: Taken) -> None:
        self._wiring = wiring
        self._store = wiring.store
        self._clock = wiring.clock
        self._way = way
        self._pace = way.pace
        self._platform = way.platform
        self._leaving = taken.leaving
        self._begun = taken.begun
        self._outgoing = taken.leaving.outgoing
        self._tries = taken.leaving.tries + taken.begun
        """How often it has been handed over, with this time."""

    async def go(self) -> None:
        """Take the next step."""
        if self._begun:
            await self._send()
        elif is_edit(self._leaving):
            await self._given_up()
        elif not await self._seen() and not await self._rests() and await self._begin():
            await self._send()

    async def _begin(self) -> bool:
        now = self._clock.now()
        look_at = now + again(self._leaving, self._pace.grace)
        begun = await self._store.write(
            lambda journal: journal.begin_sending(self._leaving, now, look_at)
        )
        self._tries += begun
        return begun

    async def _keep(self, work: Callable[[Journal], None]) -> bool:
        """Write down what became of it; False where somebody else has taken it up meanwhile."""

        def kept(journal: Journal) -> bool:
            ours = journal.is_at(self._outgoing.key, self._tries)
            if ours:
                work(journal)
            return ours

        return await self._store.write(kept)

    @property
    def _place(self) -> Place:
        place = self._leaving.fallback or self._outgoing.place
        if self._leaving.fallback is None and self._outgoing.under_card and self._leaving.card:
            return replace(place, thread=self._leaving.card)
        return place

    @property
    def _message(self) -> Message:
        other = self._outgoing.otherwise if self._leaving.otherwise else None
        return other or self._outgoing.message

    async def _send(self) -> None:
        if not self._wiring.shares.has(share_of(room_key(self._outgoing.place))):
            log.warning("stood still, not sent outbox=%s", self._outgoing.key)
            return  # whoever has the room now looks for it when its grace is over
        gap = self._pace.gaps.get(self._platform.name)
        if gap:
            self._way.hold(self._clock.now() + gap)
        try:
            with self._wiring.tally.handing_over(self._outgoing, self._clock.now):
                async with asyncio.timeout(self._pace.timeout.total_seconds()):
                    posted = await self._hand_over()
        except SendUnfit as error:
            await self._given_up(str(error), error.__cause__)
        except SendRefused as error:
            await self._refused(str(error))
        except SendLater as error:
            await self._later(error.seconds)
        except Exception as error:  # noqa: BLE001 - whatever it was, it may have gone out
            await self._unclear(error)
        else:
            await self._sent(posted)

    async def _hand_over(self) -> str:
        if self._outgoing.edits:
            target = self._leaving.target
            if not target and self._outgoing.kind is not SendKind.PRIVATE:
                raise SendRefused("What was to be changed never went out.")
            await self._platform.edit(self._outgoing, self._place, self._message, target)
            return target
        if is_edit(self._leaving):
            try:
                card = self._leaving.card
                await self._platform.edit(self._outgoing, self._place, self._message, card)
            except SendRefused:
                log.info("card gone, posted anew ticket=%s", self._outgoing.ticket)
            else:
                return card
        if self._message.rows is not None or self._message.encloses:
            return await self._hand_files()
        return await self._platform.post(self._outgoing, self._place, self._message)

    async def _hand_files(self) -> str:
        message = self._message
        if not isinstance(self._platform, Handing):
            raise SendRefused("No files can be given here.")
        place, named = self._place, self._outgoing.otherwise
        try:
            files = await self._store.read(partial(self._files, message), long=True)
            return await self._platform.hand(self._outgoing, place, message, files)
        except SendRefused:
            if named is None:
                raise
            log.warning("files not taken outbox=%s", self._outgoing.key)
            return await self._platform.post(self._outgoing, place, named)

    def _files(self, message: Message, journal: Journal) -> Sequence[Enclosed]:
        if message.rows is not None:
            return self._wiring.files(journal, message.rows)
        kept = [(each.name, journal.kept_file(each.mark)) for each in message.encloses]
        if not all(data for _, data in kept):
            raise SendRefused("It is not kept any more.")
        return [Enclosed(name=name, data=data) for name, data in kept]

    async def _sent(self, posted: str) -> None:
        now = self._clock.now()
        reason = FELL_BACK if self._leaving.fallback else ""

        def sent(journal: Journal) -> None:
            journal.mark_sent(self._leaving, self._place, posted, now)
            self._follow_fallback(journal)
            self._report(journal, now, ok=True, reason=reason)

        await self._keep(sent)
        log.info("sent outbox=%s", self._outgoing.key)

    def _follow_fallback(self, journal: Conversations) -> None:
        """Words written where a ticket's message went instead belong to that ticket."""
        ticket, to, place = self._outgoing.ticket, self._outgoing.to, self._leaving.fallback
        if ticket is None or not to or place is None:
            return
        known = journal.conversation(place, to)
        if known.ticket is None:
            journal.save_conversation(replace(known, ticket=ticket))

    async def _refused(self, reason: str) -> None:
        other = None if self._outgoing.edits else self._other_way()
        if other is not None and await self._fall_back(other):
            return
        now = self._clock.now()

        def failed(journal: Journal) -> None:
            journal.mark_failed(self._leaving, reason, now)
            self._report(journal, now, ok=False, reason=reason)

        await self._keep(failed)
        log.warning("refused outbox=%s", self._outgoing.key)

    def _other_way(self) -> Place | None:
        """From a card's thread, which goes with the card, into the room; else as the platform knows,
        and from a direct message that was itself another way only into a thread."""
        went = self._leaving.fallback
        if self._outgoing.under_card:
            return self._outgoing.place if self._leaving.card and not went else None
        other = self._platform.other_route(self._outgoing) if self._outgoing.to else None
        onward = went is None or (other is not None and other.thread and not went.thread)
        return other if onward else None

    async def _fall_back(self, other: Place) -> bool:
        """Send it another way at the next step; False where the store forbids that way."""
        if self._outgoing.readership is Readership.CUSTOMER and not other.private:
            return False
        await self._keep(lambda journal: journal.reroute(self._outgoing.key, other))
        return True

    async def _rests(self) -> bool:
        """After several tries in vain it waits, longer each time, and is given up at last."""
        tries = self._leaving.tries
        if worn_out(self._leaving):
            await self._given_up()
        elif tries > 1:
            due = self._clock.now() + _REST * 2 ** (tries - 2)
            key = self._outgoing.key
            await self._keep(lambda journal: journal.send_later(key, due, tried=True))
        return tries > 1

    async def _given_up(self, why: str = "", error: BaseException | None = None) -> None:
        """It did not go out and won't by itself; staff hear of it, and may have it sent again."""
        if self._outgoing.edits:
            await self._refused(why)
            return
        now, number = self._clock.now(), self._leaving.number
        tried = f"I tried {self._leaving.tries} times, and it never arrived."
        why = why or f"{tried} {remark(self._platform, self._outgoing.key)}".strip()

        def failed(journal: Journal) -> None:
            journal.mark_failed(self._leaving, why, now)
            if self._means_something():
                self._report(journal, now, ok=False, reason=why)
            if not self._means_something() or self._outgoing.kind is SendKind.CARD:
                given_up = self._wiring.notices.given_up
                said = given_up(self._outgoing.ticket, number, why)
                self._tell_staff(journal, said, once=self._once_a_day(why))

        await self._keep(failed)
        log.error("given up outbox=%s%s", self._outgoing.key, f": {trail(error)}" if error else "")

    async def _later(self, seconds: float) -> None:
        due = self._clock.now() + timedelta(seconds=seconds)
        self._way.hold(due)
        await self._keep(lambda journal: journal.send_later(self._outgoing.key, due))

    async def _unclear(self, error: Exception) -> None:
        """It stays in `sending`, and is looked for when its grace is over; soon, where the platform
        has ended it."""
        known = isinstance(error, SendError | TimeoutError)
        log.warning("unclear outbox=%s%s", self._outgoing.key, "" if known else f": {trail(error)}")
        if self._outgoing.edits:
            if self._leaving.tries >= _EDITS:
                await self._refused(type(error).__name__)
            return
        if self._outgoing.kind is SendKind.PRIVATE:
            await self._unknown(None)
        elif isinstance(error, SendUnclear) and error.ended:
            due = self._clock.now() + _SETTLES
            await self._keep(lambda journal: journal.look_later(self._outgoing.key, due))

    async def _seen(self) -> bool:
        """Look for it in history; True when there is nothing more to do now."""
        try:
            found = await self._found()
        except SendLater as error:
            due = self._clock.now() + timedelta(seconds=error.seconds)
            await self._keep(lambda journal: journal.look_later(self._outgoing.key, due))
            return True
        except Exception as error:  # noqa: BLE001 - whatever it was, it isn't known whether it is there
            if not isinstance(error, SendUnclear | TimeoutError):
                log.warning("look-up failed outbox=%s: %s", self._outgoing.key, trail(error))
            await self._unknown(self._clock.now() + _LOOK_AGAIN)
            return True
        if found is None:
            return False
        await self._sent(found)
        return True

    async def _found(self) -> str | None:
        """Its id, where it stands. What goes under a card may have gone out before the card did,
        into the room itself."""
        since = (self._leaving.first_try or self._leaving.queued_at) - _BEFORE_FIRST_TRY
        under = self._outgoing.under_card
        for place in dict.fromkeys([self._place, self._outgoing.place] if under else [self._place]):
            look = self._platform.find(self._outgoing, place, since)
            found = await asyncio.wait_for(look, self._pace.timeout.total_seconds())
            if found is not None:
                return found
        return None

    async def _unknown(self, look_at: datetime | None) -> None:
        now = self._clock.now()
        first = self._leaving.state is not SendState.UNKNOWN
        if now - (self._leaving.unclear_since or now) > _LOOK_NO_MORE:
            look_at = None

        def unknown(journal: Journal) -> None:
            journal.mark_unknown(self._leaving, UNCLEAR, now, look_at)
            if not first:
                return
            if self._means_something() and self._outgoing.kind is not SendKind.CARD:
                self._report(journal, now, ok=False, reason=UNCLEAR, unclear=True)
            elif self._outgoing.kind is not SendKind.PRIVATE:
                self._tell_staff(journal, self._wiring.notices.unclear(self._outgoing))

        await self._keep(unknown)
        log.warning("unknown outbox=%s", self._outgoing.key)

    def _means_something(self) -> bool:
        return self._outgoing.report or self._outgoing.intent is not None

    def _report(
        self, journal: OwnInbox, now: datetime, *, ok: bool, reason: str = "", unclear: bool = False
    ) -> None:
        """Tell the desk, in the transaction that says how it ended."""
        out = self._outgoing
        if out.report or (not ok and self._means_something()):
            news = ended(out.key, out.ticket, now, ok=ok, reason=reason)
            other, why = self._leaving.otherwise, remark(self._platform, out.key)
            journal.enqueue(replace(news, unclear=unclear, otherwise=other, remark=why))

    def _once_a_day(self, why: str) -> str:
        """While a webhook is down one event after the other fails; "" for all else."""
        today = f"{self._outgoing.place.room}:{self._clock.now():%Y-%m-%d}:{why}"
        return today if self._outgoing.message.kind == KIND else ""

    def _tell_staff(self, journal: Sent, message: Message, once: str = "") -> None:
        """Of a notice of that kind nothing more is said."""
        if self._outgoing.message.kind not in {"unclear", "given-up"}:
            name, key = self._platform.name, self._outgoing.key
            tell_staff(self._wiring, journal, name, key, message, once=once)
