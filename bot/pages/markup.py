"""HTML and SVG as trees of the standard library, which escapes every word that is put into them.

A page is small and has no designer beside it: a template language would be a dependency more, and a
second place to look in; and a chart is the same tree, on the page and as a file of its own.
"""

from collections.abc import Iterable
from unicodedata import category
from xml.etree.ElementTree import Element, tostring

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
Inside = Element | str | None | Iterable["Inside"]
Value = str | int | float | bool | None


def el(tag: str, *inside: Inside, **attributes: Value) -> Element:
    """An element: `class_` is class, `aria_label` aria-label; False and None leave one out."""
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None and value is not False:
            made.set(name.rstrip("_").replace("_", "-"), "" if value is True else _cell(value))
    _put(made, inside)
    return made


def _put(made: Element, inside: Inside) -> None:
    if inside is None:
        return
    if isinstance(inside, Element):
        made.append(inside)
    elif isinstance(inside, str):
        _say(made, inside)
    else:
        for each in inside:
            _put(made, each)


def _say(made: Element, text: str) -> None:
    """Behind what is there already; what no page may hold is left out."""
    said = _clean(text)
    if len(made):
        made[-1].tail = (made[-1].tail or "") + said
    else:
        made.text = (made.text or "") + said


def _clean(text: str) -> str:
    return "".join(each for each in text if each.isprintable() or each in "\n\t" or _parts(each))


def _parts(sign: str) -> bool:
    """Whether it is a space, also one that holds its words on one line."""
    return category(sign) == "Zs"


def _cell(value: Value) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else _clean(str(value))


def in_address(text: str) -> str:
    """A text as an address has it behind "of="."""
    return "".join(
        chr(each) if chr(each) in _PLAIN else f"%{each:02X}" for each in text.encode("utf-8")
    )


def html(page: Element) -> str:
    """A whole page as text."""
    return f"<!doctype html>\n{tostring(page, encoding='unicode', method='html')}\n"


def table(head: Iterable[str], rows: Iterable[Iterable[Inside]], caption: str = "") -> Element:
    """A table that scrolls by itself where the page is narrow; the first cell of a row names it."""
    return el(
        "div",
        el(
            "table",
            el("caption", caption) if caption else None,
            el("thead", el("tr", [el("th", each, scope="col") for each in head])),
            el("tbody", [_row(list(row)) for row in rows]),
        ),
        class_="scroll",
        tabindex=0,
        role="region",
        aria_label=caption or "Table",
    )


def _row(cells: list[Inside]) -> Element:
    named = el("th", cells[0], scope="row") if cells else None
    return el("tr", named, [el("td", each) for each in cells[1:]])
