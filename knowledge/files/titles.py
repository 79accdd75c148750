"""What a heading says once its marks, numbers, labels and anchors are off, and whether it asks.

A title is a value; where it stands is none of its business.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from knowledge.files.labels import Label, label_of
from knowledge.text.syntax import plain

_ASKED = re.compile(r"[?？؟][^\w?？؟]{0,10}$")
"""A mark at the end, whatever signs and emoji follow it."""
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}]*\}\s*$")
_NOTES = re.compile(r"(?<=\S)(?:\s*\[\^[^\[\]\s]+\])+\s*$")
_NUMBER = re.compile(r"^(?:\(?\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|#\d{1,3}:?)\s+")
_DRAWN = re.compile(r"^(?:(?:\d\ufe0f?\u20e3)+|\U0001f51f)\s*(?=\S)")
"""A number in a box, as people type into chats."""
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
    label: Label | None = None
    """What it stands behind, such as "Q:"."""
    links: tuple[str, ...] = ()
    """Addresses that the words linked to."""
    notes: str = ""
    """The footnotes behind it, as written."""

    @property
    def asks(self) -> bool:
        """Whether this is surely a question."""
        return self.label is not None or asks(self.text)

    @property
    def seems_to_ask(self) -> bool:
        """Whether it is worded as one, its mark forgotten."""
        return bool(_BEGINS.match(self.text))


def title_of(children: Sequence[Token]) -> Title:
    """Read a heading's inline tokens."""
    text, anchor = plain(children), ""
    notes = _NOTES.search(text)
    text = text[: notes.start()] if notes else text
    if attributes := _ATTRIBUTES.search(text):
        named = re.search(r"#([\w-]+)", attributes[0])
        text, anchor = text[: attributes.start()], named[1] if named else ""
    for token in children:
        if token.type == "html_inline" and (
            named := re.search(r"\b(?:name|id)=[\"']?([\w-]+)", token.content)
        ):
            anchor = anchor or named[1]
    words = _NUMBER.sub("", without_drawing(text.strip()))
    label = label_of(words)
    if label and not (label.sure or asks(words)):
        label = None
    if label:
        words = _NUMBER.sub("", words[label.length :])
    addresses = (str(each.attrs.get("href", "")) for each in children if each.type == "link_open")
    links = tuple(each for each in addresses if each and not each.startswith("#"))
    return Title(
        text=re.sub(r"(?<=[?？؟]):$", "", words.strip() or text.strip()),
        anchor=anchor,
        label=label,
        links=links,
        notes=notes[0].strip() if notes else "",
    )


def without_drawing(words: str) -> str:
    """Words without the number that is drawn before them."""
    return _DRAWN.sub("", words)


def is_numbered(words: str) -> bool:
    """Whether a drawn number stands before words."""
    return _DRAWN.match(words) is not None


def asks(words: str) -> bool:
    """Whether words end with a mark that asks."""
    return bool(_ASKED.search(words))
