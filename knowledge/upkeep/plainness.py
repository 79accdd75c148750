"""What would be plainer in an answer: long sentences, jargon, blame, times without ground, shouting.

Suggestions, never a verdict: each says what stands there and what to write, and `plainer` has the
words that can be taken as they are. Code and addresses are left alone. English and German, by
plainness.toml; of other languages only long sentences and shouting are seen.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from knowledge.text.syntax import parse, without_code
from knowledge.upkeep.structure import words_in

TABLES = Path(__file__).with_name("plainness.toml")
LONGEST_SENTENCE = 25
"""Words; people read on a phone."""
_ALONE = re.compile(
    r"https?://\S+|\]\([^)\s]*\)|\S+@\S+\.\w+|\"[^\"\n]*\"|„[^“\n]*“|\*\*[^*\n]+\*\*"
    r"|\bas soon as\b(?! possible)|\b(?:shortly|soon) (?:before|after)\b|\bbald (?:nach|darauf)\b",
    re.IGNORECASE,
)
"""What is left as it stands: addresses, what is quoted or bold, which is mostly a button's name, and a
condition or a time that is named, which only look like one that is not."""
_BEGINNING = 40
"""Characters of a long sentence that name it."""
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*")
_CAPITALS = r"[A-ZÄÖÜ]{2,}"
_LOUD_RUN = re.compile(rf"\b{_CAPITALS}(?:\s+{_CAPITALS}){{2,}}\b")
_MARKS = re.compile(r"[!?]*!{2,}[!?]*|!\?|\?!")


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One place that could be plainer."""

    at: int
    found: str
    """As it stands there."""
    better: str | None = None
    """What can stand there instead, "" for nothing; None where only the writer can say it."""
    kind: str = ""
    """Why, where that needs saying: "when", "blame", "jargon", "simply", "long"."""
    shown: str = ""
    """How it is shown, where that is not as it stands: the beginning of a long sentence."""


@dataclass(frozen=True, kw_only=True)
class _Tongue:
    take: Mapping[str, str]
    say: Mapping[str, str]
    front: bool
    """What can be left out can be left out at a sentence's front too."""
    takes: re.Pattern[str]
    says: re.Pattern[str]
    shouts: re.Pattern[str]
    parts: re.Pattern[str]


def remarks(text: str, language: str) -> tuple[Remark, ...]:
    """What could be plainer, in the order in which it stands; none where it is all plain."""
    seen = _seen(text)
    tongue = _tongues().get(language.partition("-")[0])
    found = [*_loud(seen, tongue), *_long(seen, text, tongue)]
    if tongue:
        found += [*_taken(seen, tongue), *_said(seen, tongue)]
    return tuple(sorted(found, key=lambda each: each.at))


def plainer(text: str, language: str) -> str:
    """The text with all the better words that can be taken as they are."""
    untouched = len(text)
    for each in reversed(remarks(text, language)):
        end = each.at + len(each.found)
        if each.better is not None and end <= untouched:
            text = _joined(text[: each.at], each.better, text[end:])
            untouched = each.at
    return text


def _joined(before: str, better: str, after: str) -> str:
    """With one blank where words were left out, and a capital where a sentence then begins."""
    if better:
        return f"{before}{better}{after}"
    after = after.lstrip(" ,")
    before = before.rstrip(" ,") if after[:1] in set(".;!?") else before
    return before + (after[:1].upper() + after[1:] if _begins(before) else after)


def _begins(before: str) -> bool:
    """Whether a sentence begins behind these words."""
    return not before.strip() or re.search(r"[.!?:\n][\s*_-]*$", before) is not None


def _seen(text: str) -> str:
    """The text with what is to be left alone blanked out, every other sign in its place."""
    text = without_code(text, parse(text))
    return _ALONE.sub(lambda found: re.sub(r"\S", "\0", found[0]), text)


def _taken(seen: str, tongue: _Tongue) -> Iterator[Remark]:
    for found in tongue.takes.finditer(seen):
        better = tongue.take[" ".join(found[0].casefold().split())]
        if not (better or tongue.front) and _begins(seen[: found.start()]):
            yield Remark(at=found.start(), found=found[0], kind="simply")
            continue
        if found[0][:1].isupper() and better:
            better = better[:1].upper() + better[1:]
        yield Remark(at=found.start(), found=found[0], better=better)


