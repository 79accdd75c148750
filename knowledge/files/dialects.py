"""What single programs add to Markdown, as words that every reader sees: links of a wiki, callouts.

Each is said where it stood. What stands in code is shown as it is.
"""

import re
from collections.abc import Callable

from knowledge.files.found import Found, Piece, shown
from knowledge.text.syntax import parse, without_code


def _words(found: re.Match[str]) -> str:
    return str(found["words"])


def _bold(found: re.Match[str]) -> str:
    return f"**{found['words'].strip()}**"


_HUGO = r"\{{\{{[<%][ \t]*(?P<name>[\w-]+)\b{more}"
_CLOSED = r"(?=[^\0]{0,20000}?\{\{[<%][ \t]*/[ \t]*(?P=name)\b)"
_KINDS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    # Obsidian: a file shown within another, a link to one, the name of a paragraph
    (r"!\[\[[^\[\]\n]+\]\]", lambda _: ""),
    (
        r"(?<![\\!\[])\[\[(?![\s\-!$\"'])(?P<page>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]",
        lambda link: str(link["words"] or link["page"].lstrip("#").replace("#", ", ")).strip(),
    ),
    (r"[ \t]+\^(?=[\w-]*[a-z])[\w-]{4,}[ \t]*$", lambda _: ""),
    # Obsidian and GitHub: a box with a kind, and perhaps a title
    (
        r"^(?P<quote>(?:[ \t]*>)+[ \t]*)\[!(?P<kind>\w+)\][+-]?[ \t]*(?P<title>[^\n]*)$",
        lambda box: f"{box['quote']}**{box['title'].strip() or box['kind'].capitalize()}**",
    ),
    (r"(?<![=\w])==(?=[^\s=])(?P<words>[^=\n]+)(?<=\S)==(?![=\w])", lambda mark: f"**{mark['words']}**"),
    # GitBook: boxes, tabs and code with a name
    (r"\{%-?[ \t]*(?:tab|code|hint)\b[^%\n]*?\btitle=\"(?P<words>[^\"\n]+)\"[^%\n]*%\}", _bold),
    (
        r"\{%-?[ \t]*(?:(?:end)?(?:hint|tabs?|code|columns?|stepper|step|content-ref)\b[^%\n]*)%\}[ \t]*",
        lambda _: "",
    ),
    (r"\{%-?[ \t]*embed\b[^%\n]*?\burl=\"(?P<words>https?://[^\"\s]+)\"[^%\n]*%\}", _words),
    # Hugo: what is closed again stands around words; what is not stands for some that are missing
    (rf"{_HUGO.format(more='[^<>{{}}]*?')}title=\"(?P<words>[^\"\n]+)\"[^<>{{}}\n]*[>%]\}}\}}{_CLOSED}", _bold),
    (rf"{_HUGO.format(more='[^<>{{}}]*?')}[>%]\}}\}}[ \t]*{_CLOSED}", lambda _: ""),
    (r"\{\{[<%][ \t]*/[ \t]*[\w-]+[ \t]*[>%]\}\}[ \t]*", lambda _: ""),
    # Docusaurus: a box with a kind, and perhaps a title
    (
        r"^(?P<in>[ \t]*):::+[ \t]*(?P<kind>[a-z]+)\b[ \t]*\[?(?P<title>[^\]\n]*)\]?[ \t]*$",
        lambda box: f"{box['in']}**{box['title'].strip() or box['kind'].capitalize()}**\n",
    ),
    (r"^[ \t]*:::+[ \t]*$", lambda _: ""),
    # MDX: what a page takes from others
    (
        r"^(?:import[ \t]+(?:[\w*{][^\n;]*[ \t]from[ \t]+)?|export[ \t]+[*{][^\n;]*[ \t]from[ \t]+)"
        r"(?P<mark>['\"])[^'\"\n]+(?P=mark);?[ \t]*$\n*",
        lambda _: "",
    ),
    # kramdown: how a paragraph looks
    (r"^[ \t]*\{:[^{}\n]*\}[ \t]*$", lambda _: ""),
    # A picture that is written out in letters has no address that anybody could open
    (r"!\[(?P<words>[^\[\]\n]*)\]\(<?data:[^()\s]*>?\)", lambda image: str(image["words"])),
)  # fmt: skip
_COMPILED = tuple((re.compile(kind, re.MULTILINE), words) for kind, words in _KINDS)


def in_plain_markdown(answer: str, at: Piece, found: Found) -> str:
    """Return an answer as Markdown that all platforms show."""
    for kind, words in _COMPILED:
        answer = _replaced(answer, kind, words, at, found)
    return answer


def _replaced(
    answer: str,
    kind: re.Pattern[str],
    words: Callable[[re.Match[str]], str],
    at: Piece,
    found: Found,
) -> str:
    if not kind.search(answer):
        return answer
    made, end = "", 0
    moves = []
    for each in kind.finditer(without_code(answer, parse(answer))):
        instead = words(each)
        made, end = f"{made}{answer[end : each.start()]}", each.end()
        moves.append((made.count("\n"), instead.count("\n") - each[0].count("\n")))
        made += instead
        read = f"was read as {shown(instead)}" if instead else "was left out"
        line = at.line_at(each.start(), answer)
        found.notes.append(at.problem(f"{shown(each[0])} {read}.", line=line))
    at.moved = (*at.moved, tuple(moves))
    return made + answer[end:]
