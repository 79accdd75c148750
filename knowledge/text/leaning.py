"""Whether a question says by itself what it asks, or leans on what stands before it.

"Where are you?" asks by itself, "how much is it?" of what was just named.
"""

import re
from collections.abc import Callable, Sequence

from knowledge.text.beside import states
from knowledge.text.normalise import surface
from knowledge.text.verbatim import SURE
from knowledge.text.weight import weighty

Look = Callable[[str], tuple[str, float]]
"""The entry that answers a text best, and how likely it does."""

LEAST = 0.25
"""Probability that each half needs of its own entry."""
FEWEST = 3
"""Words on either side of a break: of "between this and that" nothing is asked alone."""
KNOWN = 0.9
"""Probability from which a question that points back is one of its own."""
_POINTS = frozenset(
    "it that this they them those these one so then there he she its their das es dies esto eso ca cela".split()  # noqa: SIM905
)
MEASURES = frozenset(
    """cost costs price priced fee long take takes last lasts kostet kosten preis lange dauert dauern cuesta
    cuestan precio tarda dura coute coutent prix dure custa preco demora costa prezzo""".split()  # noqa: SIM905
)
"""Words of weight in what is asked of anything: "how much does it cost?"."""
_OF_US = frozenset(
    """you ihr euch vous usted ustedes vosotros vosotras voi voce voces""".split()  # noqa: SIM905
)
"""Who is asked: "where are you" is asked of nothing that was named before."""
_ENOUGH = 3
"""Words of weight that say what a clause is about, though it points at something too."""


def stands_alone(words: list[str]) -> bool:
    """Whether a question says by itself what it is about: the thing that it names, or whom it asks."""
    weight = len(weighty(" ".join(words)))
    return weight >= _ENOUGH or ((weight > 0 or of_us(words)) and not points(words))


def of_us(words: list[str]) -> bool:
    """Whether folded words ask something of whoever is asked: "where are you"."""
    return len(words) >= FEWEST and not _OF_US.isdisjoint(words)


def points(words: list[str]) -> bool:
    """Whether folded words point at something that was named before them."""
    pointing = words[2:6] if words[1:2] == ["there"] else words[:6]  # "are there gift cards"
    return not _POINTS.isdisjoint(pointing)


_OF_IT = frozenset(
    "it its they them their he she this that these those er dort dafur davon darin dazu eso esto ahi ca cela isso questo".split()  # noqa: SIM905
)
_OF_NOTHING = re.compile(
    r"(?<!\w)(?:is|was|would|does|will) it (?:be )?(?:possible|ok|okay|fine|allowed|true|take|cost|matter)(?!\w)"
)
"""What points at nothing: "is it possible to park"."""


def of_it(question: str) -> bool:
    """Whether a question is about something by "it", "they" or "that", and says little else."""
    words = surface(_OF_NOTHING.sub(" ", " ".join(surface(question))))
    return not stands_alone(words) and not _OF_IT.isdisjoint(words)


def points_back(question: str, before: str, look: Look | None) -> bool:
    """Whether a question is about what stands before it, and an entry does not answer it by itself."""
    if stands_alone(surface(question)):
        return False
    known = look is not None and look(question)[1] >= KNOWN
    return not (look and known and meant_alone(question, before, look))


def meant_alone(question: str, before: str, look: Look) -> bool:
    """Whether a question that names nothing asks what it asks by itself, of whatever stands before it.

    "Where is the shop? Can I park there?" asks where to park. "Do you clip nails? How much is it?" asks
    for no other price than that of nails: with these in mind another entry is nearer, or none.
    """
    found, sure = look(question)
    words = surface(question)
    if sure >= KNOWN and not points(words) and MEASURES.isdisjoint(words):  # "dónde estáis"
        return True
    in_mind, chance = look(" ".join((*weighty(before), question)))
    return found == in_mind and chance >= LEAST


def context(said: Sequence[str], asking: Sequence[int], look: Look | None) -> bool:
    """Whether all sentences beside those that ask only state something of who asks, and the others say by
    themselves what they are about."""
    beside = [sentence for at, sentence in enumerate(said) if at not in asking]
    return (
        look is not None
        and all(states(sentence) and look(sentence)[1] < SURE for sentence in beside)
        and all(stands_alone(surface(said[at])) for at in asking)
    )
