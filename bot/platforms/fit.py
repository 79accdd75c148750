"""Putting a message into a platform's form: what is too long for a field, and what goes wrong in it.

Where that fails nothing has been handed over yet: a definite failure, and not one of those that may
have gone out.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from bot.errors import SendError, SendUnfit

P = ParamSpec("P")
T = TypeVar("T")


def cut(text: str, most: int) -> str:
    """At most so many characters; that there were more is to be seen."""
    return text if len(text) <= most else text[: most - 1] + "…"


def must_fit(render: Callable[P, T]) -> Callable[P, T]:
    """Have it raise SendUnfit, whatever goes wrong in it."""

    @wraps(render)
    def rendered(*values: P.args, **named: P.kwargs) -> T:
        try:
            return render(*values, **named)
        except SendError:
            raise
        except Exception as error:
            raise SendUnfit from error

    return rendered
