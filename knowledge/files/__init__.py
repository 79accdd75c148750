"""Entries in files: a folder of Markdown, CSV, JSON lines; in and out without loss.

Reading never raises for what a file holds: it returns what is good and says what is not. Nothing
outside of the folder is read, no archive is opened.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from knowledge.entry import Entry
from knowledge.files.fields import Loaded, Piece, Problem, free_id, normal, to_entries
from knowledge.files.json_lines import read_json_lines, write_json_lines
from knowledge.files.markdown import read_markdown, write_markdown
from knowledge.files.tables import read_csv, write_csv
from knowledge.structure import check_entry

__all__ = [
    "CannotWrite",
    "Loaded",
    "Problem",
    "check_entry",
    "free_id",
    "normal",
    "read_entries",
    "read_pasted",
    "write_entries",
]

_Read = Callable[[str, str], tuple[list[Piece], list[Problem], list[Problem]]]
_READERS: dict[str, _Read] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json_lines,
}
_MARKDOWN = (".md", ".markdown")
_ARCHIVES = frozenset({".zip", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".7z", ".rar"})
_LARGEST = {name: 1_000_000 if name in _MARKDOWN else 20_000_000 for name in _READERS}
_MOST_FILES = 20_000
_NOT_ENTRIES = frozenset({"readme", "license", "licence", "changelog", "contributing"})


class CannotWrite(Exception):
    """The entries can't be written there."""


def read_entries(path: Path) -> Loaded:
    """Read a folder of Markdown files, or one file, by its ending: .md .csv .tsv .jsonl .json."""
    pieces: list[Piece] = []
    problems: list[Problem] = []
    notes: list[Problem] = []
    for file, name in _files(path, problems, notes):
        text = _text(file, name, problems)
        if text is not None:
            found, bad, left_out = _READERS[file.suffix.lower()](text, name)
            pieces += found
            problems += bad
            notes += left_out
    entries, unfit = to_entries(pieces)
    return Loaded(
        entries=tuple(entries),
        problems=tuple(sorted([*problems, *unfit], key=lambda one: (one.file, one.line))),
        notes=tuple(notes),
    )


def read_pasted(text: str) -> Loaded:
    """Read entries from a text that somebody pasted; its kind is told by how it begins."""
    text = text.strip().removeprefix("```").removesuffix("```").strip()
    first = text.partition("\n")[0]
    if first.startswith(("{", "[")):
        read: _Read = read_json_lines
    elif first.startswith(("#", "---")):
        read = read_markdown
    else:
        read = read_csv
    pieces, problems, notes = read(text, "pasted")
    entries, more = to_entries(pieces)
    return Loaded(entries=tuple(entries), problems=(*problems, *more), notes=tuple(notes))


def _files(path: Path, problems: list[Problem], notes: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Yield each file to read with the name that people know it by."""
    if path.is_file():
        if path.suffix.lower() in _READERS:
            yield path, path.name
        else:
            problems.append(_unreadable_kind(path))
        return
    if not path.is_dir():
        problems.append(_about(str(path), "There is no such file or folder.", "Check the path."))
        return
    found = sorted(_walk(path))
    if len(found) > _MOST_FILES:
        problems.append(_about(str(path), f"It holds over {_MOST_FILES} files.", "Split it up."))
        return
    root = path.resolve()
    for file in found:
        name = file.relative_to(path).as_posix()
        if not file.resolve().is_relative_to(root):
            problems.append(_about(name, "It leads out of the folder.", "Put a real file there."))
        elif file.stem.lower() in _NOT_ENTRIES:
            notes.append(_about(name, "It was left out", "as its name says that it is no entry."))
        else:
            yield file, name
    if not found:
        problems.append(_about(str(path), "It holds no .md file.", "Check the path."))


def _walk(folder: Path) -> Iterator[Path]:
    """Yield Markdown files of a folder and those below it; hidden ones and links are not followed."""
    for where, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and name.lower().endswith(_MARKDOWN):
                yield Path(where, name)


def _text(file: Path, name: str, problems: list[Problem]) -> str | None:
    largest = _LARGEST[file.suffix.lower()]
    try:
        with file.open("rb") as opened:
            content = opened.read(largest + 1)
    except OSError as error:
        problems.append(_about(name, f"It can't be read: {error.strerror}.", "Check its rights."))
        return None
    if len(content) > largest:
        megabytes = largest // 1_000_000
        problems.append(_about(name, f"It is larger than {megabytes} MB.", "Split it up."))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = _about(name, "It is not UTF-8 text.", "Save it as UTF-8.")
        problems.append(replace(problem, line=line))
        return None


def _unreadable_kind(path: Path) -> Problem:
    if path.suffix.lower() in _ARCHIVES:
        return _about(path.name, "It is an archive.", "Unpack it and give me the folder.")
    return _about(path.name, "I can't read such a file.", f"I read {' '.join(_READERS)}.")


def _about(name: str, what: str, mend: str) -> Problem:
    return Problem(file=name, line=0, what=what, mend=mend)


def write_entries(path: Path, entries: Iterable[Entry]) -> list[Path]:
    """Write entries to a .csv or .jsonl file, or as Markdown files into a folder; return the files.

    Raises CannotWrite when the folder holds other Markdown files, or nothing can be written.
    """
    entries = list(entries)
    try:
        match path.suffix.lower():
            case ".csv":
                return [_write(path, "\ufeff" + write_csv(entries))]
            case ".jsonl" | ".ndjson":
                return [_write(path, write_json_lines(entries))]
            case "":
                return _write_folder(path, entries)
            case _:
                raise CannotWrite(
                    f"{path.name}: I can't write such a file. Name a folder, a .csv or a .jsonl."
                )
    except OSError as error:
        raise CannotWrite(f"{path} can't be written: {error.strerror}.") from error


def _write_folder(folder: Path, entries: list[Entry]) -> list[Path]:
    named: dict[str, Entry] = {}
    for entry in entries:
        named[free_id(entry.id, {*named, *_NOT_ENTRIES})] = entry
    folder.mkdir(parents=True, exist_ok=True)
    others = sorted({file.name for file in _walk(folder)} - {f"{name}.md" for name in named})
    if others:
        raise CannotWrite(
            f"{folder} holds Markdown files that are not among these entries, such as "
            f"{others[0]}. Choose an empty folder."
        )
    return [_write(folder / f"{name}.md", write_markdown(entry)) for name, entry in named.items()]


def _write(path: Path, text: str) -> Path:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(text.encode("utf-8"))
    part.replace(path)
    return path
