"""Pieces of work on their way to the thread that does them, and what became of each.

Whoever puts one in is told once, whatever happens.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from bot.desk.ports.journal import Changes

T = TypeVar("T")
Work = Callable[[Any], Any]


@dataclass(frozen=True)
class Outcome:
    """What became of a piece of work."""

    result: Any = None
    error: BaseException | None = None


Settle = Callable[[Outcome], None]


@dataclass(frozen=True)
class Piece:
    """Work to do, and whom to tell."""

    work: Work
    settle: Settle


def resolve(future: "asyncio.Future[T] | Future[T]", outcome: Outcome) -> None:
    """Tell whoever waits, if somebody still does."""
    if future.done():  # cancelled, by whoever waited
        return
    if outcome.error is not None:
        future.set_exception(outcome.error)
    else:
        future.set_result(cast("T", outcome.result))


def joined(changes: list[Changes]) -> Changes:
    """What several pieces of work gave the loops to do, as one."""
    return Changes(
        conversations=tuple(dict.fromkeys(key for each in changes for key in each.conversations)),
        rooms=tuple(dict.fromkeys(key for each in changes for key in each.rooms)),
        alarms=any(each.alarms for each in changes),
    )
