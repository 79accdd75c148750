"""Questions asked word for word as an entry has them: nothing to reckon there.

Case, blanks and signs don't count. A phrasing that several entries have is nobody's alone.
"""

from rapidfuzz import utils

from knowledge.entry import Entry

SURE = 0.99
"""Probability of an entry that has the very words, shared where several have them."""


class Verbatim:
    """Which entries have a text among their phrasings."""

    def __init__(self) -> None:
        self._owners: dict[str, set[str]] = {}
        self._texts: dict[str, set[str]] = {}

    def put(self, entry: Entry) -> None:
        """Take an entry's phrasings in, in place of those it had."""
        self.remove(entry.id)
        texts = {plain for phrasing in entry.phrasings if (plain := fold(phrasing))}
        self._texts[entry.id] = texts - {fold(words) for words in entry.not_for}
        for text in self._texts[entry.id]:
            self._owners.setdefault(text, set()).add(entry.id)

    def remove(self, entry_id: str) -> None:
        """Forget an entry."""
        for text in self._texts.pop(entry_id, ()):
            self._owners[text].discard(entry_id)

    def owners(self, text: str) -> frozenset[str]:
        """Ids of the entries that have these very words."""
        return frozenset(self._owners.get(fold(text), ()))


def fold(text: str) -> str:
    """What counts of a text here; empty for one without letters or digits."""
    return " ".join(utils.default_process(text[:500]).split())
