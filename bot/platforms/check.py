"""One finding of `doctor`: what was looked at, what it means, and how it is mended."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Check:
    """What was found. `ok` is None for something that works but deserves a look."""

    ok: bool | None
    what: str
    effect: str = ""
    """What follows from it for customers or staff."""
    fix: str = ""
    """What to do, to the word."""

    @property
    def mark(self) -> str:
        """Three signs that need no colour."""
        return {True: "ok", None: "!!", False: "XX"}[self.ok]


Section = tuple[str, list[Check]]
"""Findings of one part, under its title."""
