"""Phrasings taken apart: what is done, to what, and the rest, by the tables of near_misses.toml.

Nothing is guessed: a phrasing of another shape, or in a language without a table, has no parts.
"""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

TABLES = Path(__file__).with_name("near_misses.toml")


def listed(text: str) -> list[str]:
    """What stands between the bars."""
    return [each.strip() for each in text.split("|")]


@dataclass(frozen=True, kw_only=True)
class Verb:
    """A verb as it stands in a question, and what else is made of it."""

    finite: str
    infinitive: str
    past: str
    sense: int
    """Verbs of one sense mean nearly the same."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """A phrasing taken apart: "how do i | cancel | my | order | on sundays"."""

    frame: str
    verb: Verb | None
    determiner: str
    thing: str
    tail: str

    @property
    def rest(self) -> str:
        """All that follows the verb."""
        return " ".join(f"{self.determiner} {self.thing} {self.tail}".split())

    def asked(self, verb: str = "", thing: str = "") -> str:
        """The question with another verb, or about another thing."""
        frame = self.frame.format(verb=verb or (self.verb.finite if self.verb else ""))
        after = thing or f"{self.thing} {self.tail}"
        return " ".join(f"{frame} {self.determiner} {after}".split())


class Tongue:
    """What a language's table says, and phrasings read by it."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table

    def several(self, name: str) -> list[str]:
        """The row of that name: templates, openers, closers."""
        return listed(self._table[name])

    def things(self, determiner: str) -> list[str]:
        """What may stand behind an article in place of what is there."""
        found = self._table["objects"].get(determiner)
        return [each.strip() for each in found.split(",")] if found else []

    @cached_property
    def verbs(self) -> list[Verb]:
        """Those that may stand for others, and then the usual ones, each of a sense of its own."""
        rows = [*self._table["verbs"], *self._table.get("usual", "").split(";")]
        return [
            Verb(finite=finite, infinitive=infinitive, past=past, sense=sense)
            for sense, row in enumerate(rows)
            for finite, infinitive, past in (each.split() for each in row.split(";") if each)
        ]

    @cached_property
    def telling(self) -> list[Verb]:
        """Those that say what is done, and may stand for others."""
        return [verb for verb in self.verbs if verb.sense < len(self._table["verbs"])]

    def parts(self, phrasing: str) -> Parts | None:
        """A phrasing taken apart; None if it is of no shape that is known."""
        text = " ".join(phrasing.casefold().strip("¿?!.… ").split())
        for frame, verb, start in self._starts:
            if text.startswith(start):
                return self._apart(frame, verb, text.removeprefix(start).split())
        return None

    @cached_property
    def _starts(self) -> list[tuple[str, Verb | None, str]]:
        """What a phrasing may begin with, the longest first."""
        found: list[tuple[str, Verb | None, str]] = [
            (frame, verb, f"{frame.format(verb=verb.finite)} ")
            for frame in self.several("frames")
            for verb in self.verbs
        ]
        found += [(naming, None, f"{naming} ") for naming in self.several("naming")]
        return sorted(found, key=lambda each: -len(each[2]))

    def _apart(self, frame: str, verb: Verb | None, rest: list[str]) -> Parts | None:
        with_determiner = bool(rest) and rest[0] in self.several("determiners")
        words = rest[with_determiner:]
        cuts = self.several("before_tail")
        end = next((at for at, word in enumerate(words) if word in cuts), len(words))
        bare = frame == "{verb}" and not with_determiner  # "return policy" tells nobody to return
        if not end or bare:
            return None
        return Parts(
            frame=frame,
            verb=verb,
            determiner=rest[0] if with_determiner else "",
            thing=" ".join(words[:end]),
            tail=" ".join(words[end:]),
        )


@cache
def tongue(language: str) -> Tongue | None:
    """The table of a language ("pt-br": of "pt"), if there is one."""
    table = tables().get(language.partition("-")[0])
    return Tongue(table) if table and "frames" in table else None


@cache
def tables() -> dict[str, Any]:
    """All of them."""
    return tomllib.loads(TABLES.read_text(encoding="utf-8"))
