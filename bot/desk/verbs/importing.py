"""What an import would change, told apart from what somebody changed here since the last one.

A file knows nothing of what was mended or retired in chat: that stays unless somebody says otherwise.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from bot.desk.ports.entries import Entries
from knowledge.entry import Entry, Status
from knowledge.files import normal

SAMPLE, OUTDONE = "sample", "a sample, own entries came"
"""Reasons of a sample entry's versions: put in at a first start, and taken out again."""
_NOT_BY_HAND = frozenset({"imported", SAMPLE, OUTDONE})
"""Reasons of versions that nobody wrote here."""
Say = Callable[..., str]
"""How a sentence of the locales is said to whoever imports: by its name, with its facts."""


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

    def lines(self, say: Say, on_purpose: str) -> list[str]:
        """Sentences that name what changes and what stays; `on_purpose` says how it would change."""
        changed, drafts = _ids(self.changed), _ids(self.fresh, Status.DRAFT)
        lines = [say("import_changed", ids=changed)] if changed else []
        lines += [say("import_drafts", ids=drafts)] if drafts else []
        shown = [each for each in self.fresh if each.status is Status.APPROVED]
        if unchecked := sum(each.checked_on is None for each in shown):
            lines.append(say("import_unchecked", number=unchecked))
        kept = (f"{entry_id}: {how}" for entry_id, how in self.kept.items())
        return [*lines, *headed(say("import_kept", way=on_purpose), kept, "  - ")]


def _ids(entries: Iterable[Entry], status: Status | None = None) -> str:
    return ", ".join(each.id for each in entries if status in {None, each.status})


def arrived(records: Entries, entries: Iterable[Entry], *, overwrite: bool) -> Arrived:
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


def outdone(records: Entries, found: Arrived) -> list[Entry]:
    """The samples as they are to be once own entries have come: retired, unless the import has them
    or somebody here has changed them.
    """
    brought = {each.id for each in (*found.fresh, *found.same)} | set(found.kept)
    if not found.new:
        return []
    return [
        replace(each, status=Status.RETIRED)
        for each in records.entries()
        if each.id not in brought and _is_sample(records, each)
    ]


def _is_sample(records: Entries, entry: Entry) -> bool:
    *_, why = records.entry_versions(entry.id)[-1]
    return why == SAMPLE


def told_outdone(say: Say, samples: list[Entry]) -> list[str]:
    """A line that says that they have gone, and how one comes back."""
    return [say("import_samples", count=len(samples))] if samples else []


def headed(head: str, lines: Iterable[object], bullet: str = "- ") -> list[str]:
    """A list below what it is of; nothing, where it is empty."""
    listed = [f"{bullet}{line}" for line in lines]
    return [head, *listed] if listed else []


def _by_hand(records: Entries, entry: Entry, known: Entry) -> str:
    """Who changed an entry here, and how; "" where the file knows of it, or nobody did."""
    _, by, at, why = records.entry_versions(entry.id)[-1]
    if why in _NOT_BY_HAND or entry.version == known.version > 1:
        return ""
    return f"{why} by {by.name if by else 'somebody'} on {at:%Y-%m-%d}"
