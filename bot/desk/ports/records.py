"""What the desk needs remembered: the parts of the port that a store fills, put together.

Every method runs inside the one transaction of the step at hand; nothing here waits.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.desk.nouns.listed import (
    AnswerRow,
    AskedRow,
    PromiseRow,
    TicketRow,
    Turn,
    Turned,
    Worded,
)
from bot.desk.nouns.parts import Parts
from bot.desk.nouns.results import End, OfWeek, Own, Results, Sums
from bot.desk.ports.decisions import Decisions
from bot.desk.ports.entries import Entries
from bot.desk.ports.experts import Experts
from bot.desk.ports.forms import Forms
from bot.desk.ports.inbox import Heard, OwnInbox, Quarantine
from bot.desk.ports.incidents import Incidents
from bot.desk.ports.outbox import Carriers, Sent
from bot.desk.ports.people import Absences, Blocks, Conversations, People
from bot.desk.ports.privacy import Privacy
from bot.desk.ports.questions import Questions
from bot.desk.ports.rehearsals import Rehearsals
from bot.desk.ports.teams import Teams
from bot.desk.ports.tickets import History, Promises, Tickets

Working = Callable[[datetime, datetime], timedelta]


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

    def sums(self, since: datetime, until: datetime, now: datetime, working: Working) -> Sums:
        """What of a span is the sum of its parts, counted as it is known by `now`; `working` is the
        working time between two moments."""
        ...

    def results(self, sums: Sums, since: datetime, until: datetime) -> Results:
        """The sums of a span, and what is quickly counted beside them."""
        ...

    def parts(self, since: datetime, until: datetime, zone: ZoneInfo) -> Parts:
        """What the questions of the span part into."""
        ...

    def ends(self, since: datetime, until: datetime) -> Mapping[End, int]:
        """How the questions ended that were asked in the span."""
        ...

    def opened_waiting(self, since: datetime, until: datetime) -> int:
        """How many tickets were opened in the span that are open and wait for a first reply."""
        ...

    def week(self, since: datetime, hours: str) -> OfWeek | None:
        """What is kept of the week that began then, counted by those hours; None if it is to be counted."""
        ...

    def week_sums(self, since: datetime, hours: str) -> Sums | None:
        """The same of all that adds up."""
        ...

    def week_parts(self, since: datetime, hours: str) -> Parts | None:
        """The same of what its questions part into."""
        ...

    def is_kept(self, since: datetime, hours: str, *, whole: bool) -> bool:
        """Whether what is told of a week is kept; with `whole` its sums and parts too."""
        ...

    def begin_week(self, since: datetime, until: datetime, hours: str, *, whole: bool) -> None:
        """The week is being counted from now on."""
        ...

    def keep_week(
        self, since: datetime, hours: str, told: OfWeek, whole: tuple[Sums, Parts] | None
    ) -> None:
        """Keep what was counted, unless something of it was changed meanwhile."""
        ...

    def first_asked(self) -> datetime | None:
        """When the first question was asked that is known of."""
        ...

    def near(self, since: datetime, until: datetime) -> Mapping[str, int]:
        """Entries that the span's questions were shown, or else came nearest to: how many questions."""
        ...

    def asked_rows(
        self, since: datetime, until: datetime, now: datetime | None = None
    ) -> Sequence[AskedRow]:
        """Each question that was asked in the span; who came back by `now`, by its end if left out."""
        ...

    def own(self, people: Sequence[str], since: datetime, until: datetime) -> Own:
        """What came in the span of the work of one person, who has these accounts."""
        ...

    def asked_alone(self, numbers: Sequence[int], now: datetime) -> Sequence[AskedRow]:
        """The questions of these numbers, whenever they were asked."""
        ...

    def answer_rows(self, since: datetime, until: datetime) -> Sequence[AnswerRow]:
        """Each answer that somebody wrote in the span; samples and imported ones are nobody's."""
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

    def words_asked(self, since: datetime, until: datetime, most: int) -> Sequence[Worded]:
        """The newest questions of the span whose words are kept, the newest first."""
        ...


class Records(
    People,
    Blocks,
    Absences,
    Experts,
    Decisions,
    Teams,
    Forms,
    Conversations,
    Questions,
    Incidents,
    Rehearsals,
    Tickets,
    Promises,
    History,
    Entries,
    Heard,
    OwnInbox,
    Quarantine,
    Sent,
    Carriers,
    Privacy,
    Kept,
    Reported,
    Protocol,
):
    """One transaction's view of everything that the desk asks for."""
