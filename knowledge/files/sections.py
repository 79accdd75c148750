"""The outline of a page of questions: what is a question, where its answer begins and ends.

Headings, <details>, bold questions and those in lists all are places in one tree; what stands
deeper than a question belongs to its answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from knowledge.files.asked import asked_in
from knowledge.files.leading import Leading
from knowledge.files.titles import Title, title_of
from knowledge.text.syntax import Tokens, inline

_BOLD = 7
_FOLDED = 8
_TELLING = 2
"""So many words name a matter or a trouble: "Opening hours", but not "Team"."""
_OURSELVES = re.compile(
    r"\b(?:us|our|we|uns|unser\w*|wir|nosotros|nuestr\w+|nous|notre|nos|noi|nostr\w+|nós|noss\w+)\b",
    re.IGNORECASE,
)
"""What "About us" and "Our story" are about is nobody's question."""
"""Below all headings."""
_FOLD = re.compile(r"<(/?)(details|summary)\b[^<>]*>", re.IGNORECASE)
_HTML_HEADING = re.compile(r"\s*<h([1-6])\b[^<>]*>(.*?)</h\1>\s*", re.IGNORECASE | re.DOTALL)


@dataclass(kw_only=True)
class Section:
    """A title and what stands below it. Lines count from 0; `end` is the first one after it."""

    line: int
    body: int
    end: int
    level: int
    title: Title
    raw: str = ""
    """The title as written."""
    lead: str = ""
    """What stands behind a bold question, on its own lines."""
    whole: str | None = None
    """The text of a folded answer, which may begin and end within a line."""
    leaf: bool = False
    """It has an end of its own, whatever follows."""
    indented: int = 0
    """Up to this line its text is indented, as it stands in a list."""
    sure: bool = False
    """It is a question whether it asks or not."""
    told: bool = False
    """It stands among questions and is none: a trouble, most likely. Somebody is to look at it first."""
    children: list["Section"] = field(default_factory=list)

    @classmethod
    def page(cls, end: int = 0) -> "Section":
        """The one that all others stand in."""
        return cls(line=0, body=0, end=end, level=0, title=Title(text=""))

    @property
    def own_end(self) -> int:
        """Where its own text ends and the first section in it begins."""
        return self.children[0].line if self.children else self.end

    def walk(self) -> Iterator["Section"]:
        """Yield all sections in it."""
        for child in self.children:
            yield child
            yield from child.walk()


def outline(tokens: Tokens, lines: list[str], *, plain: bool = False) -> Section:
    """Return the page as one section with all others in it; `plain`: lines that ask are titles."""
    root = Section.page(len(lines))
    open_ones = [root]
    inside = 0
    for section in sorted(_places(tokens, lines, plain), key=lambda one: (one.line, one.level)):
        if section.line < inside:
            continue
        if section.leaf:
            inside = section.end
        else:
            while open_ones[-1].level >= section.level:
                open_ones.pop().end = section.line
        open_ones[-1].children.append(section)
        if not section.leaf:
            section.end = len(lines)
            open_ones.append(section)
    return root


def _places(tokens: Tokens, lines: list[str], plain: bool) -> Iterator[Section]:
    yield from _folded(tokens, lines)
    item: Token | None = None
    for place, token in enumerate(tokens):
        first_in_item = item is not None and token.level == 2 and tokens[place - 1] is item
        if token.type == "list_item_open" and token.level == 1:
            item = token
        if token.level == 0 or first_in_item:
            for found in _titles(token, tokens[place + 1 : place + 2], plain):
                if first_in_item and item and item.map and found.title.asks:
                    found.indented, found.sure = item.map[1], True
                if token.level == 0 or found.title.asks:
                    yield found


def _titles(token: Token, after: Tokens, plain: bool) -> Iterator[Section]:
    """A heading, or the questions of a paragraph."""
    if token.map is None:
        return
    start, end = token.map
    if token.type == "heading_open":
        yield Section(
            line=start, body=end, end=end, level=int(token.tag[1]), raw=after[0].content,
            title=title_of(after[0].children or ()),
        )  # fmt: skip
    if token.type == "html_block" and (found := _HTML_HEADING.fullmatch(token.content)):
        words = " ".join(found[2].split())
        yield Section(
            line=start, body=end, end=end, level=int(found[1]), raw=words,
            title=title_of(inline(words)),
        )  # fmt: skip
    if token.type == "paragraph_open":
        for each in asked_in(after[0].content, plain=plain):
            yield Section(
                line=start + each.start, body=start + each.end, end=start + each.end, level=_BOLD,
                raw=each.raw, title=each.title, lead=each.lead, sure=True,
            )  # fmt: skip


