"""A kind no: "no thanks", "nein, vielen Dank". It refuses what is offered, and no more.

By its words alone, whatever their order; what stands beside them is for others to read.
"""

from collections.abc import Sequence

_THANKS = frozenset(
    "thanks thank thx danke gracias merci grazie obrigado obrigada bedankt dank".split()  # noqa: SIM905
)
"""Words that make a no a kind one."""
_KINDLY = frozenset(
    "no nope nah nein nee ne non nao you so much very vielen muchas mille beaucoup muito je vous te ti".split()  # noqa: SIM905
)
"""A no, and what stands beside such thanks."""
_NO = frozenset("no nope nah nein nee ne non nao".split())  # noqa: SIM905


def kind_no(words: Sequence[str]) -> bool:
    """Whether the words are nothing but a no and thanks."""
    said = set(words)
    return not _THANKS.isdisjoint(said) and (_THANKS | _KINDLY).issuperset(said)


def leading_no(words: Sequence[str]) -> int:
    """How many words at the start are a no with thanks; 0 where they don't begin with one."""
    if not words or words[0] not in _NO:
        return 0
    return next((size for size in range(len(words), 1, -1) if kind_no(words[:size])), 0)
