"""One setting: a dataclass field whose name in the environment, default and help are known.

Reading it, documenting it and keeping it out of logs all start from the field.
"""

from collections.abc import Callable
from dataclasses import field
from typing import TypeVar

T = TypeVar("T")


def setting(
    env: str, reader: Callable[[str], T], default: str, text: str, *, secret: bool = False
) -> T:
    """Make a field whose name in the environment, default and help are known to the docs."""
    known = {"env": env, "read": reader, "default": default, "help": text, "secret": secret}
    return field(default=reader(default), repr=not secret, metadata=known)
