"""What is attached to a message: known by name and link, and fetched only where the team has it kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FileKind(StrEnum):
    """What a file is, as people call it."""

    FILE = "file"
    PICTURE = "picture"
    VIDEO = "video"
    SOUND = "sound"
    VOICE = "voice"
    """A message spoken instead of typed."""
    PDF = "pdf"
    TEXT = "text"
    SHEET = "sheet"
    SLIDES = "slides"
    ARCHIVE = "archive"
    PROGRAM = "program"
    """What can run on a computer that opens it, whatever its media type says."""
    STICKER = "sticker"
    """A picture out of the platform's own album."""


@dataclass(frozen=True, kw_only=True)
class File:
    """Something attached."""

    name: str
    link: str
    kind: FileKind = FileKind.FILE
    size: int = 0
    """Bytes; 0 when unknown."""
    seconds: int = 0
    """How long it plays."""
    about: str = ""
    """What its sender wrote of it, for those who don't see it."""
    until: datetime | None = None
    """When the platform lets the link expire; None for never."""
    key: str = ""
    """What its platform knows it by, where a link is not enough to fetch it."""


LARGEST = 4 * 1024**2
"""Bytes of a file that is kept: what a database carries well, and each platform takes.

Discord takes 10 MiB a message: https://docs.discord.com/developers/reference#uploading-files"""


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """Something attached, as it was fetched for a command that keeps it."""

    file: File
    data: bytes
    """b"" where it could not be had."""
