"""Footnotes: what an answer refers to below the page comes with it, with numbers that are its own.

Neither Slack nor Discord knows them, so `[^1]` becomes ¹ and the note stands below the answer.
"""

import re
from dataclasses import dataclass, field

from knowledge.files.found import Found, Piece, shown
from knowledge.text.syntax import parse, without_code

_BEGIN = re.compile(r" {0,3}\[\^(?P<label>[^\[\]\n]+)\]:[ \t]*(?P<words>.*)")
_USE = re.compile(r"[ \t]*(?<!\\)\[\^(?P<label>[^\[\]\n]+)\](?!:)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, kw_only=True)
class _Note:
    """Lines count from 0; `end` is the first one after it."""

    line: int
    end: int
    words: str


@dataclass
class Footnotes:
    """The footnotes of a page, and which of them some answer has."""

    outside: str
    """The page with blanks for them: the lines below keep their numbers."""
    known: dict[str, _Note] = field(default_factory=dict)
    again: list[_Note] = field(default_factory=list)
    """Those whose label stood before: the first one holds."""
    used: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, text: str) -> "Footnotes":
        """Take the footnotes out of a page; what stands in code is none."""
        found = cls(text)
        if "[^" not in text:
            return found
        lines, masked = text.split("\n"), without_code(text, parse(text)).split("\n")
        end = 0
        for number, line in enumerate(masked):
            if number < end or not (begin := _BEGIN.fullmatch(line)):
                continue
            end = _end(lines, number)
            more = (each.strip() for each in lines[number + 1 : end])
            words = "\n".join([lines[number][begin.start("words") :], *more]).strip()
            found._keep(_label(begin), _Note(line=number, end=end, words=words))
            lines[number:end] = [""] * (end - number)
        found.outside = "\n".join(lines)
        return found

    def _keep(self, label: str, note: _Note) -> None:
        if label in self.known:
            self.again.append(note)
        else:
            self.known[label] = note

    def below(self, answer: str) -> str:
        """Return an answer with numbers for its footnotes, which stand below it."""
        numbers: dict[str, str] = {}
        parts = [self._numbered(answer, numbers)] if self.known else [answer]
        while len(parts) <= len(numbers):  # it grows, as notes may have notes
            label, number = [*numbers.items()][len(parts) - 1]
            parts.append(f"{number} {self._numbered(self.known[label].words, numbers)}")
        return "\n\n".join(parts)

    def _numbered(self, words: str, numbers: dict[str, str]) -> str:
        written, end = "", 0
        for use in _USE.finditer(without_code(words, parse(words))):
            label = _label(use)
            if label in self.known:
                self.used.add(label)
                number = numbers.setdefault(label, str(len(numbers) + 1).translate(_RAISED))
                written, end = f"{written}{words[end : use.start()]}{number}", use.end()
        return written + words[end:]

    def note_unused(self, at: Piece, found: Found) -> None:
        """Say which of them belong to nothing that was read."""
        left = [(each, "belongs to nothing that was read.") for label, each in self.known.items()
                if label not in self.used]  # fmt: skip
        left += [(each, "has a label that stands above already.") for each in self.again]
        for note, why in left:
            what = f"The footnote {shown(note.words)} {why}"
            found.notes.append(
                at.problem(what, "It was left out.", line=note.line + 1, last=note.end)
            )


def _label(found: re.Match[str]) -> str:
    return found["label"].strip().casefold()


def _end(lines: list[str], start: int) -> int:
    """The first line that is none of a footnote's: it goes on until an empty line, and behind it
    where lines are indented.
    """
    end, empty = start + 1, False
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.strip() and (line.startswith(("    ", "\t")) if empty else not _ends(line)):
            end = number + 1
        elif line.strip():
            break
        empty = not line.strip()
    return end


def _ends(line: str) -> bool:
    """Whether a line begins something else, though no empty line stands before it."""
    return bool(
        _BEGIN.match(line) or re.match(r" {0,3}(?:#{1,6}\s|```|~~~|<|\||>)|\s*[-*+]\s", line)
    )
