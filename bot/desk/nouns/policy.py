"""What this desk has decided about itself: hours, times, manners.

Made once from the settings; every rule that needs a number reads it here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.desk.nouns.message import Mention
from bot.desk.nouns.rehearsed import Mode
from bot.desk.nouns.team import Team
from bot.desk.time.hours import Hours
from bot.desk.time.week import read_week


class Handover(StrEnum):
    """What happens to a question that nobody has written an answer to."""

    NOW = "now"
    """It goes to the team at once."""
    OFFER = "offer"
    """The customer is asked first."""


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The desk's own rules."""

    hours: Hours
    name: str = "Front Desk"
    language: str = "en"
    staff_name: str = "own"
    """What customers read of somebody of the team: "own", "team", or a name for all."""
    staff_picture: str = ""
    """Address of the picture beside it; "" for none."""
    reply_within: timedelta = timedelta(hours=4)
    """Working time to the first word of a person."""
    remind_before: timedelta = timedelta(minutes=30)
    tell_before: timedelta = timedelta(minutes=10)
    claim_lapses: timedelta = timedelta(hours=4)
    """Working time of quiet after which a claim lapses."""
    check_in: timedelta = timedelta(days=1)
    park_after: timedelta = timedelta(days=2)
    handover: Handover = Handover.NOW
    open_tickets: int = 10
    """The most tickets that one account has open at a time."""
    auto_answer_cap: int = 20
    """The most answers in one room and hour that nobody asked the desk for."""
    newcomer: timedelta = timedelta(days=1)
    """So long an account is new: from when it was made, or came to the server."""
    raid_burst: int = 10
    """So many new accounts that ask for the first time within a few minutes are a raid; 0: none are."""
    backups: tuple[int, int] = (24, 7)
    """How many hourly and daily copies of the database are kept, for what is said of them."""
    results_address: str = ""
    """How links to the page of results begin; "" where it is not shown."""
    wrong_answers: float = 0.05
    """How many answers may be wrong, 0 to 1."""
    mode: Mode = Mode.LIVE
    """What customers see of the desk."""
    rooms: Mapping[str, Mode] = field(default_factory=dict)
    """Where they see something else; a room as `bot.desk.step.muting` names it."""
    webhooks: tuple[str, ...] = ()
    """Names of those who are told of events, beside the people."""
    webhook_words: bool = False
    """Whether they are told who wrote, and what."""
    leads: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    """Leads by platform, to call when something needs one."""

    def reply_by(self, now: datetime, times: int = 1) -> datetime:
        """When a customer hears from a person at the latest, so many reply times on."""
        working = self.reply_within * times
        return _rounded(self.hours.add(now, working), working)

    def of_team(self, team: Team | None) -> "Policy":
        """The same by the hours of a team within the desk; holidays and closed days are the desk's."""
        if team is None or not team.hours:
            return self
        return replace(self, hours=replace(self.hours, week=read_week(team.hours)))


def _rounded(at: datetime, working: timedelta) -> datetime:
    """A time people say: up to the half hour for long waits, five minutes for short ones."""
    grain = next(step for least, step in _GRAINS if working >= least)
    past = (at - at.replace(hour=0, minute=0, second=0, microsecond=0)) % grain
    return at + (grain - past if past else timedelta())


_GRAINS = (
    (timedelta(hours=2), timedelta(minutes=30)),
    (timedelta(minutes=20), timedelta(minutes=5)),
    (timedelta(), timedelta(minutes=1)),
)