def _said(seen: str, tongue: _Tongue) -> Iterator[Remark]:
    for found in tongue.says.finditer(seen):
        yield Remark(
            at=found.start(), found=found[0], kind=tongue.say[" ".join(found[0].casefold().split())]
        )


def _loud(seen: str, tongue: _Tongue | None) -> Iterator[Remark]:
    """Capitals for whole words, and marks in rows."""
    runs = list(_LOUD_RUN.finditer(seen))
    for found in runs:
        yield Remark(at=found.start(), found=found[0], better=_lowered(seen, found))
    for found in tongue.shouts.finditer(seen) if tongue else ():
        if not any(run.start() <= found.start() < run.end() for run in runs):
            yield Remark(at=found.start(), found=found[0], better=_lowered(seen, found))
    for found in _MARKS.finditer(seen):
        yield Remark(at=found.start(), found=found[0], better="?" if "?" in found[0] else ".")


def _lowered(seen: str, found: re.Match[str]) -> str:
    low = found[0].lower()
    return low[:1].upper() + low[1:] if _begins(seen[: found.start()]) else low


def _long(seen: str, text: str, tongue: _Tongue | None) -> Iterator[Remark]:
    """Sentences that are long: parted where a second one begins, if there is one."""
    for found in _SENTENCE.finditer(seen):
        if words_in(found[0]) <= LONGEST_SENTENCE:
            continue
        begins = text[found.start() : found.end()].strip()[:_BEGINNING]
        long = Remark(at=found.start(), found="", kind="long", shown=f"{begins}…")
        part = _middle(found, tongue)
        if part:
            joint = text[part.start() : part.end() + 1]
            parted = f". {text[part.end()].upper()}"
            long = replace(long, at=part.start(), found=joint, better=parted)
        yield long


def _middle(sentence: re.Match[str], tongue: _Tongue | None) -> re.Match[str] | None:
    """Where a sentence is best parted: the place nearest to its middle."""
    pattern = tongue.parts if tongue else re.compile(r";\s+(?=\S)")
    places = list(pattern.finditer(sentence.string, *sentence.span()))
    middle = sum(sentence.span()) / 2
    return min(places, key=lambda each: abs(each.start() - middle), default=None)


@cache
def _tongues() -> Mapping[str, _Tongue]:
    tables = tomllib.loads(TABLES.read_text(encoding="utf-8"))
    return {name: _tongue(table) for name, table in tables.items()}


def _tongue(table: Mapping[str, str]) -> _Tongue:
    pairs = (each.strip().partition("=") for each in table["take"].split("|"))
    take = {word.casefold(): better for word, _, better in pairs}
    for each in table["leave"].split("|"):
        word = " ".join(each.split())
        first, _, rest = word.partition(" ")
        take[word.casefold()] = rest if first == "just" else ""
    say = {
        " ".join(word.split()).casefold(): kind.strip()
        for kind, _, words in (each.partition("=") for each in table["say"].split("|"))
        for word in words.split(";")
    }
    loud = "|".join(sorted(table["loud"].upper().split(), key=len, reverse=True))
    return _Tongue(
        take=take,
        say=say,
        front=table["front"] == "yes",
        takes=_any(take),
        says=_any(say),
        shouts=re.compile(rf"\b(?:{loud})\b"),
        parts=re.compile(rf";\s+(?=\S)|,\s+(?:{_joins(table['parts'])})", re.IGNORECASE),
    )


def _joins(text: str) -> str:
    """What joins two sentences: a word and a subject behind it."""
    pairs = (each.strip().partition("=") for each in text.split(";"))
    return "|".join(
        rf"{join}\s+(?=(?:{'|'.join(subjects.split())})\b)" for join, _, subjects in pairs
    )


def _any(words: Mapping[str, str]) -> re.Pattern[str]:
    longest = sorted(map(re.escape, words), key=len, reverse=True)
    spaced = "|".join(longest).replace(r"\ ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)", re.IGNORECASE)
