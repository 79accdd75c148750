"""What is said of several answers, each by its place: "the first one helped, the second didn't".

Only where each clause names one place and says whether that was it, and nothing else is said.
"""

import re
from collections.abc import Mapping

from knowledge.text.normalise import surface
from knowledge.text.ordinals import PLACES, place_of
from knowledge.text.small_talk import SmallTalk, not_solved, small_talk

LONGEST = 24
"""Words of such a message."""
_JOINT = re.compile(
    r"[,;.!\n]+|(?<!\w)(?:but|and|while|aber|und|pero|y|mais|et|ma|e|mas|en|maar)(?!\w)",
    re.IGNORECASE,
)
_BESIDE = frozenset(
    """the one ones answer das der die den antwort el la los las lo respuesta le les reponse il o a
    risposta resposta de het antwoord""".split()  # noqa: SIM905 - a column of words reads better
)
_NOT = frozenset(
    {
        ("did", "not"), ("does", "not"), ("was", "not"), ("not",), ("not", "so", "much"), ("nicht",),
        ("leider", "nicht"), ("eher", "nicht"), ("noch", "nicht"), ("pas",), ("niet",),
    }
)  # fmt: skip
"""What denies what was said of another: "the second didn't"."""
_IT = ("", "it", "that", "das", "eso", "ca", "questo", "isso")
"""What a place stands for, in what is said of one answer: "that helped"."""
_WAS_IT = frozenset({SmallTalk.SOLVED, SmallTalk.YES})


def verdicts(text: str) -> Mapping[int, bool]:
    """Of each place whether that was it; empty where anything else is said, or of one twice."""
    clauses = [words for each in _JOINT.split(text) if (words := surface(each))]
    found: dict[int, bool] = {}
    if "?" in text or sum(map(len, clauses)) > LONGEST:
        return found
    for words in clauses:
        places = [place_of(each) for each in words if each in PLACES]
        if len(places) != 1 or places[0] in found:
            return {}
        was_it = _was_it([each for each in words if each not in PLACES and each not in _BESIDE])
        if was_it is None:
            return {}
        found[places[0]] = was_it
    return found


def _was_it(said: list[str]) -> bool | None:
    """Whether words about an answer say that it was it; None where they say something else."""
    if tuple(said) in _NOT:
        return False
    for it in _IT:
        words = [*it.split(), *said]
        kind = small_talk(words)
        if kind in _WAS_IT:
            return True
        if kind is SmallTalk.NO or not_solved(words):
            return False
    return None
