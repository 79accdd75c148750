"""`run_bot.py kb`: knowledge in and out by files, and checked.

Nothing is taken in unless all of it is good, or the owner says to skip the bad.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import click

from bot.cli import bringing, enclosures
from bot.cli.kindly import kindly, read_settings
from bot.desk.rules.expecting import expected
from bot.desk.verbs.importing import headed, is_another, of_variables
from bot.desk.words.variables import Variables
from bot.errors import BadArgument, KnowledgeError
from bot.locales import own
from bot.running import building
from bot.running.terminal import counted
from bot.running.wall_clock import RealClock
from bot.settings.settings import Settings
from bot.store import OpenStore, open_store, read_only
from knowledge.entry import Entry, Status
from knowledge.files import (
    CannotWrite,
    Exported,
    Loaded,
    read_entries,
    read_pasted,
    write_entries,
)
from knowledge.files.exports import KIND_NAMES
from knowledge.upkeep.review import review
from knowledge.upkeep.structure import loose_ends

_BULLET = "  - "
TO_PUBLISH = (
    "To show them to customers: python run_bot.py kb publish (all that is not held back), or kb publish ID; "
    "in chat: review, approve ID"
)
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
        head = f"Nothing was taken in. {things} mending (or use --skip-bad to leave that out):"
        raise KnowledgeError("\n".join(headed(head, loaded.problems, _BULLET)))


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
    if tried := expected(matcher, approved):
        yield from tried.sentences()


@click.group("kb")
def kb_group() -> None:
    """Bring knowledge in and out, and check it. Stop the running bot before an import."""


@kb_group.command("import")
@click.argument("path", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--as", "kind", type=click.Choice(KIND_NAMES), help="The program that wrote it.")
@click.option("--yes", is_flag=True, help="Take it in without asking, as drafts.")
@click.option(
    "--publish", is_flag=True, help="Take it in without asking, and show it to customers."
)
@click.option(
    "--sync",
    is_flag=True,
    help="Keep a folder in step: what customers are shown changes with it, what it has no more is retired.",
)
@click.option("--skip-bad", is_flag=True, help="Take the good rows although others are bad.")
@click.option("--overwrite", is_flag=True, help="Also what was changed or retired in chat since.")
@kindly
def kb_import(path: Path, kind: str | None, *, skip_bad: bool, **how: bool) -> None:
    """Take entries in from a folder of Markdown files, a CSV or JSON, or another program's export.

    PATH may be - for what is piped in. A summary comes first; then, if you say yes, drafts. Nobody is
    shown one before you publish it.
    """
    settings = read_settings()
    now = RealClock().now()
    source: Path | bytes = sys.stdin.buffer.read() if str(path) == "-" else path
    if how["sync"] and not (isinstance(source, Path) and source.is_dir()):
        raise BadArgument("--sync keeps a folder in step: name one.")
    with closing(open_store(settings.database, now)) as store:
        here = store.write_now(lambda journal: frozenset(each.id for each in journal.entries()))
        exported = None
        if not how["sync"]:
            exported = bringing.export_at(source, settings.language, kind or "", here)
        if exported is None:
            loaded = _own(source, settings, now)
            refuse_problems(loaded, skip_bad=skip_bad)
            exported = Exported(program="questions and answers in files", loaded=loaded)
        _bring(store, exported, path, settings, now, **how)


def _own(source: Path | bytes, settings: Settings, now: datetime) -> Loaded:
    """What is no other program's export: files as people write them."""
    if isinstance(source, Path):
        return read_entries(source, settings.language, now.date())
    try:
        return read_pasted(source.decode("utf-8-sig"), settings.language, now.date())
    except UnicodeDecodeError as error:
        raise KnowledgeError("Nothing was taken in. What was piped in is no UTF-8 text.") from error


