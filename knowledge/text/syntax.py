"""Markdown as the syntax tree that everything here is split and cleaned on.

Lines and headings are the parser's, never guessed by pattern; offsets count in the text itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_OPTIONS = {"html": True, "inline_definitions": True, "maxNesting": 100}
PARSER = MarkdownIt("commonmark", _OPTIONS).enable(["table", "strikethrough"])
# What a link is defined as is shown by those who use it, and by itself is nothing that one sees.
PARSER.add_render_rule("definition", lambda *_: "")
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_MOST_OPENED = 2000
Tokens = list[Token]


def parse(text: str, env: dict[str, Any] | None = None) -> Tokens:
    """Return the tokens of a text; `env` gets its link definitions."""
    return PARSER.parse(text, {} if env is None else env)


def tangled(text: str) -> int:
    """Return the line, from 1 on, of a paragraph that no parser reads in time; 0 for none.

    Brackets and tags that are opened thousands of times are looked for to the end each time.
    """
    start = 0
    for paragraph in re.split(r"\n[ \t]*\n", text):
        opened = paragraph.count("[") + max(0, paragraph.count("<") - paragraph.count(">"))
        if opened > _MOST_OPENED:
            return text.count("\n", 0, text.find(paragraph, start)) + 1
        start += len(paragraph)
    return 0


def plain(children: Iterable[Token]) -> str:
    """Return the words of inline tokens: no marks, no tags, links and images by their text."""
    return " ".join("".join(_words(children)).split())


def _words(children: Iterable[Token]) -> Iterator[str]:
    for token in children:
        match token.type:
            case "text" | "code_inline":
                yield token.content
            case "softbreak" | "hardbreak":
                yield " "
            case "image":
                yield plain(token.children or ())
            case "html_inline" if not re.match(r"</?[a-zA-Z][\w-]*(\s|/?>)|<!", token.content):
                yield token.content
            case _:
                pass


def inline(text: str) -> Tokens:
    """Return the inline tokens of one line or more."""
    return PARSER.parseInline(text, {})[0].children or []


def without_code(text: str, tokens: Tokens) -> str:
    """Return the text with all code blanked out; every other character stays in its place."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    signs = list(text)
    first = last = 0
    for token in tokens:
        # What stands in a cell of a table has no lines of its own but those of its row.
        first, last = token.map or (first, last)
        start, end = starts[first], min(starts[min(last, len(lines))], len(text))
        if token.type in {"fence", "code_block"}:
            _blank(signs, start, end)
        elif token.type == "inline" and any(
            child.type == "code_inline" for child in token.children or ()
        ):
            for span in _SPAN.finditer(text, start, end):
                _blank(signs, *span.span())
    return "".join(signs)


def _blank(signs: list[str], start: int, end: int) -> None:
    for place in range(start, end):
        if signs[place] != "\n":
            signs[place] = "\0"


def same_looks(one: str, other: str, references: Mapping[str, Any]) -> bool:
    """Whether one text with these link definitions looks like the other without them."""
    with_them = PARSER.render(one, {"references": dict(references)})
    return bool(with_them == PARSER.render(other))


def addresses(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield where links and images lead."""
    for token in tokens:
        if token.type in {"link_open", "image"}:
            yield str(token.attrs.get("href") or token.attrs.get("src") or "")
        yield from addresses(token.children or ())
