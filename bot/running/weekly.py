"""The report that a room is given once a week, once there is a week to tell of.

No words of customers stand in it: those stay where they can be erased, and `report` shows them.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.delivery.desk import Wiring
from bot.desk.nouns.message import Markdown, Message, Outgoing, Part, Readership
from bot.desk.nouns.place import Place
from bot.desk.ports.decisions import Settable
from bot.desk.ports.journal import Journal
from bot.desk.time.hours import Hours
from bot.desk.time.weekly import Weekly
from bot.desk.words import charts
from bot.desk.words.report import Report
from bot.desk.words.spans import Spans
from bot.desk.words.variables import Variables, own
from bot.desk.words.wording import Wording
from bot.running.options import Options

WEEK = timedelta(days=7)
LATE = timedelta(days=6)
"""After a stop it is still sent so much later, and never the day before the next one."""


@dataclass(kw_only=True)
class WeeklyReport:
    """One of the app's loops."""

    wiring: Wiring
    when: Weekly | None
    """None sends none."""
    room: Place | None = None
    """None is the team's."""
    rules: Settable
    words: Wording
    seen_to: datetime | None = field(default=None, init=False)
    """The moment whose report was sent or had nothing to tell."""

    @classmethod
    def of(cls, wiring: Wiring, options: Options) -> "WeeklyReport":
        """As the settings ask for it."""
        return cls(
            wiring=wiring,
            when=options.weekly,
            room=options.weekly_room,
            rules=options.rules,
            words=options.words,
        )

    async def run(self) -> None:
        """Post it at its time, for ever."""
        while self.when is not None:
            await self.post()
            clock, hours = self.wiring.clock, await self._hours()
            await clock.sleep_until(self.when.next(clock.now(), hours.zone))

    async def post(self) -> None:
        """Send it to its room if its time has come; the key of a message is sent once."""
        now, room = self.wiring.clock.now(), self.room or self.wiring.staff_room("")
        if self.when is None or room is None:
            return
        hours = await self._hours()
        until = self.when.last(now, hours.zone)
        if until == self.seen_to or now - until > LATE:
            return
        parts = await self.wiring.store.read(
            lambda journal: self._parts(journal, hours, until, now), long=True
        )
        if parts:
            outgoing = _outgoing(parts, until, room)
            await self.wiring.store.write(lambda journal: journal.send(outgoing, now))
        self.seen_to = until

    async def _hours(self) -> Hours:
        return await self.wiring.store.read(
            lambda journal: self.rules.policy(journal.decided()).hours
        )

    def _parts(
        self, journal: Journal, hours: Hours, until: datetime, now: datetime
    ) -> tuple[Part, ...]:
        first = journal.first_asked()
        if first is None or first > until - WEEK:
            return ()
        decided = journal.decided()
        known = Variables(
            own=own(decided), policy=self.rules.policy(decided), wording=self.words, now=now
        )
        report = Report(words=self.words, hours=hours, read=known.filled)
        said = Markdown(text="\n".join(report.weekly(journal, until, now)))
        spans = Spans(records=journal, now=now, hours=hours)
        return (said, *charts.of_week(report, spans, until))


def _outgoing(parts: tuple[Part, ...], until: datetime, room: Place) -> Outgoing:
    return Outgoing(
        key=f"weekly:{until:%Y-%m-%d}",
        place=room,
        message=Message(kind="weekly-report", parts=parts),
        readership=Readership.STAFF,
    )
