"""What `kb import` says and does: a summary first, then drafts; and `kb publish`, which lets them through.

Nothing of an import answers a customer before somebody says so, and the samples stay until then.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

import click

from bot.cli import categories, enclosures
from bot.desk.nouns.person import Person
from bot.desk.ports.records import Records
from bot.desk.verbs import importing, snippets
from bot.desk.verbs.importing import IN_STEP, NO_LONGER, READY, Arrived, headed
from bot.desk.verbs.snippets import Brought
from bot.desk.words.variables import Variables
from bot.desk.words.wording import Wording
from bot.errors import Fact, KnowledgeError, NotFound
from bot.locales import read_locales
from bot.running.terminal import counted
from knowledge.entry import Audience, Entry, Status
from knowledge.files import CannotRead, Exported, Loaded, read_export, told, unready
from knowledge.upkeep.alike import alike
from knowledge.upkeep.review import Pair

IMPORTER = Person(id="desk:import", name="import")
_BULLET = "  - "
_MANY = 100
"""Entries that are looked at before a terminal says how far it is."""
NAMED = 40
"""Entries that a list names; the rest are a number."""


@cache
def _wording() -> Wording:
    """The program's own words are English: who runs it in a shell reads them."""
    return Wording(read_locales())


def say(name: str, /, **facts: Fact) -> str:
    """A sentence of the locales, for who runs a command."""
    return _wording().said(name, **facts)


@dataclass(frozen=True, kw_only=True)
class Coming:
    """What would come of an import, found out and not done."""

    exported: Exported
    found: Arrived
    ready: list[Entry]
    """What could be published as it is."""
    like: dict[str, Entry]
    """Ids of what looks like an entry that is here, each with that one."""
    replies: Brought
    """Its saved replies."""
    known: Variables
    """What stands in answers for names."""
    kept: Mapping[str, bytes]
    """What goes with answers, by its mark."""
    clashing: tuple[Pair, ...]
    """What answers otherwise than another entry does."""

    @property
    def changes(self) -> bool:
        """Whether there is anything to take in."""
        return bool(self.found.fresh or self.found.waiting or self.replies.new)

    def lines(self, path: str, language: str) -> Iterator[str]:
        """The summary: how many of what, and each that a person should look at."""
        found, loaded = self.found, self.exported.loaded
        staff = [each.id for each in loaded.entries if each.audience is Audience.STAFF]
        changed = [each.id for each in (*found.changed, *found.waiting)]
        yield f"Read as {self.exported.program}."
        yield (
            f"{len(found.new)} new, {len(changed)} changed, {len(found.same)} as they were, "
            f"{len(self.like)} like an entry that is here, {len(staff)} for staff only, "
            f"{self._left_out()} left out."
        )
        for head, ids in (
            ("New", [each.id for each in found.new]),
            ("Changed", changed),
            ("Shown in the words that are here until you publish", [e.id for e in found.waiting]),
            ("For staff only", staff),
            ("Held back, for somebody to read first", self._held_back()),
        ):
            if ids:
                yield f"{head}: {_some(ids)}."
        questions = {each.id: each.question for each in found.fresh}
        like = (
            f'{name} ("{questions[name]}") looks like {other.id} ("{other.question}")'
            for name, other in self.like.items()
        )
        yield from headed("Like an entry that is here:", like, _BULLET)
        kept = (f"{name}: {how}" for name, how in found.kept.items())
        way = "--overwrite takes the file's words"
        yield from headed(f"Left alone, as it was changed here since ({way}):", kept, _BULLET)
        yield from loaded.languages(language)
        yield from left_out(loaded)
        looked_at = map(self.known.filled, _looking(loaded.entries))
        yield from headed(say("import_to_mend"), unready(looked_at), _BULLET)
        yield from importing.of_variables(say, [*found.fresh, *found.waiting], self.known)
        yield from headed(say("import_clashing"), self.clashing, _BULLET)
        yield from self._saved_replies()
        yield from categories.lines(self.exported.categories, _BULLET)
        if past := len(self.exported.past):
            questions_in = counted(
                past, "question that customers asked", "questions that customers asked"
            )
            yield f"{questions_in} in it: python run_bot.py rehearse {path} says what would become of them."

    def _held_back(self) -> list[str]:
        ready = {each.id for each in self.ready}
        drafts = (each for each in self.found.fresh if each.status is Status.DRAFT)
        return [each.id for each in drafts if each.id not in ready]

    def _saved_replies(self) -> Iterator[str]:
        if self.exported.replies:
            new, same, left = self.replies.new, self.replies.same, self.replies.left
            yield (
                f"Saved replies for the team: {len(new)} new, {same} as they were, {len(left)} left out."
            )
            if new:
                yield f"New: {_some(list(new))}."
            yield from headed(
                "Left out:", (f"{name}: {why}" for name, why in left.items()), _BULLET
            )

    def _left_out(self) -> int:
        loaded = self.exported.loaded
        return len(loaded.problems) + sum(each.left_out for each in loaded.notes)


