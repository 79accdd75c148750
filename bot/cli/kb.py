"""Knowledge in and out by files, as the shell does it.

Nothing is taken in unless all of it is good, or the owner says to skip the bad.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from bot.desk.nouns.inbound import Person
from bot.desk.ports.entries import Entries
from bot.desk.verbs.importing import OUTDONE, arrived, outdone, told_outdone
from bot.errors import KnowledgeError
from bot.running import building
from bot.settings.settings import Settings
from knowledge.entry import Entry, Status
from knowledge.files import CannotWrite, Loaded, told, unready, write_entries
from knowledge.upkeep.review import contradictions, review

IMPORTER = Person(id="desk:import", name="import")
ADD_PHRASINGS = (
    "To add a phrasing, as one of the team: variant {id} WORDS. In a terminal: python run_bot.py, then "
    '/staff NAME, then the same. In a file: a line "also: WORDS" in its header, or a column named "also".'
)


def refuse_problems(loaded: Loaded, *, skip_bad: bool) -> None:
    """Raise KnowledgeError naming every problem, unless the bad rows are to be skipped."""
    if loaded.problems and not skip_bad:
        things = (
            "1 thing needs" if len(loaded.problems) == 1 else f"{len(loaded.problems)} things need"
        )
        raise KnowledgeError(
            f"Nothing was taken in. {things} mending (or use --skip-bad to leave that out):\n"
            + "\n".join(_listed(map(str, loaded.problems)))
        )


def left_out(loaded: Loaded, *, skipped: bool = True) -> list[str]:
    """Lines that say all that was left out or changed on the way in."""
    lines = [str(each) for each in loaded.problems] if skipped else []
    lines += told(loaded.notes)
    return ["Left out or changed on the way in:", *_listed(lines)] if lines else []


def to_mend(entries: Iterable[Entry]) -> list[str]:
    """Lines that say what customers would read and nobody meant them to."""
    lines = unready(entries)
    return ["Mend these; customers would read them:", *_listed(lines)] if lines else []


def _listed(lines: Iterable[str]) -> list[str]:
    return [f"  - {line}" for line in lines]


def take_in(
    records: Entries, entries: Iterable[Entry], now: datetime, *, overwrite: bool = False
) -> list[str]:
    """Store entries as new versions, and say which; what was changed by hand is left alone."""
    found = arrived(records, entries, overwrite=overwrite)
    for entry in found.fresh:
        records.save_entry(entry, IMPORTER, now, "imported")
    samples = outdone(records, found)
    for entry in samples:
        records.save_entry(entry, IMPORTER, now, OUTDONE)
    clashing = contradictions(records.entries(), found.fresh)
    return [
        f"{len(found.new)} added, {len(found.changed)} changed, {len(found.same)} as they were.",
        *told_outdone(samples),
        *found.lines("--overwrite takes the file's words"),
        *(["These answer otherwise than others do:"] if clashing else []),
        *_listed(map(str, clashing)),
    ]


def write(path: Path, entries: Iterable[Entry]) -> list[Path]:
    """Export. Raises KnowledgeError."""
    try:
        return write_entries(path, entries)
    except CannotWrite as problem:
        raise KnowledgeError(str(problem)) from problem


def findings(entries: Iterable[Entry], today: date, settings: Settings) -> Iterator[str]:
    """What deserves a look, in sentences."""
    approved = [entry for entry in entries if entry.status is Status.APPROVED]
    found = review(approved, today)
    yield from found.lines()
    if found.thin:
        yield ADD_PHRASINGS.format(id=found.thin[0].id)
    matcher = building.matcher(settings, approved)
    matcher.refit()
    yield from matcher.reach().sentences()
