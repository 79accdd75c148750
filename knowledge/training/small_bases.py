"""Small bases written by hand, and what people write to them that they answer or almost answer.

What is learned may look at those in development only; the ones held out stand with the tests.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.entry import Entry
from knowledge.matching.near_misses import Kind, Message

DEVELOPMENT = Path(__file__).with_name("near_misses")


@dataclass(frozen=True, kw_only=True)
class Base:
    """A knowledge base and messages to it."""

    name: str
    language: str
    split: str
    entries: tuple[Entry, ...]
    messages: tuple[Message, ...]


def read_bases(folder: Path) -> list[Base]:
    """The bases of a folder, by name."""
    return [read_base(path) for path in sorted(folder.glob("*.toml"))]


def read_base(path: Path) -> Base:
    """A base from its file: entries, `answerable` by entry, and `none` by kind."""
    table = tomllib.loads(path.read_text("utf-8"))
    entries = tuple(
        Entry(
            id=key,
            question=entry["asked"][0],
            variants=tuple(entry["asked"][1:]),
            answer=entry["answer"],
            language=table["language"],
        )
        for key, entry in table["entries"].items()
    )
    return Base(
        name=path.stem,
        language=table["language"],
        split=table["split"],
        entries=entries,
        messages=tuple(_messages(table)),
    )


def _messages(table: dict[str, dict[str, list[str]]]) -> Iterator[Message]:
    for entry, texts in table["answerable"].items():
        for text in texts:
            yield Message(text=text, kind=Kind.ANSWERABLE, entry=entry)
    for kind, texts in table["none"].items():
        for text in texts:
            yield Message(text=text, kind=Kind(kind))
