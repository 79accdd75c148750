"""Links that lead somewhere else in the same file: definitions, and tables of contents.

An answer stands alone: what it refers to comes with it, and what only leads about the page goes.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from knowledge.files.found import Found, Piece, shown
from knowledge.text.syntax import Tokens, parse, plain, same_looks, without_code

_USE = re.compile(
    r"(?<![\\\]])\[(?P<text>(?:[^\[\]\\]|\\.|!?\[[^\[\]]*\]\([^()]*\))+|(?<=!\[))\](?:\[(?P<label>[^\[\]]*)\]|(?![\[(:]))"
)
_CONTENTS = re.compile(
    r"(?:toc\s*)?(?:\[toc\]|\[\[_?toc_?\]\]|\$\{toc\}|\{:\s*toc[^}]*\}|\{\{<?%?\s*toc\s*%?>?\}\})",
    re.IGNORECASE,
)


def contents(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Yield the lines, from and up to, of what only leads to other places of the page."""
    for place, token in enumerate(tokens):
        if not token.map or token.type not in _MAY_LEAD:
            continue
        if token.level and (token.type != "paragraph_open" or tokens[place - 1].type == _ITEM):
            continue
        closing = token.type.replace("_open", "_close")
        end = next(n for n in range(place, len(tokens)) if _closes(tokens[n], closing, token))
        block = tokens[place:end]
        if _OTHERS & {each.type for each in block}:
            continue
        lines = [each for each in block if each.type == "inline"]
        leading = [each for each in lines if _leads_about(each)]
        if leading and (
            leading == lines or (token.type == "table_open" and _lists(leading, lines))
        ):
            words = plain(leading[0].children or ()) or leading[0].content
            yield token.map[0], token.map[1], words


_MAY_LEAD = frozenset({"paragraph_open", "bullet_list_open", "ordered_list_open", "table_open"})
_OTHERS = frozenset({"fence", "code_block", "html_block", "blockquote_open", "heading_open"})
_ITEM = "list_item_open"


def _closes(token: Token, kind: str, opening: Token) -> bool:
    return token.type == kind and token.level == opening.level


def _lists(leading: Tokens, cells: Tokens) -> bool:
    """Whether a table is a list of places, with a head and the names of parts between them."""
    words = [cell for cell in cells if re.search(r"[^\W\d]", cell.content)]
    return len(leading) >= 0.8 * (len(words) - 2)


def _leads_about(token: Token) -> bool:
    """Whether a line is only links to places of the page, or asks a program to write such a list."""
    if _CONTENTS.fullmatch(token.content.strip()):
        return True
    deep, links = 0, 0
    children = token.children or ()
    if children and all(_is_anchor(child) for child in children):
        return True
    for child in children:
        if child.type == "link_open":
            deep, links = deep + 1, links + 1
            if not str(child.attrs.get("href", "")).startswith("#"):
                return False
        elif child.type == "link_close":
            deep -= 1
        elif not deep and re.search(r"\w", child.content):
            return False
    return links > 0


def _is_anchor(child: Token) -> bool:
    """Whether it is a place on the page that others lead to, and nothing to see."""
    place = re.fullmatch(r"<a\s+(?:name|id)=[^<>]*>|</a>", child.content)
    return child.type == "html_inline" and place is not None


@dataclass
class Definitions:
    """The link definitions of a file: [label]: address."""

    known: Mapping[str, dict[str, Any]]
    again: Sequence[Mapping[str, Any]] = ()
    """Those whose label stood before: the first one holds."""
    used: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, env: Mapping[str, Any]) -> "Definitions":
        """Those that a parser found."""
        return cls(env.get("references", {}), env.get("duplicate_refs", ()))

    def resolve(self, answer: str) -> str:
        """Return an answer with its links written out, so that it stands alone."""
        known = {label: each for label, each in self.known.items() if label[:1] != "^"}
        if not known or same_looks(answer, answer, known):
            return answer
        before, written = "", answer
        while before != written:  # an image within a link takes two rounds
            before, written = written, self._written_out(written, known)
        if same_looks(answer, written, known):
            return written
        lines = [
            f"[{label}]: {_address(each)}" for label, each in known.items() if label in self.used
        ]
        return "\n".join([answer.rstrip("\n"), "", *lines])

    def _written_out(self, answer: str, known: Mapping[str, Any]) -> str:
        masked = without_code(answer, parse(answer))
        written, end = "", 0
        for use in _USE.finditer(masked):
            label = normalizeReference(use["label"] or use["text"])
            if label in known:
                self.used.add(label)
                words = answer[slice(*use.span("text"))]
                written += f"{answer[end : use.start()]}[{words}]({_address(known[label])})"
                end = use.end()
        return written + answer[end:]

    def note_unused(
        self, at: Piece, found: Found, line_of: Callable[[int], int] = lambda line: line + 1
    ) -> None:
        """Say which definitions stand for nothing that was read; `line_of` gives the line of the file
        for one of the text that holds them, counted from 0."""
        unused: list[tuple[Mapping[str, Any], str]] = [
            (each, "stands for nothing that was read.")
            for label, each in self.known.items()
            if label not in self.used and label[:1] != "^"
        ]
        unused += [(each, "has a label that stands above already.") for each in self.again]
        for each, why in unused:
            start, end = each["map"]
            line, last = line_of(start), line_of(end - 1)
            what = f"The link {shown(each['href'])} {why}"
            found.notes.append(
                at.problem(what, "It was left out.", line=line, last=last if last > line else 0)
            )


def _address(definition: Mapping[str, Any]) -> str:
    address, title = str(definition["href"]), str(definition["title"])
    if re.search(r"[\s()<>]", address) or not address:
        address = f"<{address}>"
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'{address} "{quoted}"' if title else address
