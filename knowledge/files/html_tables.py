"""Tables and lists of definitions that are written in HTML, as tables of questions.

Only where it is plain which is which: spanned cells, and words beside the cells, make it a text.
"""

import re
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup, Tag

from knowledge.files.page_tables import PageTable, Row, questions_in
from knowledge.files.titles import title_of
from knowledge.text.syntax import Tokens, inline

_TAG = re.compile(r"<(/?)(table|dl)\b[^<>]*>", re.IGNORECASE)
TERMS = ("question", "variants", "answer")
"""What several terms with one text are."""


def html_tables(tokens: Tokens, lines: Sequence[str]) -> Iterator[PageTable]:
    """Yield what holds questions, or terms, in the HTML of a page."""
    for start, end in _places(tokens, lines):
        text = "\n".join(lines[start:end])
        root = BeautifulSoup(text, "html.parser").find(["table", "dl"])
        if isinstance(root, Tag) and (
            found := _table(root, start, end) if root.name == "table" else _terms(root, start, end)
        ):
            yield found


def _places(tokens: Tokens, lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the lines of each that is not within another, and has its lines to itself."""
    known = 0
    for token in tokens:
        if token.type != "html_block" or token.level or not token.map or token.map[0] < known:
            continue
        text = "\n".join(lines[token.map[0] :])
        first = next(_TAG.finditer(text, 0, len(token.content)), None)
        last = _closing(text, first) if first else None
        if not (first and last):
            continue
        before, after = text[: first.start()], text[last.end() :].partition("\n")[0]
        known = token.map[0] + text.count("\n", 0, last.end()) + 1
        if not (before.strip() or after.strip()):
            yield token.map[0], known


def _closing(text: str, opening: re.Match[str]) -> re.Match[str] | None:
    if opening[1]:
        return None
    deep = 0
    for tag in _TAG.finditer(text, opening.start()):
        deep += -1 if tag[1] else 1
        if not deep:
            return tag if tag[2].casefold() == opening[2].casefold() else None
    return None


def _table(root: Tag, start: int, end: int) -> PageTable | None:
    found = [row for row in root.find_all("tr") if row.find_parent("table") is root]
    cells = [row.find_all(["td", "th"], recursive=False) for row in found]
    inside = [cell for row in cells for cell in row]
    if not inside or _beside(root, inside) or any(map(_spans, inside)):
        return None
    head = [cell.get_text(" ", strip=True) for cell in cells[0]]
    rows = _rows([(row[0], [each.decode_contents() for each in row]) for row in cells], start, end)
    table = questions_in(head, rows)
    return PageTable(line=start, end=end, columns=table[0], rows=table[1]) if table else None


def _spans(cell: Tag) -> bool:
    return any(str(cell.get(name) or "1") != "1" for name in ("rowspan", "colspan"))


def _terms(root: Tag, start: int, end: int) -> PageTable | None:
    """Terms that stand one below the other have one text; several texts of a term are one."""
    parts = [each for each in root.find_all(["dt", "dd"]) if each.find_parent("dl") is root]
    if not parts or parts[0].name == "dd" or _beside(root, parts):
        return None
    groups: list[tuple[Tag, list[str], list[str]]] = []
    for part in parts:
        words = part.decode_contents()
        if part.name == "dd":
            groups[-1][2].append(words)
        elif groups and not groups[-1][2]:
            groups[-1][1].append(words)
        else:
            groups.append((part, [words], []))
    rows = _rows([(first, _cells(terms, texts)) for first, terms, texts in groups], start, end)
    return terms_table(rows, start, end)


def _cells(terms: list[str], texts: list[str]) -> list[str]:
    others = "\n".join(title_of(inline(" ".join(each.split()))).text for each in terms[1:])
    return [terms[0], others, "\n\n".join(texts)]


def terms_table(rows: Sequence[Row], start: int, end: int) -> PageTable:
    """Terms and their texts, which surely are questions as soon as one of them asks."""
    sure = any(title_of(inline(" ".join(row.cells[0].split()))).asks for row in rows)
    return PageTable(line=start, end=end, columns=TERMS, rows=rows, sure=sure)


def _rows(found: Sequence[tuple[Tag, list[str]]], start: int, end: int) -> list[Row]:
    begins = [start + (tag.sourceline or 1) - 1 for tag, _ in found]
    ends = [max(line + 1, after) for line, after in zip(begins, [*begins[1:], end], strict=True)]
    return [
        Row(line=line, end=after, cells=cells)
        for line, after, (_, cells) in zip(begins, ends, found, strict=True)
    ]


def _beside(root: Tag, parts: Sequence[Tag]) -> bool:
    """Whether there are words in it, or pictures, that stand in none of its parts."""
    known = {id(part) for part in parts}
    inside = (each for each in root.descendants if isinstance(each, Tag) or str(each).strip())
    return any(
        not known & {id(each), *map(id, each.parents)}
        for each in inside
        if not isinstance(each, Tag) or each.name == "img"
    )
