"""The commands of run_bot.py.

Each reads the settings, does one thing, and ends with words for people, never a traceback.
"""

import asyncio
import json
import logging
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from shutil import get_terminal_size
from types import ModuleType

import click

from bot import __version__, logs
from bot.cli import ask as batch
from bot.cli import copies, doctor, exporting, forms, kb, rehearsal
from bot.cli.bringing import left_out
from bot.cli.demo import tell
from bot.cli.kindly import ENV_FILE, kindly, read_settings
from bot.desk.words.report import Report
from bot.desk.words.wording import Wording
from bot.errors import NotFound
from bot.locales import own, read_locales
from bot.running import pages, terminal
from bot.running.building import front_desk, policy
from bot.running.terminal import counted
from bot.running.wall_clock import RealClock
from bot.settings.adjusting import Adjusting
from bot.settings.settings import Settings
from bot.settings.values import database
from bot.store import read_only
from knowledge.files import read_entries


def _chat() -> ModuleType:
    """The chat platforms. Their SDKs take a second to load, which the terminal need not wait for."""
    return import_module("bot.running.chat")


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="Front Desk %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Front Desk answers, says when it can't, hands over, and follows up until it is solved.

    Without a command it runs: on Slack and Discord where tokens are set, else in this terminal.
    """
    if context.invoked_subcommand is None:
        context.invoke(run)


@main.command()
@click.option(
    "--clock",
    type=click.Choice(["real", "virtual"]),
    default="real",
    help="In the terminal, virtual adds /time +2h, to watch days pass.",
)
@kindly
def run(clock: str) -> None:
    """Run the front desk."""
    settings = read_settings()
    _log_quietly(settings)
    for problem in own.problems(settings.own_words):
        click.echo(f"{problem} Mine is said in its place.", err=True)
    if settings.on_slack or settings.on_discord:
        asyncio.run(_chat().run(settings))
        return
    try:
        asyncio.run(_converse(settings, virtual=clock == "virtual"))
    except KeyboardInterrupt:
        # A thread still waits for a line, and Python would wait for its lock.
        print("\nStopped. Everything is kept.", flush=True)  # noqa: T201 - nothing is left to flush
        os._exit(_INTERRUPTED)


async def _converse(settings: Settings, *, virtual: bool) -> None:
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    colour = interactive and "NO_COLOR" not in os.environ
    screen = terminal.Screen(
        source=sys.stdin,
        out=sys.stdout,
        prompts=interactive,
        colour=colour,
        columns=(lambda: get_terminal_size().columns) if interactive else None,
    )
    async with terminal.opened(settings, screen, virtual=virtual) as session:
        first = terminal.first_screen(session, virtual=virtual)
        click.echo(session.console.printer.fit(first))
        session.console.host.demo = lambda: tell(settings, sys.stdout, colour=colour)  # type: ignore[union-attr]
        behind = [asyncio.create_task(session.learn())]
        if not virtual:
            behind.append(asyncio.create_task(session.follow_the_wall(RealClock())))
            behind.append(asyncio.create_task(session.audit_hourly()))
        try:
            await session.converse()
        finally:
            for task in behind:
                task.cancel()


_INTERRUPTED = 130
"""How a shell is told of Ctrl-C. https://tldp.org/LDP/abs/html/exitcodes.html"""


@main.command()
@kindly
def demo() -> None:
    """Show a question's whole life in a minute. Nothing is kept."""
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    asyncio.run(tell(Settings(), sys.stdout, colour=colour))


@main.command()
@click.option(
    "--knowledge",
    "knowledge_path",
    required=True,
    type=click.Path(path_type=Path),
    help="A folder of Markdown entries, a CSV, or JSON.",
)
@click.option(
    "--questions",
    required=True,
    type=click.Path(path_type=Path),
    help="Text (one a line), CSV (column question) or JSON lines (text).",
)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Where the JSON lines go."
)
@kindly
def ask(knowledge_path: Path, questions: Path, out: Path) -> None:
    """Ask many questions of a knowledge base, without a database."""
    batch.writable(out)
    settings = read_settings()
    loaded = read_entries(knowledge_path, settings.language, RealClock().now().date())
    kb.refuse_problems(loaded, skip_bad=False)
    for line in left_out(loaded):
        click.echo(line, err=True)
    rows = batch.read_questions(questions)
    desk = front_desk(settings, loaded.entries, {})
    click.echo(f"Fitting to {counted(len(loaded.entries), 'entry', 'entries')}…", err=True)
    desk.learn(())
    counts = batch.run(desk, rows, out)
    summary = ", ".join(f"{name}: {count}" for name, count in sorted(counts.items())) or "none"
    asked, known = (
        counted(len(rows), "question"),
        counted(len(loaded.entries), "entry", "entries"),
    )
    click.echo(f"{asked}, {known}. {summary}. Written to {out}")


