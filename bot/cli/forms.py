"""`run_bot.py forms`: intake forms out and in by a file, in the words in which `form … add` is typed.

Nothing of a file is taken in unless all of it can be; what was asked before stays in the history.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import click

from bot.cli.bringing import IMPORTER
from bot.cli.kindly import kindly, read_settings
from bot.desk.nouns.intake_form import FormChange, FormField
from bot.desk.verbs import intake_forms
from bot.desk.verbs.importing import headed
from bot.errors import KnowledgeError, Refused
from bot.running.wall_clock import RealClock
from bot.store import open_store

_BULLET = "  - "


@dataclass
class _Read:
    """What a file of forms says, and each thing that has to be mended."""

    forms: dict[str, tuple[FormField, ...]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@click.command("forms")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Take them in without asking.")
@kindly
def forms_command(path: Path | None, *, yes: bool) -> None:
    """Print the intake forms; with a PATH, take in what it says of them. Stop the running bot before that.

    A line such as [billing] names a category, each line below it a field: "Order number" required
    """
    now = RealClock().now()
    with closing(open_store(read_settings().database, now)) as store:
        here = store.write_now(lambda journal: {e.category: e.fields for e in journal.forms()})
        if path is None:
            click.echo("\n".join(_written(here)) or "No form asks anything yet.")
            return
        known = store.write_now(lambda journal: intake_forms.known(journal, journal.teams()))
        found = _read(path, known)
        if found.problems:
            head = "Nothing was taken in. This needs mending:"
            raise KnowledgeError("\n".join(headed(head, found.problems, _BULLET)))
        new = {name: each for name, each in found.forms.items() if here.get(name, ()) != each}
        click.echo("\n".join(_written(new)) or "Each form is as it is here.")
        if new and not (yes or click.confirm("Ask this from now on?")):
            click.echo("Nothing was taken in.")
            return
        made = [
            FormChange(category=name, fields=fields, by=IMPORTER, at=now)
            for name, fields in new.items()
        ]
        store.write_now(lambda journal: [journal.add_form_change(each) for each in made])


def _written(forms: Mapping[str, tuple[FormField, ...]]) -> Iterator[str]:
    """Forms as a file has them."""
    for name, fields in forms.items():
        yield f"[{name}]"
        yield from map(intake_forms.written, fields)


def _read(path: Path, known: Mapping[str, str]) -> _Read:
    """Read a file of forms. Raises KnowledgeError where it is no text."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path} can't be read: {error}.") from error
    found, name = _Read(), ""
    for number, line in enumerate(map(str.strip, lines), 1):
        if not line or line.startswith("#"):
            continue
        try:
            name = _line(found.forms, name, line, known)
        except Refused as problem:
            found.problems.append(f"{path.name}, line {number}: {problem}")
    return found


def _line(
    forms: dict[str, tuple[FormField, ...]], name: str, line: str, known: Mapping[str, str]
) -> str:
    """Take one line in; the category that the next ones are of. Raises Refused."""
    if line.startswith("[") and line.endswith("]"):
        name = intake_forms.category(line[1:-1].strip(), known)
        if name in forms:
            raise Refused(f"[{name}] stands twice. Write all that it asks below one.")
        forms[name] = ()
        return name
    if not name:
        raise Refused("No category stands above it, such as [billing] or [all].")
    forms[name] = intake_forms.with_one_more(name, forms[name], intake_forms.read(line))
    return name
