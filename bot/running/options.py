"""What can be decided about the running of the loops, and what the settings decide of it.

Values; nothing here runs.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.delivery.desk import Notices, PlainNotices
from bot.delivery.intake import Patience, Redact
from bot.delivery.limits import Limits
from bot.delivery.pace import Pace
from bot.desk.nouns.place import Place
from bot.desk.nouns.policy import Policy
from bot.desk.ports.decisions import Settable, Settled
from bot.desk.time.hours import Hours
from bot.desk.time.weekly import Weekly
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.running import building
from bot.settings.adjusting import Adjusting
from bot.settings.settings import Settings
from bot.settings.values import Backups
from bot.store import Keeping
from knowledge.text.secrets import redact

_CHAT = ("slack", "discord")
_BURST = timedelta(seconds=2)
_GAP = timedelta(seconds=1)
"""Between two messages in one room: https://docs.slack.dev/apis/web-api/rate-limits"""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What can be decided about the running of the loops."""

    patience: Patience = field(default_factory=lambda: Patience(burst={}))
    pace: Pace = field(default_factory=Pace)
    backups: Backups | None = None
    """None makes none."""
    after_backup: str = ""
    limits: Limits | None = None
    """None works on everything at once."""
    keeping: Keeping = field(default_factory=Keeping)
    weekly: Weekly | None = None
    """When a room is given the report; None for never."""
    weekly_room: Place | None = None
    """Which room; None for the team's."""
    words: Wording = field(default_factory=lambda: Wording(read_locales()))
    """In which it is told."""
    rules: Settable = field(
        default_factory=lambda: Settled(Policy(hours=Hours.parse("always", ZoneInfo("UTC"), ())))
    )
    """For the team's own pages, and what is counted in working time."""
    results_address: str = ""
    """How links to those pages begin."""
    webhook_token: str = ""
    """By which other programs open tickets there; "" takes none."""
    replies_to: str = ""
    """The webhook that is told what is said to those."""
    metrics_port: int = 0
    """0 has no page for machines, nor for people."""
    name: str = "Front Desk"
    wish: float = 0.0
    """The share of wrong answers that the owner allows, 0 to 1, for what is said of it."""
    ping_url: str = ""
    notices: Notices = field(default_factory=PlainNotices)
    redact: Redact = redact

    @classmethod
    def of(cls, settings: Settings, notices: Notices | None = None) -> "Options":
        """Return what the settings ask for."""
        burst = dict.fromkeys(_CHAT, _BURST if settings.burst is None else settings.burst)
        if settings.burst is not None:
            burst["console"] = settings.burst
        wanted = settings.backups
        return cls(
            patience=Patience(burst=burst, watched=settings.auto_answer_delay),
            pace=Pace(gaps=dict.fromkeys(_CHAT, _GAP)),
            backups=wanted if wanted.hourly or wanted.daily else None,
            after_backup=settings.after_backup,
            limits=Limits(),
            keeping=Keeping(
                questions=settings.retention_questions,
                tickets=settings.retention_tickets,
                inbox=settings.retention_inbox,
                outbox=settings.retention_outbox,
            ),
            weekly=settings.weekly_report,
            weekly_room=building.place(settings.weekly_room),
            words=building.wording(settings),
            rules=Adjusting(settings, building.policy),
            results_address=building.results_address(settings),
            webhook_token=settings.webhook_token,
            replies_to=settings.webhooks[0].name if settings.webhooks else "",
            metrics_port=settings.metrics_port,
            name=settings.name,
            wish=settings.wrong_answers,
            ping_url=settings.ping_url,
            notices=notices or PlainNotices(),
        )