@main.command("doctor")
@click.option("--live", is_flag=True, help="Also make a few safe calls with the real tokens.")
@kindly
def doctor_command(live: bool) -> None:
    """Check everything; exit code 1 when something is broken."""
    settings = read_settings()
    sections = doctor.look(settings, RealClock().now(), ENV_FILE)
    sections += asyncio.run(_chat().checks(settings, doctor.teams(settings), live=live))
    click.echo("\n".join(doctor.lines(sections)))
    sys.exit(1 if doctor.broken(sections) else 0)


@main.command()
@click.option(
    "--days",
    default=7,
    show_default=True,
    type=click.IntRange(1, 366),
    help="How far back, 366 at most.",
)
@click.option(
    "--export",
    "folder",
    type=click.Path(path_type=Path),
    help="Write a row a question and a row a ticket into this folder, as CSV.",
)
@kindly
def report(days: int, folder: Path | None) -> None:
    """Say how customers fared."""
    settings, now = read_settings(), RealClock().now()
    with read_only(settings.database) as journal:
        if folder is not None:
            click.echo(exporting.write(journal, folder, now, days))
            return
        hours = Adjusting(settings, policy).policy(journal.decided()).hours
        told = Report(words=Wording(read_locales()), hours=hours)
        click.echo("\n".join(told.over(journal, now, days)).replace("**", ""))


@main.command("results")
@click.option(
    "--port",
    default=0,
    type=click.IntRange(0, 65535),
    help="Where it is shown; any port that is free if left out.",
)
@kindly
def results_command(port: int) -> None:
    """Show how customers fared on a page, on this computer alone; Front Desk may be running."""
    settings = read_settings()
    with suppress(KeyboardInterrupt):
        asyncio.run(pages.show(settings, RealClock().now, port, click.echo))


@main.command()
@click.argument("platform", type=click.Choice(["slack", "discord"]))
@kindly
def manifest(platform: str) -> None:
    """Print what Slack or Discord needs to know of the app, each permission explained."""
    click.echo(_chat().manifest(platform))


@main.command("backup")
@kindly
def backup_command() -> None:
    """Make a backup now and check it; Front Desk may be running."""
    for line in copies.back_up(read_settings().database, RealClock().now()):
        click.echo(line)


@main.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@kindly
def restore_command(file: Path) -> None:
    """Put a backup in the place of the database, and check it. What was there is kept.

    Stop Front Desk first.
    """
    for line in copies.put_back(read_settings().database, file, RealClock().now()):
        click.echo(line)


@main.command()
@click.option("--check", is_flag=True, help="Only try it, on a copy; Front Desk may be running.")
@kindly
def upgrade(check: bool) -> None:
    """Bring the database up to date, as the next start would. Stop Front Desk first."""
    database, now = read_settings().database, RealClock().now()
    for line in (copies.try_upgrade if check else copies.upgrade)(database, now):
        click.echo(line)


@main.command()
@click.argument("source")
@click.argument("target")
@kindly
def move(source: str, target: str) -> None:
    """Move all that is kept from one database to another. Stop Front Desk first.

    Each is a file or a postgresql:// address; the target must be empty. What was there is kept, aside.
    """
    copies.move(database(source), database(target), RealClock().now(), click.echo)


@main.command("person")
@click.argument("person_id")
@kindly
def person_command(person_id: str) -> None:
    """Print all that is kept about one person, as JSON; notes of the team included."""
    with read_only(read_settings().database) as journal:
        found = journal.find_people(person_id)
        if len(found) != 1:
            names = ", ".join(each.id for each in found)
            raise NotFound(f"Give the id of one person: {names or 'nobody here is called that'}.")
        kept = journal.person_data(found[0].id, internal=True)
    click.echo(json.dumps(kept, ensure_ascii=False, indent=1))


main.add_command(kb.kb_group)
main.add_command(rehearsal.rehearse)
main.add_command(forms.forms_command)


def _log_quietly(settings: Settings) -> None:
    """Ids, never texts; who sits before the terminal reads the desk there, not its log."""
    level = settings.log_level
    if level == "auto":
        level = "info" if settings.on_slack or settings.on_discord else "error"
    as_json = settings.log_format == "json"
    logs.begin(logging.getLevelNamesMapping()[level.upper()], settings.secrets, as_json=as_json)
