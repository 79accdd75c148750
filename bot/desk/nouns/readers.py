"""Who can read a room, as its platform knows it. Values only."""

from enum import StrEnum


class Readers(StrEnum):
    """By name, as the sentences on it are called."""

    TEAM = "team"
    """People of the team alone, as far as a room can be closed."""
    ANYBODY = "anybody"
    """Everybody of the workspace or server."""
    SHARED = "shared"
    """Another organisation too."""
    OTHERS = "others"
    """Named people or roles that are not of the team."""
    UNSEEN = "unseen"
    """It can't be looked at: the desk is not in it."""
