"""A decision: a setting that the team changed by command, over what the environment says, or a variable
of entries' answers. Values only."""

from dataclasses import dataclass
from datetime import datetime

from bot.desk.nouns.person import Person


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One change of one setting; of each setting the newest counts."""

    number: int = 0
    name: str
    """As in the environment: "DESK_REPLY_WITHIN"; a variable: "var:plan"."""
    value: str | None
    """As it is written there; None: the environment counts again, or there is no such variable."""
    by: Person
    at: datetime
