"""A page of questions as pieces, and a note for each line that is in none of them."""

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from knowledge.files.answers import tidy
from knowledge.files.found import Found, Piece, shown
from knowledge.files.labels import without_label
from knowledge.files.leading import Leading
from knowledge.files.links import Definitions, contents
from knowledge.files.names import field_name
from knowledge.files.page_tables import PageTable, question_tables
from knowledge.files.sections import Section, outline, questions
from knowledge.files.tables import take_row
from knowledge.files.titles import Title, title_of
from knowledge.text.syntax import Tokens, inline, parse

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
    tables: list[PageTable]
    leading: Leading
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
        tables = list(question_tables(tokens, lines))
        outside = [*lines]
        for table in tables:
            _empty(outside, table.line, table.end)
        root, leading = outline(tokens, outside), Leading.of(tokens)
        page = cls(
            whole=whole,
            found=found,
            lines=lines,
            tokens=tokens,
            rules={token.map[0] for token in tokens if token.type == "hr" and token.map},
            tables=tables,
            leading=leading,
            root=root,
            taken=list(questions(root, outside, leading, asking=bool(tables))),
            definitions=Definitions(env.get("references", {})),
        )
        return page if page.asking() or tables or "question" in whole.texts else page._plainly()

    def _plainly(self) -> "Page":
        """The page with lines that are nothing but a question for titles, where several are."""
        root = outline(self.tokens, self.lines, plain=True)
        page = replace(self, root=root, taken=list(questions(root, self.lines, self.leading)))
        several = sum(1 for one in page.asking() if page.answer(one)) > 1
        return page if several else self

    def asking(self) -> list[Section]:
        """The questions that surely are some."""
        return [one for one, _ in self.taken if one.title.asks or one.sure]

    def is_list(self) -> bool:
        """Whether most of the text is several questions with their answers."""
        asking = self.asking()
        many = len(asking) + sum(len(table.rows) for table in self.tables)
        places = [(one.line, one.end) for one in asking] + self._table_lines()
        inside = sum(self._weight(start, end) for start, end in places)
        return many > 1 and 2 * inside >= self._weight(0, len(self.lines))

    def _weight(self, start: int, end: int) -> int:
        return sum(1 for line in self.lines[start:end] if line.strip())

    def _table_lines(self) -> list[tuple[int, int]]:
        return [(table.line, table.end) for table in self.tables]

    def without_title(self, question: str) -> str:
        """The whole text, without a heading above it that repeats the question."""
        first = next((n for n, line in enumerate(self.lines) if line.strip()), -1)
        for section in self.root.children[:1]:
            if section.line == first and section.level == 1 and section.title.text == question:
                what = f"The heading {shown(section.raw)} is the question again."
                self.found.notes.append(self.whole.problem(what, _LEFT_OUT, line=first + 1))
                _empty(self.lines, section.line, section.body)
        return "\n".join(self.lines)

    def no_answer(self) -> str:
        """Why a page that asks nothing by its name or in its text answers nobody; "" if it may."""
        if self.taken or self.tables or "answer" in self.whole.texts:
            return ""
        if self.leading.whole:
            return "It only leads to other pages."
        named = "question" in self.whole.texts
        return "There is nothing below its title." if named and not self.tokens else ""

    def split(self) -> None:
        """Make a piece of each question, and say what is in none."""
        if not (self.taken or self.tables):
            self.found.problems.append(self.whole.problem(*_NO_QUESTION))
            return
        shared = self._shared()
        answered = [each for each in self.taken if "answer" in shared or self.answer(each[0])]
        if answered or self.tables:
            self.taken = answered
        used = self._used()
        for token in self.tokens:
            if token.type == "definition" and token.map:
                _empty(self.lines, *token.map)
        for table in self.tables:
            self._take_rows(table, shared)
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
        several = len(self.taken) + sum(len(table.rows) for table in self.tables) > 1
        for name in _OF_ONE if several else ():
            if shared.pop(name, None):
                what = f'"{name}" isn\'t used, as the page holds several questions.'
                self.found.notes.append(self.whole.problem(what))
        return shared

    def _used(self) -> list[bool]:
        """Tell of each line whether an entry has it."""
        used = [False] * len(self.lines)
        categories = {category for _, category in self.taken}
        categories |= {self._heading(table.line) for table in self.tables}
        places = [(section.line, section.end) for section, _ in self.taken]
        for start, end in places + self._table_lines():
            used[start:end] = [True] * (end - start)
        for section in self.root.walk():
            if section.title.text in categories:
                used[section.line : section.body] = [True] * (section.body - section.line)
        return used

    def _heading(self, line: int) -> str:
        """The heading that a line stands under, but for the one that names the page."""
        above = [one for one in self.root.walk() if one.line < line < one.end and one.level <= 6]
        names_page = [one.level for one in self.root.walk()].count(1) == 1
        return above[-1].title.text if above and (above[-1].level > 1 or not names_page) else ""

    def _take_rows(self, table: PageTable, shared: dict[str, str | list[str]]) -> None:
        heading = self._heading(table.line)
        for line, cells in table.rows:
            at = replace(self.whole, line=line + 1, texts=dict(shared), name="")
            if len(cells) > len(table.columns):
                what = (
                    f"It has {len(cells)} cells, and the table's head names {len(table.columns)}."
                )
                self.found.problems.append(at.problem(what, "Write \\| for a bar within a cell."))
                continue
            if heading:
                at.texts["category"] = heading
            read = [
                self._asked(at, cell)
                if field_name(column) == "question"
                else self.definitions.resolve(cell)
                for column, cell in zip(table.columns, cells, strict=False)
            ]
            take_row(at, table.columns, read, self.found)

    def _asked(self, at: Piece, words: str) -> str:
        """A question without its marks and links, which are said."""
        title = title_of(inline(words))
        self._note_links(at, title)
        return title.text

    def _note_links(self, at: Piece, title: Title) -> None:
        for link in title.links:
            what = f"The link {shown(link)} in the question was left out."
            self.found.notes.append(at.problem(what))

    def _piece(self, section: Section, category: str, shared: dict[str, str | list[str]]) -> Piece:
        at = replace(
            self.whole, line=section.line + 1, texts=dict(shared), name=section.title.anchor
        )
        at.texts["question"] = section.title.text
        if category:
            at.texts["category"] = category
        answer = self.answer(section)
        if answer or "answer" not in shared:
            at.texts["answer"] = self.definitions.resolve(answer)
        if section.whole is None:
            at.answer_line = section.body + 1 - section.lead.count("\n") - bool(section.lead)
        if _MARKS.sub("", section.raw) != _MARKS.sub("", section.title.text):
            what = f"{shown(section.raw)} was read as {shown(section.title.text)}."
            self.found.notes.append(at.problem(what))
        self._note_links(at, section.title)
        tidy(at, self.found, html_too=False)
        return at

    def answer(self, section: Section) -> str:
        """What stands below a question, without the label of an answer; "" for nothing."""
        answer, label = self._below(section), section.title.label
        if label or section.sure:
            answer = without_label(answer, pointed=label is not None and label.pointed)
        return answer if answer.strip() else ""

    def _below(self, section: Section) -> str:
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
        titles = {section.line: section for section in self.root.walk()}
        run: list[int] = []
        for number, line in enumerate(self.lines):
            if run and (used[number] or number in titles):
                self._note(run, titles.get(run[0]))
                run = []
            if not used[number] and _WORDS.search(line):
                run.append(number)
        if run:
            self._note(run, titles.get(run[0]))

    def _note(self, run: list[int], section: Section | None) -> None:
        first, last = run[0], run[-1]
        what = f"{shown(self.lines[first])} stands under no question."
        if section is not None:
            what = f"{shown(section.raw)} {self._why(section)}"
        self.found.notes.append(self.whole.problem(what, _LEFT_OUT, line=first + 1, last=last + 1))

    def _why(self, section: Section) -> str:
        if not section.children and not self.answer(section):
            return "has no answer."
        leads = self.leading.only(section.body, section.own_end)
        return "only leads elsewhere." if leads else "is no question."


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
