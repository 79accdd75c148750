"""A message while it is read: each character is asked, or is skipped for a reason.

All of it is asked until something is skipped, and nothing is taken out: the parts, joined, are the
message as it was written.
"""

import html
import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

HEAD, TAIL = 2000, 800
"""Characters of a long message that are read, at its start and its end."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)


class Skipped(StrEnum):
    """Why something is not asked."""

    SMALL_TALK = "small talk"
    """A greeting, thanks, a bye, an insult, a yes."""
    QUOTE = "quote"
    SIGNATURE = "signature"
    LINK = "link"
    NAME = "name"
    """Whom or what it mentions, and emoji by their names."""
    LOG = "log"
    """What a program wrote, with the words that lead in to it."""
    MARK = "mark"
    """Bold, italics and the like; more signs in a row than say anything."""
    JOINT = "joint"
    """What joins questions: "and also"."""
    ITEM = "item"
    """What stands before an item of a list: "2)", a bullet."""
    TAKEN_BACK = "taken back"
    """What its writer meant no longer before the end of the message, and the words that say so."""
    STORY = "story"
    """What stands around the question in a long message."""
    BEYOND = "beyond"
    """More than is read."""


@dataclass(frozen=True)
class Part:
    """A piece of a message, as it was written."""

    text: str
    skipped: Skipped | None = None
    """None for what is asked."""


class Sheet:
    """A message, place by place. A place holds one character; an HTML entity, and the middle of a
    long message, stand at one place too."""

    def __init__(self, text: str) -> None:
        self._written: list[str] = []
        self._meant: list[str] = []
        """One character a place: for an entity the one that it stands for."""
        self._left: list[str] = []
        """What is left at each place: the character, what it leaves behind, or nothing."""
        self._skipped: list[Skipped | None] = []
        self._page: str | None = None
        """The page as it was last made; None once something was skipped since."""
        if len(text) <= HEAD + TAIL:
            self._write(text)
        else:
            self._write(text[:HEAD])
            self._place(text[HEAD:-TAIL], "\n", Skipped.BEYOND)
            self._write(text[-TAIL:])

    def _write(self, text: str) -> None:
        end = 0
        for found in _ENTITY.finditer(text) if "&" in text else ():
            meant = html.unescape(found[0])
            if len(meant) == 1:
                self._plain(text[end : found.start()])
                self._place(found[0], meant, None)
                end = found.end()
        self._plain(text[end:])

    def _plain(self, text: str) -> None:
        self._written += text
        self._meant += text
        self._left += text
        self._skipped += [None] * len(text)

    def _place(self, written: str, left: str, skipped: Skipped | None) -> None:
        self._written.append(written)
        self._meant.append(left)
        self._left.append(left)
        self._skipped.append(skipped)

    def __len__(self) -> int:
        return len(self._left)

    @property
    def page(self) -> str:
        """What is asked, each place one character: blank where something was skipped."""
        if self._page is None:
            self._page = "".join([character or " " for character in self._left])
        return self._page

    def skip(self, start: int, end: int, why: Skipped, leaving: str = " ") -> None:
        """Skip what is still asked there; one character, or none, stays behind."""
        for place in range(start, end):
            if self._skipped[place] is None:
                self._page = None
                self._skipped[place] = why
                self._left[place] = leaving
                leaving = ""

    def take_back(self, why: Skipped) -> None:
        """What was skipped for this reason is asked after all."""
        for place, skipped in enumerate(self._skipped):
            if skipped is why:
                self._page = None
                self._skipped[place] = None
                self._left[place] = self._meant[place]

    def is_item(self, start: int) -> bool:
        """Whether a sentence that begins there had a number or a bullet before it."""
        return self._skipped[start] is Skipped.ITEM

    def has(self, why: Skipped) -> bool:
        """Whether anything was skipped for this reason."""
        return why in self._skipped

    def asked(self, start: int = 0, end: int | None = None) -> str:
        """What is asked between two places, blanks and breaks made one blank."""
        return " ".join("".join(self._left[start:end]).split())

    def limit(self, start: int, end: int, longest: int) -> None:
        """Skip what is asked beyond so many characters."""
        for place in range(start, end):
            longest -= self._left[place] != ""
            if longest < 0:
                self.skip(place, end, Skipped.BEYOND)
                return

    def parts(self) -> tuple[Part, ...]:
        """The message, taken apart."""
        pairs = zip(self._skipped, self._written, strict=True)
        return tuple(
            Part("".join(text for _, text in run), skipped)
            for skipped, run in groupby(pairs, key=lambda pair: pair[0])
        )