def _some(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return ", ".join(ids[:NAMED]) + more


def left_out(loaded: Loaded, *, skipped: bool = True) -> list[str]:
    """Lines that say all that was left out or changed on the way in."""
    lines = [str(each) for each in loaded.problems] if skipped else []
    return headed(say("import_left_out"), [*lines, *told(loaded.notes)], _BULLET)


def export_at(
    source: Path | bytes, language: str, kind: str, known: frozenset[str]
) -> Exported | None:
    """Read another program's export; None for what is none. Raises KnowledgeError."""
    shows = sys.stderr.isatty()
    try:
        return read_export(source, language, kind, known, _watch if shows else None)
    except CannotRead as problem:
        raise KnowledgeError(f"Nothing was taken in. {problem}") from problem
    finally:
        if shows:
            _at_work("")


def _watch(name: str) -> None:
    _at_work(f"Reading {name[:60]}")


def _looking(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries, with how far it is shown on a terminal where they are many."""
    shows = len(entries) > _MANY and sys.stderr.isatty()
    for number, each in enumerate(entries):
        if shows and not number % _MANY:
            _at_work(f"Looking at {number:,} of {len(entries):,}")
        yield each
    if shows:
        _at_work("")


def _at_work(what: str) -> None:
    """What is being done, on a line of the terminal that is wiped for the next."""
    click.echo(f"\r\x1b[K{what}", nl=False, err=True)


def coming(  # noqa: PLR0913 -- what comes, to what, how
    records: Records,
    exported: Exported,
    known: Variables,
    *,
    overwrite: bool,
    in_step: bool,
    folder: Path | None = None,
) -> Coming:
    """Find out what would come of an import; beside the entries of a `folder` lie their files."""
    here = list(records.entries())
    loaded = exported.loaded.entries
    beside = enclosures.read(folder, loaded) if folder else enclosures.Beside(tuple(loaded), {})
    entries = importing.hold_unknown(beside.entries, known)
    found = importing.arrived(records, entries, overwrite=overwrite)
    clashing = importing.clashing(records, found.fresh, known.filled)
    ready = importing.as_drafted(records, found, in_step=in_step)
    return Coming(
        exported=exported,
        found=found,
        ready=ready,
        like=alike(found.new, here),
        replies=snippets.brought(records, exported.replies),
        known=known,
        kept=beside.kept,
        clashing=clashing,
    )


def take_drafts(
    records: Records, what: Coming, now: datetime, folder: str = "", *, published: bool = False
) -> list[str]:
    """Keep what comes, under the name of the `folder` that it is kept in step with; say what was kept, and
    that nobody is shown it, unless it is `published` next."""
    why = f"{IN_STEP}{folder}" if folder else "imported"
    ready = {each.id for each in what.ready}
    for mark, data in what.kept.items():
        records.keep_file(mark, data)
    for each in what.found.fresh:
        records.save_entry(each, IMPORTER, now, why + READY if each.id in ready else why)
    for each in what.found.same:
        unknown = folder and not importing.is_from(records, each, folder)
        if unknown or importing.is_sample(records, each):
            _claim(records, each, now, why)
    snippets.bring(records, what.replies)
    said = []
    if drafts := sum(each.status is Status.DRAFT for each in what.found.fresh):
        hidden = "" if published else " Nobody is shown one before you say so."
        said.append(f"Taken in: {counted(drafts, 'draft')}.{hidden}")
    if what.replies.new:
        replies = counted(len(what.replies.new), "saved reply", "saved replies")
        said.append(f"Taken in: {replies}; in chat: snippets")
    return said


def _claim(records: Records, entry: Entry, now: datetime, why: str) -> None:
    """Say of an entry that is as its file has it that it is from there."""
    known = records.entry(entry.id) or entry
    ready = importing.is_ready(records, known)
    records.save_entry(known, IMPORTER, now, why + READY if ready else why)


def take_out(records: Records, loaded: Loaded, folder: str, now: datetime) -> list[str]:
    """Retire what a folder had and has no more, and name it."""
    found = importing.gone(records, folder, loaded.entries)
    for entry in found.retired:
        records.save_entry(entry, IMPORTER, now, f"{NO_LONGER}{folder}")
    names = ", ".join(each.id for each in found.retired)
    lines = [f"Retired, as {folder} has it no more: {names}."] if names else []
    kept = (f"{name}: {how}" for name, how in found.kept.items())
    head = f"Left alone, as it was changed here, though {folder} has it no more:"
    return [*lines, *headed(head, kept, _BULLET)]


def let_through(records: Records, ids: Sequence[str], now: datetime) -> list[str]:
    """Publish the drafts named, or all that an import brought and nothing speaks against: no other entry
    answers the same question otherwise. Raises NotFound."""
    drafts = {each.id: each for each in records.entries() if each.status is Status.DRAFT}
    if unknown := [each for each in ids if each not in drafts]:
        raise NotFound(f"There is no draft {', '.join(unknown)}. In chat, review lists them.")
    named = list(ids) or [each.id for each in drafts.values() if importing.is_ready(records, each)]
    chosen = [replace(drafts[each], status=Status.APPROVED) for each in named]
    clashing = () if ids else importing.clashing(records, chosen, lambda each: each)
    against: set[str] = set().union(*(pair.ids for pair in clashing))
    chosen = [each for each in chosen if each.id not in against]
    lines = publish(records, chosen, now)
    if left := drafts.keys() - {each.id for each in chosen}:
        lines.append(
            f"Still drafts, for somebody to read first: {_some(sorted(left))}. kb publish ID, or in chat: approve ID"
        )
    return lines


def publish(records: Records, entries: Iterable[Entry], now: datetime) -> list[str]:
    """Show entries to customers, tell those who asked for them, and take the samples out."""
    shown = importing.publish(records, entries, IMPORTER, now)
    if not shown:
        return ["Nothing waits to be published."]
    lines = [f"Published: {_some([each.id for each in shown])}."]
    samples = importing.outdone(records, {each.id for each in shown})
    for each in samples:
        records.save_entry(each, IMPORTER, now, importing.OUTDONE)
    lines += importing.told_outdone(say, samples)
    if unchecked := sum(each.checked_on is None for each in shown):
        lines.append(say("import_unchecked", number=unchecked))
    return lines
