"""`python -m tests.benchmarks.near_misses`: what small bases make of questions next to an entry.

With `--errors`: each message that went wrong, the sure ones first; with `--made`: messages made from
the bases' own phrasings instead of those written by hand. Only the bases in development, unless
`--held-out` or `--blind` is given: nothing is to be chosen on the others, and of the blind ones, which
were written before anybody saw what is made of them, no message is read here either.
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.desk.nouns.question import Answer, Choices, DontKnow, Outcome
from bot.desk.rules import answering
from knowledge.matching.judge import Judge
from knowledge.matching.matcher import Matcher
from knowledge.matching.near_misses import NEAR_MISSES, Kind, Message, near_misses, spoken
from knowledge.training.small_bases import DEVELOPMENT, Base, read_bases

HELD_OUT = Path(__file__).parents[1] / "knowledge" / "near_misses"
BLIND = HELD_OUT / "blind"


@dataclass(frozen=True, kw_only=True)
class Played:
    """A message, and what the desk made of it with the settings as they come."""

    base: Base
    message: Message
    outcome: Outcome
    sure: float

    @property
    def answered(self) -> bool:
        """An answer was given."""
        return isinstance(self.outcome, Answer)

    @property
    def titles(self) -> tuple[str, ...]:
        """What was answered or offered."""
        match self.outcome:
            case Answer(entry=entry):
                return (entry,)
            case Choices(entries=entries):
                return entries
            case DontKnow():
                return ()

    @property
    def met(self) -> bool:
        """The right entry was answered or offered; or nothing, where nothing answers."""
        if self.message.kind is Kind.ANSWERABLE:
            return self.message.entry in self.titles
        return not self.titles


def play(base: Base, judge: Judge | None = None) -> list[Played]:
    """Every message to a base that suited itself, as the desk reads and decides it."""
    entries = {entry.id: entry for entry in base.entries}
    matcher = Matcher(base.entries, judge=judge)
    matcher.refit()
    found = []
    for message in base.messages:
        questions = matcher.read(message.text).questions
        guesses = [
            answering.guesses(matcher.candidates(question), entries) for question in questions
        ]
        decided = [(answering.decide(each, matcher.bands), each) for each in guesses]
        decided.sort(key=lambda pair: not isinstance(pair[0], Answer))
        outcome, best = decided[0] if decided else (answering.decide((), matcher.bands), ())
        sure = best[0].probability if best else 0.0
        found.append(Played(base=base, message=message, outcome=outcome, sure=sure))
    return found


def made(base: Base) -> Base:
    """The base with messages made from its own phrasings."""
    return replace(base, messages=(*near_misses(base.entries), *spoken(base.entries)))


def figures(played: Iterable[Played]) -> dict[str, str]:
    """One row: what of the answers was wrong, who was met, what came of near misses."""
    played = list(played)
    answered = [each for each in played if each.answered]
    wrong = [each for each in answered if each.message.entry not in each.titles]
    able = [each for each in played if each.message.kind is Kind.ANSWERABLE]
    near = [each for each in played if each.message.kind in NEAR_MISSES]
    far = [each for each in played if each.message.kind is Kind.UNRELATED]
    amiss = sum(e != each.message.entry for each in played for e in each.titles)
    return {
        "messages": str(len(played)),
        "answers": str(len(answered)),
        "wrong": _share(len(wrong), len(answered)),
        "answered rightly": _share(sum(e.answered and e.met for e in able), len(able)),
        "or offered": _share(sum(e.met for e in able), len(able)),
        "near misses answered": _share(sum(e.answered for e in near), len(near)),
        "offered choices": _share(sum(bool(e.titles) - e.answered for e in near), len(near)),
        "unrelated given titles": _share(sum(not e.met for e in far), len(far)),
        "titles that don't fit": str(amiss),
    }


def _share(some: int, of: int) -> str:
    return f"{some}/{of} {100 * some / of:.0f} %" if of else "–"


def rows(played: list[Played]) -> list[tuple[str, dict[str, str]]]:
    """By split, then by language, then by base."""
    levels: tuple[dict[str, list[Played]], ...] = ({}, {}, {})
    for each in sorted(played, key=lambda e: e.base.split):
        split, language = each.base.split, each.base.language
        for level, name in zip(
            levels, (split, f"{split}, {language}", each.base.name), strict=True
        ):
            level.setdefault(name, []).append(each)
    return [(name, figures(group)) for level in levels for name, group in level.items()]


def kinds(played: Iterable[Played]) -> str:
    """Of each kind: how many were answered, offered titles, or neither."""
    count: Counter[tuple[Kind, str]] = Counter()
    for each in played:
        count[each.message.kind, type(each.outcome).__name__] += 1
    outcomes = ("Answer", "Choices", "DontKnow")
    lines = ["| kind | answered | choices | don't know |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {kind.value} | " + " | ".join(str(count[kind, o]) for o in outcomes) + " |"
        for kind in Kind
    ]
    return "\n".join(lines)


def main() -> None:
    """Play the bases and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--made", action="store_true")
    asked = parser.parse_args()
    folders = [DEVELOPMENT, *[HELD_OUT] * asked.held_out, *[BLIND] * asked.blind]
    bases = [base for folder in folders for base in read_bases(folder)]
    played = [one for base in bases for one in play(made(base) if asked.made else base)]
    table = rows(played)
    names = list(table[0][1])
    lines = ["| | " + " | ".join(names) + " |", "| --- " * (len(names) + 1) + "|"]
    lines += [f"| {name} | " + " | ".join(row.values()) + " |" for name, row in table]
    print("\n".join(lines), kinds(played), sep="\n\n")  # noqa: T201
    for each in sorted(played, key=lambda e: -e.sure) if asked.errors else ():
        if not each.met and each.base.split != "blind":
            meant = each.message.entry or each.message.kind
            how = type(each.outcome).__name__
            print(f"{each.sure:.2f} {how} {each.base.name}: {each.message.text!r}")  # noqa: T201
            print(f"       {meant} ← {', '.join(each.titles) or '–'}")  # noqa: T201


if __name__ == "__main__":
    main()
