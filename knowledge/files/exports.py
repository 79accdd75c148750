"""Exports of other programs: which program it is, its articles as drafts, and what people asked there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.files.found import CannotRead, Loaded
from knowledge.files.judging import loaded
from knowledge.files.programs.article import Category, Export
from knowledge.files.programs.bundle import Broken, Bundle, bundle_of, piped
from knowledge.files.programs.kinds import KINDS, Program, program_of

KIND_NAMES = tuple(KINDS)
"""What an export may be said to be."""


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What an export held."""

    program: str
    """What it is, for people."""
    loaded: Loaded
    """Its entries, drafts where nobody has published them there; problems are pieces that can't come in and are left out."""
    past: tuple[str, ...] = ()
    """What people asked there, the first words of each."""
    replies: Mapping[str, str] = field(default_factory=dict)
    """Saved replies of its team, by name."""
    categories: tuple[Category, ...] = ()
    """What tickets are sorted by there."""


def read_export(
    source: Path | bytes,
    language: str = "en",
    kind: str = "",
    known: frozenset[str] = frozenset(),
    watch: Callable[[str], None] | None = None,
) -> Exported | None:
    """Read what another program exported: a file, a folder, a zip, or what was piped in.

    `kind` is one of `KIND_NAMES`, "" to find out; then None is for what no such program wrote. `known`
    are the ids that are here, `watch` is told each file that is read, and how many articles that gave. Raises CannotRead where a part
    of it can't be read: half an export would pass for the whole.
    """
    try:
        bundle, program = _known(source, kind, watch)
        if program is None:
            return None
        export = Export(name=bundle.name)
        program.read(bundle, export, known)
        export.found.notes += bundle.notes
        if watch:
            watch(f"{len(export.found.pieces):,} articles")
    except Broken as broken:
        raise CannotRead(str(broken)) from broken
    found = loaded(export.found, language, None)
    kept = export.past or export.replies or export.categories
    if not (found.entries or found.problems or found.notes or kept):
        raise CannotRead(f"{bundle.name}: There is nothing in it that I could take in.")
    return Exported(
        program=program.name,
        loaded=found,
        past=tuple(export.past),
        replies=export.replies,
        categories=tuple(export.categories),
    )


def _known(
    source: Path | bytes, kind: str, watch: Callable[[str], None] | None
) -> tuple[Bundle, Program | None]:
    """The files, and the program that wrote them; a folder too large or too deep for an export is none."""
    try:
        bundle = piped(source) if isinstance(source, bytes) else bundle_of(source)
    except Broken:
        if kind or isinstance(source, bytes) or not source.is_dir():
            raise
        return Bundle(source.name, [], lambda _: b""), None
    bundle.watch = watch
    return bundle, KINDS[kind] if kind else program_of(bundle)


def past_questions(path: Path) -> tuple[str, ...] | None:
    """Return what people asked in an export, in their words; None for what no such program wrote.

    Raises CannotRead.
    """
    if not path.exists():
        return None
    exported = read_export(path)
    return exported.past if exported else None
