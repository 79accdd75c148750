"""Lines within an answer that may be a title of their own: in bold, or with the number that comes next.

Where they belong only their writer knows: they stay where they stand, and are named.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from knowledge.files.found import Piece, Problem, shown
from knowledge.files.sections import Section
from knowledge.files.titles import title_of
from knowledge.text.syntax import Tokens

_NUMBERED = re.compile(
    r"[ ]{0,3}(?:#{1,6}\s+|\*\*)?\(?(?P<number>\d{1,3})[.)]\s+(?P<words>\S.{0,120})"
)
_ENDS = re.compile(r"[.,:;!…]\W*$")
"""What ends a sentence, or leads to what follows, and no title."""
_LONGEST = 100


def titles_within(
    taken: Iterable[tuple[Section, str]], lines: Sequence[str], tokens: Tokens, whole: Piece
) -> Iterator[Problem]:
    """Name what may be questions of their own in the answers of a page."""
    bold = list(_bold_titles(tokens))
    for section in (one for one, _ in taken if one.whole is None):
        start, end = section.body, section.end
        known = dict(bold[bisect_left(bold, (start, "")) : bisect_left(bold, (end, ""))])
        numbered = _next_numbers(lines[section.line], lines[start:end])
        known |= {start + place: words for place, words in numbered}
        if known:
            words = ", ".join(shown(known[line]) for line in sorted(known))
            what = f"{words}: read as part of the answer to {shown(section.title.text)}."
            mend = "Make a heading of what is a question of its own."
            yield whole.problem(what, mend, line=min(known) + 1)


def _bold_titles(tokens: Tokens) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of paragraphs that begin with a line in bold and nothing else, and of
    lists that are one item with a number above 1."""
    for place, token in enumerate(tokens):
        if token.level or not token.map:
            continue
        if token.type == "paragraph_open" and (words := _in_bold(tokens[place + 1 : place + 2])):
            yield token.map[0], words
        if token.type == "ordered_list_open" and token.attrs.get("start", 1) != 1:
            items = [each for each in _inside(tokens, place) if each.type == "list_item_open"]
            inline = next((each for each in _inside(tokens, place) if each.type == "inline"), None)
            if len(items) == 1 and inline and not _ENDS.search(inline.content.split("\n")[0]):
                yield token.map[0], inline.content.split("\n")[0][:_LONGEST]


def _inside(tokens: Tokens, place: int) -> Iterator[Token]:
    for token in tokens[place + 1 :]:
        if token.level <= tokens[place].level:
            return
        yield token


def _in_bold(inlines: Tokens) -> str:
    children = [each for each in (inlines[0].children or ()) if each.content or each.type != "text"]
    if not children or children[0].type != "strong_open":
        return ""
    close = next((n for n, each in enumerate(children) if each.type == "strong_close"), 0)
    after = children[close + 1 :]
    if after and after[0].type not in {"softbreak", "hardbreak"}:
        return ""
    words = title_of(children[: close + 1]).text
    return "" if len(words) > _LONGEST or _ENDS.search(words) else words


def _next_numbers(title: str, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield which lines below a title with a number have the numbers that follow it, and their words."""
    found = _NUMBERED.match(title)
    number = int(found["number"]) + 1 if found else -1
    for place, line in enumerate(lines):
        item = _NUMBERED.match(line)
        if item and int(item["number"]) == number:
            yield place, item["words"].strip()
            number += 1
