"""What puts a message into a platform's form: where that fails, nothing has been handed over yet.

So it is a definite failure, and not one of those that may have gone out.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from bot.errors import SendError, SendUnfit

P = ParamSpec("P")
T = TypeVar("T")


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
