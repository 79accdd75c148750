"""What Google Docs and Word write into a page that is not its text: comments, and bold by rules of style.

A comment is for other writers. It goes with its mark, and that is said.
"""

import re

from bs4 import BeautifulSoup, Tag

from knowledge.files.found import Found, Piece, shown

_MARK = re.compile(r"#(?:cmnt|_msocom_?|_com_|comment-?)\d+", re.IGNORECASE)
"""Where the mark of a comment leads: to the comment."""
_BACK = re.compile(r"#(?:cmnt_ref|_msoanchor_|comment-?ref-?)\d+", re.IGNORECASE)
"""Where what stands before a comment leads: to its mark."""
_COMMENTS = "[style*=comment-list], .msocomtxt, .MsoCommentText, .MsoCommentReference, .msocomanchor, comment, annotation"
"""Elements of Word that hold comments, or are their marks."""
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold(?:er)?|[1-9]00|normal)", re.IGNORECASE)
_CLASS = re.compile(r"(?:^|(?<=[\s,>])|(?<=[a-z]))\.([\w-]+)\s*(?=,|$)", re.IGNORECASE)
_TITLES = ["h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "th"]
_TEXTS = ["p", "li", "div", "span"]


def without_comments(root: Tag, about: Piece, found: Found) -> None:
    """Take comments and their marks out of a page, each with a note."""
    # One by one: what is taken out may hold the next.
    links = root.find_all("a", href=_BACK)
    taken = [_taken(_block(link)) for link in links if not link.decomposed]
    for link in root.find_all("a", href=_MARK):
        if not link.decomposed:
            above = link.parent
            alone = above is not None and above.name == "sup"
            _taken(above if alone and above is not None else link)
    taken += [_taken(each) for each in root.select(_COMMENTS) if not each.decomposed]
    for words in filter(None, taken):
        found.notes.append(about.problem(f"A comment was left out: {shown(words)}."))


def _block(link: Tag) -> Tag:
    """All of a comment: the box around its paragraphs, where nothing else stands in it."""
    paragraph = link.find_parent(["p", "li", "dd", "td"]) or link
    box = paragraph.find_parent("div")
    first = box.find(True) if box is not None else None
    return box if box is not None and first is paragraph else paragraph


def _taken(tag: Tag) -> str:
    words = tag.get_text(" ", strip=True)
    tag.decompose()
    return re.sub(r"^\[\w{1,4}\]\s*", "", words)


def embolden(soup: BeautifulSoup) -> None:
    """Say in tags what a page's own rules of style make bold, but for titles, which are."""
    weights = _weights(soup)
    for tag in soup.find_all(_TEXTS):
        if _is_bold(tag, weights) and not tag.find_parent(_TITLES) and tag.get_text(strip=True):
            inside = tag.find_all(_TEXTS)
            if any(_weight(each, weights) is False for each in inside) or tag.find(_TITLES):
                continue
            if tag.name == "span":
                tag.name = "b"
            else:
                _wrap(soup, tag)


def _wrap(soup: BeautifulSoup, tag: Tag) -> None:
    bold = soup.new_tag("b")
    for child in list(tag.contents):
        bold.append(child.extract())
    tag.append(bold)


def _weights(soup: BeautifulSoup) -> dict[str, bool]:
    """Class -> whether it makes bold; the last rule holds."""
    found: dict[str, bool] = {}
    for style in soup.find_all("style"):
        for rule in _RULE.finditer(style.get_text()):
            if weight := _WEIGHT.search(rule[2]):
                found |= dict.fromkeys(_CLASS.findall(rule[1].strip()), _heavy(weight[1]))
    return found


def _heavy(weight: str) -> bool:
    return weight.lower().startswith("bold") or (weight[0].isdigit() and int(weight) >= 600)


def _weight(tag: Tag, weights: dict[str, bool]) -> bool | None:
    """What a tag says of its weight; None for nothing."""
    if own := _WEIGHT.search(str(tag.get("style") or "")):
        return _heavy(own[1])
    classes = tag.get("class")
    said = [
        weights[each] for each in (classes if isinstance(classes, list) else []) if each in weights
    ]
    return said[-1] if said else None


def _is_bold(tag: Tag, weights: dict[str, bool]) -> bool:
    return _weight(tag, weights) is True
