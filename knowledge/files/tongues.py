"""In which language entries are that state none: their own words tell, else those around them.

A short entry shows nothing by itself; where all that do in its file agree, it is in theirs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from knowledge.files.found import Piece
from knowledge.text.language import shown_in, written_in

_AGREE = 0.8
"""Share of those that show a language, from which the others are taken to be in it."""


@dataclass(frozen=True, kw_only=True)
class Tongues:
    """The language of each file with several entries, and of each folder of single ones."""

    around: dict[str, str]
    crowded: frozenset[str]
    """Files with several entries."""

    @classmethod
    def of(cls, pieces: Iterable[Piece], desks: str) -> "Tongues":
        """Read all of them; `desks` is the desk's language, where nothing tells."""
        silent = [piece for piece in pieces if not piece.texts.get("language")]
        counts = Counter(piece.file for piece in silent)
        crowded = frozenset(file for file, count in counts.items() if count > 1)
        texts: dict[str, list[str]] = defaultdict(list)
        for piece in silent:
            texts[_around(piece, crowded)].append(_words(piece))
        around = {group: _shared(each, desks) for group, each in texts.items()}
        return cls(around=around, crowded=crowded)

    def of_piece(self, piece: Piece) -> str:
        """The language of an entry that states none."""
        return written_in(_words(piece), self.around.get(_around(piece, self.crowded), "en"))


def _around(piece: Piece, crowded: frozenset[str]) -> str:
    return piece.file if piece.file in crowded else f"{PurePosixPath(piece.file).parent}/"


def _words(piece: Piece) -> str:
    texts = (piece.texts.get(name, "") for name in ("question", "phrasings", "answer"))
    return "\n".join(each if isinstance(each, str) else "\n".join(map(str, each)) for each in texts)


def _shared(texts: list[str], desks: str) -> str:
    """The language in which those are that show none by themselves."""
    shown = list(filter(None, map(shown_in, texts)))
    if not shown:
        return written_in("\n".join(texts), desks)
    ((most, count),) = Counter(shown).most_common(1)
    of_desk = desks.partition("-")[0] == most
    return desks if of_desk or count < _AGREE * len(shown) else most
