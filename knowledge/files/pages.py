"""A page of questions as pieces, and a note for each line that is in none of them."""

import re
import textwrap
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.files.answers import tidy
from knowledge.files.cutting import cut, cut_anchors, empty
from knowledge.files.footnotes import Footnotes
from knowledge.files.found import LEFT_OUT, NO_QUESTION, Found, Piece, shown
from knowledge.files.html_tables import html_tables
from knowledge.files.labels import without_label
from knowledge.files.leading import Leading
from knowledge.files.links import Definitions, contents
from knowledge.files.names import field_name
from knowledge.files.page_tables import PageTable, outside, question_tables
from knowledge.files.sections import Section, outline, questions
from knowledge.files.swallowed import titles_within
from knowledge.files.tables import take_row
from knowledge.files.term_lists import term_lists
from knowledge.files.titles import Title, title_of
from knowledge.text.syntax import Tokens, inline, parse
from knowledge.upkeep.structure import Flaw

_OF_ONE = ("id", "phrasings", "variants", "not_for", "translates", "answer")
"""Fields that several questions can't share."""
_WORDS = re.compile(r"[^\s\-*_=#>|~`.:+]")
_MARKS = re.compile(r"[*_`\\]|\s+")
"""What makes no difference to the words of a title."""


@dataclass(kw_only=True)
class Page:
    """Markdown below the front matter, parsed: its lines keep the numbers of the file."""

    whole: Piece
    found: Found
    lines: list[str]
    tokens: Tokens
    rules: set[int]
    """Lines that only draw one."""
    leading: Leading
    definitions: Definitions
    footnotes: Footnotes
    tables: list[PageTable] = field(default_factory=list)
    root: Section = field(default_factory=Section.page)
    taken: list[tuple[Section, str]] = field(default_factory=list)

    @classmethod
    def read(cls, text: str, whole: Piece, found: Found) -> "Page":
        """Parse, find the questions, and leave out what only leads about the page."""
        env: dict[str, Any] = {}
        footnotes = Footnotes.of(text)
        text = footnotes.outside
        tokens, lines = parse(text, env), text.split("\n")
        # Before the outline: what only lists the questions is none of them.
        cut(contents(tokens), "Links within the page were left out", lines, whole, found)
        cut_anchors(tokens, lines, whole, found)
        found_tables = [
            *question_tables(tokens, lines),
            *html_tables(tokens, lines),
            *term_lists(tokens, lines),
        ]
        page = cls(
            whole=whole,
            found=found,
            lines=lines,
            tokens=tokens,
            rules={token.map[0] for token in tokens if token.type == "hr" and token.map},
            leading=Leading.of(tokens),
            definitions=Definitions.of(env),
            footnotes=footnotes,
        )
        return page._arranged(sorted(found_tables, key=lambda one: one.line))

    def _arranged(self, tables: list[PageTable]) -> "Page":
        """The page with its questions: terms are some where they stand in no answer, and lines that
        are nothing but a question where nothing else asks.
        """
        page = self._with([table for table in tables if table.sure])
        if "question" in self.whole.texts:
            return page
        if not (page.asking() or page.tables):
            plainly = self._with([], plain=True)
            if sum(1 for one in plainly.asking() if page.answer(one)) > 1:
                return plainly
        return self._with([table for table in tables if table.sure or not page.has(table.line)])

    def has(self, line: int) -> bool:
        """Whether a line stands in the answer of a question."""
        return any(one.line <= line < one.end for one, _ in self.taken)

    def _with(self, tables: list[PageTable], *, plain: bool = False) -> "Page":
        lines = [*self.lines]
        for table in tables:
            empty(lines, table.line, table.end)
        root = outline(list(outside(self.tokens, tables)), lines, plain=plain)
        asking = any(table.sure for table in tables)
        taken = list(questions(root, lines, self.leading, asking=asking))
        return replace(self, tables=tables, root=root, taken=taken)

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
                self.found.notes.append(self.whole.problem(what, LEFT_OUT, line=first + 1))
                empty(self.lines, section.line, section.body)
        answer = self.footnotes.below("\n".join(self.lines))
        self.footnotes.note_unused(self.whole, self.found)
        return answer

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
            self.found.problems.append(self.whole.problem(*NO_QUESTION))
            return
        shared = self._shared()
        answered = [each for each in self.taken if "answer" in shared or self.answer(each[0])]
        if answered or self.tables:
            self.taken = answered
        used = self._used()
        for token in self.tokens:
            if token.type == "definition" and token.map:
                empty(self.lines, *token.map)
        for table in self.tables:
            self._take_rows(table, shared)
            empty(self.lines, table.line, table.end)
        for section, category in self.taken:
            self.found.pieces.append(self._piece(section, category, shared))
        self.found.notes += titles_within(self.taken, self.lines, self.tokens, self.whole)
        self._note_rest(used)
        self.definitions.note_unused(self.whole, self.found)
        self.footnotes.note_unused(self.whole, self.found)

    def _shared(self) -> dict[str, str | list[str]]:
        """What the front matter says of all the questions below it."""
        shared = dict(self.whole.texts)
        if title := shared.pop("question", ""):
            what = f"{shown(str(title))} names the page and is none of its questions."
            self.found.notes.append(self.whole.problem(what, LEFT_OUT))
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
        asked = {id(one) for one, _ in self.taken}
        above = [
            one
            for one in self.root.walk()
            if one.line < line < one.end and one.level <= 6 and id(one) not in asked
        ]
        names_page = [one.level for one in self.root.walk()].count(1) == 1
        return above[-1].title.text if above and (above[-1].level > 1 or not names_page) else ""

    def _take_rows(self, table: PageTable, shared: dict[str, str | list[str]]) -> None:
        heading = self._heading(table.line)
        for row in table.rows:
            at = replace(self.whole, line=row.line + 1, last=row.end, texts=dict(shared), name="")
            if len(row.cells) > len(table.columns):
                what = f"It has {len(row.cells)} cells, and the table's head names {len(table.columns)}."
                self.found.problems.append(at.problem(what, "Write \\| for a bar within a cell."))
                continue
            if heading:
                at.texts["category"] = heading
            read = [
                self._asked(at, cell) if field_name(column) == "question" else self._alone(cell)
                for column, cell in zip(table.columns, row.cells, strict=False)
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
            at.texts["answer"] = self._alone(answer + section.title.notes)
        if section.whole is None:
            at.answer_line = section.body + 1 - section.lead.count("\n") - bool(section.lead)
        if _MARKS.sub("", section.raw) != _MARKS.sub("", section.title.text):
            what = f"{shown(section.raw)} was read as {shown(section.title.text)}."
            self.found.notes.append(at.problem(what))
        self._note_links(at, section.title)
        if section.told:
            self.found.hold(at, f"{shown(section.raw)} is no question")
        tidy(at, self.found, html_too=False)
        return at

    def _alone(self, answer: str) -> str:
        """An answer with what it refers to elsewhere on the page."""
        return self.definitions.resolve(self.footnotes.below(answer))

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
        return "\n".join(filter(None, (section.lead, indented, "\n".join(self.lines[inside:end]))))

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
        words = shown(self.lines[first])
        what: str = Flaw(f"{words} stands under no question.", "no_question_above", words=words)
        if section is not None:
            what = f"{shown(section.raw)} {self._why(section)}"
        self.found.notes.append(self.whole.problem(what, LEFT_OUT, line=first + 1, last=last + 1))

    def _why(self, section: Section) -> str:
        if not section.children and not self.answer(section):
            return "has no answer."
        leads = self.leading.only(section.body, section.own_end)
        return "only leads elsewhere." if leads else "is no question."
