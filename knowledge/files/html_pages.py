"""Pages in HTML, as Google Docs, Confluence and Notion export them: read as the Markdown they say.

Lines of what is made of them are none of the file, so what is said of them names the words alone.
"""

import html
import re
from dataclasses import replace

from bs4 import BeautifulSoup, Tag

from knowledge.files.found import NOT_OURS, Found, Piece, Problem, shown
from knowledge.files.from_html import html_to_markdown
from knowledge.files.json_lines import read_json
from knowledge.files.markdown import read_markdown
from knowledge.files.word_processors import embolden, without_comments
from knowledge.text.chats import is_conversation

_NO_QUESTION = (
    "There is no question with an answer in it.",
    "Make each question a heading, with its answer below.",
)
_MAIN = ("#main-content", "article", "main", "[role=main]", ".page-body")
"""Where the text of a page stands, the surest first; Confluence's before all."""
_CHAT = ".from_name, [class*=chatlog__message], .message_sender"
"""What Telegram, Discord's exporters and Slack's write above each message."""
_FURNITURE = ["script", "style", "template", "noscript", "svg", "head", "nav"]
_PLACE = re.compile("^[-*\\s]*\ue000(\\d+)\ue000", re.MULTILINE)
"""Where something folded stood."""
_BY_GOOGLE = re.compile(r"https://www\.google\.com/url\?q=([^&]+)")
_ENCODED = re.compile(rb"%([0-9a-fA-F]{2})")
_NOTED = re.compile(r"#_?(?P<back>ftnt_ref|ftnref|fnref)?(?:ftnt|ftn|fn)?[:_-]?(?P<number>\d+)")


def read_html(text: str, file: str) -> Found:
    """Return what a page holds."""
    soup = BeautifulSoup(text, "html.parser")
    data = [each.get_text() for each in soup.find_all("script", type="application/ld+json")]
    embolden(soup)
    for each in soup.find_all(_FURNITURE):
        each.decompose()
    root = next(filter(None, map(soup.select_one, _MAIN)), None) or soup.body or soup
    about = Piece(file=file, line=0)
    found = Found()
    without_comments(root, about, found)
    if around := _around(soup, root):
        what = f"What stands around the text was left out: {shown(around)}."
        found.notes.append(about.problem(what))
    for link in root.find_all("a"):
        _straighten(link)
    outermost = [each for each in root.find_all("details") if not _within(each)]
    folded = [_fold(each, number, about, found) for number, each in enumerate(outermost)]
    made = html_to_markdown(root.decode_contents(), about, found)
    made = _PLACE.sub(lambda place: f"\n{folded[int(place[1])]}\n", made)
    if found.problems:
        return found
    if soup.select_one(_CHAT) or is_conversation(made):
        found.problems.append(about.problem(*NOT_OURS))
        return found
    read = read_markdown(made, file)
    if not read.pieces:
        # Pages that are drawn by a script have their questions as data for search engines.
        told = next((each for each in data if "FAQPage" in each), "")
        if told:
            read = read_json(told, file)
            what = (
                f"The text {shown(made)} was left out, as the questions stand in the page's data."
            )
            found.notes += [about.problem(what)] if made.strip() else []
    if not (read.pieces or read.passed_over):
        read.problems[:] = [about.problem(*_NO_QUESTION)]
    return Found(
        pieces=[replace(each, line=0, last=0, answer_line=0) for each in read.pieces],
        problems=[*found.problems, *map(_without_lines, read.problems)],
        notes=[*found.notes, *map(_without_lines, read.notes)],
        passed_over=read.passed_over,
    )


def _within(tag: Tag) -> bool:
    return tag.find_parent("details") is not None


def _fold(tag: Tag, number: int, about: Piece, found: Found) -> str:
    """What is folded, as Markdown has it; a place is left where it stood."""
    summary = tag.find("summary")
    title = summary.get_text(" ", strip=True) if isinstance(summary, Tag) else ""
    if isinstance(summary, Tag):
        summary.extract()
    words = html_to_markdown(tag.decode_contents(), about, found).strip()
    place = BeautifulSoup(f"<p>\ue000{number}\ue000</p>", "html.parser").p
    item = tag.parent
    if (
        item is not None
        and item.name == "li"
        and item.get_text(strip=True) == tag.get_text(strip=True)
    ):
        tag = item
    if place is not None:
        tag.replace_with(place)
    return f"<details>\n<summary>{html.escape(title)}</summary>\n\n{words}\n\n</details>"


def _without_lines(problem: Problem) -> Problem:
    return replace(problem, line=0, last=0)


def _around(soup: BeautifulSoup, root: Tag) -> str:
    """The words of a page that do not stand in its text."""
    inside = {id(each) for each in root.descendants}
    words = (
        str(each) for each in (soup.body or soup).find_all(string=True) if id(each) not in inside
    )
    return " ".join(" ".join(words).split()) if soup.body is not root else ""


def _straighten(link: Tag) -> None:
    """A link by way of Google leads where it leads, and one to a footnote is one."""
    address = str(link.get("href") or "")
    if note := _NOTED.fullmatch(address):
        number = f"[^{note['number']}]"
        link.replace_with(f"{number}: " if note["back"] else number)
    elif way := _BY_GOOGLE.match(address):
        plain = _ENCODED.sub(lambda sign: bytes([int(sign[1], 16)]), way[1].encode())
        link["href"] = plain.decode("utf-8", "replace")
