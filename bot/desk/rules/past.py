"""What past questions show of a guide: what several ask in vain, and which wordings it lacks most.

Pure: what would have become of each question is worked out by whoever has a guide to ask.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.desk.nouns.question import OutcomeKind
from knowledge.entry import Entry
from knowledge.matching.clusters import alike
from knowledge.text.secrets import redact

GAPS = 20
"""Kinds of questions without an answer that are listed."""
LONGEST = 200
"""Characters of a wording that is proposed: more is a story, and told by one person."""
PHRASINGS = 5
"""Further wordings of entries that are proposed."""


@dataclass(frozen=True)
class Tried:
    """A past question and what would have become of it."""

    text: str
    outcome: str
    """One of `OutcomeKind`, or "small_talk"."""
    entry: str
    """Id of the entry that came nearest; "" if none did."""


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A wording that an entry lacks, if what it asks is what the entry answers."""

    entry: Entry
    text: str
    """As it is shown and added: on one line, without what is secret in it."""
    asked: str
    """The past question that it is."""
    times: int
    """Questions that ask it."""


@dataclass(frozen=True)
class Missing:
    """What several asked, and nothing answers."""

    text: str
    """The shortest wording."""
    times: int


def missing(done: Sequence[Tried]) -> tuple[list[Missing], int]:
    """The commonest such questions, and among how many wordings they were looked for. Numbers alone ask
    nothing."""
    unknown = [each.text for each in done if each.outcome == OutcomeKind.DONT_KNOW]
    worded = [text for text in unknown if any(map(str.isalpha, text))]
    groups = [group for group in alike(worded) if len(group) > 1][:GAPS]
    return [Missing(_shortest(worded, group), len(group)) for group in groups], len(set(worded))


def proposed(done: Sequence[Tried], entries: Sequence[Entry]) -> list[Proposed]:
    """The wordings that most of the questions with titles to choose from would be met by."""
    known = {entry.id: entry for entry in entries}
    offered: dict[str, list[str]] = {}
    for each in done:
        if each.outcome == OutcomeKind.CHOICES and each.entry in known:
            offered.setdefault(each.entry, []).append(each.text)
    found = [
        Proposed(entry=known[entry], text=on_a_line(asked), asked=asked, times=len(group))
        for entry, texts in offered.items()
        for group in alike(texts)
        for asked in [_shortest(texts, group)]
        if len(on_a_line(asked)) <= LONGEST
    ]
    return sorted(found, key=lambda each: (-each.times, each.entry.id, each.text))[:PHRASINGS]


def on_a_line(text: str) -> str:
    """A question on one line, without what is secret in it."""
    return " ".join(redact(text)[0].split())


def grown(entries: Sequence[Entry], wanted: Sequence[Proposed]) -> list[Entry]:
    """The entries with those wordings, as whoever adds them word for word has them."""
    more: dict[str, list[str]] = {}
    for each in wanted:
        more.setdefault(each.entry.id, []).append(each.text)
    return [replace(each, variants=(*each.variants, *more.get(each.id, ()))) for each in entries]


def _shortest(texts: Sequence[str], group: Sequence[int]) -> str:
    return min((texts[at] for at in group), key=lambda text: (len(text), text))
