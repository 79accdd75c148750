"""An entry's words as customers may read them, whatever kind of file they came from.

Markdown stays as it is written; HTML and comments go, and that is said.
"""

import html
import re
from typing import Any

from knowledge.files.dialects import in_plain_markdown
from knowledge.files.found import Found, Piece, shown
from knowledge.files.from_html import to_markdown
from knowledge.files.hidden import without_comments
from knowledge.text.syntax import tangled

TANGLED = ("It opens thousands of brackets or tags in one paragraph.", "Take them out.")
_OURS = frozenset({"id", "question", "answer", "language", "audience", "status", "version"})
"""What every entry states that was exported from here, and hardly one from elsewhere."""
_PAIR = re.compile(r"<([a-zA-Z][\w-]*)\b[^<>]*>([^<]*)</\1\s*>")
_LONE = re.compile(r"<br\s*/?>|<(?:a|img)\s+[\w-]+=[^<>]*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[a-zA-Z]\w{1,30});")


def tidy(piece: Piece, found: Found, *, html_too: bool) -> None:
    """Clean the question and the answer of a piece; `html_too` where an answer may be all HTML.

    What we wrote ourselves is what it was, word for word, but for a text below a header of Markdown,
    where people comment.
    """
    ours = piece.texts.keys() >= _OURS
    question = piece.texts.get("question")
    if not ours and isinstance(question, str) and (clean := plain_title(question)) != question:
        piece.texts["question"] = clean
        found.notes.append(piece.problem(f"{shown(question)} was read as {shown(clean)}."))
    answer = piece.texts.get("answer", "")
    if isinstance(answer, list):
        # schema.org: one answer, or a list of them, each with a text.
        parts: list[Any] = [*answer]
        answer = [str(each.get("text", "")) if isinstance(each, dict) else each for each in parts]
    if tangled("\n\n".join(answer) if isinstance(answer, list) else answer):
        found.problems.append(piece.problem(*TANGLED))
        return
    if isinstance(answer, list):
        answer = "\n\n".join(answer)
    answer = re.sub(r"\r\n?", "\n", answer)  # as a parser counts lines
    if piece.answer_line or not ours:
        answer = without_comments(answer, piece, found, whole=False)
        answer = in_plain_markdown(answer, piece, found)
        answer = to_markdown(answer, piece, found, whole=html_too)
    piece.texts["answer"] = answer


def cleaned(question: str, answer: str) -> tuple[str, str, tuple[str, ...]]:
    """Words that somebody wrote by hand as a file's would be read, and what was left out or changed."""
    piece = Piece(file="", line=0, texts={"question": question.strip(), "answer": answer.strip()})
    found = Found()
    tidy(piece, found, html_too=True)
    said = tuple(dict.fromkeys(each.sentence for each in (*found.problems, *found.notes)))
    return str(piece.texts["question"]), str(piece.texts["answer"]).strip(), said


def plain_title(title: str) -> str:
    """Return a title without pairs of tags and without entities; a lone <b> may be its subject."""
    for _ in range(20):
        clean = _PAIR.sub(r"\2", _LONE.sub(" ", title))
        clean = _ENTITY.sub(lambda found: html.unescape(found[0]), clean).replace("\xa0", " ")
        if clean == title:
            break
        title = clean
    return title
