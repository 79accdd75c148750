"""The files of an export: one file, a folder, a zip, or what a pipe gave; each read when it is asked for.

Nothing is unpacked onto the disk, and no archive within an archive is opened.
"""

import io
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from knowledge.files.found import Found, Piece, Problem
from knowledge.files.opening import TABLES, decoded

PIPED = "what was piped in"
JSON = (".json", ".jsonl", ".ndjson", PIPED)
"""How files of JSON end, and what has no name."""
_TABLES = (".tsv", ".csv", ".txt", PIPED)
"""Tables are saved by spreadsheets in the encoding of Windows too; nothing else is."""
MOST_FILES = 50_000
"""Of an export; a day of a room is a file in Slack's."""
LARGEST = 200_000_000
"""Bytes of one file. A longer one is refused, not cut."""
ALL_TOGETHER = 2_000_000_000
"""Bytes that are read of one export, however little the archive says that it holds."""
_DEEPEST = 12
"""Levels of folders."""


class Broken(Exception):
    """Something of an export can't be read: a sentence for people, about one file."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem

    @classmethod
    def at(cls, name: str, what: str, line: int = 0) -> "Broken":
        """What is wrong with a file, on one of its lines."""
        return _broken(name, what, "Export it again.", line)


class Bundle:
    """Files by name, as an export has them; a single file is a bundle of one."""

    def __init__(self, name: str, names: list[str], read: Callable[[str], bytes]) -> None:
        self.name, self.names = name, sorted(names)
        self._read, self._total = read, 0
        self.watch: Callable[[str], None] | None = None
        """Told each file before it is read."""
        self._values: dict[str, Any] = {}
        self.notes: list[Problem] = []
        """What has to be said of how its files were read."""

    def ending(self, *endings: str) -> list[str]:
        """The names that end so, in order."""
        return [each for each in self.names if each.lower().endswith(endings)]

    def text(self, name: str) -> str:
        """Return a file's text. Raises Broken."""
        if self.watch:
            self.watch(name)
        try:
            content = self._read(name)
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise _broken(name, f"It can't be read: {error}.", "Export it again.") from error
        except RuntimeError as error:  # as zipfile says that there is a password
            raise _broken(name, "It is locked with a password.", "Unpack it first.") from error
        self._total += len(content)
        if len(content) > LARGEST:
            raise _broken(name, f"It is larger than {LARGEST // 1_000_000} MB.", "Split it up.")
        if self._total > ALL_TOGETHER:
            size = ALL_TOGETHER // 1_000_000_000
            raise _broken(name, f"The export holds over {size} GB.", "Split it up.")
        found = Found()
        text = decoded(content, name, TABLES[0] if name.lower().endswith(_TABLES) else "", found)
        if text is None:
            raise Broken(found.problems[0])
        self.notes += [each for each in found.notes if each not in self.notes]
        return text

    def open_text(self, name: str) -> str:
        """Return the text of a file in which nothing but the end of a line tells that all of it is there.

        Raises Broken.
        """
        text = self.text(name)
        at = Piece(file=name, line=len(text.splitlines()))
        if not text.strip():
            self.notes.append(at.problem("There is nothing in it."))
        elif not text.endswith(("\n", "\r")):
            what = "Its last line has no end, as if the file was cut off there."
            self.notes.append(at.problem(what, "See whether all of it is here."))
        return text

    def value(self, name: str) -> Any:
        """Return what a file of JSON holds, a list of its lines where each is one; read once.

        Raises Broken.
        """
        if name not in self._values:
            a_line_each = name.lower().endswith((".jsonl", ".ndjson"))
            text = self.open_text(name) if a_line_each else self.text(name)
            rows = [(n, row) for n, row in enumerate(text.split("\n"), 1) if row.strip()]
            if len(rows) > 1 and all(
                row.lstrip()[:1] + row.rstrip()[-1:] == "{}" for _, row in rows
            ):
                self._values[name] = [_parsed(row, name, n) for n, row in rows]
            else:
                self._values[name] = _parsed(text, name)
        return self._values[name]

    def values(self) -> Iterator[tuple[str, Any]]:
        """Yield each file of JSON with what it holds. Raises Broken."""
        for name in self.ending(*JSON):
            yield name, self.value(name)


def _parsed(text: str, name: str, line: int = 0) -> Any:
    """Return what a JSON text says. Raises Broken, also where a key stands twice in one object."""
    try:
        return json.loads(text, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        what = f"This is not JSON: {error.msg}."
        raise _broken(name, what, "Export it again.", line or error.lineno) from error
    except RecursionError as error:
        raise _broken(name, "This is not JSON: it is nested too deeply.", "", line) from error
    except ValueError as error:
        raise _broken(name, f"This is not JSON: {error}.", "Export it again.", line) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def bundle_of(path: Path) -> Bundle:
    """Return the files at a path. Raises Broken."""
    if path.is_dir():
        return _folder(path)
    if not path.is_file():
        raise _broken(str(path), "There is no such file or folder.", "Check the path.")
    if path.suffix.lower() == ".zip" or zipfile.is_zipfile(path):
        try:
            return _zipped(path.name, zipfile.ZipFile(path))
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise _broken(
                path.name, f"This archive is broken: {error}.", "Get it again."
            ) from error
    return Bundle(path.name, [path.name], lambda _: _first(path))


def piped(content: bytes) -> Bundle:
    """Return what a pipe gave. Raises Broken."""
    if content[:4] == b"PK\x03\x04":
        try:
            return _zipped(PIPED, zipfile.ZipFile(io.BytesIO(content)))
        except (zipfile.BadZipFile, ValueError) as error:
            raise _broken(PIPED, f"This archive is broken: {error}.", "Get it again.") from error
    return Bundle(PIPED, [PIPED], lambda _: content)


def _first(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(LARGEST + 1)


def _folder(folder: Path) -> Bundle:
    names = []
    for where, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for each in files:
            path = Path(where, each)
            if not each.startswith(".") and path.is_file() and not path.is_symlink():
                names.append(path.relative_to(folder).as_posix())
    _count(folder.name, names)
    return Bundle(folder.name, names, lambda name: _first(folder / name))


def _zipped(name: str, archive: zipfile.ZipFile) -> Bundle:
    names = [each.filename for each in archive.infolist() if not each.is_dir()]
    names = [each for each in names if not each.startswith(("__MACOSX/", "."))]
    _count(name, names)
    if len(set(names)) < len(names):
        raise _broken(name, "Two of its files have one name.", "Pack it again.")

    def read(member: str) -> bytes:
        with archive.open(member) as opened:
            return opened.read(LARGEST + 1)

    return Bundle(name, names, read)


def _count(name: str, names: list[str]) -> None:
    if len(names) > MOST_FILES:
        raise _broken(name, f"It holds over {MOST_FILES} files.", "Split it up.")
    if any(len(PurePosixPath(each).parts) > _DEEPEST for each in names):
        raise _broken(name, "Its folders are nested too deeply.", "Pack it again.")


def _broken(name: str, what: str, mend: str = "", line: int = 0) -> Broken:
    return Broken(Piece(file=name, line=line).problem(what, mend))
