"""Pictures and files of answers beside exported entries: `files/ID/NAME`, below the folder of the entries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from bot.desk.nouns.file import LARGEST, FileKind
from bot.desk.ports.entries import Entries
from bot.desk.verbs.enclosing import MOST
from bot.desk.words.attached import kind_of, size_words
from bot.errors import KnowledgeError
from knowledge.entry import Enclosure, Entry
from knowledge.files.opening import BESIDE


@dataclass(frozen=True)
class Beside:
    """What lay beside entries: them with it, and its bytes by their marks."""

    entries: tuple[Entry, ...]
    kept: dict[str, bytes]


def write(records: Entries, folder: Path, entries: Iterable[Entry]) -> int:
    """Write them below a folder of entries; how many there were. Raises KnowledgeError."""
    count = 0
    try:
        for entry in entries:
            for each in entry.files:
                where = folder / BESIDE / entry.id / each.name
                where.parent.mkdir(parents=True, exist_ok=True)
                where.write_bytes(records.kept_file(each.mark))
                count += 1
    except OSError as error:
        raise KnowledgeError(f"{folder / BESIDE} can't be written: {error.strerror}.") from error
    return count


def read(folder: Path, entries: Iterable[Entry]) -> Beside:
    """The entries with what lies beside them. Raises KnowledgeError for what goes with no answer."""
    kept: dict[str, bytes] = {}
    found: list[Entry] = []
    for entry in entries:
        files = []
        for path in _of(folder / BESIDE / entry.id):
            data = _bytes(path)
            mark = sha256(data).hexdigest()
            kept[mark] = data
            files.append(Enclosure(name=path.name, mark=mark, size=len(data)))
        if len(files) > MOST:
            raise KnowledgeError(
                f"Nothing was taken in. No more than {MOST} files go with an answer: "
                f"{folder / BESIDE / entry.id}"
            )
        found.append(replace(entry, files=tuple(files)))
    return Beside(tuple(found), kept)


def _of(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (each for each in sorted(folder.iterdir()) if each.is_file())


def _bytes(path: Path) -> bytes:
    if kind_of("", path.name) is FileKind.PROGRAM:
        raise KnowledgeError(f"Nothing was taken in. {path} can run, so it goes with no answer.")
    size = path.stat().st_size
    if not 0 < size <= LARGEST:
        raise KnowledgeError(
            f"Nothing was taken in. {path} has {size_words(size)}: what goes with an answer has "
            f"{size_words(LARGEST)} at most, and is not empty."
        )
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"Nothing was taken in. {path}: {error.strerror}.") from error
