"""Files of this computer: what is attached to a line by its path, and what is written for whoever asked.

What customers wrote is for this account alone, as the database is.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from bot.desk.nouns.file import File
from bot.desk.ports.platform import Enclosed
from bot.desk.words.attached import kind_of

_NAMED = re.compile(r'(?:^|(?<=\s))file:(?:"(?P<quoted>[^"\n]+)"|(?P<plain>\S+))')
"""How a file is attached where a line is all that is typed: file:plan.png, file:"my plan.png"."""


def attached(line: str) -> tuple[str, tuple[File, ...]]:
    """A line without the files that it names, and those. What no file has for a path stays a word."""
    found: list[File] = []

    def taken(named: re.Match[str]) -> str:
        path = Path(named["quoted"] or named["plain"]).expanduser()
        if not path.is_file():
            return named[0]
        name, where = path.name, str(path)
        size = path.stat().st_size
        found.append(File(name=name, link=where, kind=kind_of("", name), size=size, key=where))
        return ""

    words = _NAMED.sub(taken, line)
    return (words.strip() if found else line), tuple(found)


def read(file: File) -> bytes:
    """What stands in it by now; b"" where it can't be read any more."""
    try:
        return Path(file.key).read_bytes()
    except OSError:
        return b""


def written(folder: Path, files: Iterable[Enclosed]) -> list[Path]:
    """Write them, and say where. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_written(folder / each.name, each.data) for each in files]


def _written(path: Path, data: bytes) -> Path:
    path.touch(mode=0o600)
    path.write_bytes(data)
    return path
