"""A double of Discord that unmodified discord.py talks to over real sockets on loopback.

It holds the ground truth of a test: what people saw, what the bot sent, and what was refused.
"""

from __future__ import annotations

from .faults import Fault
from .interaction import Interaction
from .looking import Seen
from .permissions import Permission
from .rest import Upload
from .server import DiscordDouble, redirect
from .wire import CannotDo
from .world import Channel, Message, Role, User

__all__ = [
    "CannotDo",
    "Channel",
    "DiscordDouble",
    "Fault",
    "Interaction",
    "Message",
    "Permission",
    "Role",
    "Seen",
    "Upload",
    "User",
    "redirect",
]
