"""When an app dies: at the n-th of its effects, and from then on it does nothing more.

What happens between two effects leaves no trace, so the effects are all the points there are.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Died(BaseException):
    """The power is gone. Not an Exception: no edge of a loop may catch it."""


class Fate:
    """One life of the app."""

    def __init__(self, effects: int = 0) -> None:
        """`effects`: how many it lives to see; 0 for a life without a set end."""
        self._left = effects
        self.dead = False
        self.where = ""
        """At what it died."""

    def set_end(self, effects: int) -> None:
        """Let it die at the n-th effect from now; 0 lets it live."""
        self._left = effects

    def passes(self, what: str) -> None:
        """An effect is about to happen or has just happened. Raises Died."""
        if not self.dead and self._left:
            self._left -= 1
            if self._left == 0:
                self.dead, self.where = True, what
        if self.dead:
            raise Died


class StillLoop(asyncio.SelectorEventLoop):
    """An event loop without threads: what is given to another thread is done at once, in order."""

    def run_in_executor(  # type: ignore[override]
        self, executor: object, func: Callable[..., T], *args: Any
    ) -> asyncio.Future[T]:
        done: asyncio.Future[T] = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:  # noqa: BLE001 - handed on
            done.set_exception(error)
        return done


def run_still(story: Coroutine[Any, Any, T]) -> T:
    """Run to the end, and leave nothing behind."""
    loop = StillLoop()
    loop.set_exception_handler(lambda *_: None)
    try:
        return loop.run_until_complete(story)
    finally:
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
