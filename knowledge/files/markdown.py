"""Entries as Markdown: one a file with front matter, or many on a page of questions.

Each line of a file is in an entry, or in a note that says it was left out.
"""

import re
from collections.abc import Iterator

from knowledge.entry import Entry
from knowledge.files.answers import TANGLED, tidy
from knowledge.files.fields import Given, fill, many_lines, to_texts
from knowledge.files.found import NOT_OURS, Found, Piece, Problem, shown
from knowledge.files.header import Header, read_header, write_header
from knowledge.files.hidden import without_comments, without_lettered
from knowledge.files.names import field_name, plain_key
from knowledge.files.pages import Page
from knowledge.files.properties import without_properties, without_title
from knowledge.files.titles import title_of
from knowledge.text.chats import is_conversation
from knowledge.text.syntax import inline, tangled


def write_markdown(entry: Entry) -> str:
    """Return the text of one entry's file."""
    texts: dict[str, object] = dict(to_texts(entry))
    answer = texts.pop("answer", "")
    # As data of their own kind, so that other programs sort and compare them.
    texts |= {"version": entry.version}
    texts |= {name: day for name in ("checked_on", "review_on") if (day := getattr(entry, name))}
    header = {name.replace("_", " "): each for name, each in texts.items()}
    page = f"{write_header(header)}\n{answer}\n"
    again = read_markdown(page, "")
    if [many_lines(str(piece.texts.get("answer", ""))) for piece in again.pieces] == [answer]:
        return page
    # What would be taken for a comment or HTML below a header is a word like any other in it.
    return write_header({**header, "answer": answer})


def read_markdown(text: str, file: str) -> Found:
    """Return what a file holds."""
    found = Found()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    _empty_comment_above(lines, file, found)
    header = read_header(lines, file)
    if isinstance(header, Problem):
        found.problems.append(header)
        return found
    start = next((place for place, line in enumerate(lines) if line.strip()), 0)
    whole = Piece(file=file, line=start + 1, name=_stem(file))
    # Lines above are emptied, not cut: those below keep their numbers.
    body = "\n".join(["" for _ in lines[: header.below]] + lines[header.below :])
    if line := tangled(body):
        found.problems.append(whole.problem(*TANGLED, line=line))
        return found
    body = without_lettered(without_comments(body, whole, found), whole, found)
    given: tuple[Given, ...] = header.given
    if not header.below:
        body, given = without_properties(body, file)
    fill(whole, _usable(given, body, whole, found), found)
    if found.problems:
        return found
    if "question" not in whole.texts and is_conversation(body):
        found.problems.append(whole.problem(*NOT_OURS))
        return found
    page = Page.read(body, whole, found)
    itself = _asks_itself(header, whole)
    if not itself and (why := page.no_answer()):
        found.pass_over(whole, why)
    elif itself or ("question" in whole.texts and not page.is_list()):
        answer = page.without_title(str(whole.texts.get("question", "")))
        if answer.strip():
            whole.texts["answer"], whole.answer_line = answer, 1
        tidy(whole, found, html_too=False)
        found.pieces.append(whole)
    else:
        page.split()
    return found


def _empty_comment_above(lines: list[str], file: str, found: Found) -> None:
    """Blank out a comment, such as a licence, that stands above the front matter."""
    start = next((place for place, line in enumerate(lines) if line.strip()), 0)
    if lines[start].lstrip().startswith("<!--"):
        end = next((n for n in range(start, len(lines)) if "-->" in lines[n]), None)
        if end is not None and not lines[end].partition("-->")[2].strip():
            at = Piece(file=file, line=start + 1)
            what = f"A comment was left out: {shown(' '.join(lines[start : end + 1]))}."
            found.notes.append(at.problem(what, last=end + 1))
            lines[start : end + 1] = [""] * (end + 1 - start)


def _stem(file: str) -> str:
    return re.sub(r"\.\w+$", "", file.replace("\\", "/").rpartition("/")[2])


def _usable(given: tuple[Given, ...], body: str, whole: Piece, found: Found) -> Iterator[Given]:
    """Yield what is given above the text; the answer is what stands below, if anything does."""
    for each in given:
        if field_name(each.key) == "answer" and without_title(body).strip():
            why = "as the answer stands below the header."
            found.notes.append(whole.problem(f"{shown(each.key)} isn't used,", why, line=each.line))
        else:
            yield each


def _asks_itself(header: Header, whole: Piece) -> bool:
    """Whether the front matter holds the question, and not the title of a page of questions."""
    if "phrasings" in whole.texts or "question" in {plain_key(each.key) for each in header.given}:
        return True
    return title_of(inline(str(whole.texts.get("question", "")))).asks
