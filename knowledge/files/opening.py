"""Which files are read, and their bytes as text.

Nothing outside of the folder is read, no archive is opened, nothing is waited for, and what is
passed over is said.
"""

import codecs
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from knowledge.files.found import Found, Problem

MARKDOWN = (".md", ".markdown", ".mdx")
TEXT = (".txt", ".text")
HTML = (".html", ".htm")
TABLES = (".csv", ".tsv")
JSON = (".jsonl", ".ndjson", ".json")
_READ = (*MARKDOWN, *TEXT, *HTML, *TABLES, *JSON)
_IN_FOLDERS = (*MARKDOWN, *TEXT, *HTML)
_ARCHIVES = frozenset({".zip", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".7z", ".rar"})
_MOST_FILES = 20_000
BESIDE = "files"
"""Folder below that of exported entries in which what goes with their answers lies, by their ids."""
NOT_ENTRIES = frozenset(
    {
        "readme",
        "license",
        "licence",
        "changelog",
        "contributing",
        "code_of_conduct",
        "404",
        "agents",
    }
    | {"_sidebar", "_footer", "_header", "_navbar"}
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""How a text says in which encoding it is; UTF-32 first, as its mark begins like UTF-16's."""


def texts(path: Path, found: Found) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the ending and the text of each file to read."""
    for file, name in _files(path, found):
        ending = file.suffix.lower()
        content = _content(file, name, ending, found)
        if content is not None and (text := decoded(content, name, ending, found)) is not None:
            yield name, ending, text


def text_of(path: Path, found: Found) -> str | None:
    """Return the text of one file, whatever its ending; None with a problem where there is none."""
    if not path.exists():
        found.problems.append(_about(str(path), "There is no such file.", "Check the path."))
        return None
    # As of a table: a list of lines is as likely saved by a spreadsheet.
    content = _content(path, path.name, TABLES[0], found)
    return None if content is None else decoded(content, path.name, TABLES[0], found)


def _files(path: Path, found: Found) -> Iterator[tuple[Path, str]]:
    """Yield each file with the name that people know it by."""
    if path.is_dir():
        yield from _in_folder(path, found)
    elif path.suffix.lower() in _READ and path.exists():
        yield path, path.name
    elif path.exists():
        found.problems.append(_unreadable_kind(path))
    else:
        what = "There is no such file or folder."
        found.problems.append(_about(str(path), what, "Check the path."))


def _in_folder(folder: Path, found: Found) -> Iterator[tuple[Path, str]]:
    files = sorted(walk(folder, found))
    if len(files) > _MOST_FILES:
        what = f"It holds over {_MOST_FILES} files."
        found.problems.append(_about(str(folder), what, "Split it up."))
        return
    for file in files:
        name = file.relative_to(folder).as_posix()
        if not file.name.lower().endswith(_IN_FOLDERS):
            why = "Of a folder I read Markdown, text and HTML; give me this one by its name."
            found.notes.append(_about(name, "It was left out.", why))
        elif not _leads_inside(file, folder):
            found.problems.append(
                _about(name, "It leads out of the folder.", "Put a real file there.")
            )
        elif file.stem.lower() in NOT_ENTRIES:
            why = "as its name says that it is no entry."
            found.notes.append(_about(name, "It was left out,", why))
        else:
            yield file, name
    if not any(file.name.lower().endswith(_IN_FOLDERS) for file in files):
        what = "It holds no .md file, no .txt and no .html."
        found.problems.append(_about(str(folder), what, "Check the path."))


def _leads_inside(file: Path, folder: Path) -> bool:
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link to itself
        return False


def walk(folder: Path, found: Found) -> Iterator[Path]:
    """Yield the files of a folder and those below it, but for hidden ones; links to folders are
    not followed.
    """

    def unreadable(error: OSError) -> None:
        name = os.path.relpath(error.filename, folder)
        what = f"This folder can't be read: {error.strerror}."
        found.problems.append(_about(name, what, "Check its rights."))

    for where, folders, names in os.walk(folder, followlinks=False, onerror=unreadable):
        for name in folders:
            if Path(where, name).is_symlink():
                link = Path(where, name).relative_to(folder).as_posix()
                found.notes.append(
                    _about(link, "It was left out.", "Links to folders aren't followed.")
                )
        folders[:] = [name for name in folders if not name.startswith(".")]
        if Path(where) == folder and _is_beside(folder):
            folders.remove(BESIDE)
        yield from (Path(where, name) for name in names if not name.startswith("."))


def _is_beside(folder: Path) -> bool:
    """Whether that is what its folder of files is: each folder in it is named as an entry beside it is."""
    inner = list((folder / BESIDE).glob("*")) if (folder / BESIDE).is_dir() else []
    return bool(inner) and all(
        each.is_dir() and (folder / f"{each.name}.md").is_file() for each in inner
    )


def _content(file: Path, name: str, ending: str, found: Found) -> bytes | None:
    largest = 1_000_000 if ending in _IN_FOLDERS else 20_000_000
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            # A pipe would be waited for, a device read for ever.
            found.problems.append(_about(name, "It is no ordinary file.", "Put a real file there."))
            return None
        with file.open("rb") as opened:
            content = opened.read(largest + 1)
    except OSError as error:
        what = f"It can't be read: {error.strerror}."
        found.problems.append(_about(name, what, "Check its rights."))
        return None
    if len(content) > largest:
        what = f"It is larger than {largest // 1_000_000} MB."
        found.problems.append(_about(name, what, "Split it up."))
        return None
    return content


def decoded(content: bytes, name: str, ending: str, found: Found) -> str | None:
    """Return the text in UTF-8 or UTF-16; of a table or a page, also in the encoding of Windows."""
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if ending in (*TABLES, *HTML) and (guessed := _windows(content)):
            what = "It was read as Windows-1252, as it is no UTF-8."
            found.notes.append(_about(name, what, "Look whether its accents are right."))
            return guessed
        line = content.count(b"\n", 0, error.start) + 1
        plain = "UTF-8" if encoding.startswith("utf-8") else encoding.upper()
        problem = _about(name, f"It is not {plain} text.", "Save it as UTF-8.", line)
        found.problems.append(problem)
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        found.problems.append(_about(name, "It is no text.", "Save it as UTF-8 text.", line))
        return None
    return text.removeprefix("\ufeff")


def _encoding(content: bytes) -> str:
    """By its mark; without one, two-byte letters show in their empty halves."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    begin = content[:2000]
    if len(begin) >= 4 and not len(content) % 2:
        even, odd = begin[0::2].count(0), begin[1::2].count(0)
        if max(even, odd) > len(begin) * 0.3 and min(even, odd) < len(begin) * 0.05:
            return "utf-16-be" if even > odd else "utf-16-le"
    return "utf-8"


def _windows(content: bytes) -> str | None:
    """A text of western Europe in the encoding that spreadsheets there save in; None for others."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    letters = [sign for sign in text if sign.isalpha()]
    foreign = sum(1 for sign in letters if not sign.isascii())
    return text if foreign <= len(letters) * 0.25 and "\0" not in text else None


def _unreadable_kind(path: Path) -> Problem:
    if path.suffix.lower() in _ARCHIVES:
        return _about(path.name, "It is an archive.", "Unpack it and give me the folder.")
    return _about(path.name, "I can't read such a file.", f"I read {' '.join(_READ)}.")


def _about(name: str, what: str, mend: str, line: int = 0) -> Problem:
    return Problem(file=name, line=line, what=what, mend=mend)
