"""What the desk needs remembered: the parts of the port that a store fills, put together.

Every method runs inside the one transaction of the step at hand; nothing here waits.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.desk.nouns.results import (
    AskedRow,
    Covered,
    End,
    Helper,
    OfWeek,
    Opened,
    Promised,
    PromiseRow,
    Results,
    Said,
    Shown,
    TicketRow,
    Trend,
    Turn,
    Turned,
    Worded,
)
from bot.desk.ports.entries import Entries
from bot.desk.ports.inbox import Heard, OwnInbox
from bot.desk.ports.incidents import Incidents
from bot.desk.ports.outbox import Carriers, Sent
from bot.desk.ports.people import Absences, Blocks, Conversations, People
from bot.desk.ports.privacy import Privacy
from bot.desk.ports.questions import Questions
from bot.desk.ports.tickets import History, Promises, Tickets


class Kept(Protocol):
    """Short texts, each under a name."""

    def kept(self, name: str) -> str:
        """A short text kept under a name, "" if there is none."""
        ...

    def keep(self, name: str, text: str) -> None:
        """Keep a short text under a name, instead of what was there."""
        ...


class Reported(Protocol):
    """What a report needs."""

    def results(self, since: datetime, until: datetime, now: datetime) -> Results:
        """What came of a span of time."""
        ...

    def ends(self, since: datetime, until: datetime) -> Mapping[End, int]:
        """How the questions ended that were asked in the span."""
        ...

    def opened(self, since: datetime, until: datetime) -> Opened:
        """What became of the tickets opened in the span."""
        ...

    def promised(self, since: datetime, until: datetime) -> Promised:
        """What became of the promises that ended in the span."""
        ...

    def week(self, since: datetime, hours: str) -> OfWeek | None:
        """What is kept of the week that began then, counted by those hours; None if it is to be counted."""
        ...

    def begin_week(self, since: datetime, until: datetime, hours: str) -> None:
        """The week is being counted from now on."""
        ...

    def keep_week(self, since: datetime, hours: str, found: OfWeek) -> None:
        """Keep what was counted, unless something of it was changed meanwhile."""
        ...

    def first_asked(self) -> datetime | None:
        """When the first question was asked that is known of."""
        ...

    def covered(self, since: datetime, until: datetime) -> Sequence[Covered]:
        """How far the guide went, by category, the most asked first."""
        ...

    def said(self, since: datetime, until: datetime) -> Sequence[Said]:
        """How sure the desk was, and how often it was right: the surest first."""
        ...

    def shown(self, since: datetime, until: datetime) -> Sequence[Shown]:
        """Each entry that was shown, the most often called wrong first."""
        ...

    def trends(self, before: datetime, since: datetime, until: datetime) -> Sequence[Trend]:
        """Entries that questions came nearest to from `since` on, the most asked first; and how often
        from `before` up to then."""
        ...

    def moments(self, since: datetime, until: datetime) -> Sequence[tuple[datetime, str]]:
        """When each question was asked, and the id of who asked."""
        ...

    def asked_rows(
        self, since: datetime, until: datetime, now: datetime | None = None
    ) -> Sequence[AskedRow]:
        """Each question that was asked in the span; who came back by `now`, by its end if left out."""
        ...

    def ticket_rows(
        self, since: datetime, until: datetime, which: str = "every"
    ) -> Sequence[TicketRow]:
        """Each ticket that was opened in the span; or `which` of those that a report counts in it:
        opened, replied, opened_waiting, closed, reopened; or that wait or are open now, whenever they
        were opened: waiting, open."""
        ...

    def promise_rows(self, since: datetime, until: datetime) -> Sequence[PromiseRow]:
        """Each promise that a report counts in the span."""
        ...

    def turned(self, which: Turn, since: datetime, until: datetime, most: int) -> Sequence[Turned]:
        """The newest things that went that way with tickets in the span."""
        ...

    def helpers(self, since: datetime, until: datetime) -> Sequence[Helper]:
        """Who helped to solve what was closed in the span, by category and name."""
        ...

    def words_asked(self, since: datetime, until: datetime, most: int) -> Sequence[Worded]:
        """The newest questions of the span whose words are kept, the newest first."""
        ...


class Records(
    People,
    Blocks,
    Absences,
    Conversations,
    Questions,
    Incidents,
    Tickets,
    Promises,
    History,
    Entries,
    Heard,
    OwnInbox,
    Sent,
    Carriers,
    Privacy,
    Kept,
    Reported,
    Protocol,
):
    """One transaction's view of everything that the desk asks for."""
