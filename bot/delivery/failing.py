"""What could not be worked on: tried again a few times, then put aside, and a person is told.

Nothing is in the way of the rest of its conversation for ever, and nothing goes without a word.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.delivery.desk import Wiring
from bot.delivery.telling import tell_staff
from bot.delivery.trail import trail
from bot.desk.nouns.inbound import Inbound
from bot.desk.nouns.message import Message
from bot.desk.nouns.person import Role
from bot.desk.ports.inbox import Inbox, Waiting
from bot.desk.ports.journal import Journal
from bot.desk.ports.outbox import Sent
from bot.errors import StoreError

log = logging.getLogger(__name__)

FAILURES = 5
"""So often a message is worked on in vain before it is put aside."""


@dataclass(frozen=True)
class Failing:
    """What becomes of messages that the desk stumbles over."""

    wiring: Wiring
    role: Callable[[Inbound, int], Awaitable[Role]]
    """Who somebody is, asked so often before."""

    async def failed(self, burst: Sequence[Waiting], inbound: Inbound, error: str) -> None:
        """Have it worked on again, ever later; at last put it aside."""
        attempts = max(row.attempts for row in burst) + 1
        now = self.wiring.clock.now()
        again = now + timedelta(seconds=2 ** (attempts - 1))

        def put_off(journal: Inbox) -> None:
            for row in burst:
                journal.put_off(row.inbound.id, again, error)

        if attempts < FAILURES:
            await self.wiring.store.write(put_off)
        else:
            await self._put_aside(burst, inbound, error)

    async def _put_aside(self, burst: Sequence[Waiting], inbound: Inbound, error: str) -> None:
        """Hand it to a person; where that fails as well, staff are told in the plainest words."""
        role = await self._role_if_known(inbound)
        now = self.wiring.clock.now()

        def buried(journal: Journal) -> int | None:
            if not all(journal.still_waits(row.inbound.id) for row in burst):
                return None
            for row in burst[:-1]:
                journal.finish(row.inbound.id, "joined", now)
            return journal.bury(inbound, now, error)

        def handed_over(journal: Journal) -> None:
            number = buried(journal)
            if number is None:
                return
            if not self.wiring.desk.put_aside(journal, inbound, role, now, number):
                self._tell_staff(journal, inbound.id, self.wiring.notices.poison(inbound, number))

        def told(journal: Journal) -> None:
            number = buried(journal)
            if number is not None:
                self._tell_staff(journal, inbound.id, self.wiring.notices.poison(inbound, number))

        try:
            await self.wiring.store.write(handed_over)
        except StoreError:
            raise
        except Exception as failed:  # noqa: BLE001 - the edge: nothing may be in the way for ever
            log.error("not handed over id=%s: %s", inbound.id, trail(failed))  # noqa: TRY400
            await self.wiring.store.write(told)

    async def _role_if_known(self, inbound: Inbound) -> Role:
        try:
            return await self.role(inbound, FAILURES)
        except Exception:  # noqa: BLE001 - it may be this that failed all along
            return Role.CUSTOMER

    async def bury_garbled(self, ids: Sequence[str]) -> None:
        """What can't be read is in nobody's way; staff are shown what can be made out of it."""
        now = self.wiring.clock.now()

        def buried(journal: Journal) -> None:
            for each in ids:
                letter = journal.bury_garbled(each, now)
                if letter is not None:
                    self._tell_staff(journal, each, self.wiring.notices.garbled(letter))

        await self.wiring.store.write(buried)
        log.error("not to be read, put aside ids=%s", ", ".join(ids))

    def _tell_staff(self, journal: Sent, about: str, message: Message) -> None:
        tell_staff(self.wiring, journal, about.partition(":")[0], about, message)
