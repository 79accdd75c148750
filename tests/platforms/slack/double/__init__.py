"""A double of Slack that the unmodified SDK talks to over real sockets.

It knows no more of the bot than Slack does: nothing here imports from `bot`.
"""

from . import faults
from .clock import Clock, ManualClock
from .delivery import Delivery, Mischief, State, lose_everything, lose_some
from .settings import Options, Timing
from .slack_double import SlackDouble

__all__ = [
    "Clock",
    "Delivery",
    "ManualClock",
    "Mischief",
    "Options",
    "SlackDouble",
    "State",
    "Timing",
    "faults",
    "lose_everything",
    "lose_some",
]