def _folded(tokens: Tokens, lines: list[str]) -> Iterator[Section]:
    """Yield <details> with a <summary>; one within another belongs to its answer."""
    text = "\n".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    deep, begins, summary, ends = 0, 0, 0, 0
    for token in tokens:
        if token.type != "html_block" or token.level or not token.map:
            continue
        first = starts[token.map[0]]
        for tag in _FOLD.finditer(text, first, min(starts[token.map[1]], len(text))):
            closing, name = bool(tag[1]), tag[2].casefold()
            if name == "details":
                deep += -1 if closing else 1
                if deep == 1 and not closing:
                    begins, summary, ends = tag.start(), 0, 0
                elif deep == 0 and closing and ends:
                    yield _fold(text, begins, summary, ends, tag)
                deep = max(deep, 0)
            elif deep == 1 and not ends:
                summary, ends = (summary, tag.end()) if closing else (tag.end(), 0)


def _fold(text: str, begins: int, summary: int, ends: int, closing: re.Match[str]) -> Section:
    words = re.sub(r"</summary\s*>$", "", text[summary:ends], flags=re.IGNORECASE)
    # Tags between lines of their own would keep the parser from reading what is in them.
    words = " ".join(words.split())
    heading = _HTML_HEADING.fullmatch(words)
    raw = (heading[2] if heading else words).lstrip("# ")
    return Section(
        line=text.count("\n", 0, begins),
        body=text.count("\n", 0, ends),
        end=text.count("\n", 0, closing.end()) + 1,
        level=_FOLDED,
        title=title_of(inline(raw)),
        raw=raw,
        whole=text[ends : closing.start()],
        leaf=True,
        sure=True,
    )


def questions(
    root: Section, lines: list[str], leading: Leading, *, asking: bool = False
) -> Iterator[tuple[Section, str]]:
    """Yield each question with the heading that it stands under; `asking`: others ask elsewhere."""
    top = [section for section in root.walk() if section.level == 1]
    asking = asking or any(one.title.asks for one in root.walk())
    page = top[0] if len(top) == 1 else None
    return _Choice(lines=lines, leading=leading, asking=asking, page=page).of(root)


@dataclass(frozen=True, kw_only=True)
class _Choice:
    """Which sections are questions: those that ask; where none does, each that has a text and does
    not only lead elsewhere.
    """

    lines: list[str]
    leading: Leading
    asking: bool
    page: Section | None
    """The one heading of the first level, which names the page."""

    def of(self, section: Section, category: str = "") -> Iterator[tuple[Section, str]]:
        """Yield the questions in a section; what is below a question belongs to it."""
        for child in section.children:
            names = child is not self.page and not child.sure
            if self._is_question(child, section):
                yield child, category
                if names or child.sure or not _asks_below(child, within=_FOLDED):
                    continue
                # A page that asks by its own name, and has questions below it.
                child.end = child.own_end
            yield from self.of(child, child.title.text if names else category)

    def _is_question(self, section: Section, above: Section) -> bool:
        own = self._has_text(section)
        if section.sure:
            return own or section.title.asks
        if section is self.page:
            return section.title.asks and (own or not _asks_below(section, within=_FOLDED))
        if not self.asking:
            leads = self.leading.only(section.body, section.own_end)
            return own and not leads and not any(one.sure for one in section.walk())
        asks = section.title.asks or (
            section.title.seems_to_ask
            and any(one.title.asks and one.level == section.level for one in above.children)
        )
        if not asks and own and _between_questions(section, above):
            section.told = True
            return True
        return asks and (own or not _asks_below(section, within=_BOLD - 1))

    def _has_text(self, section: Section) -> bool:
        if section.whole is not None:
            return bool(section.whole.strip())
        if section.lead.strip():
            return True
        return any(line.strip() for line in self.lines[section.body : section.own_end])


def _between_questions(section: Section, above: Section) -> bool:
    """Whether a heading such as "A piece is missing" stands among questions, as one more of them."""
    words = section.title.text
    if section.children or len(words.split()) < _TELLING or _OURSELVES.search(words):
        return False
    beside = [one.line for one in above.children if one.title.asks and one.level == section.level]
    return bool(beside) and beside[0] < section.line < beside[-1]


def _asks_below(section: Section, *, within: int) -> bool:
    """Whether there are questions in a section, on a level up to the given one."""
    return any((one.title.asks or one.sure) and one.level <= within for one in section.walk())
