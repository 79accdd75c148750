"""`run_bot.py kb`: knowledge in and out by files, and checked.

Nothing is taken in unless all of it is good, or the owner says to skip the bad.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, datetime
from functools import cache
from pathlib import Path

import click

from bot.cli.kindly import kindly, read_settings
from bot.desk.nouns.person import Person
from bot.desk.ports.entries import Entries
from bot.desk.verbs.importing import (
    OUTDONE,
    arrived,
    headed,
    outdone,
    told_outdone,
)
from bot.desk.words.wording import Wording
from bot.errors import Fact, KnowledgeError
from bot.locales import read_locales
from bot.running import building
from bot.running.app import RealClock
from bot.running.terminal import counted
from bot.settings.settings import Settings
from bot.store import SqliteStore, read_only
from knowledge.entry import Entry, Status
from knowledge.files import CannotWrite, Loaded, read_entries, told, unready, write_entries
from knowledge.upkeep.review import contradictions, review

_BULLET = "  - "
IMPORTER = Person(id="desk:import", name="import")
ADD_PHRASINGS = (
    "To add a phrasing, as one of the team: variant {id} WORDS. In a terminal: python run_bot.py, then "
    '/staff NAME, then the same. In a file: a line "also: WORDS" in its header, or a column named "also".'
)


@cache
def _wording() -> Wording:
    """The program's own words are English: who runs it in a shell reads them."""
    return Wording(read_locales())


def _say(name: str, /, **facts: Fact) -> str:
    return _wording().said(name, **facts)


def refuse_problems(loaded: Loaded, *, skip_bad: bool) -> None:
    """Raise KnowledgeError naming every problem, unless the bad rows are to be skipped."""
    if loaded.problems and not skip_bad:
        things = (
            "1 thing needs" if len(loaded.problems) == 1 else f"{len(loaded.problems)} things need"
        )
        head = f"Nothing was taken in. {things} mending (or use --skip-bad to leave that out):"
        raise KnowledgeError("\n".join(headed(head, loaded.problems, _BULLET)))


def left_out(loaded: Loaded, *, skipped: bool = True) -> list[str]:
    """Lines that say all that was left out or changed on the way in."""
    lines = [str(each) for each in loaded.problems] if skipped else []
    lines += told(loaded.notes)
    return headed(_say("import_left_out"), lines, _BULLET)


def to_mend(entries: Iterable[Entry]) -> list[str]:
    """Lines that say what customers would read and nobody meant them to."""
    return headed(_say("import_to_mend"), unready(entries), _BULLET)


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
        *told_outdone(_say, samples),
        *found.lines(_say, "--overwrite takes the file's words"),
        *headed(_say("import_clashing"), clashing, _BULLET),
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


@click.group("kb")
def kb_group() -> None:
    """Bring knowledge in and out, and check it. Stop the running bot before an import."""


@kb_group.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--skip-bad", is_flag=True, help="Take the good rows although others are bad.")
@click.option("--overwrite", is_flag=True, help="Also what was changed or retired in chat since.")
@kindly
def kb_import(path: Path, skip_bad: bool, overwrite: bool) -> None:
    """Take entries in from a folder of Markdown files, a CSV or JSON."""
    settings = read_settings()
    now = RealClock().now()
    loaded = read_entries(path, settings.language, now.date())
    refuse_problems(loaded, skip_bad=skip_bad)
    with closing(SqliteStore(settings.database, now)) as store:
        taken = store.write_now(
            lambda journal: take_in(journal, loaded.entries, now, overwrite=overwrite)
        )
    said = [*taken, *loaded.languages(settings.language)]
    click.echo("\n".join([*said, *left_out(loaded), *to_mend(loaded.entries)]))


@kb_group.command("export")
@click.argument("path", type=click.Path(path_type=Path))
@kindly
def kb_export(path: Path) -> None:
    """Write all entries to a folder (Markdown), or to a file ending in .csv or .jsonl."""
    with read_only(read_settings().database) as journal:
        entries = list(journal.entries())
    written = write(path, entries)
    click.echo(
        f"{counted(len(entries), 'entry', 'entries')} written to {path} ({counted(len(written), 'file')})."
    )


@kb_group.command("check")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@kindly
def kb_check(path: Path | None) -> None:
    """Say what is wrong, near, contradictory or overdue: in a path, or in the database."""
    settings, today = read_settings(), RealClock().now().date()
    if path:
        loaded = read_entries(path, settings.language, today)
        entries, problems = list(loaded.entries), [str(each) for each in loaded.problems]
        lines = [*loaded.languages(settings.language), *left_out(loaded, skipped=False)]
    else:
        with read_only(settings.database) as journal:
            entries, problems, lines = list(journal.entries()), [], []
    found = findings(entries, today, settings)
    said = [*problems, *found] or [f"{counted(len(entries), 'entry', 'entries')}, all well."]
    click.echo("\n".join([*said, *lines]))
    sys.exit(1 if problems else 0)
