"""What may be said of a known issue, and by whom it is read."""

from enum import StrEnum


class WordKind(StrEnum):
    """What was said of it."""

    START = "start"
    UPDATE = "update"
    LATE = "late"
    """That no word has come by the time that was promised, or is about to pass: the desk's own."""
    END = "end"
    NOTE = "note"
    """Among the team: no customer ever reads it."""
