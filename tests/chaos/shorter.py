"""Makes a failing story shorter: leaves out whatever can go, then makes plainer what is left.

A shorter story counts only if it breaks the same kind of promise.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

TRIES = 300
"""Times a story is played again, at most."""


def kind(problem: str) -> str:
    """What sort of problem it is: “lost: m3 is gone” and “lost: m4 is gone” are of one."""
    return problem.partition(":")[0] if ":" in problem else " ".join(problem.split()[:2])


def shortest(
    story: Sequence[T],
    play: Callable[[list[T]], str],
    plainer: Callable[[T], Iterable[T]] = lambda _: (),
    tries: int = TRIES,
) -> tuple[list[T], str]:
    """Return the shortest story found, and its problem. `play` says what is wrong, or ""."""
    left = tries
    kept, problem = list(story), play(list(story))
    wanted = kind(problem)

    def breaks(shorter: list[T]) -> bool:
        nonlocal left, kept, problem
        if left <= 0:
            return False
        left -= 1
        found = play(shorter)
        if not found or kind(found) != wanted:
            return False
        kept, problem = shorter, found
        return True

    size = max(1, len(kept) // 2)
    while size:
        start = 0
        while start < len(kept) and left:
            if not breaks(kept[:start] + kept[start + size :]):
                start += size
        size //= 2
    for at in range(len(kept)):
        while any(breaks([*kept[:at], variant, *kept[at + 1 :]]) for variant in plainer(kept[at])):
            pass
    return kept, problem