def _bring(
    store: OpenStore, exported: Exported, path: Path, settings: Settings, now: datetime, **how: bool
) -> None:
    """Say what would come, ask, and keep it: as drafts, unless it is to be published."""
    folder = path.resolve().name if how["sync"] else ""
    loaded, asks = exported.loaded, not (how["yes"] or how["publish"] or folder)
    if folder and store.write_now(lambda journal: is_another(journal, folder, loaded.entries)):
        raise KnowledgeError(
            f"Nothing was taken in. Nothing in {path} is among what is kept in step with a folder named "
            f"{folder}, and all of that would be retired. Give this folder a name of its own."
        )
    known = building.variables(settings, store.write_now(lambda journal: journal.decided()), now)
    found = store.write_now(
        lambda journal: bringing.coming(
            journal,
            exported,
            known,
            overwrite=how["overwrite"],
            in_step=bool(folder),
            folder=path if path.is_dir() else None,
        )
    )
    click.echo("\n".join(found.lines(str(path), settings.language)))
    if asks and not found.changes:
        return
    if asks and not sys.stdin.isatty():
        click.echo(
            "Nothing was taken in yet: with --yes the same comes in, as drafts; with --publish customers "
            "are shown it at once."
        )
        return
    if asks and not click.confirm("Take this in, as drafts?"):
        click.echo("Nothing was taken in.")
        return
    said = store.write_now(
        lambda journal: bringing.take_drafts(journal, found, now, folder, published=how["publish"])
    )
    if folder and not loaded.problems:
        said += store.write_now(lambda journal: bringing.take_out(journal, loaded, folder, now))
    _say(said)
    could = [*found.ready, *found.found.waiting]
    if how["publish"] or (could and asks and click.confirm(_ask(could))):
        _say(store.write_now(lambda journal: bringing.publish(journal, could, now)))
    elif could:
        click.echo(
            TO_PUBLISH if found.ready else "To show the changed ones: the same with --publish"
        )


def _say(lines: list[str]) -> None:
    if lines:
        click.echo("\n".join(lines))


def _ask(could: Sequence[Entry]) -> str:
    return f"Show {len(could)} of them to customers now?"


@kb_group.command("publish")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@kindly
def kb_publish(ids: tuple[str, ...]) -> None:
    """Show customers the drafts that an import brought: all that nothing speaks against, or those named."""
    now = RealClock().now()
    with closing(open_store(read_settings().database, now)) as store:
        _say(store.write_now(lambda journal: bringing.let_through(journal, ids, now)))


@kb_group.command("export")
@click.argument("path", type=click.Path(path_type=Path))
@kindly
def kb_export(path: Path) -> None:
    """Write all entries to a folder (Markdown), or to a file ending in .csv or .jsonl."""
    with read_only(read_settings().database) as journal:
        entries = list(journal.entries())
        written = write(path, entries)
        beside = enclosures.write(journal, path, entries) if path.is_dir() else 0
    with_them = f", with {counted(beside, 'file')} of their answers" if beside else ""
    click.echo(
        f"{counted(len(entries), 'entry', 'entries')} written to {path} "
        f"({counted(len(written), 'file')}){with_them}."
    )


def _variables(settings: Settings, now: datetime) -> Variables:
    """What stands in answers for names; where there is no database yet, the desk's own."""
    if isinstance(settings.database, Path) and not settings.database.exists():
        return building.variables(settings, {}, now)
    with read_only(settings.database) as journal:
        return building.variables(settings, journal.decided(), now)


@kb_group.command("check")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@kindly
def kb_check(path: Path | None) -> None:
    """Say what is wrong, near, contradictory or overdue: in a path, or in the database."""
    settings, now = read_settings(), RealClock().now()
    today = now.date()
    if path:
        exported = bringing.export_at(path, settings.language, "", frozenset())
        loaded = exported.loaded if exported else read_entries(path, settings.language, today)
        entries, problems = list(loaded.entries), [str(each) for each in loaded.problems]
        lines = [*loaded.languages(settings.language), *bringing.left_out(loaded, skipped=False)]
        if exported:
            as_what = f"Read as {exported.program}"
            lines.append(f"{as_what}: an import takes them in as {counted(len(entries), 'draft')}.")
    else:
        with read_only(settings.database) as journal:
            entries, problems, lines = list(journal.entries()), [], []
    known = _variables(settings, now)
    found = findings(map(known.filled, entries), today, settings)
    lines += [*of_variables(bringing.say, entries, known), *loose_ends(entries)]
    lines += own.problems(settings.own_words)
    said = [*problems, *found] or [f"{counted(len(entries), 'entry', 'entries')}, all well."]
    click.echo("\n".join([*said, *lines]))
    sys.exit(1 if problems else 0)
