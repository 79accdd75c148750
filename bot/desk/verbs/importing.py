"""What an import would change, told apart from what somebody changed here since the last one.

A file knows nothing of what was mended or retired in chat: that stays unless somebody says otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.desk.ports.records import Records
from knowledge.entry import Entry, Status
from knowledge.files import normal

_NOT_BY_HAND = frozenset({"imported", "sample"})
"""Reasons of versions that nobody wrote here."""


@dataclass
class Arrived:
    """The entries of an import, each in one of four lists."""

    new: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    same: list[Entry] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    """Ids of those that stay as they are here, each with who changed them and how."""

    @property
    def fresh(self) -> list[Entry]:
        """What it brings."""
        return [*self.new, *self.changed]

    def lines(self, on_purpose: str) -> list[str]:
        """Sentences that name what changes and what stays; `on_purpose` says how it would change."""
        lines = [f"Changed: {', '.join(each.id for each in self.changed)}."] if self.changed else []
        if drafts := [each.id for each in self.fresh if each.status is Status.DRAFT]:
            lines.append(f"Drafts, shown to nobody before approve ID: {', '.join(drafts)}.")
        if self.kept:
            lines.append(
                f"Left alone, as it was changed here since the last import ({on_purpose}):"
            )
            lines += [f"  - {entry_id}: {how}" for entry_id, how in self.kept.items()]
        return lines


def arrived(records: Records, entries: Iterable[Entry], *, overwrite: bool) -> Arrived:
    """Compare entries of a file with those that are here."""
    found = Arrived()
    for entry in entries:
        known = records.entry(entry.id)
        if known is None:
            found.new.append(entry)
        elif normal(replace(known, version=entry.version)) == normal(entry):
            found.same.append(entry)
        elif not overwrite and (how := _by_hand(records, entry, known)):
            found.kept[entry.id] = how
        else:
            found.changed.append(entry)
    return found


def _by_hand(records: Records, entry: Entry, known: Entry) -> str:
    """Who changed an entry here, and how; "" where the file knows of it, or nobody did."""
    _, by, at, why = records.entry_versions(entry.id)[-1]
    if why in _NOT_BY_HAND or entry.version == known.version > 1:
        return ""
    return f"{why} by {by.name if by else 'somebody'} on {at:%Y-%m-%d}"
