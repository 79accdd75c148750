"""`python -m knowledge.training.judging`: learn the second opinion on small bases and write judge.json.

From the bases in development: what was written to them by hand, and what is made from their phrasings.
The same data, the same file, byte for byte; numpy alone, a minute.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.matching import judge
from knowledge.matching.doubt import HELD
from knowledge.matching.index import Floats
from knowledge.matching.judge import INPUTS, UNHEARD, Judge
from knowledge.matching.matcher import Matcher
from knowledge.matching.near_misses import Message, near_misses, spoken
from knowledge.matching.weighing import less
from knowledge.text.normalise import surface
from knowledge.text.verbatim import SURE
from knowledge.training.fitting import fit_one_or_none, thresholds
from knowledge.training.small_bases import DEVELOPMENT, Base, read_bases

HAND, MADE = 1.0, 0.3
"""What all messages written by hand weigh together, and all that were made."""
UNREAD = 4.0
"""What a wrong answer counts for the thresholds. The words of concepts.toml and topics.toml were written
after reading what most of these bases declined, so that of answers to bases nobody has read two
to four times as many are wrong as it looks there."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Heard:
    """A message to a base: what is known of each entry in sight, and which is meant."""

    base: str
    inputs: Floats
    right: Floats
    held: Floats
    """1 where it differs in what decides, so that it is never given."""
    worded: bool
    """Some entry has these very words: nothing to judge."""
    source: float
    """HAND or MADE."""


def observe(bases: Iterable[Base]) -> list[Heard]:
    """What the judge learns from."""
    found: list[Heard] = []
    for base in bases:
        by_hand = [(each, HAND) for each in base.messages]
        made = (*near_misses(base.entries), *spoken(base.entries))
        found += _observe(base, [*by_hand, *((each, MADE) for each in made)])
    return found


def _observe(base: Base, messages: list[tuple[Message, float]]) -> Iterator[Heard]:
    """What is known of each message."""
    matcher = Matcher(base.entries, judge=UNHEARD)
    matcher.refit()
    entries = {entry.id: entry for entry in base.entries}
    for message, source in messages:
        questions = matcher.read(message.text).questions
        for question in questions[:1] if message.entry else questions:
            keys, inputs = matcher.evidence(question)
            if keys:
                plain = " ".join(surface(question))
                right = np.array([key == message.entry for key in keys], np.float32)
                held = np.array([less(plain, entries[key]) for key in keys], np.float32)
                best = matcher.candidates(question, limit=1)
                yield Heard(
                    base=base.name,
                    inputs=inputs,
                    right=right,
                    held=held,
                    worded=any(each.probability >= SURE for each in best),
                    source=source,
                )


def learn(heard: Sequence[Heard]) -> Judge:
    """The judge that these teach."""
    count = Counter(each.source for each in heard)
    found, bias = fit_one_or_none(
        inputs=np.concatenate([each.inputs for each in heard]).astype(float),
        right=np.concatenate([each.right for each in heard]).astype(float),
        sizes=[len(each.right) for each in heard],
        weights=np.array([each.source / count[each.source] for each in heard]),
    )
    return Judge(weights=found.astype(np.float32), bias=bias)


def kept(heard: Sequence[Heard]) -> dict[float, float]:
    """The chances from which wishes are kept, each base judged by what the others teach."""
    chances, right = [], []
    for base in sorted({each.base for each in heard}):
        judge = learn([each for each in heard if each.base != base])
        for each in heard:
            if each.base == base and each.source == HAND:
                found = np.array(judge.chances(each.inputs))
                found[each.held > 0] = np.minimum(found[each.held > 0], HELD)
                chances.append(SURE if each.worded else found.max())
                right.append(each.right[int(found.argmax())])
    fits = np.array(right, float)
    return thresholds(np.array(chances), fits, np.where(fits > 0, 1.0, UNREAD))


def main() -> None:
    """Learn, and write the file."""
    heard = observe(read_bases(DEVELOPMENT))
    found = learn(heard)
    table = {
        "version": judge.VERSION,
        "made by": "python -m knowledge.training.judging",
        "weights": {
            name: round(float(weight), 4)
            for name, weight in zip(INPUTS, found.weights, strict=True)
        },
        "bias": round(found.bias, 4),
        "thresholds": kept(heard),
    }
    judge.FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
