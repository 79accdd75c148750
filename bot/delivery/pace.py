"""The pace of sending: what a platform is spared, and what it is given; and a room's way out at it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.desk.ports.platform import Platform


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How fast messages leave, and how long an answer is waited for."""

    gaps: Mapping[str, timedelta] = field(default_factory=dict)
    """Between two messages in one room, by platform; none where it isn't named."""
    timeout: timedelta = timedelta(seconds=15)
    grace: timedelta = timedelta(seconds=60)
    """After so long a platform is taken to have done what it was asked, or never to do it."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """Where a room's messages go out."""

    platform: Platform
    hold: Callable[[datetime], None]
    """Let nothing more go to the room before."""
    pace: Pace
