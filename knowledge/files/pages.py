"""A page of questions as pieces, and a note for each line that is in none of them."""

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from knowledge.files.answers import tidy
from knowledge.files.found import Found, Piece, shown
from knowledge.files.links import Definitions, contents
from knowledge.files.sections import Section, outline, questions
from knowledge.files.titles import without_label
from knowledge.text.syntax import Tokens, parse

_OF_ONE = ("id", "phrasings", "variants", "not_for", "translates", "answer")
"""Fields that several questions can't share."""
_WORDS = re.compile(r"[^\s\-*_=#>|~`.:+]")
_MARKS = re.compile(r"[*_`\\]|\s+")
"""What makes no difference to the words of a title."""
_ANCHOR = re.compile(r"\s*\{:?\s*[#.][^{}]*\}(?=\s*#*\s*$)")
_LEFT_OUT = "It was left out."
_NO_QUESTION = (
    "There is neither a header with a question nor a heading with an answer below.",
    'Begin with ---, "question: …", ---, or write "## How do I …?" above each answer.',
)


@dataclass(kw_only=True)
class Page:
    """Markdown below the front matter, parsed: its lines keep the numbers of the file."""

    whole: Piece
    found: Found
    lines: list[str]
    tokens: Tokens
    rules: set[int]
    """Lines that only draw one."""
    root: Section
    taken: list[tuple[Section, str]]
    definitions: Definitions

    @classmethod
    def read(cls, text: str, whole: Piece, found: Found) -> "Page":
        """Parse, find the questions, and leave out what only leads about the page."""
        env: dict[str, Any] = {}
        tokens, lines = parse(text, env), text.split("\n")
        # Before the outline: what only lists the questions is none of them.
        _cut(contents(tokens), "Links within the page were left out", lines, whole, found)
        _cut_anchors(tokens, lines, whole, found)
        root = outline(tokens, lines)
        return cls(
            whole=whole,
            found=found,
            lines=lines,
            tokens=tokens,
            rules={token.map[0] for token in tokens if token.type == "hr" and token.map},
            root=root,
            taken=list(questions(root, lines)),
            definitions=Definitions(env.get("references", {})),
        )

    def is_list(self) -> bool:
        """Whether most of the text is several questions with their answers."""
        asking = [one for one, _ in self.taken if one.title.asks or one.sure]
        inside = sum(self._weight(one.line, one.end) for one in asking)
        return len(asking) > 1 and 2 * inside >= self._weight(0, len(self.lines))

    def _weight(self, start: int, end: int) -> int:
        return sum(1 for line in self.lines[start:end] if line.strip())

    def without_title(self, question: str) -> str:
        """The whole text, without a heading above it that repeats the question."""
        first = next((n for n, line in enumerate(self.lines) if line.strip()), -1)
        for section in self.root.children[:1]:
            if section.line == first and section.level == 1 and section.title.text == question:
                what = f"The heading {shown(section.raw)} is the question again."
                self.found.notes.append(self.whole.problem(what, _LEFT_OUT, line=first + 1))
                _empty(self.lines, section.line, section.body)
        return "\n".join(self.lines)

    def split(self) -> None:
        """Make a piece of each question, and say what is in none."""
        if not self.taken:
            self.found.problems.append(self.whole.problem(*_NO_QUESTION))
            return
        shared = self._shared()
        used = self._used()
        for token in self.tokens:
            if token.type == "definition" and token.map:
                _empty(self.lines, *token.map)
        for section, category in self.taken:
            self.found.pieces.append(self._piece(section, category, shared))
        self._note_rest(used)
        self.definitions.note_unused(self.whole, self.found)

    def _shared(self) -> dict[str, str | list[str]]:
        """What the front matter says of all the questions below it."""
        shared = dict(self.whole.texts)
        if title := shared.pop("question", ""):
            what = f"{shown(str(title))} names the page and is none of its questions."
            self.found.notes.append(self.whole.problem(what, _LEFT_OUT))
        for name in _OF_ONE if len(self.taken) > 1 else ():
            if shared.pop(name, None):
                what = f'"{name}" isn\'t used, as the page holds several questions.'
                self.found.notes.append(self.whole.problem(what))
        return shared

    def _used(self) -> list[bool]:
        """Tell of each line whether an entry has it."""
        used = [False] * len(self.lines)
        categories = {category for _, category in self.taken}
        for section, _ in self.taken:
            used[section.line : section.end] = [True] * (section.end - section.line)
        for section in self.root.walk():
            if section.title.text in categories:
                used[section.line : section.body] = [True] * (section.body - section.line)
        return used

    def _piece(self, section: Section, category: str, shared: dict[str, str | list[str]]) -> Piece:
        at = replace(
            self.whole, line=section.line + 1, texts=dict(shared), name=section.title.anchor
        )
        at.texts["question"] = section.title.text
        if category:
            at.texts["category"] = category
        answer = self._answer(section)
        if section.title.labelled or section.sure:
            answer = without_label(answer)
        if answer.strip() or "answer" not in shared:
            at.texts["answer"] = self.definitions.resolve(answer)
        if section.whole is None:
            at.answer_line = section.body + 1 - section.lead.count("\n") - bool(section.lead)
        if _MARKS.sub("", section.raw) != _MARKS.sub("", section.title.text):
            what = f"{shown(section.raw)} was read as {shown(section.title.text)}."
            self.found.notes.append(at.problem(what))
        for link in section.title.links:
            what = f"The link {shown(link)} in the question was left out."
            self.found.notes.append(at.problem(what))
        tidy(at, self.found, html_too=False)
        return at

    def _answer(self, section: Section) -> str:
        if section.whole is not None:
            return textwrap.dedent(section.whole).strip("\n")
        end = section.end
        while end > section.body and (end - 1 in self.rules or not self.lines[end - 1].strip()):
            end -= 1
        inside = max(section.body, min(section.indented, end))
        indented = textwrap.dedent("\n".join(self.lines[section.body : inside]))
        below = "\n".join(self.lines[inside:end])
        return "\n".join(filter(None, (section.lead, indented, below)))

    def _note_rest(self, used: list[bool]) -> None:
        """Say of each run of lines that no entry has where it stands and how it begins."""
        titles = {section.line: section.raw for section in self.root.walk()}
        run: list[int] = []
        for number, line in enumerate(self.lines):
            if run and (used[number] or number in titles):
                self._note(run, titles)
                run = []
            if not used[number] and _WORDS.search(line):
                run.append(number)
        self._note(run, titles)

    def _note(self, run: list[int], titles: dict[int, str]) -> None:
        if not run:
            return
        first, last = run[0], run[-1]
        what = f"{shown(self.lines[first])} stands under no question."
        if first in titles:
            what = f"{shown(titles[first])} is no question."
        self.found.notes.append(self.whole.problem(what, _LEFT_OUT, line=first + 1, last=last + 1))


def _empty(lines: list[str], start: int, end: int) -> None:
    """Blank lines out; the others keep their numbers."""
    lines[start:end] = [""] * (end - start)


def _cut(
    places: Iterable[tuple[int, int, str]], what: str, lines: list[str], at: Piece, found: Found
) -> None:
    for start, end, words in places:
        last = next(n for n in range(end, start, -1) if lines[n - 1].strip())
        found.notes.append(at.problem(f"{what}: {shown(words)}.", line=start + 1, last=last))
        _empty(lines, start, end)


def _cut_anchors(tokens: Tokens, lines: list[str], at: Piece, found: Found) -> None:
    """Take the anchors off all headings: those in an answer are read by customers too."""
    for token in tokens:
        if token.type == "heading_open" and token.map:
            line = token.map[0]
            if anchor := _ANCHOR.search(lines[line]):
                lines[line] = lines[line][: anchor.start()] + lines[line][anchor.end() :]
                what = f"The anchor {shown(anchor[0])} was left out."
                found.notes.append(at.problem(what, line=line + 1))
