"""Whether a page, or a part of one, only leads elsewhere: an index, a list of topics, "Read more".

It answers nobody, though a link alone may answer a question.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from knowledge.text.syntax import Tokens

_WIKI = re.compile(r"\[\[[^\[\]\n]+\]\]")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_POINTING = frozenset(
    "see also read more here go to open next previous back up top home continue with visit page full "  # noqa: SIM905
    "list of all and or siehe auch mehr hier weiter zu zur zum zurück lesen alle und nächste ver más "
    "aquí leer véase también voir aussi plus ici lire vedi anche qui leggi veja mais aqui ler".split()
)
"""Words that say no more than the link beside them."""


@dataclass(frozen=True)
class Leading:
    """Of each text of a page, headings aside: the line it begins on, and whether it leads elsewhere."""

    lines: list[int]
    leads: list[bool]

    @classmethod
    def of(cls, tokens: Tokens) -> "Leading":
        """Look at each once."""
        blocks = list(_blocks(tokens))
        return cls([line for line, _ in blocks], [leads for _, leads in blocks])

    def only(self, start: int, end: int) -> bool:
        """Whether there are links in these lines, and nothing else."""
        found = self.leads[bisect_left(self.lines, start) : bisect_left(self.lines, end)]
        return bool(found) and all(found)

    @property
    def whole(self) -> bool:
        """Whether the page is links, with a word of welcome at most."""
        others = self.leads.count(False)
        return others == 0 < len(self.leads) or (others == 1 and len(self.leads) > 2)


def _blocks(tokens: Tokens) -> Iterator[tuple[int, bool]]:
    line, items, heading = 0, 0, False
    for place, token in enumerate(tokens):
        line = token.map[0] if token.map else line
        items += (token.type == "list_item_open") - (token.type == "list_item_close")
        if token.type in {"heading_open", "heading_close"}:
            heading = token.type == "heading_open"
        if heading:
            continue
        if token.type in {"fence", "code_block"} or _is_html_text(token):
            yield line, False
        elif token.type == "inline" and not _names_group(tokens, place):
            yield line, _leads(token, listed=items > 0)


def _is_html_text(token: Token) -> bool:
    words = re.sub(r"<[^<>]*>", "", token.content) if token.type == "html_block" else ""
    return bool(re.search(r"\w", words))


def _names_group(tokens: Tokens, place: int) -> bool:
    """Whether a line of a list stands above a list of its own."""
    return any(each.type == "bullet_list_open" for each in tokens[place + 2 : place + 3])


def _leads(token: Token, *, listed: bool) -> bool:
    """Whether a text is links and nothing else; in a list also one to a page beside and what it is."""
    outside, links, near, deep = "", 0, False, 0
    for child in token.children or ():
        if child.type == "link_open":
            address = str(child.attrs.get("href", ""))
            near = near or (not outside.strip() and not _ELSEWHERE.match(address))
            deep, links = deep + 1, links + 1
        elif child.type == "link_close":
            deep -= 1
        elif not deep:
            near = near or (not outside.strip() and bool(_WIKI.match(child.content.lstrip())))
            links += len(_WIKI.findall(child.content))
            outside += f" {_WIKI.sub(' ', child.content)}"
    words = re.findall(r"\w+", outside.casefold())
    return links > 0 and (set(words) <= _POINTING or (listed and near))
