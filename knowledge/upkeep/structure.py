"""What is wrong with the shape of one entry, in sentences for staff.

Flags, never forbids: whoever writes decides. Looks at one entry alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from knowledge.entry import Entry, Status
from knowledge.text.given_away import answered, given_away
from knowledge.text.kind import made_up
from knowledge.text.secrets import PUBLISHED, first_mark, secrets_in
from knowledge.text.steps import choices, stray
from knowledge.upkeep.doubts import not_for_all
from knowledge.upkeep.leftovers import leftovers
from knowledge.upkeep.personal import Customer, listed, said_to_one

LONGEST_ANSWER = 120
"""Words; people read on a phone, and what is longer is mostly two entries."""
LONGEST_QUESTION = 200
"""Characters."""
ENOUGH_VARIANTS = 3
"""Below this number of other phrasings a question put differently is often missed."""

_MEANT = "Take it out, unless that is meant."


class Flaw(str):
    """A sentence of what is wrong with an entry; its name and facts are those of the same sentence in
    other languages, "" where there is none."""

    __slots__ = ("facts", "kind")

    kind: str
    facts: Mapping[str, str | int]

    def __new__(cls, sentence: str, kind: str = "", **facts: str | int) -> "Flaw":
        """Named, if it can be said otherwise."""
        flaw = super().__new__(cls, sentence)
        flaw.kind, flaw.facts = kind, facts
        return flaw


def check_entry(entry: Entry) -> tuple[Flaw, ...]:
    """Return a sentence for each flaw; none for an entry in good shape."""
    return tuple(each if isinstance(each, Flaw) else Flaw(each) for each in _flaws(entry))


def words_in(text: str) -> int:
    """Count words; in scripts without blanks two characters count as one."""
    dense = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\uac00-\ud7af]", text))
    return len(re.findall(r"[^\W\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]+", text)) + dense // 2


def _flaws(entry: Entry) -> Iterator[str]:
    if not entry.question.strip():
        yield Flaw("It has no question.", "no_question")
    if not entry.answer.strip():
        yield Flaw("It has no answer.", "no_answer")
    if (words := words_in(entry.answer)) > LONGEST_ANSWER:
        yield Flaw(
            f"The answer has {words} words; people read up to {LONGEST_ANSWER}. "
            "Shorten it, or make two entries of it.",
            "long_answer",
            number=words,
            most=LONGEST_ANSWER,
        )
    if len(entry.question) > LONGEST_QUESTION:
        yield Flaw(
            f"The question is longer than {LONGEST_QUESTION} characters. Ask one thing, in few words.",
            "long_question",
            most=LONGEST_QUESTION,
        )
    if len(entry.variants) < ENOUGH_VARIANTS:
        known = len(entry.variants)
        yield Flaw(
            f"It has {known or 'no'} other phrasing{'' if known == 1 else 's'}. "
            f"Add how people really ask, {ENOUGH_VARIANTS} or more.",
            "phrasings" if known else "no_phrasings",
            count=known,
            enough=ENOUGH_VARIANTS,
        )
    yield from _doubled(entry)
    if entry.translates == entry.id:
        yield "It says that it is a translation of itself."
    yield from _unready(entry)


def secret_in(entry: Entry) -> str:
    """Say that an entry holds a secret; "" for none.

    Each text by itself: two phrasings below each other are no name with its value. A plain word
    after "password:" goes on with the sentence as often as not, and is only pointed out.
    """
    texts = (*entry.phrasings, *entry.not_for, entry.answer)
    found = (each for text in texts for each in secrets_in(text))
    sure = dict.fromkeys(kind for kind, what in found if kind != "password" or made_up(what))
    kinds = [each for each in sure if each not in PUBLISHED]
    return f"It holds what looks like a secret ({', '.join(kinds)})." if kinds else ""


def told_to_all(entry: Entry) -> str:
    """What looks like a password or a code in the words that customers read; "" for nothing."""
    texts = (entry.answer, *entry.phrasings)
    plain = (what for text in texts for kind, what in secrets_in(text) if kind == "password")
    return next(
        filter(None, (*map(given_away, texts), *plain, answered(entry.question, entry.answer))), ""
    )


def cut_out(entry: Entry) -> str:
    """The first mark of something that was cut out as a secret before it got here; "" for none."""
    return next(filter(None, map(first_mark, (entry.answer, *entry.phrasings))), "")


def unready(entries: Iterable[Entry]) -> list[str]:
    """Return what customers would read and nobody meant them to, each with the entry's id."""
    shown = (entry for entry in entries if entry.status is Status.APPROVED)
    return [f"{entry.id}: {flaw}" for entry in shown for flaw in _unready(entry)]


def _unready(entry: Entry) -> Iterator[str]:
    if secret := secret_in(entry):
        yield f"{secret} Take it out."
    elif value := told_to_all(entry):
        yield f'It tells everybody who asks what looks like a password or a code ("{value}"). {_MEANT}'
    if entry.answer.count("```") % 2:
        yield "The answer opens a code block (```) and never closes it."
    if theirs := said_to_one(entry, Customer()):
        yield f"It was a reply, and holds what looks like one customer's alone ({listed(theirs)}). {_MEANT}"
    yield from (f"{each.what}. {_MEANT}" for each in not_for_all(entry))
    yield from map(str, leftovers(entry))


def _doubled(entry: Entry) -> Iterator[str]:
    seen: set[str] = set()
    for phrasing in entry.phrasings:
        plain = " ".join(phrasing.casefold().split()).rstrip("?!. ")
        if plain in seen:
            yield Flaw(f'"{phrasing}" stands among its phrasings twice.', "twice", words=phrasing)
        seen.add(plain)
    for phrasing in entry.not_for:
        if " ".join(phrasing.casefold().split()).rstrip("?!. ") in seen:
            yield Flaw(
                f'"{phrasing}" is both a phrasing and under "not for". Take one out.',
                "both",
                words=phrasing,
            )


def loose_ends(entries: Iterable[Entry]) -> list[str]:
    """Choices that lead to no approved entry, or can't be pressed, each with the id of the one it stands in."""
    shown = {each.id: each for each in entries if each.status is Status.APPROVED}
    loose = [
        f"{each.id}: {link} is no choice: only a list at the answer's end is, a line each, - [Label](entry:ID)."
        for each in shown.values()
        for link in stray(each.answer)
    ]
    return loose + [
        f'{each.id}: "{label}" leads to {follows}, which customers are not shown. Add or approve that.'
        for each in shown.values()
        for label, follows in choices(each.answer)
        if follows not in shown
    ]
