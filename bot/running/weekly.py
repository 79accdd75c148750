"""The report that the team's room is given once a week, once there is a week to tell of.

No words of customers stand in it: those stay where they can be erased, and `report` shows them.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.delivery.desk import Wiring
from bot.desk.nouns.message import Markdown, Message, Outgoing, Readership
from bot.desk.nouns.place import Place
from bot.desk.ports.journal import Journal
from bot.desk.time.hours import Hours
from bot.desk.time.weekly import Weekly
from bot.desk.words.report import Report
from bot.desk.words.wording import Wording

WEEK = timedelta(days=7)
LATE = timedelta(days=6)
"""After a stop it is still sent so much later, and never the day before the next one."""


@dataclass(kw_only=True)
class WeeklyReport:
    """One of the app's loops."""

    wiring: Wiring
    when: Weekly | None
    """None sends none."""
    hours: Hours
    words: Wording
    seen_to: datetime | None = field(default=None, init=False)
    """The moment whose report was sent or had nothing to tell."""

    async def run(self) -> None:
        """Post it at its time, for ever."""
        while self.when is not None:
            await self.post()
            clock = self.wiring.clock
            await clock.sleep_until(self.when.next(clock.now(), self.hours.zone))

    async def post(self) -> None:
        """Send it to the team's room if its time has come; the key of a message is sent once."""
        now, room = self.wiring.clock.now(), self.wiring.staff_room("")
        if self.when is None or room is None:
            return
        until = self.when.last(now, self.hours.zone)
        if until == self.seen_to or now - until > LATE:
            return
        lines = await self.wiring.store.read(
            lambda journal: self._lines(journal, until, now), long=True
        )
        if lines:
            outgoing = _outgoing(lines, until, room)
            await self.wiring.store.write(lambda journal: journal.send(outgoing, now))
        self.seen_to = until

    def _lines(self, journal: Journal, until: datetime, now: datetime) -> list[str]:
        first = journal.first_asked()
        if first is None or first > until - WEEK:
            return []
        said = Report(words=self.words, hours=self.hours)
        return said.weekly(journal, until, now)


def _outgoing(lines: list[str], until: datetime, room: Place) -> Outgoing:
    said = Markdown(text="\n".join(lines))
    return Outgoing(
        key=f"weekly:{until:%Y-%m-%d}",
        place=room,
        message=Message(kind="weekly-report", parts=(said,)),
        readership=Readership.STAFF,
    )
