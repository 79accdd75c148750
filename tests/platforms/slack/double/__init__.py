"""A double of Slack that the unmodified SDK talks to over real sockets.

It knows no more of the bot than Slack does: nothing here imports from `bot`.

Where Slack's documents are silent the double takes the harder reading, or guesses. Guessed are: that
a second try comes in a new envelope; that an event with no connection open runs through the same
second tries; when msg_blocks_too_long begins; metadata_too_large at 16,000 characters; the codes of
closed DMs and of absent agent features; how an app is turned away while Socket Mode is off; that
history is paged newest first whatever `oldest` says; that a post to an unknown thread is refused.
Not played: Delayed Events, the 30,000 events an hour, unfurling, mrkdwn turned into rich text,
streaming, lists, canvases, several workspaces, HTTP delivery with signatures.
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
