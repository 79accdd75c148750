"""A picture of a chart as Discord shows it, with the words that stand for it.

Pure. Limits: https://docs.discord.com/developers/components/reference#media-gallery
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from discord import MediaGalleryItem, ui

from bot.platforms.fit import cut

DESCRIPTION = 1024
"""Characters."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A chart as it is shown, and the words that stand for it."""

    name: str
    data: bytes = field(repr=False)
    said: str

    @property
    def short(self) -> str:
        """As much of its words as a description holds."""
        return cut(self.said, DESCRIPTION)


def gallery(shown: Sequence[Picture]) -> ui.MediaGallery[Any]:
    """Pictures below one another, which the files of the same message hold."""
    items = (
        MediaGalleryItem(f"attachment://{each.name}", description=each.short) for each in shown
    )
    return ui.MediaGallery(*items)
