"""What a heading says once its marks, numbers, labels and anchors are off, and whether it asks.

A question can also stand in bold, or behind "Q:", where a heading would have been.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from knowledge.text.syntax import inline, plain

_ASKED = re.compile(r"[?？؟][^\w?？؟]{0,10}$")
"""A mark at the end, whatever signs and emoji follow it."""
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}]*\}\s*$")
_STRONG = re.compile(
    r"<(b|strong)\b[^<>]*>(?P<inside>.*?)</\1>(?P<after>.*)", re.DOTALL | re.IGNORECASE
)
_NUMBER = re.compile(r"^(?:\(?\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|#\d{1,3}:?)\s+")
_ASKS = "q|f|p|question|frage|pregunta|pergunta|domanda|vraag|вопрос|問|质问"
_TELLS = "a|r|answer|antwort|respuesta|réponse|resposta|risposta|antwoord|ответ|答"
_MARK = rf"(?:{_ASKS})\s?\d{{0,3}}\s?[:：]|(?:q|question|frage)(?:\s?\d{{0,3}}[.)]|\.\s?\d{{1,3}}|\s?\d{{1,3}}\s?[-–—])|[fp]\d{{1,3}}[.)]"
_LABEL = re.compile(rf"(?:{_MARK})\s+(?=\S)", re.IGNORECASE)
_ONLY_LABEL = re.compile(rf"(?:{_MARK}|{_ASKS})\s*", re.IGNORECASE)
_ANSWER_BEGINS = re.compile(
    rf"^\s*(?:(?P<bold>\*\*|__)(?:{_TELLS})\s?\d{{0,3}}\s?(?:[:：](?P=bold)|(?P=bold)\s?[:：])"
    rf"|(?:{_TELLS})\s?\d{{0,3}}\s?[:：])[^\S\n]*",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?:how|what|whats|why|when|where|who|which|whose|can|could|do|does|did|is|are|am|will|would|"
    r"should|may|must|has|have|wie|was|warum|wieso|weshalb|wo|woher|wohin|wann|wer|welche\w*|kann|"
    r"können|darf|muss|gibt es|cómo|qué|por qué|cuándo|dónde|quién|cuál|cuánto|puedo|comment|"
    r"pourquoi|quand|où|qui|quel\w*|combien|est-ce|puis-je|como|quando|onde|posso|come|perché|"
    r"dove)\b[^.:]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Title:
    """The words of a question and what was around them."""

    text: str
    anchor: str = ""
    labelled: bool = False
    """It stands behind "Q:"."""
    links: tuple[str, ...] = ()
    """Addresses that the words linked to."""

    @property
    def asks(self) -> bool:
        """Whether this is surely a question."""
        return self.labelled or bool(_ASKED.search(self.text))

    @property
    def seems_to_ask(self) -> bool:
        """Whether it is worded as one, its mark forgotten."""
        return bool(_BEGINS.match(self.text))


def title_of(children: Sequence[Token]) -> Title:
    """Read a heading's inline tokens."""
    text, anchor = plain(children), ""
    if attributes := _ATTRIBUTES.search(text):
        named = re.search(r"#([\w-]+)", attributes[0])
        text, anchor = text[: attributes.start()], named[1] if named else ""
    for token in children:
        if token.type == "html_inline" and (
            named := re.search(r"\b(?:name|id)=[\"']?([\w-]+)", token.content)
        ):
            anchor = anchor or named[1]
    words = _NUMBER.sub("", text.strip())
    label = _LABEL.match(words)
    if label:
        words = _NUMBER.sub("", words[label.end() :])
    addresses = (str(each.attrs.get("href", "")) for each in children if each.type == "link_open")
    links = tuple(each for each in addresses if each and not each.startswith("#"))
    return Title(
        text=re.sub(r"(?<=[?？؟]):$", "", words.strip() or text.strip()),
        anchor=anchor,
        labelled=bool(label),
        links=links,
    )


def bold_question(content: str) -> tuple[Title, str] | None:
    """Return the question that a paragraph begins with and the rest of it; None for no question."""
    head, _, rest = content.partition("\n")
    if parts := _bold(content):
        inside, after = parts
        if _ONLY_LABEL.fullmatch(inside):
            head, _, rest = after.lstrip(" :").partition("\n")
            return Title(text=title_of(inline(head)).text, labelled=True), rest
        title = title_of(inline(inside))
        if title.asks:
            return title, after.lstrip(" \t:").removeprefix("\\").lstrip("\n")
    if _LABEL.match(head):
        return title_of(inline(head)), rest
    return None


def _bold(content: str) -> tuple[str, str] | None:
    """Return the bold words that a paragraph begins with and what follows them."""
    if tag := _STRONG.match(content):
        return tag["inside"], tag["after"]
    mark = next((each for each in ("***", "**", "__") if content.startswith(each)), "")
    close = content.find(mark, len(mark)) if mark else -1
    return (content[len(mark) : close], content[close + len(mark) :]) if close > 0 else None


def without_label(answer: str) -> str:
    """Return an answer without the "A:" that it begins with."""
    return _ANSWER_BEGINS.sub("", answer, count=1)
