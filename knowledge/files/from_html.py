"""HTML as Markdown: no tag reaches a customer, and no word that a tag encloses is lost.

What only looks like a tag, <your name>, is words; what was left out with its words is noted.
"""

import html
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from bs4 import Tag
from markdown_it.token import Token
from markdownify import ATX, MarkdownConverter

from knowledge.files.found import Found, Piece, Problem, shown
from knowledge.files.links import Definitions
from knowledge.text.syntax import PARSER, parse


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCKS = _set(
    "address article aside blockquote body center dd details div dl dt figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 head header hr html main nav ol p pre section style table ul"
)
_TAGS = _BLOCKS | _set(
    "a abbr acronym area audio b base bdi bdo big br button canvas caption cite code col colgroup "
    "data datalist del dfn dialog em embed fieldset font hgroup i iframe img input ins kbd label "
    "legend li link map mark menu meta meter noscript object optgroup option output param picture "
    "progress q rp rt ruby s samp script search select small source span strike strong sub summary "
    "sup svg tbody td template textarea tfoot th thead time title tr track tt u var video wbr path"
)
_UNSEEN = ("script", "style", "template", "head", "svg", "noscript")
_TAG = re.compile(
    r"</?([a-zA-Z][\w.:-]*)(?:\s[^<>]*|/)?>|<!--|<!(?i:doctype|element|entity|attlist|notation)\b|<\?"
)
TURNED = "Its HTML was turned into Markdown."
_ROUNDS = 3
"""A fence that began within a tag is one only when the tag has gone."""
_NESTED = 150
"""Levels. Deeper HTML is nobody's answer, and would end Python's stack."""


_HIDES = re.compile(
    r"\b(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE
)
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "source", "wbr"}
)
"""Elements with nothing in them, and no end."""


class TooDeep(Exception):
    """Tags within tags without an end."""


def has_tags(tokens: Iterable[Token], text: str) -> bool:
    """Whether the text holds HTML, and not only words that look like a tag."""
    names: set[str] = set()
    for token in tokens:
        if token.type in {"html_block", "html_inline"}:
            names |= {tag[1] or "!" for tag in _TAG.finditer(token.content)}
        elif token.children and has_tags(token.children, text):
            return True
    return any(_is_tag(name, text) for name in names)


def _is_tag(name: str, text: str) -> bool:
    plain = name.lower()
    if plain in _TAGS or name == "!":
        return True
    return bool(re.search(rf"</{re.escape(name)}\s*>|<{re.escape(name)}\b[^<>]*/>", text))


def is_html(text: str) -> bool:
    """Whether a text is HTML as a whole, as help desks keep it."""
    begin = _TAG.match(text.lstrip())
    return bool(begin and begin[1] and begin[1].lower() in _BLOCKS)


def to_markdown(text: str, at: Piece, found: Found, *, whole: bool) -> str:
    """Return an answer without HTML; untouched when it holds none.

    `whole` says that it may be HTML from the first to the last sign, in which * and _ mean nothing.
    """
    made = text
    for _ in range(_ROUNDS):
        if whole and is_html(made):
            source, whole = made, False
        elif _TAG.search(made) and has_tags(parse(made), made):
            source = PARSER.render(_linked(made, at, found))
        else:
            break
        cleaner = _Cleaner(source)
        try:
            cleaner.run()
            made = _converted("".join(cleaner.pieces))
        except (TooDeep, RecursionError):
            found.problems.append(at.problem("Its HTML is nested too deeply.", "Make it simpler."))
            return text
        found.notes += _left_out(cleaner.left_out, text, at)
    if made is not text:
        tag = _TAG.search(text)
        line = at.line_of(tag[0] if tag else "", text)
        found.notes.append(at.problem(TURNED, line=line))
    return made


def html_to_markdown(source: str, at: Piece, found: Found) -> str:
    """Return what HTML says, from the first to the last sign of it."""
    cleaner = _Cleaner(source)
    try:
        cleaner.run()
        for each in filter(str.strip, cleaner.hidden):
            found.notes.append(at.problem(f"{shown(each)} is hidden there, and was left out."))
        return _converted("".join(cleaner.pieces))
    except (TooDeep, RecursionError):
        found.problems.append(at.problem("Its HTML is nested too deeply.", "Make it simpler."))
        return ""


def _linked(text: str, at: Piece, found: Found) -> str:
    """A text with its links written out: what is rendered has no definitions any more."""
    env: dict[str, Any] = {}
    parse(text, env)
    links = Definitions.of(env)
    linked = links.resolve(text)
    links.note_unused(at, found, at.line_in_file)
    return linked


def _left_out(words: Iterable[str], text: str, at: Piece) -> Iterator[Problem]:
    """Say of each where it stood, the second of two that are the same below the first."""
    place = 0
    for each in words:
        start = text.find(each, place)
        place = max(place, start + len(each) if start >= 0 else 0)
        lines = (at.line_at(end, text) for end in (start, place)) if start >= 0 else (at.line, 0)
        line, last = lines
        yield at.problem(f"{shown(each)} was left out.", line=line, last=last)


def _converted(source: str) -> str:
    """Known tags as Markdown. In a box, as an address alone would be taken for that of a file."""
    made = _Converter(heading_style=ATX, bullets="-").convert(f"<div>{source}</div>")
    return str(made).replace("\xa0", " ").strip("\n")


def _is_hidden(attrs: Iterable[tuple[str, str | None]]) -> bool:
    """Whether an element says itself that it is not to be seen."""
    return any(
        name == "hidden" or (name == "style" and bool(_HIDES.search(value or "")))
        for name, value in attrs
    )


class _Cleaner(HTMLParser):
    """Writes HTML again with tags that are known, and with words that only look like one."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.pieces: list[str] = []
        self.left_out: list[str] = []
        self._deep = 0
        self.hidden: list[str] = []
        """Words that a page shows to nobody."""
        self._unseen, self._within = "", 0
        """The element that is left out with all that is in it, and how many of its name are open."""
        self._apart = False
        """A part of a page has ended, and nothing was said since."""

    def run(self) -> None:
        """Read all of it."""
        try:
            self.feed(self.source)
            self.close()
        except AssertionError:  # html.parser's own word for a declaration that it can't read
            self.pieces.append(html.escape(self.rawdata))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        name = re.match(r"<([\w.:-]+)", raw)
        if self._unseen:
            self._within += tag == self._unseen
        elif tag in _UNSEEN or _is_hidden(attrs):
            self.left_out.append(raw)
            if tag not in _EMPTY:
                self._unseen, self._within = tag, 1
                self.hidden += [""] * (tag not in _UNSEEN)
        elif tag in _TAGS:
            self._deep += tag in _BLOCKS or tag == "li"
            if self._deep > _NESTED:
                raise TooDeep
            self.pieces.append(raw)
        elif name and _is_tag(name[1], self.source):
            self.left_out.append(raw)
            # Two tabs or cards beside each other are two lines.
            self.pieces += ["<br>"] * self._apart
            self._apart = False
        else:
            self.pieces.append(html.escape(raw))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._unseen:
            raw = self.get_starttag_text() or ""
            (self.pieces if tag in _TAGS and not _is_hidden(attrs) else self.left_out).append(raw)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            self._within -= tag == self._unseen
            self._unseen = self._unseen if self._within else ""
        elif tag in _TAGS:
            self._deep -= tag in _BLOCKS or tag == "li"
            self.pieces.append(f"</{tag}>")
        else:
            self._apart = True

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._apart = self._apart and not data.strip()
            self.pieces.append(data)
        elif data.strip():
            self.left_out.append(data)
            if self._unseen not in _UNSEEN:
                self.hidden[-1] += data

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.left_out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.left_out.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.left_out.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.left_out.append(f"<?{data}>")


class _Converter(MarkdownConverter):
    """markdownify, with what help desks embed kept as links, and `<` that is text kept as text."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Keep words that look like a tag from becoming one."""
        marked = super().escape(text, parent_tags)  # type: ignore[misc]
        return re.sub(r"<(?=[a-zA-Z/!?])", r"\\<", re.sub(r"(?<=\w)\\_(?=\w)", "_", marked))

    def convert_img(self, tag: Tag, text: str, parent_tags: set[str]) -> str:
        """An image that is written out in letters has no address that anybody could open."""
        if str(tag.get("src") or "").startswith("data:"):
            return str(tag.get("alt") or "")
        return str(super().convert_img(tag, text, parent_tags))  # type: ignore[misc]

    def convert_pre(self, tag: Tag, text: str, parent_tags: set[str]) -> str:
        """Code between fences that are longer than those in it."""
        runs = [len(run) for run in re.findall("`{3,}", text)]
        fence = "`" * max([3, *(length + 1 for length in runs)])
        code = text.strip("\n")
        return f"\n\n{fence}{_language(tag)}\n{code}\n{fence}\n\n" if code else ""

    def convert_summary(self, tag: Tag, text: str, parent_tags: set[str]) -> str:
        """What one presses to see the rest stands above it."""
        return f"\n\n**{text.strip()}**\n\n" if text.strip() else ""

    def convert_details(self, tag: Tag, text: str, parent_tags: set[str]) -> str:
        """All of it is seen."""
        return f"\n\n{text.strip()}\n\n"

    def _embedded(self, tag: Tag, text: str, parent_tags: set[str]) -> str:
        source = tag.get("src") or tag.get("data")
        if not source:
            found = tag.find("source")
            source = found.get("src") if isinstance(found, Tag) else ""
        title = str(tag.get("title") or source)
        return f"[{title}]({source}){text}" if source else text

    convert_iframe = convert_video = convert_audio = convert_embed = convert_object = _embedded


def _language(pre: Tag) -> str:
    """The language of a code block, from its class or that of the code in it."""
    for tag in (pre, pre.find("code")):
        classes: Any = tag.get("class") if isinstance(tag, Tag) else None
        for each in classes or ():
            if each.startswith("language-"):
                return str(each.removeprefix("language-"))
    return ""
